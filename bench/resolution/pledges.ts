// Pledges of a large community, the same for the same seed: every member belongs to nine groups of about 900, watches some
// of them, and a tenth waits for somebody who never acts, which takes others down with it, round after round.
import type { Condition, Pledge, PledgeSet } from "../../packages/core/src/pledges/index.ts";
import { createRandom } from "../../e2e/prove/random.ts";

const GROUP_SIZE = 900;
const GROUPS_EACH = 9;

export interface Workload {
  readonly members: number;
  readonly seed: number;
  /** Whether conditions are about weights and totals, or about numbers of members only. */
  readonly weighted: boolean;
}

export function createPledges({ members, seed, weighted }: Workload): PledgeSet {
  const random = createRandom(seed);
  const pick = (below: number): number => Math.floor(random() * below);
  const width = String(members - 1).length;
  const ids = Array.from({ length: members }, (_, index) => `m${String(index).padStart(width, "0")}`);
  const groupCount = Math.max(GROUPS_EACH, Math.ceil((members * GROUPS_EACH) / GROUP_SIZE));
  const groups: string[][] = Array.from({ length: groupCount }, () => []);
  const groupsOf = ids.map((id) => {
    const own = new Set<number>();
    while (own.size < GROUPS_EACH) own.add(pick(groupCount));
    for (const group of own) groups[group]?.push(id);
    return [...own];
  });
  const anyGroup = (member: number): number =>
    random() < 0.5 ? (groupsOf[member]?.[pick(GROUPS_EACH)] ?? 0) : pick(groupCount);
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
    return chance < 0.15 ? { kind: "always" } : inGroup(member, 0.3, 0.88);
  };
  const pledges = ids.map((member, index): Pledge => {
    const count = 1 + pick(4);
    const first = { measures: [{ kind: "expulsion", count }], condition: condition(index, 1) };
    if (random() < 0.7) return { member, levels: [first] };
    const second = { measures: [{ kind: "expulsion", count: count + 2 }], condition: condition(index, 2) };
    return { member, levels: [first, second] };
  });
  const weights = Object.fromEntries(ids.map((id) => [id, 1 + pick(1000)]));
  return {
    pledges,
    context: {
      groups: Object.fromEntries(groups.map((list, index) => [`g${index}`, list])),
      weights: { population: weights },
    },
  };
}
