// Where a member stands in words, and the evidence for it as a sentence.
import type { OverviewMember } from "../../api/case-overview.ts";
import { formatInstant } from "../../parts/times.ts";
import { hasWord, sayIn, TAGS } from "../../words/locale.tsx";
import type { Locale } from "../../words/locale.tsx";
import { coalitionWords } from "./coalition-words.ts";

/** `opened, silent`; what it does not know is printed as it is written. */
export function sayStandingWords(locale: Locale, standing: string): string {
  const word = `standing.${standing}`;
  return hasWord(coalitionWords, word) ? sayIn(coalitionWords, locale, word) : standing;
}

/** `Opened the paper on 14 Mar 2018, 07:10 UTC, by DEU/desk`; null for a member that was not approached. */
export function sayEvidence(
  locale: Locale,
  { standing, evidence }: Pick<OverviewMember, "standing" | "evidence">,
): string | null {
  if (standing === "not delivered") return sayIn(coalitionWords, locale, "evidence.undelivered");
  if (evidence === null) return null;
  const word = `evidence.${evidence.says}`;
  const what = hasWord(coalitionWords, word)
    ? sayIn(coalitionWords, locale, word)
    : sayIn(coalitionWords, locale, "evidence.said", { what: sayStandingWords(locale, evidence.says) });
  return sayIn(coalitionWords, locale, "evidence.line", {
    what,
    instant: formatInstant(evidence.at, TAGS[locale]),
    seat: evidence.seat ?? "none",
  });
}
