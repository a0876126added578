// Questions about a coalition, each compared with resolving the changed set from the beginning, and searches compared with
// trying everything.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../encoding/index.ts";
import type { Pledge, PledgeSet } from "../pledges/index.ts";
import {
  askAboutEach,
  askWhatIf,
  compilePledges,
  createState,
  findKeystones,
  findRobustness,
  resolvePledges,
  settleDown,
} from "./index.ts";
import type { Change, Move, Target } from "./index.ts";
import { applyChanges } from "./what-if-changes.ts";
import { arbitraryPledgeSet, memberNames } from "./what-if.fixture.ts";
import { WithdrawalSearch } from "./what-if-robustness.ts";
import { boundAfterWithdrawals } from "./what-if-survivors.ts";
import { measureTarget } from "./what-if-target.ts";

type Levels = Readonly<Record<string, number>>;

/** The moves between two resolutions, of all members but these. */
function movesBetween(before: Levels, after: Levels, without: readonly string[]): Move[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .sort()
    .map((member) => ({ member, from: before[member] ?? 0, to: after[member] ?? 0 }))
    .filter(({ member, from, to }) => from !== to && !without.includes(member));
}

function totalsOf({ pledges }: PledgeSet, levels: Levels): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { member, levels: own } of pledges)
    for (const { kind, count } of own[(levels[member] ?? 0) - 1]?.measures ?? [])
      totals[kind] = (totals[kind] ?? 0) + count;
  return totals;
}

function towards(target: Target, set: PledgeSet): number {
  const { acting, levels } = resolvePledges(set);
  if (target.kind === "acting") return acting.length;
  if (target.kind === "total") return totalsOf(set, levels)[target.measure] ?? 0;
  return target.members.filter((member) => acting.includes(member)).length;
}

const neededFor = (target: Target): number =>
  target.kind === "named" ? target.members.length : target.atLeast;

/** One change per member drawn: withdraws, acts at a level, or offers something new; X1 and X2 pledge nothing. */
function arbitraryChanges(set: PledgeSet): fc.Arbitrary<Change[]> {
  const change = fc.constantFrom(...set.pledges).chain(({ member, levels }): fc.Arbitrary<Change> =>
    fc.oneof(
      fc.constant<Change>({ kind: "withdraws", member }),
      fc.integer({ min: 1, max: levels.length }).map((level): Change => ({ kind: "acts", member, level })),
      fc
        .constantFrom(100, 200)
        .map((count): Change => ({ kind: "offers", member, measures: [{ kind: "recall", count }] })),
    ),
  );
  const outsider = fc.constantFrom<Change>(
    { kind: "offers", member: "X1", measures: [] },
    { kind: "offers", member: "X2", measures: [{ kind: "expulsion", count: 2 }] },
  );
  return fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: change }, outsider), {
    minLength: 1,
    maxLength: 4,
    selector: ({ member }) => member,
  });
}

const arbitraryTarget = (members: number): fc.Arbitrary<Target> =>
  fc.oneof(
    fc.integer({ min: 1, max: members }).map((atLeast): Target => ({ kind: "acting", atLeast })),
    fc
      .record({
        measure: fc.constantFrom("expulsion", "recall"),
        atLeast: fc.integer({ min: 1, max: 3 * members }),
      })
      .map(({ measure, atLeast }): Target => ({ kind: "total", measure, atLeast })),
    fc
      .uniqueArray(fc.constantFrom(...memberNames(members)), { minLength: 1, maxLength: 2 })
      .map((named): Target => ({ kind: "named", members: named })),
  );

describe("a question", () => {
  test("comes to what resolving the changed set comes to, 1,500 sets of up to 16 members", () => {
    const drawn = arbitraryPledgeSet(1, 16).chain((set) => fc.tuple(fc.constant(set), arbitraryChanges(set)));
    fc.assert(
      fc.property(drawn, ([set, changes]) => {
        const answer = askWhatIf(set, changes);
        const changedSet = applyChanges(set, changes);
        const [before, after] = [resolvePledges(set), resolvePledges(changedSet)];
        const members = changes.map(({ member }) => member);
        expect(answer.followed).toEqual(movesBetween(before.levels, after.levels, members));
        const of = (levels: Levels): Levels =>
          Object.fromEntries(Object.entries(levels).filter(([member]) => members.includes(member)));
        expect(answer.changed).toEqual(movesBetween(of(before.levels), of(after.levels), []));
        expect([answer.before.acting, answer.after.acting]).toEqual([
          before.acting.length,
          after.acting.length,
        ]);
        expect(answer.before.totals).toEqual(totalsOf(set, before.levels));
        const expected = totalsOf(changedSet, after.levels);
        // The kind that stands for merely acting is made up, and not shown.
        delete expected["acting"];
        expect(answer.after.totals).toEqual(expected);
      }),
      { numRuns: 1500 },
    );
  });

  test("asked of each member at once is the same as asked of each alone, 1,000 sets of up to 12 members", () => {
    fc.assert(
      fc.property(arbitraryPledgeSet(1, 12), (set) => {
        const before = resolvePledges(set);
        const answers = askAboutEach(set);
        const expected = [...set.pledges]
          .sort((a, b) => (a.member < b.member ? -1 : 1))
          .flatMap(({ member, levels }): Change[] => {
            const level = before.levels[member] ?? 0;
            return [
              ...(level > 0 ? [{ kind: "withdraws" as const, member }] : []),
              ...(level < levels.length ? [{ kind: "acts" as const, member, level: level + 1 }] : []),
            ];
          });
        expect(answers.map(({ change }) => change)).toEqual(expected);
        for (const { change, acting, followed } of answers) {
          const after = resolvePledges(applyChanges(set, [change]));
          expect(followed).toEqual(movesBetween(before.levels, after.levels, [change.member]));
          expect(acting).toBe(after.acting.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("the same where all conditions are about everyone, 50 sets of 40 members", () => {
    const everyone = fc
      .array(
        fc.record({
          atLeast: fc.integer({ min: 1, max: 30 }),
          total: fc.boolean(),
          count: fc.integer({ min: 1, max: 3 }),
        }),
        { minLength: 40, maxLength: 40 },
      )
      .map((all): PledgeSet => {
        const names = memberNames(40);
        const pledges = all.map(({ atLeast, total, count }, index): Pledge => {
          const condition = total
            ? { kind: "total" as const, measure: "expulsion", atLeast: 2 * atLeast }
            : { kind: "members" as const, atLeast, of: null, doing: null };
          return {
            member: names[index] ?? "",
            levels: [{ measures: [{ kind: "expulsion", count }], condition }],
          };
        });
        return { pledges, context: { groups: {}, weights: {} } };
      });
    fc.assert(
      fc.property(everyone, (set) => {
        const before = resolvePledges(set);
        for (const { change, followed } of askAboutEach(set)) {
          const after = resolvePledges(applyChanges(set, [change]));
          expect(followed).toEqual(movesBetween(before.levels, after.levels, [change.member]));
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe("keystones", () => {
  test("are those whose withdrawal moves others or the target, the heaviest first, 500 sets", () => {
    const drawn = arbitraryPledgeSet(1, 12).chain((set) =>
      fc.tuple(fc.constant(set), arbitraryTarget(set.pledges.length)),
    );
    fc.assert(
      fc.property(drawn, ([set, target]) => {
        const before = resolvePledges(set);
        const found = findKeystones(set, target);
        const value = towards(target, set);
        expect([found.acting, found.value, found.needed]).toEqual([
          before.acting.length,
          value,
          neededFor(target),
        ]);
        const expected = before.acting.flatMap((member) => {
          const without = applyChanges(set, [{ kind: "withdraws", member }]);
          const after = resolvePledges(without);
          const left = towards(target, without);
          const collapses = value >= neededFor(target) && left < neededFor(target);
          const followed = movesBetween(before.levels, after.levels, [member]);
          return followed.length > 0 || collapses
            ? [{ member, acting: after.acting.length, value: left, collapses, followed }]
            : [];
        });
        const byMember = [...found.keystones].sort((a, b) => (a.member < b.member ? -1 : 1));
        expect(byMember).toEqual(expected);
        const losses = found.keystones.map(({ acting }) => acting);
        expect(losses).toEqual([...losses].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });
});

/** The fewest withdrawals that take a set below a target, by trying every subset; infinite when none does. */
function fewestWithdrawals(set: PledgeSet, target: Target, staying: readonly string[]): number {
  const members = set.pledges.map(({ member }) => member).filter((member) => !staying.includes(member));
  let fewest = towards(target, set) < neededFor(target) ? 0 : Infinity;
  for (let bits = 1; bits < 1 << members.length; bits += 1) {
    const gone = members.filter((_, index) => (bits >> index) & 1);
    if (gone.length >= fewest) continue;
    const left = { ...set, pledges: set.pledges.filter(({ member }) => !gone.includes(member)) };
    if (towards(target, left) < neededFor(target)) fewest = gone.length;
  }
  return fewest;
}

/** How little a target comes to after any so many withdrawals, by trying every subset. */
function leastAfter(set: PledgeSet, target: Target, size: number): number {
  const members = set.pledges.map(({ member }) => member);
  let least = Infinity;
  for (let bits = 0; bits < 1 << members.length; bits += 1) {
    const gone = members.filter((_, index) => (bits >> index) & 1);
    if (gone.length > size) continue;
    const left = { ...set, pledges: set.pledges.filter(({ member }) => !gone.includes(member)) };
    least = Math.min(least, towards(target, left));
  }
  return least;
}

describe("robustness", () => {
  const drawn = arbitraryPledgeSet(1, 7).chain((set) =>
    fc.tuple(
      fc.constant(set),
      arbitraryTarget(set.pledges.length),
      fc.oneof(
        fc.constant<string[]>([]),
        fc.subarray(
          set.pledges.map(({ member }) => member),
          { maxLength: Math.min(3, set.pledges.length) },
        ),
      ),
    ),
  );

  test("is the fewest withdrawals found by trying all, 500 sets", () => {
    fc.assert(
      fc.property(drawn, ([set, target, staying]) => {
        const found = findRobustness(set, target, { effort: 100_000, staying });
        const fewest = fewestWithdrawals(set, target, staying);
        expect(found.exact).toBe(true);
        expect(found.kind).toBe(fewest === 0 ? "below" : fewest === Infinity ? "bears" : "falls");
        if (found.kind === "bears") return;
        expect(found.withdrawals.filter((member) => staying.includes(member))).toEqual([]);
        expect(found.withdrawals.length).toBe(fewest);
        expect(found.atLeast).toBe(found.withdrawals.length);
        const left = applyChanges(
          set,
          found.withdrawals.map((member) => ({ kind: "withdraws", member })),
        );
        expect(towards(target, left)).toBeLessThan(neededFor(target));
        expect(found.outcome.after.acting).toBe(resolvePledges(left).acting.length);
      }),
      { numRuns: 500 },
    );
  });

  test("without any effort for a search, what is proved and what is found still enclose the answer, 500 sets", () => {
    fc.assert(
      fc.property(drawn, ([set, target, staying]) => {
        const found = findRobustness(set, target, { effort: 0, staying });
        const fewest = fewestWithdrawals(set, target, staying);
        if (found.kind === "bears") return;
        expect(found.atLeast).toBeLessThanOrEqual(fewest);
        expect(found.withdrawals.length).toBeGreaterThanOrEqual(fewest);
        expect(found.exact).toBe(found.atLeast === found.withdrawals.length);
      }),
      { numRuns: 500 },
    );
  });

  test("is searched for without a greedy choice to begin with, and bounded for every choice of withdrawals, 500 sets", () => {
    fc.assert(
      fc.property(drawn, ([set, target, staying]) => {
        const graph = compilePledges(set);
        const state = createState(graph, "everyone");
        settleDown(state);
        const measured = measureTarget(graph, target);
        const stays = new Set(
          staying.map((name) => graph.pledges.findIndex(({ member }) => member === name)),
        );
        const fewest = fewestWithdrawals(set, target, staying);
        for (const size of [1, 2, 3]) {
          const search = new WithdrawalSearch(state, measured, { effort: 100_000, stays });
          const found = fewest === 0 ? [] : search.findSet(size);
          expect(found !== null).toBe(fewest <= size);
          expect(boundAfterWithdrawals(state, measured, size).value).toBeLessThanOrEqual(
            leastAfter(set, target, size),
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test("of members that hold each other up in pairs is found by one of each pair", () => {
    const pledges = ["A", "B", "C"].flatMap((pair) =>
      [1, 2].map((side): Pledge => {
        const condition = { kind: "named" as const, members: [`${pair}${3 - side}`] };
        return {
          member: `${pair}${side}`,
          levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition }],
        };
      }),
    );
    const graph = compilePledges({ pledges, context: { groups: {}, weights: {} } });
    const state = createState(graph, "everyone");
    settleDown(state);
    const measured = measureTarget(graph, { kind: "acting", atLeast: 3 });
    const search = new WithdrawalSearch(state, measured, { effort: 1000, stays: new Set() });
    expect([search.findSet(1), search.findSet(2)]).toEqual([null, [0, 2]]);
  });

  test("of unconditional pledges is counted and not searched", () => {
    const pledges = memberNames(60).map((member): Pledge => ({
      member,
      levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition: { kind: "always" } }],
    }));
    const set = { pledges, context: { groups: {}, weights: {} } };
    const found = findRobustness(set, { kind: "acting", atLeast: 40 }, { effort: 0, staying: [] });
    expect([found.withdrawals.length, found.atLeast, found.exact]).toEqual([21, 21, true]);
  });
});

describe("questions that make no sense", () => {
  const set: PledgeSet = {
    pledges: [
      {
        member: "DEU",
        levels: [{ measures: [{ kind: "expulsion", count: 4 }], condition: { kind: "always" } }],
      },
    ],
    context: { groups: {}, weights: {} },
  };
  const acting = (atLeast: number): Target => ({ kind: "acting", atLeast });
  test.each([
    [
      "a member without pledge",
      () => askWhatIf(set, [{ kind: "withdraws", member: "ITA" }]),
      /ITA has no open pledge/,
    ],
    [
      "a level too high",
      () => askWhatIf(set, [{ kind: "acts", member: "DEU", level: 2 }]),
      /DEU has no level 2/,
    ],
    ["level 0", () => askWhatIf(set, [{ kind: "acts", member: "DEU", level: 0 }]), /DEU has no level 0/],
    [
      "two changes of one member",
      () =>
        askWhatIf(set, [
          { kind: "withdraws", member: "DEU" },
          { kind: "acts", member: "DEU", level: 1 },
        ]),
      /DEU can change in one way only/,
    ],
    [
      "an offer of what is pledged",
      () => askWhatIf(set, [{ kind: "offers", member: "DEU", measures: [{ kind: "expulsion", count: 4 }] }]),
      /DEU has pledged that already/,
    ],
    ["a target of nobody", () => findKeystones(set, acting(0)), /at least 1/],
    [
      "a target of half a member",
      () => findRobustness(set, acting(0.5), { effort: 1, staying: [] }),
      /whole number/,
    ],
    [
      "a stranger that stays",
      () => findRobustness(set, acting(1), { effort: 1, staying: ["ITA"] }),
      /ITA has no open/,
    ],
    [
      "a target without names",
      () => findKeystones(set, { kind: "named", members: [] }),
      /at least one member/,
    ],
  ])("%s", (_, ask, message) => {
    const refused = (() => {
      try {
        ask();
      } catch (error) {
        return error;
      }
      return null;
    })();
    expect(refused).toBeInstanceOf(InputError);
    expect((refused as InputError).code).toBe("WHAT_IF_INVALID");
    expect((refused as InputError).message).toMatch(message);
  });
});
