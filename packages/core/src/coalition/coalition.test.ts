// Coalition through the door: the shared vectors (vectors/coalition), resolution against a naive model that tries every
// subset, and the laws of monotone pledges. How pledges are read and said is tested in core/pledges.
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InputError, parseJson } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { readPledges } from "../pledges/index.ts";
import type { Condition, Pledge, PledgeSet } from "../pledges/index.ts";
import { resolvePledges } from "./index.ts";
import type { Resolution } from "./index.ts";

const folder = new URL("../../../../vectors/coalition/", import.meta.url);
const readVectors = (name: string): unknown => parseJson(readFileSync(new URL(name, folder), "utf8"));
const validVectors = (
  readVectors("pledges_valid.json") as {
    readonly cases: readonly { name: string; value: JsonValue; expected: Resolution }[];
  }
).cases;
const WEIGHTS: Readonly<Record<string, number>> = { A: 1, B: 2, C: 3, D: 0, E: 5, X: 4 };
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  G: ["A", "B", "X"],
  H: ["C", "D", "E", "F"],
  A: ["B", "C"],
};
const NAMES = ["A", "B", "C", "D", "E", "F", "G2", "I"];
const CONTEXT = { groups: GROUPS, weights: { people: WEIGHTS } };

const arbitraryNames = fc.uniqueArray(fc.constantFrom(...NAMES, "G", "H", "X"), {
  minLength: 1,
  maxLength: 3,
});
const arbitraryKind = fc.constantFrom("expulsion", "recall");
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant<Condition>({ kind: "always" }),
  fc.record({
    kind: fc.constant("members" as const),
    atLeast: fc.integer({ min: 1, max: 4 }),
    of: fc.option(arbitraryNames),
    doing: fc.option(arbitraryKind),
  }),
  fc.record({
    kind: fc.constant("total" as const),
    measure: arbitraryKind,
    atLeast: fc.integer({ min: 1, max: 12 }),
  }),
  fc.record({ kind: fc.constant("named" as const), members: arbitraryNames }),
  fc.record({
    kind: fc.constant("share" as const),
    weight: fc.constant("people"),
    atLeast: fc.constantFrom(0.1, 0.2, 1 / 3, 0.4, 0.7, 1),
  }),
);
const arbitraryCondition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(leaf, { minLength: 1, maxLength: 3 }),
    }),
  },
);
const arbitraryLevels = fc
  .record({
    first: fc.record({ kind: arbitraryKind, count: fc.integer({ min: 1, max: 3 }) }),
    second: fc.option(fc.record({ kind: arbitraryKind, count: fc.integer({ min: 1, max: 3 }) })),
    conditions: fc.tuple(arbitraryCondition, arbitraryCondition),
  })
  .map(({ first, second, conditions }) => {
    const low = { measures: [first], condition: conditions[0] };
    if (second === null) return [low];
    const measures =
      second.kind === first.kind ? [{ ...first, count: first.count + second.count }] : [first, second];
    return [low, { measures, condition: conditions[1] }];
  });
const arbitrarySet = (most: number): fc.Arbitrary<PledgeSet> =>
  fc.array(arbitraryLevels, { maxLength: most }).map((all) => ({
    pledges: all.map((levels, index) => ({ member: NAMES[index] ?? "", levels })),
    context: CONTEXT,
  }));

// The naive model: written from the comments of the contract, shares no code with what it tests.
type Levels = ReadonlyMap<string, number>;

function naivelyHolds(
  condition: Condition,
  self: Pledge,
  level: number,
  all: readonly Pledge[],
  active: Levels,
): boolean {
  const others = all.filter(
    (pledge) => pledge.member !== self.member && (active.get(pledge.member) ?? 0) > 0,
  );
  const count = (pledge: Pledge, at: number, kind: string): number =>
    pledge.levels[at - 1]?.measures.find((measure) => measure.kind === kind)?.count ?? 0;
  switch (condition.kind) {
    case "always":
      return true;
    case "members": {
      const { of, doing } = condition;
      const set = of === null ? null : new Set(of.flatMap((id) => [id, ...(GROUPS[id] ?? [])]));
      const fit = others.filter(
        (pledge) =>
          (set === null || set.has(pledge.member)) &&
          (doing === null || count(pledge, active.get(pledge.member) ?? 0, doing) > 0),
      );
      return fit.length >= condition.atLeast;
    }
    case "named":
      return condition.members.every((name) => others.some(({ member }) => member === name));
    case "total": {
      const sum = others.map((pledge) => count(pledge, active.get(pledge.member) ?? 0, condition.measure));
      return sum.reduce((a, b) => a + b, count(self, level, condition.measure)) >= condition.atLeast;
    }
    case "share": {
      const held = others.map(({ member }) => WEIGHTS[member] ?? 0).reduce((a, b) => a + b, 0);
      const whole = Object.values(WEIGHTS).reduce((a, b) => a + b, 0);
      return held / whole >= condition.atLeast - 1e-12;
    }
    case "all":
      return condition.of.every((part) => naivelyHolds(part, self, level, all, active));
    case "any":
      return condition.of.some((part) => naivelyHolds(part, self, level, all, active));
  }
}

/** Every assignment of active levels; the union of the post-fixed ones is the greatest, the least by iteration. */
function naivelyResolve(all: readonly Pledge[]): { together: Levels; alone: Levels } {
  const best = new Map<string, number>();
  const assign = (index: number, active: Map<string, number>): void => {
    const pledge = all[index];
    if (pledge !== undefined) {
      for (let level = 0; level <= pledge.levels.length; level += 1)
        assign(index + 1, new Map([...active, [pledge.member, level]]));
      return;
    }
    const stands = all.every((one) => {
      const level = active.get(one.member) ?? 0;
      const condition = one.levels[level - 1]?.condition;
      return condition === undefined || naivelyHolds(condition, one, level, all, active);
    });
    if (stands)
      for (const [member, level] of active) best.set(member, Math.max(best.get(member) ?? 0, level));
  };
  assign(0, new Map());
  let alone: Levels = new Map();
  for (let changed = true; changed;) {
    const before = alone;
    alone = new Map(
      all.map((one) => {
        const holding = one.levels.map(({ condition }, index) =>
          naivelyHolds(condition, one, index + 1, all, before) ? index + 1 : 0,
        );
        return [one.member, Math.max(...holding)];
      }),
    );
    changed = all.some(({ member }) => (before.get(member) ?? 0) !== (alone.get(member) ?? 0));
  }
  return { together: best, alone };
}

const actingOf = (levels: Levels): string[] =>
  [...levels]
    .filter(([, level]) => level > 0)
    .map(([member]) => member)
    .sort();

describe("resolution agrees with trying everything", () => {
  test("greatest and least fixed point, 2,000 sets of up to eight members with up to two levels", () => {
    fc.assert(
      fc.property(
        fc.oneof({ weight: 9, arbitrary: arbitrarySet(5) }, { weight: 1, arbitrary: arbitrarySet(8) }),
        (set) => {
          const resolution = resolvePledges(set);
          const naive = naivelyResolve(set.pledges);
          expect(resolution.acting).toEqual(actingOf(naive.together));
          expect(resolution.levels).toEqual(
            Object.fromEntries([...naive.together].filter(([, level]) => level > 0)),
          );
          expect(resolution.alone).toEqual(actingOf(naive.alone));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("laws of resolution", () => {
  test("a certificate: every acting member's condition holds, and no higher level's does", () => {
    fc.assert(
      fc.property(arbitrarySet(8), (set) => {
        const { levels } = resolvePledges(set);
        const active = new Map(Object.entries(levels));
        for (const pledge of set.pledges)
          pledge.levels.forEach(({ condition }, index) => {
            const held = naivelyHolds(condition, pledge, index + 1, set.pledges, active);
            const level = active.get(pledge.member) ?? 0;
            if (index + 1 === level) expect(held).toBe(true);
            if (index + 1 > level) expect(held).toBe(false);
          });
      }),
      { numRuns: 1000 },
    );
  });

  test("the order of pledges, lists and groups changes nothing, explanations included", () => {
    const shuffled = arbitrarySet(8).chain((set) =>
      fc.tuple(
        fc.constant(set),
        fc.shuffledSubarray([...set.pledges], {
          minLength: set.pledges.length,
          maxLength: set.pledges.length,
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([set, pledges]) => {
        const context = {
          ...set.context,
          groups: Object.fromEntries(
            Object.entries(GROUPS)
              .reverse()
              .map(([id, of]) => [id, of.toReversed()]),
          ),
        };
        expect(resolvePledges({ pledges, context })).toEqual(resolvePledges(set));
      }),
      { numRuns: 500 },
    );
  });

  test("who would act alone also acts together", () => {
    fc.assert(
      fc.property(arbitrarySet(8), (set) => {
        const { acting, alone } = resolvePledges(set);
        expect(acting).toEqual(expect.arrayContaining([...alone]));
      }),
    );
  });

  test("a member nobody asks about changes nothing for the others", () => {
    fc.assert(
      fc.property(arbitrarySet(6), (set) => {
        const before = resolvePledges(set);
        const idle: Pledge = {
          member: "ZZZ",
          levels: [
            { measures: [{ kind: "note", count: 1 }], condition: { kind: "named", members: ["nobody"] } },
          ],
        };
        const after = resolvePledges({ ...set, pledges: [...set.pledges, idle] });
        const { ZZZ: sentence, ...explain } = after.explain;
        expect({ ...after, explain }).toEqual(before);
        expect(sentence).toBe("does not act: nobody does not act");
      }),
    );
  });

  test("dropping a condition never shrinks who acts, nor their levels", () => {
    fc.assert(
      fc.property(arbitrarySet(8), fc.nat(7), (set, which) => {
        const before = resolvePledges(set);
        const pledges = set.pledges.map((pledge, index) =>
          index === which
            ? {
                ...pledge,
                levels: pledge.levels.map((level) => ({ ...level, condition: { kind: "always" as const } })),
              }
            : pledge,
        );
        const after = resolvePledges({ ...set, pledges });
        for (const member of before.acting)
          expect(after.levels[member] ?? 0).toBeGreaterThanOrEqual(before.levels[member] ?? 0);
      }),
    );
  });

  test("who the explanation calls decisive is decisive: without them the condition fails", () => {
    fc.assert(
      fc.property(arbitrarySet(8), (set) => {
        const { levels, explain } = resolvePledges(set);
        for (const pledge of set.pledges) {
          const level = levels[pledge.member] ?? 0;
          const condition = pledge.levels[level - 1]?.condition;
          if (condition === undefined) continue;
          const decisive = Object.keys(levels).filter((gone) => {
            const active = new Map(Object.entries(levels).filter(([member]) => member !== gone));
            return gone !== pledge.member && !naivelyHolds(condition, pledge, level, set.pledges, active);
          });
          const said = /without (?:any one of )?(.*?)(?: and others)? it would not/.exec(
            explain[pledge.member] ?? "",
          );
          const names = (said?.[1] ?? "").split(/, | or /).filter((name) => name !== "");
          expect(decisive).toEqual(expect.arrayContaining(names));
          expect(names.length).toBe(Math.min(3, decisive.length));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("a chain of 20,000 members falls link by link, and a ring of them stands", () => {
    const name = (index: number): string => `M${String(index).padStart(5, "0")}`;
    const chain = (length: number, last: string): Pledge[] =>
      Array.from({ length }, (_, index) => ({
        member: name(index),
        levels: [
          {
            measures: [{ kind: "expulsion", count: 1 }],
            condition: { kind: "named", members: [index + 1 < length ? name(index + 1) : last] },
          },
        ],
      }));
    const context = { groups: {}, weights: {} };
    expect(resolvePledges({ pledges: chain(20_000, "nobody"), context }).acting).toEqual([]);
    const ring = resolvePledges({ pledges: chain(20_000, name(0)), context });
    expect([ring.acting.length, ring.alone.length]).toEqual([20_000, 0]);
  });
});

describe("resolution of the vectors", () => {
  test.each(validVectors)("$name", ({ value, expected }) => {
    expect(resolvePledges(readPledges(value))).toEqual(expected);
  });
});

function catchInputError(action: () => unknown): InputError {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("nothing was refused");
}

describe("mistaken pledges", () => {
  test("pledges that did not come from a file are checked all the same", () => {
    const levels = [
      { measures: [{ kind: "expulsion", count: 1 }], condition: { kind: "all" as const, of: [] } },
    ];
    const context = { groups: {}, weights: {} };
    expect(catchInputError(() => resolvePledges({ pledges: [{ member: "A", levels }], context })).code).toBe(
      "PLEDGE_INVALID",
    );
  });
});
