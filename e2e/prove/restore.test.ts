import { expect, test } from "vitest";
import { proof } from "./restore.proof.ts";

test(`${proof.claim} (${proof.smallCases} drills)`, { timeout: 600_000 }, async () => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  process.stdout.write(`restore: ${result.cases} cases, ${result.failures} failures, seed ${seed}\n`);
  expect(result.counterExample, `seed ${seed}`).toBeNull();
  expect(result).toMatchObject({ cases: proof.smallCases, failures: 0 });
});
