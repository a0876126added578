import { describe, expect, it } from "vitest";
import { proof } from "./leak-scan.proof.ts";

describe("leak-scan", () => {
  it(`holds for ${proof.smallCases} random documents and members`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toMatchObject({ failures: 0, counterExample: null });
    expect(result.cases).toBeGreaterThanOrEqual(proof.smallCases);
  }, 240_000);
});
