import { expect, it } from "vitest";
import { proof } from "./cut-mutants.proof.ts";

it(proof.claim, async () => {
  const seed = 1;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  expect(result.cases).toBe(proof.smallCases);
  expect({ seed, failures: result.failures, counterExample: result.counterExample }).toEqual({
    seed,
    failures: 0,
    counterExample: null,
  });
});

it("runs the same cases for the same seed", async () => {
  const run = () => proof.run({ cases: 50, seed: 7, report: () => undefined });
  expect(await run()).toEqual(await run());
});
