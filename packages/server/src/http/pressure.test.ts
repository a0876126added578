import { request as ask } from "node:http";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import autocannon from "autocannon";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { readSeat } from "../access/index.ts";
import { defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { createServer } from "./server.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import { healthRoutes } from "./health.ts";
import type { Identify } from "./identify.ts";
import { metricsRoutes } from "./metrics.ts";
import { mountRoutes } from "./mount.ts";

const CANARY = "canary-of-a-withheld-portion";
let folder = "";
let storage: Storage;
let app: FastifyInstance;
let port = 0;

const identify: Identify = ({ headers: { authorization } }) =>
  Promise.resolve(
    authorization?.startsWith("Bearer good") === true
      ? {
          ...{ kind: "seat", person: "p", by: "session", credential: authorization, scopes: null },
          ...{ cases: "all", seat: readSeat("GBR/administrator/anna.k") },
        }
      : { kind: "nobody" },
  );

const routes = [
  ...healthRoutes,
  ...metricsRoutes,
  defineRead({
    ...{ id: "word.read", method: "GET", path: "/word/:word" },
    summary: "A word.",
    ...{ who: "signed-in", view: "none", takes: "json", stepUp: false },
    input: {
      ...{ query: Nothing, body: NoBody },
      params: Type.Object({ word: Type.String() }, { additionalProperties: false }),
    },
    answer: Type.Object({ word: Type.String() }),
    read: (_reader, { params: { word } }) => {
      if (word === "fault") throw new Error("a fault");
      return Promise.resolve({ word });
    },
  }),
  defineChange({
    ...{ id: "word.put", method: "POST", path: "/word" },
    summary: "Takes a word.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false },
    input: {
      ...{ params: Nothing, query: Nothing },
      body: Type.Object({ word: Type.String() }, { additionalProperties: false }),
    },
    answer: Type.Object({ word: Type.String() }),
    change: (_tx, { body }) => Promise.resolve(body),
  }),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-pressure-"));
  storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  const node = { database: storage.database, kind: "real", host: "GBR" } as NodeServices;
  app = await createServer({
    trustedProxies: [],
    tls: null,
    origin: "http://node.example.org",
    lostPage: null,
  });
  mountRoutes(app, routes, { node, identify, keys: await openEdgeKeys(storage.database) });
  port = Number(new URL(await app.listen({ host: "127.0.0.1", port: 0 })).port);
});

afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

const good = { authorization: "Bearer good 1" };

describe("a request from somewhere else", () => {
  test.each<[Record<string, string>, number]>([
    [{ host: "node.example.org" }, 200],
    [{ host: "localhost:1" }, 200],
    [{ host: "[::1]:1" }, 200],
    [{ host: "rebound.example.com" }, 403],
    [{ host: "node.example.org.evil.example" }, 403],
    [{ host: "127.0.0.1.nip.io" }, 403],
    [{ "x-forwarded-host": "localhost", host: "rebound.example.com" }, 403],
    [{ "sec-fetch-site": "same-origin" }, 200],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" }, 403],
    [{ "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }, 403],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" }, 200],
    [{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" }, 403],
  ])("with %j is answered with %i", async (headers, status) => {
    const answer = await app.inject({ url: "/api/health", headers });
    expect(answer.statusCode).toBe(status);
    if (status === 403) expect(answer.json()).toMatchObject({ code: "REQUEST_FOREIGN" });
  });

  test("changes nothing, whatever the browser knows to say", async () => {
    for (const headers of [
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
    ] as Record<string, string>[])
      expect(
        (await app.inject({ method: "POST", url: "/word", payload: { word: "x" }, headers })).statusCode,
      ).toBe(403);
  });

  test("finds no way to frame, read or script what it gets", async () => {
    const { headers } = await app.inject("/api/health");
    expect(headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(headers["cross-origin-resource-policy"]).toBe("same-origin");
    expect(headers["content-security-policy"]).toContain("require-trusted-types-for 'script'");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});

describe("who asks too often", () => {
  test("is told to wait, and nobody else with it", async () => {
    const asOne = { authorization: "Bearer good 2" };
    let last = 200;
    let asked = 0;
    for (; last === 200 && asked < 2_000; asked += 1)
      last = (await app.inject({ url: "/word/x", headers: asOne })).statusCode;
    expect([last, asked]).toEqual([429, 1_201]);
    const refused = await app.inject({ url: "/word/x", headers: asOne });
    expect(refused.json()).toMatchObject({ code: "REQUEST_TOO_OFTEN" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Object.keys(refused.headers).filter((name) => name.startsWith("x-ratelimit"))).toEqual([]);
    expect((await app.inject({ url: "/word/x", headers: good })).statusCode).toBe(200);
  });

  test("with credentials that are none, is told so for its address; one that holds goes on", async () => {
    const statuses: number[] = [];
    for (let guess = 0; guess < 40; guess += 1)
      statuses.push(
        (await app.inject({ url: "/word/x", headers: { authorization: `Bearer ${guess}` } })).statusCode,
      );
    expect(statuses.slice(0, 30).every((status) => status === 401)).toBe(true);
    expect(statuses.at(-1)).toBe(429);
    expect((await app.inject({ url: "/word/x", headers: good })).statusCode).toBe(200);
    expect((await app.inject("/word/x")).statusCode).toBe(401);
  });
});

test("what is no HTTP gets a problem document too", async () => {
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
    let text = "";
    socket.on("data", (bytes) => (text += bytes.toString()));
    socket.on("close", () => resolve(text));
  });
  expect(answer).toContain("400 Bad Request");
  expect(answer).toContain("REQUEST_INVALID");
});

/** Sends 100 MB, as one body with or without a length said before. */
function sendMuch(length: boolean): Promise<number> {
  return new Promise((resolve) => {
    const chunk = Buffer.alloc(1024 * 1024, 0x20);
    const size = length ? { "content-length": 100 * chunk.length } : {};
    const sent = ask(
      {
        ...{ port, host: "127.0.0.1", method: "POST", path: "/word" },
        headers: { "content-type": "application/json", ...size },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    // A server that has said no may stop listening.
    sent.on("error", () => resolve(0));
    let left = 100;
    const go = (): void => {
      while (left > 0 && !sent.destroyed) {
        left -= 1;
        if (!sent.write(chunk)) {
          sent.once("drain", go);
          return;
        }
      }
      sent.end();
    };
    go();
  });
}

test("slow clients, floods and 100 MB bodies leave health and open sessions under two seconds", async () => {
  const slow: Socket[] = Array.from({ length: 150 }, () => {
    const socket = connect(port, "127.0.0.1", () =>
      socket.write("POST /word HTTP/1.1\r\nhost: localhost\r\nx-a: "),
    );
    socket.on("error", () => undefined);
    return socket;
  });
  const dribble = setInterval(() => slow.forEach((socket) => socket.writable && socket.write("a")), 500);
  const flood = autocannon({
    ...{ url: `http://127.0.0.1:${port}/word/x`, connections: 50, duration: 5, workers: 1 },
  });
  const bodies = [true, false, true, false].map(sendMuch);
  const took: number[] = [];
  const end = Date.now() + 5_000;
  const time = async (path: string): Promise<void> => {
    const started = performance.now();
    const { status } = await fetch(`http://127.0.0.1:${port}${path}`, { headers: good });
    took.push(performance.now() - started);
    expect(status).toBe(200);
  };
  while (Date.now() < end) await Promise.all([time("/api/health"), time("/word/x")]);
  expect((await Promise.all(bodies)).every((status) => status === 413 || status === 0)).toBe(true);
  const flooded = await flood;
  clearInterval(dribble);
  for (const socket of slow) socket.destroy();
  expect(took.length).toBeGreaterThan(10);
  expect(Math.max(...took)).toBeLessThan(2_000);
  expect(flooded["2xx"]).toBe(0);
  const started = performance.now();
  await time("/word/x");
  expect(performance.now() - started).toBeLessThan(2_000);
}, 60_000);

describe("what the node says about its work", () => {
  test("holds nothing of what was asked, and is for the host's administrators", async () => {
    const printed = vi.spyOn(process.stderr, "write").mockReturnValue(true);
    for (const word of [CANARY, "fault"])
      await app.inject({ url: `/word/${word}`, headers: { ...good, "x-canary": CANARY, cookie: CANARY } });
    await app.inject({ method: "POST", url: "/word", payload: { word: CANARY } });
    await app.inject({ url: `/nowhere/${CANARY}?${CANARY}=1`, headers: good });
    const told = printed.mock.calls.join("");
    printed.mockRestore();
    const metrics = await app.inject({ url: "/metrics", headers: good });
    expect(metrics.body).toContain('route="/word/:word"');
    expect(metrics.body).not.toContain(CANARY);
    expect(metrics.body).not.toMatch(/anna|GBR/);
    expect(told).not.toContain(CANARY);
    expect(told).not.toContain("good 1");
    expect((await app.inject("/metrics")).statusCode).toBe(401);
  });

  test("tells a process that answers from one that can work", async () => {
    expect((await app.inject("/api/health")).json()).toEqual({ status: "alive" });
    expect((await app.inject("/api/ready")).json()).toEqual({ status: "ready" });
  });
});

test("a node that cannot keep up turns away who is not signed in, and answers the others", async () => {
  const busy = async (): Promise<number> => {
    // Nothing else happens in this process for so long.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    await new Promise((resolve) => setTimeout(resolve, 1));
    return (await app.inject({ method: "POST", url: "/word", payload: { word: "x" } })).statusCode;
  };
  let status = 0;
  for (let turn = 0; turn < 8 && status !== 503; turn += 1) status = await busy();
  expect(status).toBe(503);
  const refused = await app.inject("/nowhere");
  expect(refused.json()).toMatchObject({ code: "NODE_BUSY" });
  expect(refused.headers["retry-after"]).toBe("5");
  expect((await app.inject("/api/health")).statusCode).toBe(200);
  expect((await app.inject({ url: "/word/x", headers: good })).statusCode).toBe(200);
});
