import { describe, expect, it } from "vitest";
import { proof } from "./forbidden-absent.proof.ts";
import { MOST_T, welch } from "./welch.ts";

describe("forbidden and absent", () => {
  it("tells times that differ from times that do not", () => {
    const times = (more: number): number[] =>
      Array.from({ length: 1_000 }, (_, index) => 1 + more + ((index * 7) % 100) / 100);
    expect(Math.abs(welch({ one: times(0), other: times(0) }))).toBeLessThan(MOST_T);
    expect(Math.abs(welch({ one: times(0.2), other: times(0) }))).toBeGreaterThan(MOST_T);
  });

  it(`${proof.smallCases} pairs are answered alike, to the byte`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
