// Communities and markings made by chance, for comparing two ways of deciding who may see. Every part of both occurs, and
// everything that can be wrong with a marking: unknown policies, levels, caveats and codes, caveats of the wrong kind,
// lists that are empty, two terms of one policy, no term at all.
import { builtInPolicies, joinMarkings } from "../../packages/core/src/markings/index.ts";
import type {
  Community,
  Marking,
  MarkingTerm,
  Member,
  Policy,
} from "../../packages/core/src/markings/index.ts";

export interface RandomCommunity {
  readonly community: Community;
  readonly markings: readonly Marking[];
}

const KINDS = ["restrictive", "permissive", "informative"] as const;
/** Names as they are, and names that would end a string or begin another where somebody forgot to quote. */
const WORDS = ["ALFA", "BRAVO", "CHARLIE", "D'ELTA", 'E"CHO', "FÖX {TROT}", "GOLF,", "null"];

class Dice {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  below(count: number): number {
    return Math.floor(this.#random() * count);
  }

  chance(probability: number): boolean {
    return this.#random() < probability;
  }

  pick<Item>(items: readonly Item[]): Item | null {
    return items[this.below(items.length)] ?? null;
  }

  some<Item>(items: readonly Item[], probability: number): Item[] {
    return items.filter(() => this.chance(probability));
  }

  times<Item>(least: number, most: number, make: (index: number) => Item): Item[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }
}

/** A community and markings in its words and in others; the same for the same numbers. */
export function makeRandomCommunity(random: () => number): RandomCommunity {
  const dice = new Dice(random);
  const memberIds = dice.times(1, 8, (index) => `M${index}`);
  const groupIds = dice.times(0, 3, (index) => (dice.chance(0.3) ? `M${index}` : `G${index}`));
  const codes = [...new Set([...memberIds, ...groupIds])];
  const own = dice.times(1, 2, (index) => makePolicy(`own-${index}`, codes, dice));
  const policies = [...own, ...dice.some(builtInPolicies, 0.25)];
  const community: Community = {
    name: "made by chance",
    exercise: true,
    asOf: "2018-03-26",
    policies,
    equivalences: dice.times(0, 4, () => ({
      held: pickLevel(policies, dice),
      reads: pickLevel(policies, dice),
    })),
    members: memberIds.map((id) => makeMember(id, policies, dice)),
    groups: [...new Set(groupIds)].map((id) => ({
      id,
      name: id,
      members: dice.some(memberIds, 0.6),
      changes: [],
    })),
  };
  const drawn = dice.times(1, 12, () => makeMarking(community, codes, dice));
  const joined = drawn.flatMap((marking) => {
    const both = dice.chance(0.3) ? joinMarkings(marking, dice.pick(drawn), policies) : null;
    return both === null ? [] : [both];
  });
  return { community, markings: [...drawn, ...joined] };
}

function makePolicy(id: string, codes: readonly string[], dice: Dice): Policy {
  const policy = builtInPolicies[0];
  if (policy === undefined) throw new RangeError("there are built-in policies");
  return {
    ...policy,
    id,
    levels: dice.times(1, 4, (rank) => ({
      ...{ name: `LEVEL ${rank}`, short: `L${rank}`, colour: "#000000", ink: "#ffffff" },
      unlisted: dice.chance(0.7) ? null : makeList(codes, 0.5, dice),
    })),
    publicLevel: null,
    caveats: dice.some(WORDS, 0.6).map((name) => ({
      ...{ name, short: name, explanation: "", tag: "", levels: null },
      kind: dice.pick(KINDS) ?? "restrictive",
    })),
  };
}

function pickLevel(policies: readonly Policy[], dice: Dice): { policy: string; level: string } {
  const policy = dice.pick(policies);
  return { policy: policy?.id ?? "", level: dice.pick(policy?.levels ?? [])?.name ?? "" };
}

function makeMember(id: string, policies: readonly Policy[], dice: Dice): Member {
  const clearances = dice.some(policies, 0.85).map((policy) => {
    // The best of three draws, so that not everything is above everyone.
    const rank = Math.max(...dice.times(3, 3, () => dice.below(policy.levels.length)));
    const caveats = dice.some(
      policy.caveats.map(({ name }) => name),
      0.7,
    );
    return [policy.id, { upTo: policy.levels[rank]?.name ?? "", caveats }] as const;
  });
  return { id, name: id, kind: "state", clearances: Object.fromEntries(clearances), weights: {} };
}

function makeMarking(community: Community, codes: readonly string[], dice: Dice): Marking {
  const count = dice.chance(0.04) ? 0 : dice.chance(0.7) ? 1 : 2 + dice.below(2);
  return { terms: Array.from({ length: count }, () => makeTerm(community, codes, dice)) };
}

function makeTerm({ policies }: Community, codes: readonly string[], dice: Dice): MarkingTerm {
  const policy = dice.pick(policies);
  const named = (kind: (typeof KINDS)[number]): string[] =>
    (policy?.caveats ?? []).filter((caveat) => caveat.kind === kind).map(({ name }) => name);
  const strange = (): string[] => (dice.chance(0.02) ? [dice.pick(["NOWHERE", "", ...WORDS]) ?? ""] : []);
  const lists = (most: number, make: () => string[]): string[][] =>
    dice.chance(0.65) ? [] : dice.times(1, most, make);
  return {
    policy: dice.chance(0.03) ? "nowhere" : (policy?.id ?? ""),
    // A level of another policy is as unknown as none.
    level: dice.chance(0.03)
      ? pickLevel(policies, dice).level
      : (dice.pick(policy?.levels ?? [])?.name ?? ""),
    caveats: [...dice.some(named("restrictive"), 0.25), ...strange()],
    oneOf: lists(2, () => (dice.chance(0.05) ? [] : [...dice.some(named("permissive"), 0.7), ...strange()])),
    notes: [...dice.some(named("informative"), 0.3), ...strange()],
    releasableTo: lists(2, () => makeList(codes, 0.6, dice)),
  };
}

function makeList(codes: readonly string[], density: number, dice: Dice): string[] {
  if (dice.chance(0.06)) return [];
  return [...dice.some(codes, density), ...(dice.chance(0.03) ? ["NOWHERE"] : [])];
}
