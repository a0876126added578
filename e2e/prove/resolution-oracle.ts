// What conditions mean, written from the words of the pledge file and from nothing else: it counts anew every time, and
// shares no code with the resolution it judges. Shares are of whole per cents, weights of whole tenths (as the random sets
// write them), so that whole numbers are enough.
import type { Condition, PledgeSet } from "../../packages/core/src/pledges/index.ts";

/** Level of each member in the order of the set, 0 when it does not act. */
export type Levels = readonly number[];

/** Whether the member's level `level` holds when the others are at `levels`. */
export type Judge = (member: number, level: number, levels: Levels) => boolean;

export function createJudge({ pledges, context }: PledgeSet): Judge {
  const index = new Map(pledges.map(({ member }, at) => [member, at]));
  const everyone = pledges.map((_, at) => at);
  const counts = pledges.map(({ levels }) =>
    levels.map(({ measures }) => new Map(measures.map(({ kind, count }) => [kind, count]))),
  );
  const countAt = (member: number, level: number, kind: string): number =>
    counts[member]?.[level - 1]?.get(kind) ?? 0;
  const indexOf = (id: string): readonly number[] => {
    const found = index.get(id);
    return found === undefined ? [] : [found];
  };

  type Check = (levels: Levels) => boolean;
  const understand = (condition: Condition, member: number, level: number): Check => {
    switch (condition.kind) {
      case "always":
        return () => true;
      case "all":
      case "any": {
        const parts = condition.of.map((part) => understand(part, member, level));
        if (condition.kind === "all") return (levels) => parts.every((part) => part(levels));
        return (levels) => parts.some((part) => part(levels));
      }
      case "named": {
        const found = condition.members.map((id) => index.get(id) ?? -1);
        return (levels) => found.every((one) => one !== member && (levels[one] ?? 0) > 0);
      }
      case "members": {
        const { of, doing, atLeast } = condition;
        const all = of?.flatMap((id) => [...indexOf(id), ...(context.groups[id] ?? []).flatMap(indexOf)]);
        const looked = [...new Set(all ?? everyone)].filter((one) => one !== member);
        return (levels) => {
          let found = 0;
          for (const one of looked) {
            const at = levels[one] ?? 0;
            if (at > 0 && (doing === null || countAt(one, at, doing) > 0)) found += 1;
          }
          return found >= atLeast;
        };
      }
      case "total": {
        const own = countAt(member, level, condition.measure);
        return (levels) => {
          let sum = own;
          for (const one of everyone)
            if (one !== member) sum += countAt(one, levels[one] ?? 0, condition.measure);
          return sum >= condition.atLeast;
        };
      }
      case "share": {
        const tenths = Object.entries(context.weights[condition.weight] ?? {}).map(
          ([id, weight]) => [index.get(id) ?? -1, Math.round(weight * 10)] as const,
        );
        const whole = tenths.reduce((sum, [, weight]) => sum + weight, 0);
        const perCent = Math.round(condition.atLeast * 100);
        return (levels) => {
          let held = 0;
          for (const [one, weight] of tenths) if (one !== member && (levels[one] ?? 0) > 0) held += weight;
          return whole > 0 && held * 100 >= perCent * whole;
        };
      }
    }
  };
  const checks = pledges.map(({ levels }, member) =>
    levels.map(({ condition }, at) => understand(condition, member, at + 1)),
  );
  return (member, level, levels) => checks[member]?.[level - 1]?.(levels) ?? false;
}

export interface FixedPoints {
  readonly together: Levels;
  readonly alone: Levels;
}

/**
 * Every choice of a level for every member. Together is the union of the choices in which every chosen level holds; alone what
 * is common to all choices to which nobody could add.
 */
export function tryEverything(set: PledgeSet): FixedPoints {
  const judge = createJudge(set);
  const tops = set.pledges.map(({ levels }) => levels.length);
  const together = tops.map(() => 0);
  const alone = [...tops];
  const chosen = tops.map(() => 0);
  for (;;) {
    if (chosen.every((level, member) => level === 0 || judge(member, level, chosen)))
      chosen.forEach((level, member) => {
        together[member] = Math.max(together[member] ?? 0, level);
      });
    if (chosen.every((level, member) => !couldRise(member, level)))
      chosen.forEach((level, member) => {
        alone[member] = Math.min(alone[member] ?? 0, level);
      });
    let member = 0;
    while (member < tops.length && chosen[member] === tops[member]) {
      chosen[member] = 0;
      member += 1;
    }
    if (member === tops.length) return { together, alone };
    chosen[member] = (chosen[member] ?? 0) + 1;
  }

  function couldRise(member: number, level: number): boolean {
    for (let higher = level + 1; higher <= (tops[member] ?? 0); higher += 1)
      if (judge(member, higher, chosen)) return true;
    return false;
  }
}
