import { describe, expect, it } from "vitest";
import { routes } from "../../packages/server/src/http/registry.ts";
import { proof } from "./authorisation.proof.ts";
import { TABLE } from "./authorisation-table.ts";

describe("authorisation", () => {
  it("has a table with a line for each route, and none for what is no route", () => {
    expect(Object.keys(TABLE).sort()).toEqual(routes.map(({ id }) => id).sort());
  });

  it(`${proof.smallCases} cells are as the table says`, async () => {
    const seed = Date.now() % 2 ** 31;
    const result = await proof.run({ cases: proof.smallCases, seed, report: () => undefined });
    expect(result, `seed ${seed}`).toEqual({ cases: proof.smallCases, failures: 0, counterExample: null });
  }, 240_000);
});
