// A state that is used again: bounds say what a member does whatever its conditions say, and a trail leads back.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import { boundMember, createState, markTrail, settleDown, settleUp, undoTo } from "./settling.ts";
import type { ResolutionState } from "./settling.ts";
import { arbitraryPledgeSet } from "./what-if.fixture.ts";

const levelsOf = (state: ResolutionState): number[] => [...state.active];

/** The same pledges with each of these members at one level whatever happens: no conditions, or no pledge. */
function hold(set: PledgeSet, held: ReadonlyMap<string, number>): PledgeSet {
  const pledges = set.pledges.flatMap((pledge) => {
    const level = held.get(pledge.member);
    if (level === undefined) return [pledge];
    const levels = pledge.levels
      .slice(0, level)
      .map(({ measures }) => ({ measures, condition: { kind: "always" as const } }));
    return levels.length === 0 ? [] : [{ ...pledge, levels }];
  });
  return { ...set, pledges };
}

const settled = (set: PledgeSet, from: "everyone" | "nobody"): Record<string, number> => {
  const state = createState(compilePledges(set), from);
  if (from === "everyone") settleDown(state);
  else settleUp(state);
  return Object.fromEntries(
    state.graph.pledges.map(({ member }, index) => [member, state.active[index] ?? 0]),
  );
};

const questions = fc.tuple(
  arbitraryPledgeSet(1, 12),
  fc.array(fc.tuple(fc.nat(11), fc.nat(3)), { minLength: 1, maxLength: 4 }),
);

describe("bounds", () => {
  test("from the start, down and up, are what resolving with those members held says", () => {
    fc.assert(
      fc.property(questions, fc.constantFrom("everyone" as const, "nobody" as const), ([set, held], from) => {
        const graph = compilePledges(set);
        const state = createState(graph, from);
        const byName = new Map<string, number>();
        for (const [which, wish] of held) {
          const member = which % graph.pledges.length;
          const pledge = graph.pledges[member];
          const level = Math.min(wish, pledge?.levels.length ?? 0);
          boundMember(state, member, level, level);
          byName.set(pledge?.member ?? "", level);
        }
        if (from === "everyone") settleDown(state);
        else settleUp(state);
        const expected = settled(hold(set, byName), from);
        expect(levelsOf(state)).toEqual(graph.pledges.map(({ member }) => expected[member] ?? 0));
      }),
      { numRuns: 500 },
    );
  });

  test("refuses levels a member does not have", () => {
    const [set] = fc.sample(arbitraryPledgeSet(3, 3), 1) as [PledgeSet];
    const state = createState(compilePledges(set), "everyone");
    for (const [member, floor, ceiling] of [
      [-1, 0, 0],
      [3, 0, 0],
      [0, 0, 99],
      [0, 1, 0],
    ] as const)
      expect(() => {
        boundMember(state, member, floor, ceiling);
      }).toThrow(RangeError);
  });
});

describe("the trail", () => {
  test("leads back to the same levels, sums and answers, however often it is gone", () => {
    fc.assert(
      fc.property(questions, ([set, held]) => {
        const graph = compilePledges(set);
        const state = createState(graph, "everyone");
        settleDown(state);
        const before = [levelsOf(state), [...state.sums], [...state.floor], [...state.ceiling]];
        const marks: number[] = [];
        for (const [which, wish] of held) {
          marks.push(markTrail(state));
          const member = which % graph.pledges.length;
          const level = Math.min(wish, state.active[member] ?? 0);
          boundMember(state, member, 0, level);
          settleDown(state);
          const alone = createState(graph, "everyone");
          for (let one = 0; one < graph.pledges.length; one += 1)
            boundMember(alone, one, 0, state.ceiling[one] ?? 0);
          settleDown(alone);
          expect(levelsOf(state)).toEqual(levelsOf(alone));
        }
        for (const mark of marks.reverse()) undoTo(state, mark);
        expect([levelsOf(state), [...state.sums], [...state.floor], [...state.ceiling]]).toEqual(before);
        settleDown(state);
        settleUp(state);
        expect(levelsOf(state)).toEqual(before[0]);
      }),
      { numRuns: 500 },
    );
  });

  test("is marked only when settled, and has no marks ahead", () => {
    const [set] = fc.sample(arbitraryPledgeSet(3, 3), 1) as [PledgeSet];
    const state = createState(compilePledges(set), "everyone");
    expect(() => markTrail(state)).toThrow(RangeError);
    settleDown(state);
    expect(() => {
      undoTo(state, 0);
    }).toThrow(RangeError);
    const mark = markTrail(state);
    expect(() => {
      undoTo(state, mark + 3);
    }).toThrow(RangeError);
  });

  test("belongs to states that createState made", () => {
    const [set] = fc.sample(arbitraryPledgeSet(1, 1), 1) as [PledgeSet];
    expect(() => {
      settleDown({ ...createState(compilePledges(set), "everyone") });
    }).toThrow(RangeError);
  });
});
