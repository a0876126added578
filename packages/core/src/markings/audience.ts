// Who may see: the one dominance function of the house (design section 4). A member may see when it satisfies every term:
// cleared to the level (by itself or by one row of the equivalence table), every caveat held, one of every permissive list
// held, in every releasable-to list. Anything the community does not know is nobody.
import { InputError } from "../encoding/index.ts";
import { Bitset, holdsBit, Universe } from "./bitset.ts";
import { effectiveLists, impliedLists, rankOf } from "./join.ts";
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
  const codes = compileCodes(community, universe);
  const policies = new Map(
    community.policies.map((policy) => [policy.id, compilePolicy(policy, community, universe)]),
  );
  const nobody = new Uint32Array(universe.wordCount);
  const worked = new WeakMap<Marking, Uint32Array>();
  // One audience for the same members, so that two can be told apart by identity.
  const audiences = new Map<string, Bitset>();

  function workOut(marking: Marking): Uint32Array {
    let words: Uint32Array | null = null;
    for (const term of marking.terms) {
      const own = readersOf(term, policies.get(term.policy), codes);
      if (own === null) return nobody;
      words = words === null ? own : intersect(words, own);
    }
    return words ?? nobody;
  }

  function wordsOf(marking: Marking | null): Uint32Array {
    if (marking === null) return nobody;
    let words = worked.get(marking);
    if (words === undefined) {
      words = workOut(marking);
      worked.set(marking, words);
    }
    return words;
  }

  return {
    community,
    audienceOf: (marking) => {
      const words = wordsOf(marking);
      const key = words.join();
      const audience = audiences.get(key) ?? new Bitset(universe, words);
      audiences.set(key, audience);
      return audience;
    },
    visibilityOf: (markings) => layOut(markings, wordsOf, universe),
    indexOf: (memberId) => {
      const index = universe.indices.get(memberId);
      if (index === undefined)
        throw new InputError(
          "MEMBER_UNKNOWN",
          `"${memberId}" is no member of ${community.name}: check the id in the community file`,
        );
      return index;
    },
    expand: (id) => {
      const words = codes.get(id);
      return words === undefined ? [] : new Bitset(universe, words).members();
    },
  };
}

/** Who satisfies one term; null, nobody, when the community has no meaning for a part of it. Fresh words. */
function readersOf(
  term: MarkingTerm,
  policy: CompiledPolicy | undefined,
  codes: WordSets,
): Uint32Array | null {
  const cleared = policy?.cleared.get(term.level);
  if (policy === undefined || cleared === undefined) return null;
  const words = cleared.words.slice();
  for (const name of term.caveats) {
    const holders = policy.restrictive.get(name);
    if (holders === undefined) return null;
    intersect(words, holders);
  }
  for (const names of term.oneOf) if (!narrowToList(words, names, policy.permissive)) return null;
  const lists = term.releasableTo.length > 0 ? term.releasableTo : cleared.implied;
  for (const list of lists) if (!narrowToList(words, list, codes)) return null;
  return words;
}

/** Keeps of `words` who is in one of the sets named; false when a name is unknown. */
function narrowToList(words: Uint32Array, names: readonly string[], sets: WordSets): boolean {
  const found: Uint32Array[] = [];
  for (const name of names) {
    const set = sets.get(name);
    if (set === undefined) return false;
    found.push(set);
  }
  for (let word = 0; word < words.length; word += 1) {
    let any = 0;
    for (const set of found) any |= set[word] ?? 0;
    words[word] = (words[word] ?? 0) & any;
  }
  return true;
}

function intersect(words: Uint32Array, others: Uint32Array): Uint32Array {
  for (let word = 0; word < words.length; word += 1) words[word] = (words[word] ?? 0) & (others[word] ?? 0);
  return words;
}

function layOut(
  markings: readonly (Marking | null)[],
  wordsOf: (marking: Marking | null) => Uint32Array,
  { ids, wordCount }: Universe,
): Visibility {
  const words = new Uint32Array(markings.length * wordCount);
  let at = 0;
  for (const marking of markings) {
    const row = wordsOf(marking);
    // A loop: for a few words it is quicker than copying by a call.
    for (let word = 0; word < wordCount; word += 1) words[at + word] = row[word] ?? 0;
    at += wordCount;
  }
  return {
    words,
    wordsPerMarking: wordCount,
    sees: (marking, memberIndex) =>
      memberIndex < ids.length && holdsBit(words, memberIndex, marking * wordCount),
  };
}

/** Sets of members by name, as words of bits. */
type WordSets = ReadonlyMap<string, Uint32Array>;

/** What every id in a releasable-to list stands for. An id that is both a member and a group means the group and that member. */
function compileCodes(community: Community, universe: Universe): WordSets {
  const codes = new Map(community.members.map(({ id }) => [id, universe.select((member) => member === id)]));
  for (const group of community.groups) {
    const members = new Set([...group.members, group.id]);
    codes.set(
      group.id,
      universe.select((member) => members.has(member)),
    );
  }
  return codes;
}

interface CompiledPolicy {
  /** For each level who is cleared to it, and the lists it implies where a term has none. */
  readonly cleared: ReadonlyMap<
    string,
    { readonly words: Uint32Array; readonly implied: readonly (readonly string[])[] }
  >;
  /** Who holds each caveat. Informative ones decide nothing and are in neither. */
  readonly restrictive: WordSets;
  readonly permissive: WordSets;
}

function compilePolicy(policy: Policy, community: Community, universe: Universe): CompiledPolicy {
  const reached = community.members.map((member) => reachedRank(member, policy, community));
  const holdings = community.members.map((member) => new Set(clearanceOf(member, policy.id)?.caveats));
  const holdersOf = (kind: Caveat["kind"]): WordSets =>
    new Map(
      policy.caveats
        .filter((caveat) => caveat.kind === kind)
        .map(({ name }) => [name, universe.select((_, index) => holdings[index]?.has(name) === true)]),
    );
  return {
    cleared: new Map(
      policy.levels.map((level, rank) => [
        level.name,
        {
          words: universe.select((_, index) => (reached[index] ?? -1) >= rank),
          implied: impliedLists(level),
        },
      ]),
    ),
    restrictive: holdersOf("restrictive"),
    permissive: holdersOf("permissive"),
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
