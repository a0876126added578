import { expect, it } from "vitest";
import { proof } from "./mutants.proof.ts";

it(proof.claim, async () => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  expect(result.cases).toBe(proof.smallCases);
  expect({ seed, failures: result.failures, counterExample: result.counterExample }).toEqual({
    seed,
    failures: 0,
    counterExample: null,
  });
});
