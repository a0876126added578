// The stricter of two markings (design section 4). Invariant: audience(join(a, b)) = audience(a) ∩ audience(b) in every
// community, so a join never widens; what cannot be compared is unmarked, and unmarked is nobody.
import type { Marking, MarkingTerm, Policy, PolicyLevel } from "./marking.ts";

type Lists = readonly (readonly string[])[];

/** What hides the names of foreign sources once a source is concealed, in schemes that have the word (US: `FGI`). */
export const CONCEALED_SOURCE = "FGI";

/**
 * The marking whose readers are exactly those of both. Null (unmarked) absorbs. Commutative, associative, idempotent on
 * canonical markings; the result is canonical. Two different levels of a policy that is not in `policies` cannot be
 * ranked: the result is null.
 */
export function joinMarkings(
  a: Marking | null,
  b: Marking | null,
  policies: readonly Policy[],
): Marking | null {
  if (a === null || b === null || a.terms.length === 0 || b.terms.length === 0) return null;
  const joined = new Map<string, MarkingTerm>();
  for (const term of [...a.terms, ...b.terms]) {
    const known = joined.get(term.policy);
    const policy = policies.find(({ id }) => id === term.policy);
    const next = known === undefined ? canonicalTerm(term, policy) : joinTerms(known, term, policy);
    if (next === null) return null;
    joined.set(term.policy, next);
  }
  return { terms: [...joined.values()].sort((x, y) => compareText(x.policy, y.policy)) };
}

/** The one canonical form: terms by policy, lists sorted without repetition; null where terms cannot be united. */
export function canonicalMarking(marking: Marking, policies: readonly Policy[]): Marking | null {
  return joinMarkings(marking, marking, policies);
}

/** Plain order by UTF-16 code units, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Equal for equal lists only, whatever the codes hold; also the order in which lists stand. */
export function listKey(list: readonly string[]): string {
  return JSON.stringify(list);
}

/** The lists a reader must be in: the term's own, or the one its level implies where it has none. */
export function effectiveLists(term: MarkingTerm, policy: Policy | undefined): Lists {
  return term.releasableTo.length > 0 ? term.releasableTo : impliedLists(findLevel(policy, term.level));
}

/** True for a level that releases to nobody unless recipients are named. */
export function isNamedRecipientsOnly(level: PolicyLevel | undefined): boolean {
  return level?.unlisted?.length === 0;
}

export function findLevel(policy: Policy | undefined, name: string): PolicyLevel | undefined {
  return policy?.levels.find((level) => level.name === name);
}

/** The list a level implies for a term that has none of its own. */
export function impliedLists(level: PolicyLevel | undefined): Lists {
  return level === undefined || level.unlisted === null ? [] : [level.unlisted];
}

function joinTerms(a: MarkingTerm, b: MarkingTerm, policy: Policy | undefined): MarkingTerm | null {
  const level = higherLevel(a, b, policy);
  if (level === null) return null;
  const lists = [...effectiveLists(a, policy), ...effectiveLists(b, policy)];
  // Two terms without a list stay without one as long as the level of the result implies the same.
  const bare =
    a.releasableTo.length === 0 &&
    b.releasableTo.length === 0 &&
    sameLists(lists, impliedLists(findLevel(policy, level)));
  return canonicalTerm(
    {
      policy: a.policy,
      level,
      caveats: [...a.caveats, ...b.caveats],
      oneOf: [...a.oneOf, ...b.oneOf],
      notes: [...a.notes, ...b.notes],
      releasableTo: bare ? [] : lists,
    },
    policy,
  );
}

function higherLevel(a: MarkingTerm, b: MarkingTerm, policy: Policy | undefined): string | null {
  if (a.level === b.level) return a.level;
  const [rankA, rankB] = [rankOf(policy, a.level), rankOf(policy, b.level)];
  if (rankA < 0 || rankB < 0) return null;
  return rankA > rankB ? a.level : b.level;
}

function canonicalTerm(term: MarkingTerm, policy: Policy | undefined): MarkingTerm {
  const forNobody = effectiveLists(term, policy).some((list) => list.length === 0);
  const nobody = isNamedRecipientsOnly(findLevel(policy, term.level)) ? [] : [[]];
  return {
    policy: term.policy,
    level: term.level,
    caveats: sortWords(term.caveats),
    oneOf: canonicalLists(term.oneOf),
    notes: canonicalNotes(term, policy),
    releasableTo: forNobody ? nobody : canonicalLists(term.releasableTo),
  };
}

/**
 * Notes that belong to lower levels only are dropped, and named foreign sources beside a concealed one: a list of the
 * others would tell who is not among them. Neither has a say in who may see.
 */
function canonicalNotes(term: MarkingTerm, policy: Policy | undefined): readonly string[] {
  const rank = rankOf(policy, term.level);
  const concealed =
    term.notes.includes(CONCEALED_SOURCE) && policy?.caveats.some(({ name }) => name === CONCEALED_SOURCE);
  return sortWords(term.notes).filter((note) => {
    const levels = policy?.caveats.find(({ name }) => name === note)?.levels ?? null;
    const tooLow = levels !== null && rank > Math.max(...levels.map((name) => rankOf(policy, name)));
    return !tooLow && !(concealed === true && note.startsWith(`${CONCEALED_SOURCE} `));
  });
}

/** Position of a level in its policy, lowest first; -1 where it is unknown. */
export function rankOf(policy: Policy | undefined, level: string): number {
  return policy?.levels.findIndex(({ name }) => name === level) ?? -1;
}

/** Plain order, nothing twice. */
export function sortWords(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort(compareText);
}

function canonicalLists(lists: Lists): Lists {
  const byKey = new Map(lists.map((list) => sortWords(list)).map((list) => [listKey(list), list]));
  return [...byKey].sort(([x], [y]) => compareText(x, y)).map(([, list]) => list);
}

function sameLists(a: Lists, b: Lists): boolean {
  return JSON.stringify(canonicalLists(a)) === JSON.stringify(canonicalLists(b));
}
