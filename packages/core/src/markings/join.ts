// The stricter of two markings (design section 4). Invariant: audience(join(a, b)) = audience(a) ∩ audience(b) in every
// community, so a join never widens; what cannot be compared is unmarked, and unmarked is nobody.
import type { Marking, MarkingTerm, Policy } from "./marking.ts";

/**
 * The marking whose readers are exactly those of both. Null (unmarked) absorbs. Commutative, associative, idempotent on
 * canonical markings; the result is canonical. Two different levels of a policy that is not built in cannot be ranked:
 * the result is null.
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
    const next = known === undefined ? canonicalTerm(term, policies) : joinTerms(known, term, policies);
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

/** True for a level that releases to nobody unless recipients are named. */
export function isNamedRecipientsOnly(policy: string, level: string, policies: readonly Policy[]): boolean {
  const found = policies.find(({ id }) => id === policy)?.levels.find(({ name }) => name === level);
  return found?.unlisted?.length === 0;
}

/** True when a term's lists release to nobody whatever the community. */
export function isForNobody(term: MarkingTerm, policies: readonly Policy[]): boolean {
  return (
    term.releasableTo.some((list) => list.length === 0) ||
    (term.releasableTo.length === 0 && isNamedRecipientsOnly(term.policy, term.level, policies))
  );
}

function joinTerms(a: MarkingTerm, b: MarkingTerm, policies: readonly Policy[]): MarkingTerm | null {
  const level = higherLevel(a, b, policies);
  if (level === null) return null;
  return canonicalTerm(
    {
      policy: a.policy,
      level,
      caveats: [...a.caveats, ...b.caveats],
      oneOf: [...a.oneOf, ...b.oneOf],
      notes: [...a.notes, ...b.notes],
      releasableTo:
        isForNobody(a, policies) || isForNobody(b, policies) ? [[]] : [...a.releasableTo, ...b.releasableTo],
    },
    policies,
  );
}

function higherLevel(a: MarkingTerm, b: MarkingTerm, policies: readonly Policy[]): string | null {
  if (a.level === b.level) return a.level;
  const levels = policies.find(({ id }) => id === a.policy)?.levels.map(({ name }) => name) ?? [];
  const [rankA, rankB] = [levels.indexOf(a.level), levels.indexOf(b.level)];
  if (rankA < 0 || rankB < 0) return null;
  return rankA > rankB ? a.level : b.level;
}

function canonicalTerm(term: MarkingTerm, policies: readonly Policy[]): MarkingTerm {
  const nobody = isNamedRecipientsOnly(term.policy, term.level, policies) ? [] : [[]];
  return {
    policy: term.policy,
    level: term.level,
    caveats: [...new Set(term.caveats)].sort(compareText),
    oneOf: canonicalLists(term.oneOf),
    notes: [...new Set(term.notes)].sort(compareText),
    releasableTo: isForNobody(term, policies) ? nobody : canonicalLists(term.releasableTo),
  };
}

function canonicalLists(lists: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const byKey = new Map(
    lists.map((list) => [...new Set(list)].sort(compareText)).map((list) => [listKey(list), list]),
  );
  return [...byKey].sort(([x], [y]) => compareText(x, y)).map(([, list]) => list);
}
