// The cheapest persuasion against trying every subset, and beyond the solver's reach what is proved against what is found.
import {
  persuadeGreedily,
  planPersuasion,
  resolvePledges,
  tryPersuasion,
  writePersuasionModel,
} from "@entente/core/coalition";
import type { PersuasionQuestion, Target } from "@entente/core/coalition";
import type { Pledge, PledgeSet } from "@entente/core/pledges";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryPledgeSet, memberNames } from "../../../core/src/coalition/what-if.fixture.ts";
import { findCheapestPersuasion } from "./index.ts";
import { solveProgramme } from "./solver.ts";

function towards(target: Target, set: PledgeSet): number {
  const { acting, levels } = resolvePledges(set);
  if (target.kind === "acting") return acting.length;
  if (target.kind === "named") return target.members.filter((member) => acting.includes(member)).length;
  return set.pledges
    .map(({ member, levels: own }) => own[(levels[member] ?? 0) - 1])
    .flatMap((level) => level?.measures ?? [])
    .reduce((sum, { kind, count }) => sum + (kind === target.measure ? count : 0), 0);
}

/** The set with these members persuaded, written without the code under test. */
function persuade(set: PledgeSet, question: PersuasionQuestion, members: readonly string[]): PledgeSet {
  const pledges = set.pledges.map((pledge) => {
    if (!members.includes(pledge.member)) return pledge;
    const always = { kind: "always" as const };
    const offer = question.offers.find(({ member }) => member === pledge.member);
    if (offer !== undefined)
      return { ...pledge, levels: [...pledge.levels, { measures: offer.measures, condition: always }] };
    const level = question.levels[pledge.member] ?? 1;
    const levels = pledge.levels.map((one, index) =>
      index === level - 1 ? { ...one, condition: always } : one,
    );
    return { ...pledge, levels };
  });
  const outside = question.offers
    .filter(({ member }) => members.includes(member) && !set.pledges.some((one) => one.member === member))
    .map(({ member, measures }): Pledge => ({
      member,
      levels: [
        {
          measures: measures.length === 0 ? [{ kind: "bare act", count: 1 }] : measures,
          condition: { kind: "always" },
        },
      ],
    }));
  return { pledges: [...pledges, ...outside], context: set.context };
}

/** The least cost of a set that is enough, by trying every subset; null when there is none. */
function tryAll(set: PledgeSet, question: PersuasionQuestion): number | null {
  const { target, costs, never } = question;
  const needed = target.kind === "named" ? target.members.length : target.atLeast;
  const members = [
    ...new Set([...set.pledges.map(({ member }) => member), ...question.offers.map(({ member }) => member)]),
  ].filter((member) => !never.includes(member));
  let best: number | null = null;
  for (let bits = 0; bits < 1 << members.length; bits += 1) {
    const some = members.filter((_, index) => (bits >> index) & 1);
    const cost = some.reduce((sum, member) => sum + (costs[member] ?? 1), 0);
    if (best !== null && cost >= best) continue;
    if (towards(target, persuade(set, question, some)) >= needed) best = cost;
  }
  return best;
}

const arbitraryTarget = (members: number): fc.Arbitrary<Target> =>
  fc.oneof(
    fc.integer({ min: 1, max: members + 1 }).map((atLeast): Target => ({ kind: "acting", atLeast })),
    fc
      .record({
        measure: fc.constantFrom("expulsion", "recall"),
        atLeast: fc.integer({ min: 1, max: 4 * members }),
      })
      .map(({ measure, atLeast }): Target => ({ kind: "total", measure, atLeast })),
    fc
      .uniqueArray(fc.constantFrom(...memberNames(members)), { minLength: 1, maxLength: 2 })
      .map((named): Target => ({ kind: "named", members: named })),
  );

function arbitraryQuestion(set: PledgeSet): fc.Arbitrary<PersuasionQuestion> {
  const names = set.pledges.map(({ member }) => member);
  const some = fc.subarray(names, { maxLength: Math.min(2, names.length) });
  return fc.record({
    target: arbitraryTarget(names.length),
    costs: fc
      .tuple(...names.map(() => fc.integer({ min: 1, max: 4 })))
      .map((all) => Object.fromEntries(names.map((name, index) => [name, all[index] ?? 1]))),
    levels: some.map((all) =>
      Object.fromEntries(
        set.pledges
          .filter(({ member }) => all.includes(member))
          .map((one) => [one.member, one.levels.length]),
      ),
    ),
    offers: fc.constantFrom(
      [],
      [{ member: "X1", measures: [] }],
      [{ member: "X2", measures: [{ kind: "expulsion", count: 2 }] }],
    ),
    never: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some }),
  });
}

const arbitraryCase = (most: number): fc.Arbitrary<[PledgeSet, PersuasionQuestion]> =>
  arbitraryPledgeSet(1, most).chain((set) => fc.tuple(fc.constant(set), arbitraryQuestion(set)));

describe("the cheapest persuasion", () => {
  test("costs what trying every subset finds, and is enough, 1,500 cases", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(6), async ([set, question]) => {
        const answer = await findCheapestPersuasion(set, question);
        const best = tryAll(set, question);
        expect(answer.method).toBe(best === null ? "impossible" : "exact");
        expect(answer.cost).toBe(best ?? 0);
        expect(answer.atLeast).toBe(best ?? 0);
        const after = persuade(
          set,
          question,
          answer.persuaded.map(({ member }) => member),
        );
        expect(towards(question.target, after) >= answer.needed).toBe(best !== null);
        expect(answer.outcome.after.acting).toBe(resolvePledges(after).acting.length);
      }),
      { numRuns: 1500 },
    );
  });

  test("lies between what is proved without whole numbers and what is found without a solver, 500 cases", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(6), async ([set, question]) => {
        const problem = planPersuasion(set, question);
        const best = tryAll(set, question);
        if (best === null || best === 0) return;
        const relaxed = await solveProgramme(writePersuasionModel(problem, "relaxed", []), {
          whole: false,
          seconds: 10,
        });
        expect(relaxed?.bound).toBeLessThanOrEqual(best + 1e-6);
        // The programme itself says what is cheapest, without anything of its answer having been refused.
        const whole = await solveProgramme(writePersuasionModel(problem, "whole", []), {
          whole: true,
          seconds: 10,
        });
        expect(Math.ceil((whole?.bound ?? 0) - 1e-6)).toBe(best);
        const weights = problem.choices.map((_, index) => relaxed?.values[index] ?? 0);
        const found = persuadeGreedily(problem, weights);
        expect(tryPersuasion(problem, found).enough).toBe(true);
        expect(found.reduce((sum, { cost }) => sum + cost, 0)).toBeGreaterThanOrEqual(best);
        for (const choice of found) {
          const others = found.filter((other) => other !== choice);
          expect(tryPersuasion(problem, others).enough).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("leaves out a set it is told is not enough", async () => {
    const set = chain(6);
    const problem = planPersuasion(set, asking({ kind: "acting", atLeast: 6 }));
    // Persuading the last of the chain is enough; told that it is not, the solver has to name somebody else as well.
    const solve = async (excluded: number[][]): Promise<number[]> => {
      const solution = await solveProgramme(writePersuasionModel(problem, "whole", excluded), {
        whole: true,
        seconds: 10,
      });
      return problem.choices.flatMap((_, index) => ((solution?.values[index] ?? 0) > 0.5 ? [index] : []));
    };
    const first = await solve([]);
    const second = await solve([first]);
    expect(first).toHaveLength(1);
    expect(second.some((index) => !first.includes(index))).toBe(true);
  });

  test("beyond the solver's size says what is found and what is proved, and both hold", async () => {
    const set = chain(140);
    const answer = await findCheapestPersuasion(set, asking({ kind: "acting", atLeast: 140 }));
    expect([answer.open, answer.cost, answer.atLeast, answer.method]).toEqual([140, 1, 1, "exact"]);
    // Twenty groups of seven, in each of which everyone waits for three others: three of each have to be persuaded.
    const groups = Array.from({ length: 20 }, (_, group) => memberNames(140).slice(7 * group, 7 * group + 7));
    const waiting: PledgeSet = {
      pledges: groups.flatMap((names) =>
        names.map((member, index): Pledge => ({
          member,
          levels: [
            {
              measures: [{ kind: "expulsion", count: 1 }],
              condition: { kind: "named", members: index < 3 ? ["nobody"] : names.slice(0, 3) },
            },
          ],
        })),
      ),
      context: { groups: {}, weights: {} },
    };
    const greedy = await findCheapestPersuasion(waiting, asking({ kind: "acting", atLeast: 100 }));
    expect(greedy.open).toBe(140);
    // Fourteen whole groups are 98 members; two more take two persuaded, or a fifteenth group three.
    expect(greedy.atLeast).toBeLessThanOrEqual(44);
    expect(greedy.cost).toBeGreaterThanOrEqual(44);
    expect(greedy.outcome.after.acting).toBeGreaterThanOrEqual(100);
    expect(["exact", "greedy"]).toContain(greedy.method);
    expect(greedy.method === "exact").toBe(greedy.cost === greedy.atLeast);
  });

  test("of a target that is met, or cannot be, is nobody", async () => {
    const set = chain(5);
    const met = await findCheapestPersuasion(set, {
      ...asking({ kind: "acting", atLeast: 1 }),
      offers: [{ member: "X1", measures: [] }],
      never: memberNames(5),
    });
    expect([met.method, met.persuaded.map(({ member }) => member)]).toEqual(["exact", ["X1"]]);
    const impossible = await findCheapestPersuasion(set, asking({ kind: "acting", atLeast: 6 }));
    expect([impossible.method, impossible.most, impossible.persuaded]).toEqual(["impossible", 5, []]);
    const already = await findCheapestPersuasion(
      { ...set, pledges: [...set.pledges, always("X9")] },
      asking({ kind: "named", members: ["X9"] }),
    );
    expect([already.method, already.cost]).toEqual(["exact", 0]);
  });

  test.each([
    ["a cost of nothing", { costs: { M00: 0 } }, /cost of M00/],
    ["a cost for a stranger", { costs: { ZZZ: 1 } }, /ZZZ has no open pledge/],
    ["a level too high", { levels: { M00: 2 } }, /M00 has no level 2/],
    [
      "a level and an offer",
      { levels: { M00: 1 }, offers: [{ member: "M00", measures: [{ kind: "recall", count: 1 }] }] },
      /say one of them/,
    ],
    [
      "two offers",
      {
        offers: [
          { member: "X1", measures: [] },
          { member: "X1", measures: [] },
        ],
      },
      /one thing only/,
    ],
  ])("refuses %s", async (_, part, message) => {
    const question = { ...asking({ kind: "acting", atLeast: 2 }), ...part };
    await expect(findCheapestPersuasion(chain(3), question)).rejects.toMatchObject({
      code: "WHAT_IF_INVALID",
    });
    await expect(findCheapestPersuasion(chain(3), question)).rejects.toThrow(message);
  });
});

const asking = (target: Target): PersuasionQuestion => ({
  target,
  costs: {},
  levels: {},
  offers: [],
  never: [],
});

const always = (member: string): Pledge => ({
  member,
  levels: [{ measures: [{ kind: "expulsion", count: 1 }], condition: { kind: "always" } }],
});

/** Each waits for the next, and the last for a member that does not pledge: persuading the last brings all. */
function chain(count: number): PledgeSet {
  const names = memberNames(count);
  const pledges = names.map((member, index): Pledge => ({
    member,
    levels: [
      {
        measures: [{ kind: "expulsion", count: 1 }],
        condition: { kind: "named", members: [names[index + 1] ?? "nobody"] },
      },
    ],
  }));
  return { pledges, context: { groups: {}, weights: {} } };
}
