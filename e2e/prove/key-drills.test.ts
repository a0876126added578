import { describe, expect, it } from "vitest";
import { proof } from "./key-drills.proof.ts";

describe("key-drills", () => {
  it(`holds for ${proof.smallCases} thefts`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
