// Random pledge sets for the tests of questions: counts over everyone and over groups, totals, shares, names, nested.
import fc from "fast-check";
import type { Condition, Pledge, PledgeSet } from "../pledges/index.ts";

const KINDS = ["expulsion", "recall"];
const OUTSIDERS = ["X1", "X2"];

export const memberNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `M${String(index).padStart(2, "0")}`);

function arbitraryLeaf(members: number): fc.Arbitrary<Condition> {
  const names = memberNames(members);
  const lists = (most: number): fc.Arbitrary<string[]> =>
    fc.uniqueArray(fc.constantFrom(...names, ...OUTSIDERS, "G", "H"), { minLength: 1, maxLength: most });
  return fc.oneof(
    fc.constant<Condition>({ kind: "always" }),
    fc.record({
      kind: fc.constant("members" as const),
      atLeast: fc.integer({ min: 1, max: Math.max(2, members) }),
      of: fc.constant(null),
      doing: fc.option(fc.constantFrom(...KINDS)),
    }),
    fc.record({
      kind: fc.constant("members" as const),
      atLeast: fc.integer({ min: 1, max: 4 }),
      of: lists(5),
      doing: fc.option(fc.constantFrom(...KINDS)),
    }),
    fc.record({
      kind: fc.constant("total" as const),
      measure: fc.constantFrom(...KINDS),
      atLeast: fc.integer({ min: 1, max: 3 * members }),
    }),
    fc.record({ kind: fc.constant("named" as const), members: lists(2) }),
    fc.record({
      kind: fc.constant("share" as const),
      weight: fc.constantFrom("people", "people", "nothing"),
      atLeast: fc.constantFrom(0.05, 0.1, 0.2, 1 / 3, 0.5, 0.75),
    }),
  );
}

function arbitraryCondition(members: number, depth: number): fc.Arbitrary<Condition> {
  const leaf = arbitraryLeaf(members);
  if (depth === 0) return leaf;
  return fc.oneof(
    { weight: 2, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constantFrom("all" as const, "any" as const),
        of: fc.array(arbitraryCondition(members, depth - 1), { minLength: 1, maxLength: 3 }),
      }),
    },
  );
}

function arbitraryPledge(member: string, members: number): fc.Arbitrary<Pledge> {
  return fc
    .array(fc.record({ grow: fc.integer({ min: 1, max: 5 }), condition: arbitraryCondition(members, 2) }), {
      minLength: 1,
      maxLength: 3,
    })
    .map((levels) => ({
      member,
      levels: levels.map(({ condition }, index) => {
        const sum = (kind: number): number =>
          levels
            .slice(0, index + 1)
            .reduce((all, { grow }) => all + (grow % 2 === kind || grow > 3 ? grow : 0), 0);
        const measures = KINDS.map((kind, position) => ({ kind, count: sum(position) }));
        return { measures: measures.filter(({ count }) => count > 0), condition };
      }),
    }));
}

/** Sets of between `least` and `most` members, in a random order. */
export function arbitraryPledgeSet(least: number, most: number): fc.Arbitrary<PledgeSet> {
  return fc.integer({ min: least, max: most }).chain((members) => {
    const names = memberNames(members);
    return fc
      .record({
        pledges: fc.tuple(...names.map((name) => arbitraryPledge(name, members))),
        weights: fc.tuple(...names.map(() => fc.constantFrom(0, 1, 2.5, 7, 40))),
        groups: fc.tuple(
          ...["G", "H"].map(() =>
            fc.subarray([...names, ...OUTSIDERS], { minLength: 1, maxLength: members + 2 }),
          ),
        ),
      })
      .chain(({ pledges, weights, groups }) =>
        fc.shuffledSubarray([...pledges], { minLength: members, maxLength: members }).map((shuffled) => ({
          pledges: shuffled,
          context: {
            groups: { G: groups[0] ?? [], H: groups[1] ?? [] },
            weights: {
              people: Object.fromEntries([
                ...names.map((name, index) => [name, weights[index] ?? 0]),
                ["X1", 3],
              ]) as Record<string, number>,
            },
          },
        })),
      );
  });
}
