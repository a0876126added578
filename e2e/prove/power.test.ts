import { expect, test } from "vitest";
import { proof } from "./power.proof.ts";

test(`${proof.claim} (${proof.smallCases} crash states)`, { timeout: 600_000 }, async (context) => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  if (result.skipped !== undefined) {
    process.stdout.write(`power: SKIPPED, NOTHING WAS PROVEN: ${result.skipped}\n`);
    context.skip(result.skipped);
  }
  process.stdout.write(`power: ${result.cases} cases, ${result.failures} failures, seed ${seed}\n`);
  expect(result.counterExample, `seed ${seed}`).toBeNull();
  expect(result).toMatchObject({ cases: proof.smallCases, failures: 0 });
});
