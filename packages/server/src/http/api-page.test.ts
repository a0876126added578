// What a node can be asked, as a page and as a document: for anyone, without a script, and of every route.
import { readFile } from "node:fs/promises";
import { hash } from "node:crypto";
import { beforeAll, afterAll, expect, test } from "vitest";
import type { FastifyInstance } from "fastify";
import type { NodeServices } from "../routing/index.ts";
import { createServer } from "./server.ts";
import { mountRoutes } from "./mount.ts";
import { routes } from "./registry.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await createServer();
  const never = (): never => {
    throw new Error("neither needs it");
  };
  mountRoutes(app, routes, {
    // The transaction that every route gets; neither asks the database for anything in it.
    node: { database: { read: (work: (reader: null) => unknown) => work(null) } } as unknown as NodeServices,
    identify: () => Promise.resolve({ kind: "nobody" }),
    keys: { tag: (_to, bytes) => hash("sha256", bytes), sealCursor: never, openCursor: never },
  });
  await app.ready();
});
afterAll(() => app.close());

test("the page says of every route who may call it, and marks what is confirmed", async () => {
  const { statusCode, body, headers } = await app.inject("/api/docs");
  expect(statusCode).toBe(200);
  expect(headers["content-type"]).toBe("text/html; charset=utf-8");
  const articles = new Map(
    body
      .split('<article id="')
      .slice(1)
      .map((text) => [text.slice(0, text.indexOf('"')), text] as const),
  );
  expect([...articles.keys()].sort()).toEqual(routes.map(({ id }) => id).sort());
  for (const { id, stepUp } of routes) {
    expect(articles.get(id)).toContain("<dt>Who</dt><dd>");
    expect(articles.get(id)?.includes("<dt>Step-up</dt>")).toBe(stepUp);
  }
  expect(articles.get("cut.read")).toContain("Of an ally the case has reached: release authority, desk.");
  expect(articles.get("question.ask")).toContain("<code>/api/cases/{case}/questions</code>");
});

test("the page needs no script and may have none; its only style is the one its policy names", async () => {
  const { body, headers } = await app.inject("/api/docs");
  const policy = String(headers["content-security-policy"]);
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(body) ?? [];
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain("script-src");
  expect(policy).toContain("require-trusted-types-for 'script'; trusted-types 'none'");
  expect(policy).toContain(`'sha256-${hash("sha256", style, "base64")}'`);
  expect(body).not.toMatch(/<script|<link|<img|style="|[ ]on[a-z]+=|https?:/);
});

test("the description is the one that is checked in", async () => {
  const { statusCode, body } = await app.inject("/api/openapi.json");
  expect(statusCode).toBe(200);
  expect(JSON.parse(body)).toEqual(JSON.parse(await readFile("formats/openapi.json", "utf8")));
});
