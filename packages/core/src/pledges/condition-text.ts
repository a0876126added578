// Pledges and conditions in words: the one spelling of each (formats/pledge.abnf). Brackets stand wherever a reader could
// take `and` and `or` the other way.
import type { MeasureKind } from "../kinds/index.ts";
import { printPercent } from "./decimals.ts";
import type { Condition, Pledge } from "./pledge.ts";
import { listKindWords, printName } from "./words.ts";
import type { KindWords } from "./words.ts";

/**
 * What the member does and when, in words that `parsePledge` reads back as the same pledge:
 * `3 expulsions if at least 10 others act and DEU acts; 4 expulsions if the total of expulsions reaches 100`.
 */
export function printPledge({ levels }: Pledge, kinds: readonly MeasureKind[]): string {
  const words = listKindWords(kinds);
  return levels
    .map(({ measures, condition }) => {
      const deeds = measures.map(({ kind, count }) => `${count} ${words.say(kind, count)}`);
      return `${joinWords(deeds, "and")} ${printWhen(condition, words)}`;
    })
    .join("; ");
}

/** The condition in words: `always`, `if DEU and FRA act`, `if GBR acts and (EST acts or LTU acts)`. */
export function printCondition(condition: Condition, kinds: readonly MeasureKind[]): string {
  return printWhen(condition, listKindWords(kinds));
}

function printWhen(condition: Condition, words: KindWords): string {
  return condition.kind === "always" ? "always" : `if ${printClause(condition, words)}`;
}

function printClause(condition: Condition, words: KindWords): string {
  switch (condition.kind) {
    case "always":
      return "always";
    case "members": {
      const { atLeast, of, doing } = condition;
      const one = atLeast === 1;
      const who = of === null ? printOthers(null, one) : `of ${of.map(printName).join(", ")}`;
      const does =
        doing === null ? printDeed(null, one) : `${one ? "takes" : "take"} part with ${words.say(doing, 2)}`;
      return `at least ${atLeast} ${who} ${does}`;
    }
    case "total":
      return `the total of ${words.say(condition.measure, 2)} reaches ${condition.atLeast}`;
    case "named":
      return `${joinWords(condition.members.map(printName), "and")} ${printDeed(null, condition.members.length === 1)}`;
    case "share":
      return `others with at least ${printPercent(condition.atLeast)} of ${printName(condition.weight)} act`;
    case "all":
    case "any": {
      const [only, another] = condition.of;
      // A list of one is not the same pledge as its only part, though it holds exactly when that does.
      if (only !== undefined && another === undefined)
        return `${condition.kind} of (${printClause(only, words)})`;
      return condition.of
        .map((part) => (isCompound(part) ? `(${printClause(part, words)})` : printClause(part, words)))
        .join(condition.kind === "all" ? " and " : " or ");
    }
  }
}

/** Whether `and` or `or` stands open in its words. */
function isCompound(condition: Condition): boolean {
  return (condition.kind === "all" || condition.kind === "any") && condition.of.length > 1;
}

/** Whom a count is about: `others`, `other of NATO, DEU`. */
export function printOthers(of: readonly string[] | null, singular: boolean): string {
  return `${singular ? "other" : "others"}${of === null ? "" : ` of ${of.join(", ")}`}`;
}

/** What members do: `act`, `takes part with expulsion`. */
export function printDeed(doing: string | null, singular: boolean): string {
  if (doing === null) return singular ? "acts" : "act";
  return `${singular ? "takes" : "take"} part with ${doing}`;
}

/** `A`, `A and B`, `A, B and C`. */
export function joinWords(words: readonly string[], last: "and" | "or"): string {
  const head = words.slice(0, -1).join(", ");
  return head === "" ? (words[0] ?? "") : `${head} ${last} ${words.at(-1) ?? ""}`;
}
