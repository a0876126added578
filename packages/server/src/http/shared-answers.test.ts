// What several answers refer to by name is filtered as what they say themselves.
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LevelsSchema } from "../routing/index.ts";
import { createServer } from "./server.ts";

const condition = {
  any: [
    {
      all: [
        { any: [{ named: ["DEU", "FRA"] }] },
        { members: { atLeast: 2, of: ["DEU"], doing: "expulsion" } },
        { share: { weight: "population", atLeast: 0.25 } },
      ],
    },
    { total: { measure: "expulsion", atLeast: 3 } },
    { members: { atLeast: 4 } },
    { always: true },
  ],
};
const levels = [{ measures: [{ kind: "expulsion", count: 1 }], condition }];
/** The same with a member more in every object, at every depth. */
const talkative = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(talkative);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([name, one]) => [name, talkative(one)] as const);
  return { ...Object.fromEntries(inner), secret: "what nobody named" };
};

let app: FastifyInstance;
beforeAll(async () => {
  app = await createServer();
  const response = { 200: Type.Object({ levels: LevelsSchema }) };
  app.get("/levels", { schema: { response } }, () => talkative({ levels }) as never);
  await app.ready();
});
afterAll(() => app.close());

test("a condition leaves whole, however deep, and nothing with it that the form does not name", async () => {
  const { statusCode, payload } = await app.inject("/levels");
  expect(statusCode).toBe(200);
  expect(JSON.parse(payload)).toEqual({ levels });
});
