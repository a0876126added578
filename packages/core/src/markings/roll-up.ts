// The banner of several markings. Invariant: the banner's audience is exactly the intersection of theirs; where a
// regime's wording would give another, the plain join stands.
import { findUnknown } from "./audience.ts";
import { canonicalMarking, compareText, findLevel, joinMarkings } from "./join.ts";
import type { CompiledCommunity, Marking, MarkingTerm, Policy } from "./marking.ts";

/**
 * The banner of `markings`: their join, null when any is null or there is none. Several releasable-to lists of one policy
 * become one list where the community can say who is in all of them, or what the policy's regime (IC, DoD) puts in their
 * place; the audience stays exactly the same.
 */
export function rollUp(markings: readonly (Marking | null)[], compiled: CompiledCommunity): Marking | null {
  const { policies } = compiled.community;
  const portions: Marking[] = [];
  for (const marking of markings) {
    const canonical = marking === null ? null : canonicalMarking(marking, policies);
    if (canonical === null) return null;
    portions.push(canonical);
  }
  const [first, ...rest] = portions;
  if (first === undefined) return null;
  const joined = rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
  if (joined === null) return null;
  const terms = joined.terms.map((term) => {
    const own = portions.flatMap((portion) => portion.terms.filter(({ policy }) => policy === term.policy));
    return rollUpTerm(term, own, compiled);
  });
  const resolved = canonicalMarking({ terms }, policies);
  return compiled.audienceOf(resolved).equals(compiled.audienceOf(joined)) ? resolved : joined;
}

function rollUpTerm(
  joined: MarkingTerm,
  portions: readonly MarkingTerm[],
  compiled: CompiledCommunity,
): MarkingTerm {
  const policy = compiled.community.policies.find(({ id }) => id === joined.policy);
  if (policy === undefined || findUnknown(joined, compiled.community) !== null) return joined;
  const candidate =
    policy.rollUp === "intersection"
      ? resolveLists(joined, policy, compiled)
      : applyRegime(joined, portions, policy, compiled);
  // Term by term, so that one policy's odd case does not undo the wording of the others.
  const sameReaders = compiled
    .audienceOf({ terms: [candidate] })
    .equals(compiled.audienceOf({ terms: [joined] }));
  return sameReaders ? candidate : joined;
}

/** One list for several: one of them if it is the smallest, a group, or the members one by one. */
function resolveLists(term: MarkingTerm, policy: Policy, compiled: CompiledCommunity): MarkingTerm {
  if (term.releasableTo.length < 2) return term;
  const sets = term.releasableTo.map((list) => expandAll(list, compiled));
  const common = commonMembers(sets, compiled);
  const kept = term.releasableTo.find((_, index) => sameMembers(sets[index] ?? new Set(), common));
  // A group's id alone would leave out what every list of the policy must name.
  const group = compiled.community.groups.find(
    ({ id }) => policy.alwaysListed.length === 0 && sameMembers(expandAll([id], compiled), common),
  );
  const list = kept ?? (group === undefined ? [...common].sort(compareText) : [group.id]);
  // An id that is both a member and a group stands for the group, so a list of members may mean more than it says.
  return sameMembers(expandAll(list, compiled), common) ? { ...term, releasableTo: [list] } : term;
}

/**
 * The regimes of REL TO (DoDM 5200.01 Vol. 2; ODNI's ISM-ID-00318): the no-foreign list anywhere wins; a classified portion
 * without a list, or lists with nothing in common, leave the no-foreign list (IC) or no list at all (DoD).
 */
function applyRegime(
  joined: MarkingTerm,
  portions: readonly MarkingTerm[],
  policy: Policy,
  compiled: CompiledCommunity,
): MarkingTerm {
  const always = new Set(policy.alwaysListed);
  const classified = portions.filter(
    ({ level, releasableTo }) => releasableTo.length > 0 || findLevel(policy, level)?.unlisted !== null,
  );
  const lists = classified.flatMap(({ releasableTo }) => releasableTo);
  const ownOnly = { ...joined, releasableTo: [[...always].sort(compareText)] };
  if (classified.length === 0) return { ...joined, releasableTo: [] };
  if (lists.some((list) => sameMembers(new Set(list), [...always]))) return ownOnly;
  if (classified.some(({ releasableTo }) => releasableTo.length === 0))
    return policy.rollUp === "dod" ? { ...joined, releasableTo: [] } : ownOnly;
  const common = commonCodes(lists, compiled);
  if (common.some((code) => !always.has(code))) return { ...joined, releasableTo: [common] };
  return policy.rollUp === "dod" ? { ...joined, releasableTo: [] } : ownOnly;
}

/** Codes that stand in every list, groups whole where all name them, and the members beside them that all lists reach. */
function commonCodes(lists: readonly (readonly string[])[], compiled: CompiledCommunity): readonly string[] {
  const [first = [], ...rest] = lists;
  const named = first.filter((code) => rest.every((list) => list.includes(code)));
  const covered = expandAll(named, compiled);
  const reached = commonMembers(
    lists.map((list) => expandAll(list, compiled)),
    compiled,
  );
  return [...new Set([...named, ...reached.filter((id) => !covered.has(id))])].sort(compareText);
}

function expandAll(list: readonly string[], compiled: CompiledCommunity): ReadonlySet<string> {
  return new Set(list.flatMap((code) => compiled.expand(code)));
}

function commonMembers(sets: readonly ReadonlySet<string>[], compiled: CompiledCommunity): readonly string[] {
  return compiled.community.members.map(({ id }) => id).filter((id) => sets.every((set) => set.has(id)));
}

function sameMembers(set: ReadonlySet<string>, members: readonly string[]): boolean {
  return set.size === members.length && members.every((id) => set.has(id));
}
