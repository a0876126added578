import { networkInterfaces } from "node:os";
import { describe, expect, it } from "vitest";
import { proveApart } from "./prove-apart.ts";
import { proof } from "./three-nodes.proof.ts";

/** Whether nodes stood in namespaces is not passed over in silence. */
const tellGround = (told: string): void => {
  for (const line of told.split("\n")) if (/namespace/.test(line)) process.stderr.write(`${line}\n`);
};

const readNetwork = (): string => JSON.stringify(networkInterfaces());

describe("three nodes", () => {
  it(`agree after ${proof.smallCases} schedules of bad links, and leave the machine's network as it is`, async () => {
    const seed = Date.now() % 2 ** 31;
    const before = readNetwork();
    const seen = new Set<string>();
    const look = setInterval(() => seen.add(readNetwork()), 50);
    try {
      const result = await proveApart("three-nodes", { cases: proof.smallCases, seed }, tellGround);
      expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
    } finally {
      clearInterval(look);
    }
    expect([...seen]).toEqual([before]);
  }, 600_000);
});
