// The sentences of the case page, from figures. A figure never stands without its counting rule and its day.
import type { OverviewTally } from "../../api/case-overview.ts";
import { formatDay } from "../../parts/times.ts";

export interface TallySentence {
  /** `153 expulsions`. */
  readonly what: string;
  /** `29 states and NATO`. */
  readonly actors: string;
  /** `the lead's 23 included`. */
  readonly lead: string;
  readonly asOf: string;
}

/** @param lead the lead whose own measures are told apart. */
export function sayTally(tally: OverviewTally, lead: { readonly id: string }): TallySentence {
  const own = tally.byActor[lead.id] ?? 0;
  // No wording of a kind holds the word "by", so the sentence parts there.
  const [what = tally.said, actors = "nobody"] = tally.said.split(" by ");
  return {
    what,
    actors,
    lead: own > 0 ? `the lead's ${own} included` : "not counting the lead's own",
    asOf: formatDay(tally.asOf),
  };
}

export function joinWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? "";
  return `${words.slice(0, -1).join(", ")} and ${words.at(-1) ?? ""}`;
}

export function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

const ruleNames: Readonly<Record<string, string>> = {
  all: "All that acted",
  "without-lead": "Without the lead",
  "without-organisations": "States only",
  "states-without-lead": "States without the lead",
};

export function sayRule(rule: string): string {
  return ruleNames[rule] ?? rule.replaceAll("-", " ");
}

/**
 * Spells members out where text from the case's data names them by their codes: `if DEU and FRA act` →
 * `if Germany and France act`. Organisations keep the short names they are known by, as groups do.
 */
export function nameMembers(
  text: string,
  members: readonly { readonly id: string; readonly name: string; readonly kind: string }[],
): string {
  const names = new Map(
    members.filter((member) => member.kind === "state").map((member) => [member.id, member.name]),
  );
  return text.replaceAll(/\b[A-Z]{2,}\b/g, (code) => names.get(code) ?? code);
}

/** The rule of a tally as a sentence that can stand alone. */
export function sayRuleText(ruleText: string, lead: { readonly id: string; readonly name: string }): string {
  const text = nameMembers(ruleText, [{ ...lead, kind: "state" }]);
  return `${capitalise(text).replace(/\.$/, "")}.`;
}

/** Sentence case for text that comes from data: `fires: 11 ≥ 10` → `Fires: 11 ≥ 10`. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** `12,345 bytes` → `12 KB`; sizes are for judging a download, not for counting. */
export function saySize(bytes: number): string {
  return bytes < 1024 ? `${bytes} B` : `${Math.round(bytes / 1024)} KB`;
}

/** A fingerprint in groups of four, as it is read aloud. */
export function groupFingerprint(fingerprint: string, characters: number): string {
  return (
    fingerprint
      .slice(0, characters)
      .match(/.{1,4}/g)
      ?.join(" ") ?? ""
  );
}
