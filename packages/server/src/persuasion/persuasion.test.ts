// The cheapest persuasion against trying every subset, and beyond the solver's reach what is proved against what is found.
import { resolvePledges } from "@entente/core/coalition";
import type { PersuasionQuestion, Target } from "@entente/core/coalition";
import type { Condition, Pledge, PledgeSet } from "@entente/core/pledges";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arbitraryPledgeSet, memberNames } from "../../../core/src/coalition/what-if.fixture.ts";
import { findCheapestPersuasion } from "./index.ts";

const plain = { costs: {}, levels: {}, offers: [], never: [] };

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
  test("costs what trying every subset finds, and is enough, 2,000 cases", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(7), async ([set, question]) => {
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
      { numRuns: 2000 },
    );
  });
});
