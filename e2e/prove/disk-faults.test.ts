import { expect, test } from "vitest";
import { proof } from "./disk-faults.proof.ts";

test(`${proof.claim} (${proof.smallCases} faults)`, { timeout: 600_000 }, async () => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  process.stdout.write(`disk-faults: ${result.cases} cases, ${result.failures} failures, seed ${seed}\n`);
  expect(result.counterExample, `seed ${seed}`).toBeNull();
  expect(result).toMatchObject({ cases: proof.smallCases, failures: 0 });
});
