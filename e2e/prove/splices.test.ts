import { describe, expect, it } from "vitest";
import { proof } from "./splices.proof.ts";

describe("splices", () => {
  it(`${proof.smallCases} of them are refused, each with a code`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
