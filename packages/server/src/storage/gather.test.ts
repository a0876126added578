import { setImmediate as turn } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { gather } from "./index.ts";
import type { Outcome } from "./index.ts";

describe("what many ask at the same time", () => {
  test("each gets its own answer, from a round that began after it asked", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({ size: fc.integer({ min: 1, max: 5 }), atOnce: fc.integer({ min: 1, max: 3 }) }),
        fc.array(fc.record({ turns: fc.nat(3), refused: fc.boolean() }), { maxLength: 25 }),
        async (rounds, asked) => {
          let clock = 0;
          let underWay = 0;
          const find = gather(rounds, async (wanted: readonly { n: number; at: number }[]) => {
            const began = (clock += 1);
            underWay += 1;
            expect(wanted.length).toBeLessThanOrEqual(rounds.size);
            expect(underWay).toBeLessThanOrEqual(rounds.atOnce);
            await turn();
            underWay -= 1;
            return wanted.map(({ n, at }): Outcome<{ n: number; fresh: boolean }> =>
              asked[n]?.refused === true
                ? { refused: new Error(`no ${n}`) }
                : { given: { n, fresh: began > at } },
            );
          });
          const answers = await Promise.allSettled(
            asked.map(async ({ turns }, n) => {
              for (let passed = 0; passed < turns; passed += 1) await turn();
              return find({ n, at: (clock += 1) });
            }),
          );
          for (const [n, { refused }] of asked.entries())
            expect(answers[n]).toEqual(
              refused
                ? { status: "rejected", reason: new Error(`no ${n}`) }
                : { status: "fulfilled", value: { n, fresh: true } },
            );
        },
      ),
    );
  });

  test("asked in one turn is one round", async () => {
    const sizes: number[] = [];
    const find = gather({ size: 100, atOnce: 4 }, (wanted: readonly number[]) => {
      sizes.push(wanted.length);
      return Promise.resolve(wanted.map((given) => ({ given })));
    });
    expect(await Promise.all([1, 2, 3, 4].map(find))).toEqual([1, 2, 3, 4]);
    expect(sizes).toEqual([4]);
  });

  test("a round that fails, or forgets one, refuses and the next goes on", async () => {
    let round = 0;
    const find = gather({ size: 2, atOnce: 1 }, (wanted: readonly number[]) => {
      round += 1;
      if (round === 1) throw new Error("away");
      return Promise.resolve(wanted.slice(1).map((given) => ({ given })));
    });
    const [first, second, third, fourth] = await Promise.allSettled([1, 2, 3, 4].map(find));
    expect([first?.status, second?.status, fourth?.status]).toEqual(["rejected", "rejected", "rejected"]);
    expect(third).toEqual({ status: "fulfilled", value: 4 });
  });
});
