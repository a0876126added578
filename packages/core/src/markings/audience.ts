// Who may see: the one dominance function of the house (design section 4). A member may see when it satisfies every term:
// cleared to the level, every caveat held, in every releasable-to list. Anything the community does not know is nobody.
import { InputError } from "../encoding/index.ts";
import { Universe } from "./bitset.ts";
import type { Bitset } from "./bitset.ts";
import { canonicalMarking, isForNobody, joinMarkings } from "./join.ts";
import type { Audience, Community, CompiledCommunity, Marking, MarkingTerm, Policy } from "./marking.ts";
import { printBanner } from "./marking-text.ts";

/** Makes a community ready for questions. Each distinct marking is worked out once and remembered. */
export function compileCommunity(community: Community): CompiledCommunity {
  const universe = new Universe(community.members.map(({ id }) => id));
  const nobody = universe.select(() => false);
  const everyone = universe.select(() => true);
  const interned = new Map<string, Bitset>();
  const seen = new WeakMap<Marking, Bitset>();

  const expansions = new Map<string, Bitset>(
    community.members.map(({ id }) => [id, universe.select((member) => member === id)]),
  );
  for (const group of community.groups) {
    const members = new Set([...group.members, group.id]);
    expansions.set(
      group.id,
      universe.select((member) => members.has(member)),
    );
  }

  function audienceOfTerm(term: MarkingTerm): Bitset {
    const codes = [...new Set(term.releasableTo.flat())];
    if (isForNobody(term, community.policies) || findUnknown(term, community) !== null) return nobody;
    const lists = new Map(codes.map((code) => [code, new Set(expansions.get(code)?.members() ?? [])]));
    return universe.select((id, index) => {
      const member = community.members[index];
      if (member === undefined || !isCleared(term, member.clearances[term.policy], community)) return false;
      return term.releasableTo.every((list) => list.some((code) => lists.get(code)?.has(id) === true));
    });
  }

  function audienceOf(marking: Marking | null): Audience {
    if (marking === null) return nobody;
    const remembered = seen.get(marking);
    if (remembered !== undefined) return remembered;
    const canonical = canonicalMarking(marking, community.policies);
    const key = JSON.stringify(canonical);
    const audience =
      interned.get(key) ??
      (canonical === null
        ? nobody
        : canonical.terms.map(audienceOfTerm).reduce((all, one) => all.and(one), everyone));
    interned.set(key, audience);
    seen.set(marking, audience);
    return audience;
  }

  return {
    community,
    audienceOf,
    indexOf: (memberId) => {
      const index = universe.indices.get(memberId);
      if (index === undefined)
        throw new InputError(
          "MEMBER_UNKNOWN",
          `"${memberId}" is no member of ${community.name}: check the id in the community file`,
        );
      return index;
    },
    expand: (id) => expansions.get(id)?.members() ?? [],
  };
}

/**
 * The banner of `markings`: their join, null when any is null or there is none. Several releasable-to lists of one policy become one list
 * where the community can say who is in all of them; the audience stays exactly the same.
 */
export function rollUp(markings: readonly (Marking | null)[], compiled: CompiledCommunity): Marking | null {
  const [first, ...rest] = markings;
  if (first === undefined) return null;
  const joined = rest.reduce<Marking | null>(
    (all, one) => joinMarkings(all, one, compiled.community.policies),
    first === null ? null : canonicalMarking(first, compiled.community.policies),
  );
  if (joined === null) return null;
  const resolved = { terms: joined.terms.map((term) => resolveLists(term, compiled)) };
  return compiled.audienceOf(resolved).equals(compiled.audienceOf(joined)) ? resolved : joined;
}

function resolveLists(term: MarkingTerm, compiled: CompiledCommunity): MarkingTerm {
  if (term.releasableTo.length < 2 || findUnknown(term, compiled.community) !== null) return term;
  const sets = term.releasableTo.map((list) => new Set(list.flatMap((code) => compiled.expand(code))));
  const common = compiled.community.members
    .map(({ id }) => id)
    .filter((id) => sets.every((set) => set.has(id)));
  const same = (ids: Iterable<string>): boolean => {
    const set = new Set(ids);
    return set.size === common.length && common.every((id) => set.has(id));
  };
  const kept = term.releasableTo.find((_, index) => same(sets[index] ?? []));
  const group = compiled.community.groups.find(({ id }) => same(compiled.expand(id)));
  const list = kept ?? (group === undefined ? [...common].sort() : [group.id]);
  // An id that is both a member and a group stands for the group, so a list of members may mean more than it says.
  return same(list.flatMap((code) => compiled.expand(code))) ? { ...term, releasableTo: [list] } : term;
}

/**
 * Why a member may not read, as one sentence naming one missing thing; null when it may.
 * @throws InputError MEMBER_UNKNOWN.
 */
export function explainExclusion(
  marking: Marking | null,
  memberId: string,
  compiled: CompiledCommunity,
): string | null {
  const member = compiled.community.members[compiled.indexOf(memberId)];
  if (compiled.audienceOf(marking).has(memberId)) return null;
  const terms = marking === null ? [] : (canonicalMarking(marking, compiled.community.policies)?.terms ?? []);
  for (const term of terms) {
    const reason = explainTerm(term, memberId, member?.clearances[term.policy], compiled);
    if (reason !== null) return reason;
  }
  return "This is not marked, so nobody may read it: the drafter has to mark it.";
}

function explainTerm(
  term: MarkingTerm,
  memberId: string,
  clearance: Community["members"][number]["clearances"][string] | undefined,
  compiled: CompiledCommunity,
): string | null {
  const unknown = findUnknown(term, compiled.community);
  if (unknown !== null) return `${unknown} is not known in this community, so nobody may read it.`;
  if (isForNobody(term, compiled.community.policies))
    return `No recipient is named, and ${term.level} is for named recipients only here.`;
  if (clearance === undefined) return `${memberId} holds no clearance in the policy ${term.policy}.`;
  const missing = term.caveats.find((caveat) => !clearance.caveats.includes(caveat));
  if (!isCleared({ ...term, caveats: [] }, clearance, compiled.community))
    return `${memberId} is cleared up to ${clearance.upTo}, and this is ${term.level}.`;
  if (missing !== undefined) return `${memberId} does not hold the caveat ${missing}.`;
  const outside = term.releasableTo.find(
    (list) => !list.some((code) => compiled.expand(code).includes(memberId)),
  );
  if (outside === undefined) return null;
  const printed = printBanner(
    { terms: [{ ...term, caveats: [], releasableTo: [outside] }] },
    compiled.community.policies,
  );
  return `${memberId} is not among those it is releasable to: ${printed.slice(printed.indexOf(" - ") + 3)}.`;
}

/** What of a term the community has no meaning for, in words; null when it knows all of it. */
function findUnknown(term: MarkingTerm, community: Community): string | null {
  const policy = community.policies.find(({ id }) => id === term.policy);
  if (policy === undefined) return `The policy ${term.policy}`;
  if (!policy.levels.some(({ name }) => name === term.level)) return `The level ${term.level}`;
  const caveat = term.caveats.find((name) => !policy.caveats.some((known) => known.name === name));
  if (caveat !== undefined) return `The caveat ${caveat}`;
  const known = (code: string): boolean =>
    community.members.some(({ id }) => id === code) || community.groups.some(({ id }) => id === code);
  const code = term.releasableTo.flat().find((id) => !known(id));
  return code === undefined ? null : `The code ${code}`;
}

function isCleared(
  term: MarkingTerm,
  clearance: Community["members"][number]["clearances"][string] | undefined,
  community: Community,
): boolean {
  const levels: Policy["levels"] = community.policies.find(({ id }) => id === term.policy)?.levels ?? [];
  const needed = levels.findIndex(({ name }) => name === term.level);
  const held = levels.findIndex(({ name }) => name === clearance?.upTo);
  return (
    clearance !== undefined &&
    needed >= 0 &&
    held >= needed &&
    term.caveats.every((name) => clearance.caveats.includes(name))
  );
}
