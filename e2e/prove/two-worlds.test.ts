import { describe, expect, it } from "vitest";
import { proof } from "./two-worlds.proof.ts";

describe("two-worlds", () => {
  it(`are alike in ${proof.smallCases} pairs`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 540_000);
});
