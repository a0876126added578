// Press counts explained: which counting rule gives the figure somebody published. The rules tried are all that the data
// of a rule can say, in one order, never one made for a figure; and where none gives it, the answer says so.
import type { Day } from "../encoding/index.ts";
import { groupsAsOf } from "../markings/index.ts";
import type { Community } from "../markings/index.ts";
import type { Checkpoint, Claim } from "./checkpoints.ts";
import { describeRule } from "./counting-rules.ts";
import type { CountingRule } from "./counting-rules.ts";
import { explainDayPart } from "./day-part.ts";
import { lastDayOf } from "./measure-row.ts";
import { countFigures, findEvening, listCounted, listRules, meets, meetsAll } from "./press-figures.ts";
import type { CountedFigures, PressRequest } from "./press-figures.ts";

/**
 * How a published figure came about.
 * `reproduced`: a rule within its stated scope gives it as of its day. `evening-before`: the same as of the last earlier
 * day with an announcement. `during-the-day`: it is the evening before and some of the day's announcements.
 * `other-scope`: a rule gives it that contradicts what the source says of itself. `not-reproduced`: none does.
 * `no-figure`: the source gives no number.
 */
export type Verdict =
  "reproduced" | "evening-before" | "during-the-day" | "other-scope" | "not-reproduced" | "no-figure";

export interface PressCount {
  readonly checkpoint: Checkpoint;
  readonly verdict: Verdict;
  /** Null where there is none. */
  readonly rule: CountingRule | null;
  readonly ruleText: string | null;
  /** What the rule counts, and as of which day. */
  readonly counted: CountedFigures | null;
  /** How that is known, as a sentence without a full stop. */
  readonly why: string;
}

/**
 * Every checkpoint of the case file, in its order, with the rule that gives its figure or why none does.
 * @throws InputError RULE_UNKNOWN when a checkpoint counts members of a group that the community does not have.
 */
export function explainPressCounts({
  community,
  ...rest
}: Omit<PressRequest, "groups"> & { readonly community: Community | null }): readonly PressCount[] {
  return rest.caseFile.checkpoints.map((checkpoint) => {
    const day = lastDayOf(checkpoint.asOf);
    const groups = community === null ? null : { asOf: day, groups: groupsAsOf(community, day) };
    const request = { ...rest, groups };
    const { verdict, rule, counted, why } = explain(checkpoint, request);
    const ruleText = rule === null ? null : describeRule(rule, request.caseFile.lead, request.groups);
    return { checkpoint, verdict, rule, ruleText, counted, why };
  });
}

function explain(checkpoint: Checkpoint, request: PressRequest): Omit<PressCount, "checkpoint" | "ruleText"> {
  const { states, persons, organisations } = checkpoint;
  if (states === null && persons === null && organisations.length === 0)
    return { verdict: "no-figure", rule: null, counted: null, why: "the source gives no number" };
  const asOf = lastDayOf(checkpoint.asOf);
  const { within, beyond } = listRules(checkpoint, request);
  const count = (rule: CountingRule, day: Day): CountedFigures =>
    countFigures(rule, day, { request, apart: organisations });
  const find = (rules: readonly CountingRule[], dayOf: (rule: CountingRule) => Day | null) => {
    for (const rule of rules) {
      const day = dayOf(rule);
      const counted = day === null ? null : count(rule, day);
      if (counted !== null && meetsAll(checkpoint, counted)) return { rule, counted };
    }
    return null;
  };
  const exact = find(within, () => asOf);
  if (exact !== null) return { verdict: "reproduced", ...exact, why: "the rule gives it as of its day" };
  const before = find(within, (rule) => findEvening(rule, asOf, request));
  if (before !== null)
    return {
      verdict: "evening-before",
      ...before,
      why: `the rule gives it as of ${before.counted.asOf}, the last earlier day on which somebody announced`,
    };
  for (const rule of within) {
    const why = explainDayPart(checkpoint, asOf, { rule, request });
    if (why !== null) return { verdict: "during-the-day", rule, counted: count(rule, asOf), why };
  }
  const other = find(beyond, () => asOf);
  if (other !== null)
    return {
      verdict: "other-scope",
      ...other,
      why: "the rule gives it as of its day, yet the source says of itself that it counts otherwise",
    };
  const why = explainParts(checkpoint, asOf, { rules: [...within, ...beyond], request });
  return { verdict: "not-reproduced", rule: null, counted: null, why };
}

/** What of a figure can be reproduced by itself, number by number. */
function explainParts(
  checkpoint: Checkpoint,
  asOf: Day,
  { rules, request }: { readonly rules: readonly CountingRule[]; readonly request: PressRequest },
): string {
  const { states, persons, organisations } = checkpoint;
  const parts: { name: string; claim: Claim; read: (figures: CountedFigures) => number }[] = [];
  if (states !== null) parts.push({ name: "states", claim: states, read: (one) => one.states });
  if (persons !== null) parts.push({ name: "persons", claim: persons, read: (one) => one.persons });
  for (const { id, claim } of organisations)
    parts.push({ name: id, claim, read: (one) => one.organisations[id] ?? 0 });
  const said = parts.map(({ name, claim, read }) => {
    const counted = (rule: CountingRule, day: Day): number =>
      read(countFigures(rule, day, { request, apart: organisations }));
    const today = rules.find((rule) => meets(claim, counted(rule, asOf)));
    if (today !== undefined) return `${name} ${claim.number} is what ${today} counts`;
    for (const rule of rules) {
      const days = [...new Set(listCounted(rule, request).map(({ day }) => day))].sort().reverse();
      const day = days.find((one) => one < asOf && meets(claim, counted(rule, one)));
      if (day !== undefined)
        return `${name} ${claim.number} was what ${rule} counted on ${day}, and on ${asOf} it counted ${counted(rule, asOf)}`;
    }
    return `no rule counts ${name} ${claim.number} on any day`;
  });
  return `no one rule gives all of it: ${said.join("; ")}`;
}
