import { expect, it } from "vitest";
import { countInputs } from "./fuzz-parsers.ts";
import { proof } from "./exchange-fuzz.proof.ts";
import { targets } from "./exchange-targets.ts";

it(
  proof.claim,
  async () => {
    const seed = 1;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result.cases).toBe(countInputs(targets, proof.smallCases));
    expect({ seed, failures: result.failures, counterExample: result.counterExample }).toEqual({
      ...{ seed, failures: 0 },
      counterExample: null,
    });
  },
  240_000,
);
