import { describe, expect, it } from "vitest";
import { proof } from "./three-nodes.proof.ts";

/** Whether nodes stood in namespaces is not passed over in silence. */
const tellGround = (text: string): void => {
  if (/namespace/.test(text)) process.stderr.write(`${text}\n`);
};

describe("three nodes", () => {
  it(`agree after ${proof.smallCases} schedules of bad links`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: tellGround });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 600_000);
});
