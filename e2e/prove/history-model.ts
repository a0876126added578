// What pledges come to, worked out the slowest and plainest way there is: everyone starts at the highest level, and whoever
// stands at a level that does not hold goes one down, until nobody moves. Shares nothing with the engine it judges.

interface Measured {
  readonly kind: string;
  readonly count: number;
}

export type ModelCondition =
  | { readonly always: true }
  | {
      readonly members: {
        readonly atLeast: number;
        readonly of?: readonly string[];
        readonly doing?: string;
      };
    }
  | { readonly total: { readonly measure: string; readonly atLeast: number } }
  | { readonly named: readonly string[] }
  | { readonly all: readonly ModelCondition[] }
  | { readonly any: readonly ModelCondition[] };

export interface ModelLevel {
  readonly measures: readonly Measured[];
  readonly condition: ModelCondition;
}

export type ModelPledges = ReadonlyMap<string, readonly ModelLevel[]>;

const countOf = (level: ModelLevel | undefined, kind: string): number =>
  level?.measures.find((measure) => measure.kind === kind)?.count ?? 0;

/** The level each acting member stands at. */
export function resolveNaively(pledges: ModelPledges): ReadonlyMap<string, number> {
  const standing = new Map([...pledges].map(([member, levels]) => [member, levels.length]));
  const levelOf = (member: string): ModelLevel | undefined =>
    pledges.get(member)?.[(standing.get(member) ?? 0) - 1];
  const holds = (condition: ModelCondition, self: string): boolean => {
    if ("always" in condition) return true;
    if ("all" in condition) return condition.all.every((part) => holds(part, self));
    if ("any" in condition) return condition.any.some((part) => holds(part, self));
    if ("named" in condition)
      return condition.named.every((member) => member !== self && levelOf(member) !== undefined);
    if ("total" in condition) {
      const sum = [...pledges.keys()].reduce(
        (total, member) => total + countOf(levelOf(member), condition.total.measure),
        0,
      );
      return sum >= condition.total.atLeast;
    }
    const { of, doing, atLeast } = condition.members;
    const others = [...pledges.keys()].filter((member) => {
      const level = levelOf(member);
      if (member === self || level === undefined || of?.includes(member) === false) return false;
      return doing === undefined || countOf(level, doing) > 0;
    });
    return others.length >= atLeast;
  };
  for (let moved = true; moved;) {
    moved = false;
    for (const member of pledges.keys()) {
      const level = levelOf(member);
      if (level === undefined || holds(level.condition, member)) continue;
      standing.set(member, (standing.get(member) ?? 0) - 1);
      moved = true;
    }
  }
  return new Map([...standing].filter(([, level]) => level > 0));
}
