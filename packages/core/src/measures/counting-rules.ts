// Counting rules: which of the measures a figure counts. A figure without its rule is what made the press counts of one
// week differ, so every rule is data, is spelled in one way (formats/counting-rule.abnf), and has a sentence that names
// the lead and travels with each figure.
import { InputError } from "../encoding/index.ts";
import type { Group } from "../markings/index.ts";
import type { CaseFile, Measure } from "./case-file.ts";

/** The spelling of a rule, such as `without-lead` or `all,with=accreditation-denied`. */
export type CountingRule = string;

/** A rule as data. */
export interface RuleTerms {
  readonly leadInStates: boolean;
  readonly leadInPersons: boolean;
  readonly organisations: boolean;
  /** Kinds that are counted together with the asked one; sorted. */
  readonly withKinds: readonly string[];
  /** Actors left out; sorted. */
  readonly except: readonly string[];
  /** Only members of this group count. */
  readonly among: string | null;
}

/** Groups and the day of their memberships. */
export interface GroupsAsOf {
  readonly asOf: string;
  readonly groups: readonly Pick<Group, "id" | "members">[];
}

/** The four usual rules, the widest first. */
export const countingRules: readonly CountingRule[] = [
  "all",
  "without-lead",
  "without-organisations",
  "states-without-lead",
];

type Base = Pick<RuleTerms, "leadInStates" | "leadInPersons" | "organisations">;
const base = (leadInStates: boolean, leadInPersons: boolean, organisations: boolean): Base => ({
  leadInStates,
  leadInPersons,
  organisations,
});
const BASES: ReadonlyMap<string, Base> = new Map([
  ["all", base(true, true, true)],
  ["without-lead", base(false, false, true)],
  ["without-organisations", base(true, true, false)],
  ["states-without-lead", base(false, false, false)],
  ["lead-in-persons", base(false, true, true)],
  ["lead-in-persons-without-organisations", base(false, true, false)],
  ["lead-in-states", base(true, false, true)],
  ["lead-in-states-without-organisations", base(true, false, false)],
]);
const PART = /^(with|except|among)=([A-Za-z][A-Za-z0-9-]*)$/;

/** All eight answers to: the lead among the states, the lead among the persons, organisations or not. */
export const ruleBases: readonly Base[] = [...BASES.values()];

/** @throws InputError RULE_UNKNOWN unless `text` spells a counting rule in the one way it is spelled. */
export function readCountingRule(text: string): RuleTerms {
  const [name = "", ...parts] = text.split(",");
  const terms = BASES.get(name);
  const matches = parts.map((part) => PART.exec(part));
  const named = (key: string): string[] =>
    matches.flatMap((match) => (match?.[1] === key ? [match[2] ?? ""] : []));
  if (terms !== undefined && !matches.includes(null)) {
    const rule = {
      ...terms,
      withKinds: named("with"),
      except: named("except"),
      among: named("among")[0] ?? null,
    };
    if (printCountingRule(rule) === text) return rule;
  }
  throw new InputError(
    "RULE_UNKNOWN",
    `"${text}" is not a counting rule. Choose one of ${[...BASES.keys()].join(", ")}; after it may stand ,with=KIND ` +
      ",except=ACTOR and ,among=GROUP, in this order and sorted.",
  );
}

/** The one spelling of a rule. */
export function printCountingRule(rule: RuleTerms): CountingRule {
  const [name = ""] =
    [...BASES].find(
      ([, one]) =>
        one.leadInStates === rule.leadInStates &&
        one.leadInPersons === rule.leadInPersons &&
        one.organisations === rule.organisations,
    ) ?? [];
  const parts = [
    ...[...new Set(rule.withKinds)].sort().map((kind) => `with=${kind}`),
    ...[...new Set(rule.except)].sort().map((actor) => `except=${actor}`),
    ...(rule.among === null ? [] : [`among=${rule.among}`]),
  ];
  return [name, ...parts].join(",");
}

/**
 * The rule as a sentence about the member whose case it is, without a full stop.
 * @throws InputError RULE_UNKNOWN.
 */
export function describeRule(rule: CountingRule, lead: string, groups: GroupsAsOf | null): string {
  const terms = readCountingRule(rule);
  const { leadInStates, leadInPersons, organisations } = terms;
  const who = organisations ? "every state and organisation" : "every state";
  const parts: string[] = [`counts ${who} that took the measure`];
  if (leadInStates && leadInPersons) parts.push(`, ${lead}'s own included`);
  else if (!leadInStates && !leadInPersons) parts.push(` except ${lead}, whose case it is`);
  else if (leadInPersons) parts.push(`, ${lead}'s own persons included but ${lead} not among the states`);
  else parts.push(`, ${lead} included but none of its persons`);
  if (!organisations) parts.push(", and no organisation");
  if (terms.except.length > 0) parts.push(`; leaves out ${terms.except.join(", ")}`);
  if (terms.among !== null)
    parts.push(`; only members of ${terms.among}${groups === null ? "" : ` as of ${groups.asOf}`}`);
  if (terms.withKinds.length > 0) parts.push(`; adds ${terms.withKinds.join(", ")}`);
  return parts.join("");
}

/** How one measure counts under a rule. */
export interface Standing {
  readonly inStates: boolean;
  readonly inPersons: boolean;
}

/**
 * A function that says how a measure counts, or why the rule leaves it out.
 * @throws InputError RULE_UNKNOWN, also when the rule names a group that `groups` does not have.
 */
export function compileRule(
  rule: CountingRule,
  caseFile: Pick<CaseFile, "lead">,
  groups: GroupsAsOf | null,
): (measure: Measure) => Standing | string {
  const terms = readCountingRule(rule);
  const group = terms.among === null ? null : groups?.groups.find(({ id }) => id === terms.among);
  if (group === undefined)
    throw new InputError(
      "RULE_UNKNOWN",
      `The rule ${rule} counts members of ${terms.among ?? ""}, and no such group is known here. Name a group of the community.`,
    );
  const members = group === null ? null : new Set(group.members);
  const except = new Set(terms.except);
  const both = { inStates: true, inPersons: true };
  const ofLead = { inStates: terms.leadInStates, inPersons: terms.leadInPersons };
  return ({ actor, actorType }) => {
    if (except.has(actor)) return `${actor} is left out by the rule ${rule}`;
    if (members !== null && !members.has(actor)) return `${actor} is not a member of ${terms.among ?? ""}`;
    if (actor === caseFile.lead)
      return ofLead.inStates || ofLead.inPersons
        ? ofLead
        : `${actor} is the lead, which the rule ${rule} leaves out`;
    if (!terms.organisations && actorType !== "state")
      return `${actor} is not a state, and the rule ${rule} counts states only`;
    return both;
  };
}
