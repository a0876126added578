import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Condition, Pledge } from "../pledges/index.ts";
import { countCompany } from "./index.ts";

const context = { groups: {}, weights: {} };
const pledge = (member: string, condition: Condition, count = 1): Pledge => ({
  member,
  levels: [{ measures: [{ kind: "expulsion", count }], condition }],
});
const atLeast = (count: number): Condition => ({ kind: "members", atLeast: count, of: null, doing: null });

describe("the company a member would be in", () => {
  it("are those that act if it does, by number and by name", () => {
    const pledges = [
      pledge("LTU", { kind: "always" }),
      pledge("EST", { kind: "named", members: ["LVA"] }),
      pledge("POL", atLeast(3)),
      pledge("FRA", atLeast(9)),
    ];
    expect(countCompany({ pledges, context }, "LVA")).toBe(3);
  });

  it("counts it in no total: what it would do is not said", () => {
    const pledges = [pledge("POL", { kind: "total", measure: "expulsion", atLeast: 2 })];
    expect(countCompany({ pledges, context }, "LVA")).toBe(0);
  });

  it("does not move with anything the member itself pledges", () => {
    const ids = ["EST", "FRA", "LTU", "LVA", "POL"];
    const conditions = fc.oneof<fc.Arbitrary<Condition>[]>(
      fc.constant({ kind: "always" }),
      fc.integer({ min: 1, max: 5 }).map(atLeast),
      fc.subarray(ids, { minLength: 1 }).map((members) => ({ kind: "named", members })),
      fc
        .integer({ min: 1, max: 20 })
        .map((count) => ({ kind: "total", measure: "expulsion", atLeast: count })),
    );
    const own = fc.tuple(conditions, fc.integer({ min: 1, max: 30 }));
    fc.assert(
      fc.property(
        fc.array(own, { minLength: 4, maxLength: 4 }),
        fc.option(own),
        fc.option(own),
        (drawn, one, other) => {
          const others = drawn.map(([condition, count], index) => pledge(ids[index] ?? "", condition, count));
          const count = (mine: typeof one): number =>
            countCompany(
              { pledges: mine === null ? others : [...others, pledge("POL", ...mine)], context },
              "POL",
            );
          expect(count(one)).toBe(count(other));
        },
      ),
    );
  });
});
