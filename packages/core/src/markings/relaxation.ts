// What a mark would have to be for a member to read: the marking with as little changed as will do. It is an answer to a
// question, for whoever may decide on the mark; nothing here changes one.
import { clearanceOf, findUnknown, reachedRank } from "./audience.ts";
import { canonicalMarking, effectiveLists, sortWords } from "./join.ts";
import type { CompiledCommunity, Marking, MarkingTerm, Member } from "./marking.ts";
import { printBanner } from "./marking-text.ts";

/**
 * `marking` with every term changed so that the member may read: the level lowered to one it is cleared to, caveats it does
 * not hold taken out, the member named in every list it is not in. Whoever may read `marking` may read the result too.
 * Null where no mark would do, because the member holds no clearance in a policy or the community does not know a word, and
 * where the scheme cannot write it.
 * @throws InputError MEMBER_UNKNOWN.
 */
export function relaxMarking(
  marking: Marking | null,
  memberId: string,
  compiled: CompiledCommunity,
): Marking | null {
  const { community } = compiled;
  const member = community.members[compiled.indexOf(memberId)];
  if (member === undefined || marking === null) return null;
  if (compiled.audienceOf(marking).has(memberId)) return marking;
  const terms = marking.terms.map((term) => relaxTerm(term, member, compiled));
  const relaxed = canonicalMarking(
    { terms: terms.filter((term) => term !== null) },
    compiled.community.policies,
  );
  const readers = compiled.audienceOf(relaxed);
  const does =
    !terms.includes(null) && readers.has(memberId) && compiled.audienceOf(marking).isWithin(readers);
  return does && relaxed !== null && isWritable(relaxed, compiled) ? relaxed : null;
}

function relaxTerm(term: MarkingTerm, member: Member, compiled: CompiledCommunity): MarkingTerm | null {
  const { community } = compiled;
  const policy = community.policies.find(({ id }) => id === term.policy);
  if (policy === undefined || findUnknown(term, community) !== null) return null;
  const rank = policy.levels.findIndex(({ name }) => name === term.level);
  const level = policy.levels[Math.min(rank, reachedRank(member, policy, community))];
  if (level === undefined) return null;
  const held = new Set(clearanceOf(member, policy.id)?.caveats);
  const stands = (name: string): boolean => {
    const levels = policy.caveats.find((caveat) => caveat.name === name)?.levels ?? null;
    return levels === null || levels.includes(level.name);
  };
  const lowered: MarkingTerm = {
    ...term,
    level: level.name,
    caveats: term.caveats.filter((name) => held.has(name) && stands(name)),
    oneOf: term.oneOf.filter((names) => names.some((name) => held.has(name)) && names.every(stands)),
    notes: term.notes.filter(stands),
  };
  // What is for the public is for everybody, whoever else was named.
  if (level.name === policy.publicLevel && level.unlisted === null) return { ...lowered, releasableTo: [] };
  // Where the lower level implies no list, what the higher one implied went with it.
  const lists = effectiveLists(lowered, policy);
  const isNamed = (list: readonly string[]): boolean =>
    list.some((code) => compiled.expand(code).includes(member.id));
  if (lists.every(isNamed)) return lowered;
  const named = lists.map((list) =>
    isNamed(list) ? list : sortWords([...list, ...policy.alwaysListed, member.id]),
  );
  return { ...lowered, releasableTo: named };
}

function isWritable(marking: Marking, { community }: CompiledCommunity): boolean {
  try {
    return printBanner(marking, community.policies) !== "";
  } catch {
    return false;
  }
}
