// Who may see: the one dominance function of the house (design section 4). A member may see when it satisfies every term:
// cleared to the level (by itself or by one row of the equivalence table), every caveat held, one of every permissive list
// held, in every releasable-to list. Anything the community does not know is nobody.
import { InputError } from "../encoding/index.ts";
import { Universe } from "./bitset.ts";
import type { Bitset } from "./bitset.ts";
import { effectiveLists, rankOf } from "./join.ts";
import type {
  Caveat,
  Community,
  CompiledCommunity,
  Marking,
  MarkingTerm,
  Member,
  Policy,
  Visibility,
} from "./marking.ts";

/**
 * Makes a community ready for questions: one set per level, per caveat and per code, worked out here. The audience of a
 * marking is then a few words of AND and OR, done once for each distinct marking and remembered.
 */
export function compileCommunity(community: Community): CompiledCommunity {
  const universe = new Universe(community.members.map(({ id }) => id));
  const nobody = universe.select(() => false);
  const everyone = universe.select(() => true);
  const unite = (sets: readonly Bitset[]): Bitset => sets.reduce((all, one) => all.or(one), nobody);
  const expansions = compileCodes(community, universe);
  const compiled = new Map(
    community.policies.map((policy) => [policy.id, compilePolicy(policy, community, universe)]),
  );
  const interned = new Map<string, Bitset>();
  const seen = new WeakMap<Marking, Bitset>();

  function audienceOfTerm(term: MarkingTerm): Bitset {
    const policy = compiled.get(term.policy);
    const cleared = policy?.cleared.get(term.level);
    if (policy === undefined || cleared === undefined || findUnknown(term, community) !== null) return nobody;
    const held = (name: string): Bitset => policy.holders.get(name) ?? nobody;
    const listed = (code: string): Bitset => expansions.get(code) ?? nobody;
    return [
      ...term.caveats.map(held),
      ...term.oneOf.map((names) => unite(names.map(held))),
      ...effectiveLists(term, policy.policy).map((codes) => unite(codes.map(listed))),
    ].reduce((all, one) => all.and(one), cleared);
  }

  function audienceOf(marking: Marking | null): Bitset {
    if (marking === null) return nobody;
    const remembered = seen.get(marking);
    if (remembered !== undefined) return remembered;
    const key = JSON.stringify(marking.terms);
    const audience =
      interned.get(key) ??
      (marking.terms.length === 0
        ? nobody
        : marking.terms.map(audienceOfTerm).reduce((all, one) => all.and(one), everyone));
    interned.set(key, audience);
    seen.set(marking, audience);
    return audience;
  }

  return {
    community,
    audienceOf,
    visibilityOf: (markings) => layOut(markings.map(audienceOf), universe),
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

/** One row of words for each distinct audience: many markings share a few rows, which then stay in the nearest cache. */
function layOut(audiences: readonly Bitset[], { ids, wordCount }: Universe): Visibility {
  const known = new Map<Bitset, number>();
  const rows = new Uint32Array(audiences.length);
  audiences.forEach((audience, at) => {
    const row = known.get(audience) ?? known.size;
    if (row === known.size) known.set(audience, row);
    rows[at] = row;
  });
  const words = new Uint32Array(known.size * wordCount);
  for (const [audience, row] of known) words.set(audience.words, row * wordCount);
  const members = ids.length;
  return {
    rows,
    words,
    wordsPerRow: wordCount,
    sees: (marking, memberIndex) => {
      const row = rows[marking];
      if (row === undefined || memberIndex >= members) return false;
      return (((words[row * wordCount + (memberIndex >>> 5)] ?? 0) >>> (memberIndex & 31)) & 1) === 1;
    },
  };
}

/** What every id in a releasable-to list stands for. An id that is both a member and a group means the group and that member. */
function compileCodes(community: Community, universe: Universe): Map<string, Bitset> {
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
  return expansions;
}

interface CompiledPolicy {
  readonly policy: Policy;
  readonly cleared: ReadonlyMap<string, Bitset>;
  readonly holders: ReadonlyMap<string, Bitset>;
}

function compilePolicy(policy: Policy, community: Community, universe: Universe): CompiledPolicy {
  const reached = community.members.map((member) => reachedRank(member, policy, community));
  const holdings = community.members.map((member) => new Set(clearanceOf(member, policy.id)?.caveats));
  return {
    policy,
    cleared: new Map(
      policy.levels.map(({ name }, rank) => [
        name,
        universe.select((_, index) => (reached[index] ?? -1) >= rank),
      ]),
    ),
    holders: new Map(
      policy.caveats.map(({ name }) => [
        name,
        universe.select((_, index) => holdings[index]?.has(name) === true),
      ]),
    ),
  };
}

/** The highest level a member reads in a policy, counted from 0: its own, or one that an equivalence gives; -1 for none. */
export function reachedRank(member: Member, policy: Policy, community: Community): number {
  const given = community.equivalences
    .filter(({ reads }) => reads.policy === policy.id)
    .filter(({ held }) => holdsLevel(member, held, community))
    .map(({ reads }) => rankOf(policy, reads.level));
  return Math.max(-1, rankOf(policy, clearanceOf(member, policy.id)?.upTo ?? ""), ...given);
}

/** Whether a member is cleared to a level by its own clearance, no equivalence counted: rows are never chained. */
function holdsLevel(
  member: Member,
  wanted: { readonly policy: string; readonly level: string },
  community: Community,
): boolean {
  const policy = community.policies.find(({ id }) => id === wanted.policy);
  const needed = rankOf(policy, wanted.level);
  return needed >= 0 && rankOf(policy, clearanceOf(member, wanted.policy)?.upTo ?? "") >= needed;
}

/** A member's own clearance in a policy. */
export function clearanceOf(member: Member, policy: string): Member["clearances"][string] | undefined {
  return Object.hasOwn(member.clearances, policy) ? member.clearances[policy] : undefined;
}

/** What of a term the community has no meaning for, in words; null when it knows all that decides who may see. */
export function findUnknown(term: MarkingTerm, community: Community): string | null {
  const policy = community.policies.find(({ id }) => id === term.policy);
  if (policy === undefined) return `The policy ${term.policy}`;
  if (rankOf(policy, term.level) < 0) return `The level ${term.level}`;
  const unknown = (names: readonly string[], kind: Caveat["kind"]): string | undefined =>
    names.find((name) => !policy.caveats.some((known) => known.name === name && known.kind === kind));
  const caveat = unknown(term.caveats, "restrictive") ?? unknown(term.oneOf.flat(), "permissive");
  if (caveat !== undefined) return `The caveat ${caveat}`;
  const known = (code: string): boolean =>
    community.members.some(({ id }) => id === code) || community.groups.some(({ id }) => id === code);
  const code = effectiveLists(term, policy)
    .flat()
    .find((id) => !known(id));
  return code === undefined ? null : `The code ${code}`;
}
