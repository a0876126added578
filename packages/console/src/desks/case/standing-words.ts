// Where a member stands in words, and the evidence for it as a sentence.
import type { OverviewMember } from "../../api/case-overview.ts";
import { formatInstant } from "../../parts/times.ts";

const words: Readonly<Record<string, string>> = {
  delivered: "delivered, not opened",
  opened: "opened, silent",
  "opened the annex": "opened the annex, silent",
  asked: "asked, no position yet",
  lapsed: "no answer (lapsed)",
};

/** `opened, silent`; what it does not know is printed as it is written. */
export function sayStandingWords(standing: string): string {
  return words[standing] ?? standing;
}

const rows: Readonly<Record<string, string>> = {
  delivered: "Delivered",
  opened: "Opened the paper",
  "opened the annex": "Opened the annex",
  asked: "Asked",
  lapsed: "The answer-by instant passed without a word",
};

/** `Opened the paper on 14 Mar 2018, 07:10 UTC, by DEU/desk`; null for a member that was not approached. */
export function sayEvidence({
  standing,
  evidence,
}: Pick<OverviewMember, "standing" | "evidence">): string | null {
  if (standing === "not delivered") return "Approached, and no delivery is on record";
  if (evidence === null) return null;
  const what = rows[evidence.says] ?? `Said “${evidence.says}”`;
  return `${what} on ${formatInstant(evidence.at)}${evidence.seat === null ? "" : `, by ${evidence.seat}`}`;
}
