// What the rules count, for comparing with what somebody claimed: the rules to try, their figures as of a day, and when a
// figure meets a claim.
import type { Day } from "../encoding/index.ts";
import type { CaseFile } from "./case-file.ts";
import type { Checkpoint, Claim } from "./checkpoints.ts";
import { printCountingRule, readCountingRule, ruleBases } from "./counting-rules.ts";
import type { CountingRule, GroupsAsOf, RuleTerms } from "./counting-rules.ts";
import { selectMeasures, tallyMeasures } from "./tally.ts";
import type { CountedMeasure } from "./tally.ts";

/** Figures of one rule as of one day. */
export interface CountedFigures {
  readonly asOf: string;
  readonly states: number;
  readonly persons: number;
  /** Persons of each organisation claimed apart, whether or not the rule takes organisations in. */
  readonly organisations: Readonly<Record<string, number>>;
}

export interface PressRequest {
  readonly caseFile: CaseFile;
  readonly kind: string;
  /** Kinds a press count may have added to the asked one, such as refused accreditations. */
  readonly addedKinds: readonly string[];
  readonly groups: GroupsAsOf | null;
}

/**
 * The rules a checkpoint may have been counted by: every answer to the lead among the states, the lead among the persons
 * and organisations or not, alone and with one added kind, always leaving out whom the source left out and among the
 * group it counts. Those that agree with what it says of itself come first.
 */
export function listRules(
  { scope, among }: Checkpoint,
  { caseFile, addedKinds }: PressRequest,
): { readonly within: readonly CountingRule[]; readonly beyond: readonly CountingRule[] } {
  const withoutLead = scope.without.includes(caseFile.lead);
  const except = scope.without.filter((actor) => actor !== caseFile.lead);
  const within: CountingRule[] = [];
  const beyond: CountingRule[] = [];
  for (const withKinds of [[], ...addedKinds.map((kind) => [kind])]) {
    for (const terms of ruleBases) {
      const rule = printCountingRule({ ...terms, withKinds, except, among });
      (agrees(terms, scope) && !(withoutLead && (terms.leadInStates || terms.leadInPersons))
        ? within
        : beyond
      ).push(rule);
    }
  }
  return { within, beyond };
}

function agrees(
  terms: Pick<RuleTerms, "leadInStates" | "leadInPersons" | "organisations">,
  scope: Checkpoint["scope"],
): boolean {
  return (["leadInStates", "leadInPersons", "organisations"] as const).every(
    (name) => scope[name] === null || scope[name] === terms[name],
  );
}

/** @throws InputError RULE_UNKNOWN. */
export function countFigures(
  rule: CountingRule,
  asOf: Day,
  { request, apart }: { readonly request: PressRequest; readonly apart: Checkpoint["organisations"] },
): CountedFigures {
  const { caseFile, kind, groups } = request;
  const tally = tallyMeasures({ caseFile, kind, groups, asOf, rule });
  const open = printCountingRule({ ...readCountingRule(rule), organisations: true });
  const { byActor } =
    apart.length === 0 ? tally : tallyMeasures({ caseFile, kind, groups, asOf, rule: open });
  return {
    asOf,
    states: tally.states,
    persons: tally.persons ?? 0,
    organisations: Object.fromEntries(apart.map(({ id }) => [id, byActor[id] ?? 0])),
  };
}

/** Whether every number the checkpoint claims is met. */
export function meetsAll(checkpoint: Checkpoint, figures: CountedFigures): boolean {
  return (
    (checkpoint.states === null || meets(checkpoint.states, figures.states)) &&
    (checkpoint.persons === null || meets(checkpoint.persons, figures.persons)) &&
    checkpoint.organisations.every(({ id, claim }) => meets(claim, figures.organisations[id] ?? 0))
  );
}

export function meets({ number, said }: Claim, counted: number): boolean {
  switch (said) {
    case "exactly":
      return counted === number;
    case "at-least":
      return counted >= number;
    case "about":
      return 2 * Math.abs(counted - number) <= lastPlace(number);
  }
}

/** What a rounded number is rounded to: 150 to 10, 200 to 100, 153 to 1. */
function lastPlace(number: number): number {
  let place = 1;
  while (number > 0 && number % (place * 10) === 0) place *= 10;
  return place;
}

/** The last day before `asOf` on which the rule counted something new, or null. */
export function findEvening(rule: CountingRule, asOf: Day, request: PressRequest): Day | null {
  return listCounted(rule, request)
    .filter(({ day }) => day < asOf)
    .reduce<Day | null>((last, { day }) => (last === null || day > last ? day : last), null);
}

export function listCounted(rule: CountingRule, request: PressRequest): readonly CountedMeasure[] {
  const { caseFile, kind, groups } = request;
  return selectMeasures({ caseFile, kind, groups, rule, asOf: null }).counted;
}
