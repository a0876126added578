import { expect, it } from "vitest";
import { proof } from "./record-deterministic.proof.ts";

it(proof.claim, { timeout: 60_000 }, async () => {
  const seed = 1;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  expect(result.cases).toBe(proof.smallCases);
  expect({ seed, failures: result.failures, counterExample: result.counterExample }).toEqual({
    seed,
    failures: 0,
    counterExample: null,
  });
});
