import { describe, expect, it } from "vitest";
import { proof } from "./byzantine.proof.ts";

describe("byzantine", () => {
  it(`${proof.smallCases} misbehaviours are refused by their codes and change nothing`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
