// Conditions in words. Brackets stand wherever a reader could take `and` and `or` the other way.
import { printPercent } from "./decimals.ts";
import type { Condition } from "./pledge.ts";

/** The condition in words: `always`, `if DEU and FRA act`, `if GBR acts and (EST acts or LTU acts)`. */
export function printCondition(condition: Condition): string {
  return condition.kind === "always" ? "always" : `if ${printClause(condition)}`;
}

function printClause(condition: Condition): string {
  switch (condition.kind) {
    case "always":
      return "always";
    case "members": {
      const { atLeast, of, doing } = condition;
      const one = atLeast === 1;
      return `at least ${atLeast} ${of === null ? printOthers(null, one) : `of ${of.join(", ")}`} ${printDeed(doing, one)}`;
    }
    case "total":
      return `the total of ${condition.measure} reaches ${condition.atLeast}`;
    case "named":
      return `${joinWords(condition.members, "and")} ${printDeed(null, condition.members.length === 1)}`;
    case "share":
      return `others with at least ${printPercent(condition.atLeast)} of ${condition.weight} act`;
    case "all":
    case "any":
      return condition.of
        .map((part) =>
          isCompound(part) && condition.of.length > 1 ? `(${printClause(part)})` : printClause(part),
        )
        .join(condition.kind === "all" ? " and " : " or ");
  }
}

function isCompound(condition: Condition): boolean {
  if (condition.kind !== "all" && condition.kind !== "any") return false;
  const [only, another] = condition.of;
  return another !== undefined || (only !== undefined && isCompound(only));
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
