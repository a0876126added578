// Counting rules: which of the measures a figure counts. A figure without its rule is what made the press counts of one
// week differ, so every rule has a sentence that names the lead and travels with each figure.
import { InputError } from "../encoding/index.ts";
import type { CaseFile, Measure } from "./case-file.ts";

/** Which measures a tally counts. Each has a sentence that is printed with every figure. */
export type CountingRule = "all" | "without-lead" | "without-organisations" | "states-without-lead";

/** All counting rules, the widest first. */
export const countingRules: readonly CountingRule[] = [
  "all",
  "without-lead",
  "without-organisations",
  "states-without-lead",
];

/** @throws InputError RULE_UNKNOWN unless `text` names a counting rule. */
export function readCountingRule(text: string): CountingRule {
  const found = countingRules.find((rule) => rule === text);
  if (found === undefined)
    throw new InputError(
      "RULE_UNKNOWN",
      `"${text}" is not a counting rule. Choose one of ${countingRules.join(", ")}.`,
    );
  return found;
}

/** The rule as a sentence about the member whose case it is, without a full stop. */
export function describeRule(rule: CountingRule, lead: string): string {
  switch (rule) {
    case "all":
      return `counts every state and organisation that took the measure, ${lead}'s own included`;
    case "without-lead":
      return `counts every state and organisation that took the measure except ${lead}, whose case it is`;
    case "without-organisations":
      return `counts every state that took the measure, ${lead}'s own included, and no organisation`;
    case "states-without-lead":
      return `counts every state that took the measure except ${lead}, whose case it is, and no organisation`;
  }
}

/** Why the rule leaves this measure out, or null when it does not. */
export function explainRuleExclusion(
  rule: CountingRule,
  measure: Measure,
  caseFile: CaseFile,
): string | null {
  const leavesLeadOut = rule === "without-lead" || rule === "states-without-lead";
  if (leavesLeadOut && measure.actor === caseFile.lead)
    return `${measure.actor} is the lead, which the rule ${rule} leaves out`;
  const leavesOrganisationsOut = rule === "without-organisations" || rule === "states-without-lead";
  if (leavesOrganisationsOut && measure.actorType !== "state")
    return `${measure.actor} is not a state, and the rule ${rule} counts states only`;
  return null;
}
