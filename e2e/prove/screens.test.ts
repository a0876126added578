// Small runs of the proofs that look at every screen, over one exercise.
import { afterAll, beforeAll, expect, test } from "vitest";
import { proof as axe } from "./axe.proof.ts";
import { proof as canary } from "./canary.proof.ts";
import type { Proof } from "./contract.ts";
import { withWorld } from "./screens.ts";
import { proof as xss } from "./xss.proof.ts";

let release: () => void = () => undefined;
let lent: Promise<void> = Promise.resolve();

beforeAll(async () => {
  await new Promise<void>((ready, fail) => {
    lent = withWorld(async () => {
      ready();
      await new Promise<void>((done) => {
        release = done;
      });
    });
    lent.catch(fail);
  });
}, 240_000);

afterAll(async () => {
  release();
  await lent;
});

test.each<Proof>([canary, axe, xss])("$name: $claim", { timeout: 240_000 }, async (proof) => {
  const seed = Date.now() % 2 ** 31;
  const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
  expect(result.cases, `seed ${seed}`).toBeGreaterThan(0.9 * proof.smallCases);
  expect(result, `seed ${seed}`).toMatchObject({ failures: 0, counterExample: null });
});
