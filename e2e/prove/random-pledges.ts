// Random sets of pledges, the same for the same seed: small enough to try everything, with all that conditions can say, names
// that are groups and members at once, members nobody asked and names of nobody.
import type { Condition, Pledge, PledgeLevel, PledgeSet } from "../../packages/core/src/pledges/index.ts";
import { createRandom } from "./random.ts";

export interface SetShape {
  readonly members: number;
  readonly mostLevels: number;
}

const KINDS = ["expulsion", "recall", "closure"] as const;

export function createRandomPledges(seed: number, { members, mostLevels }: SetShape): PledgeSet {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const chance = (part: number): boolean => random() < part;
  const ids = Array.from({ length: members }, (_, index) => `M${String(index).padStart(3, "0")}`);
  const choose = (from: readonly string[], most: number): string[] => {
    const chosen = new Set<string>();
    const count = 1 + below(Math.min(most, from.length));
    while (chosen.size < count) chosen.add(from[below(from.length)] ?? "");
    return [...chosen];
  };
  const strangers = [...ids, "X"];
  const groups: Record<string, string[]> = {
    North: choose(strangers, members),
    South: choose(strangers, members),
    // A group with the id of a member is both.
    M000: choose(strangers, 3),
  };
  const names = [...strangers, "North", "South", "North", "South"];
  const weights = {
    people: Object.fromEntries(strangers.filter(() => chance(0.9)).map((id) => [id, below(200) / 10])),
  };
  const kind = (): string => KINDS[below(KINDS.length)] ?? "";
  const condition = (depth: number): Condition => {
    const form = below(depth > 1 ? 12 : 15);
    if (form === 0) return { kind: "always" };
    if (form < 6) {
      const of = chance(0.4) ? null : choose(names, 4);
      const atLeast = 1 + below(of === null ? Math.max(1, members - 1) : 3 + members / 3);
      return { kind: "members", atLeast, of, doing: chance(0.4) ? kind() : null };
    }
    if (form < 9) return { kind: "total", measure: kind(), atLeast: 1 + below(members * 3) };
    if (form < 10) return { kind: "named", members: choose(strangers, 2) };
    if (form < 12)
      return { kind: "share", weight: chance(0.95) ? "people" : "unknown", atLeast: (1 + below(100)) / 100 };
    const of = Array.from({ length: 1 + below(3) }, () => condition(depth + 1));
    return { kind: chance(0.5) ? "all" : "any", of };
  };
  const pledges = ids.map((member): Pledge => {
    const counts = new Map<string, number>();
    const levels = Array.from({ length: 1 + below(mostLevels) }, (): PledgeLevel => {
      const more = kind();
      counts.set(more, (counts.get(more) ?? 0) + 1 + below(4));
      return {
        measures: [...counts].map(([name, count]) => ({ kind: name, count })),
        condition: condition(0),
      };
    });
    return { member, levels };
  });
  return { pledges, context: { groups, weights } };
}
