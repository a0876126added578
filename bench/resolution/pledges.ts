// Pledges of a large community, the same for the same seed: ministries, agencies and companies of many countries, a thousand to
// a country, whose ids begin with their country, as ids do. Every member belongs to eight groups of its country, of about 400,
// and to one across the world, and makes its pledge depend on one or two groups. One in ten waits for somebody who never acts,
// and takes some others down. Collapsing, every other country asks for so much that those who fall take nearly all with them.
import type { Condition, Pledge, PledgeSet } from "../../packages/core/src/pledges/index.ts";
import { createRandom } from "../../e2e/prove/random.ts";

const COUNTRY = 1000;
const GROUPS_OF_A_COUNTRY = 20;
const GROUPS_EACH = 8;

export interface Workload {
  readonly members: number;
  readonly seed: number;
  /** Whether conditions are about weights and totals, or about numbers of members only. */
  readonly weighted: boolean;
  readonly collapsing: boolean;
}

export function createPledges({ members, seed, weighted, collapsing }: Workload): PledgeSet {
  const random = createRandom(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const width = String(members - 1).length;
  const ids = Array.from({ length: members }, (_, index) => `m${String(index).padStart(width, "0")}`);
  const countries = Math.ceil(members / COUNTRY);
  const countryOf = (member: number): number => Math.floor(member / COUNTRY);
  const ownGroups = countries * GROUPS_OF_A_COUNTRY;
  const groups: string[][] = Array.from({ length: ownGroups + countries * 2 }, () => []);
  const isFragile = (member: number): boolean => collapsing && countryOf(member) % 2 === 1;
  const pickGroup = (member: number): number =>
    countryOf(member) * GROUPS_OF_A_COUNTRY + pick(GROUPS_OF_A_COUNTRY);
  // Across the world there are two kinds of groups, of those who ask for little and of those who ask for much.
  const pickWorldGroup = (member: number): number =>
    ownGroups + pick(countries) * 2 + (isFragile(member) ? 1 : 0);
  const groupsOf = ids.map((id, member) => {
    const own = new Set<number>([pickWorldGroup(member)]);
    while (own.size <= GROUPS_EACH) own.add(pickGroup(member));
    for (const group of own) groups[group]?.push(id);
    return [...own];
  });
  const anyGroup = (member: number): number =>
    random() < 0.5 ? (groupsOf[member]?.[pick(GROUPS_EACH + 1)] ?? 0) : pickGroup(member);
  const inGroup = (member: number, least: number, most: number): Condition => {
    const group = anyGroup(member);
    const size = groups[group]?.length ?? 0;
    const atLeast = Math.max(1, Math.floor(size * (least + random() * (most - least))));
    return { kind: "members", atLeast, of: [`g${group}`], doing: null };
  };
  const whole = members * 3;
  const condition = (member: number, level: number): Condition => {
    const chance = random();
    if (chance < 0.1) return { kind: "named", members: ["nobody"] };
    if (level === 2 || (weighted && chance < 0.4))
      return weighted
        ? chance < 0.7
          ? { kind: "total", measure: "expulsion", atLeast: Math.floor(whole * random() * 0.4) + 1 }
          : { kind: "share", weight: "population", atLeast: Math.ceil(random() * 90) / 100 }
        : { kind: "all", of: [inGroup(member, 0.2, 0.6), inGroup(member, 0.2, 0.6)] };
    return chance < 0.15 ? { kind: "always" } : inGroup(member, 0.3, isFragile(member) ? 0.97 : 0.8);
  };
  const pledges = ids.map((member, index): Pledge => {
    const count = 1 + pick(4);
    const first = { measures: [{ kind: "expulsion", count }], condition: condition(index, 1) };
    if (random() < 0.7) return { member, levels: [first] };
    const second = { measures: [{ kind: "expulsion", count: count + 2 }], condition: condition(index, 2) };
    return { member, levels: [first, second] };
  });
  const weights = Object.fromEntries(ids.map((id) => [id, 1 + pick(100)]));
  return {
    pledges,
    context: {
      groups: Object.fromEntries(groups.map((list, index) => [`g${index}`, list])),
      weights: weighted ? { population: weights } : {},
    },
  };
}
