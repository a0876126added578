import { mkdtemp, rm } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance, InjectOptions } from "fastify";
import { Type } from "typebox";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PolicyError } from "@entente/core/encoding";
import {
  CaseParams,
  cutPage,
  defineChange,
  defineList,
  defineRead,
  NoBody,
  Nothing,
} from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { migrationsFolder, openStorage } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { createServer } from "./server.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import { identifyExerciseControl } from "./identify.ts";
import { mountRoutes } from "./mount.ts";

const caseId = randomUUID();
const open = { who: "anyone", view: "none", takes: "json", stepUp: false } as const;
const Strict = { additionalProperties: false };
const none = { params: Nothing, query: Nothing, body: NoBody };

let changes = 0;
let shut = false;
let folder = "";
let storage: Storage;
let app: FastifyInstance;
let withheld = "a name that no schema names";

const routes = [
  defineChange({
    ...{ id: "tile.add", method: "POST", path: "/tiles" },
    summary: "Adds a row to a table that is there.",
    ...open,
    input: { ...none, body: Type.Object({ number: Type.Integer() }, Strict) },
    answer: Type.Object({ number: Type.Integer(), secret: Type.String() }),
    change: async (tx, { body: { number } }) => {
      if (shut) throw new PolicyError("TRANSITION_REFUSED", "It is closed.");
      changes += 1;
      await tx
        .insertInto("ledger_tile")
        .values({ level: 60, number, hashes: new Uint8Array(32) })
        .execute();
      return { number, secret: `canary-${number}-${changes}` };
    },
  }),
  defineRead({
    ...{ id: "note.read", method: "GET", path: "/note" },
    summary: "The note.",
    ...open,
    input: none,
    answer: Type.Object({ text: Type.String(), inner: Type.Array(Type.Object({ a: Type.Integer() })) }),
    read: () => Promise.resolve({ text: note, inner: [{ a: 1, b: withheld }], more: withheld }),
  }),
  defineChange({
    ...{ id: "note.edit", method: "PUT", path: "/note" },
    summary: "Edits the note.",
    ...open,
    input: { ...none, body: Type.Object({ text: Type.String() }, Strict) },
    answer: Type.Object({ text: Type.String() }),
    change: (_tx, { body }) => Promise.resolve({ text: (note = body.text) }),
  }),
  defineList({
    ...{ id: "word.list", method: "GET", path: "/words" },
    summary: "Words in order, those that begin with a letter.",
    ...open,
    input: { ...none, query: Type.Object({ letter: Type.Optional(Type.String()) }, Strict) },
    item: Type.Object({ word: Type.String() }),
    list: (_reader, { paging, query: { letter } }) => {
      const all = Array.from({ length: 120 }, (_, index) => ({
        word: `${"ab"[index % 2] ?? ""}${String(index).padStart(3, "0")}`,
      }));
      const seen = all.filter(({ word }) => word.startsWith(letter ?? ""));
      return Promise.resolve(cutPage(seen, { ...paging, nameOf: ({ word }) => word }));
    },
  }),
  defineRead({
    ...{ id: "case.word", method: "GET", path: "/cases/:case/word" },
    summary: "A word of a case.",
    who: { lead: ["desk"], allies: [] },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: Type.Object({ word: Type.String() }),
    read: () => Promise.resolve({ word: "disclosed" }),
  }),
];
let note = "as it was";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-edge-"));
  storage = await openStorage({
    ...{ dataFolder: folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  await storage.database.transact((tx) =>
    tx
      .insertInto("case_file")
      .values({
        ...{ id: caseId, slug: "edge", title: "Edge", lead: "GBR", exercise: true },
        ...{ community: "{}", coalition: null, frame: "{}" },
        ...{ opened_at: "2018-03-04T00:00:00.000Z", clock: "2018-03-04T00:00:00.000Z" },
      } as never)
      .execute(),
  );
  app = await createServer();
  const node = { database: storage.database, kind: "exercise", host: null } as NodeServices;
  mountRoutes(app, routes, {
    ...{ node, identify: identifyExerciseControl },
    keys: await openEdgeKeys(storage.database),
  });
});

afterAll(async () => {
  await app.close();
  await storage.close();
  await rm(folder, { recursive: true, force: true });
});

const asOwner = async <T extends object>(statement: string): Promise<T[]> => {
  const owner = await storage.connectOwner();
  try {
    return (await owner.query<T>(statement)).rows;
  } finally {
    await owner.end();
  }
};

describe("a change with a key of its own", () => {
  const add = (key: string, number: unknown, more: InjectOptions = {}) =>
    app.inject({
      ...{ method: "POST", url: "/tiles", payload: { number }, ...more },
      headers: { "idempotency-key": key, ...more.headers },
    });
  const count = async (): Promise<number> =>
    (await asOwner("SELECT 1 AS one FROM entente.ledger_tile WHERE level = 60")).length;

  test("is made once, and answered alike however often it is sent", async () => {
    const key = randomUUID();
    const [before, first] = [await count(), await add(key, 1)];
    expect(first.statusCode).toBe(200);
    for (const again of [await add(key, 1), await add(key, 1)]) expect(again.body).toBe(first.body);
    expect(await count()).toBe(before + 1);
  });

  test("is made once when it is sent several times at once", async () => {
    const key = randomUUID();
    const before = await count();
    const answers = await Promise.all(Array.from({ length: 6 }, () => add(key, 2)));
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test("is answered as it was, also when it would be refused by now", async () => {
    const key = randomUUID();
    const first = await add(key, 3);
    shut = true;
    expect((await add(key, 3)).body).toBe(first.body);
    expect((await add(randomUUID(), 4)).json()).toMatchObject({ code: "TRANSITION_REFUSED" });
    shut = false;
  });

  test("cannot be another change, and another's key says nothing", async () => {
    const key = randomUUID();
    await add(key, 5);
    const other = await add(key, 6);
    expect([other.statusCode, other.json<{ code: string }>().code]).toEqual([422, "KEY_USED_OTHERWISE"]);
    expect((await add(key, 6, { headers: { "entente-seat": "EST/desk" } })).statusCode).toBe(200);
  });

  test("keeps nothing of a change that was not made", async () => {
    const key = randomUUID();
    shut = true;
    expect((await add(key, 7)).statusCode).toBe(409);
    shut = false;
    expect((await add(key, 7)).statusCode).toBe(200);
  });

  test("is kept so that nobody reads it in the table, and not for ever", async () => {
    const key = randomUUID();
    const first = await add(key, 8);
    const { secret } = first.json<{ secret: string }>();
    const rows = await asOwner<{ row: string }>("SELECT change_made::text AS row FROM entente.change_made");
    const stored = rows.map(({ row }) => row).join();
    for (const told of [secret, Buffer.from(secret).toString("hex"), key]) expect(stored).not.toContain(told);
    await asOwner("UPDATE entente.change_made SET expires_at = now() - interval '1 second'");
    shut = true;
    expect((await add(key, 8)).statusCode).toBe(409);
    shut = false;
  });

  test.each(["short", "with a blank inside it", "x".repeat(201)])("cannot have the key %j", async (key) => {
    expect((await add(key, 9)).json()).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  });
});

describe("an edit", () => {
  const edit = (headers: Record<string, string>) =>
    app.inject({ method: "PUT", url: "/note", payload: { text: "edited" }, headers });

  test("is of what its author has seen, and of nothing that came later", async () => {
    const unseen = await edit({});
    expect([unseen.statusCode, unseen.json<{ code: string }>().code]).toEqual([428, "EDIT_UNSEEN"]);
    const seen = String((await app.inject("/note")).headers.etag);
    expect((await edit({ "if-match": seen })).statusCode).toBe(200);
    const late = await edit({ "if-match": seen });
    expect([late.statusCode, late.json<{ code: string }>().code]).toEqual([412, "EDIT_OVERTAKEN"]);
    for (const tag of ["*", '""', `${seen}, "other"`])
      expect((await edit({ "if-match": tag })).statusCode).toBe(412);
  });

  test("and its tag is each caller's own, so that two who compare learn nothing", async () => {
    const tagOf = async (seat: string) =>
      (await app.inject({ url: "/note", headers: { "entente-seat": seat } })).headers.etag;
    expect(await tagOf("EST/desk")).toBe(await tagOf("EST/desk"));
    expect(await tagOf("EST/desk")).not.toBe(await tagOf("LVA/desk"));
  });

  test("whoever has the newest is told so in few bytes", async () => {
    const { etag } = (await app.inject("/note")).headers;
    const again = await app.inject({ url: "/note", headers: { "if-none-match": String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, ""]);
  });
});

describe("a list", () => {
  type Page = { items: { word: string }[]; next: string | null };
  const read = async (query: string, seat = "EST/desk") =>
    app.inject({ url: `/words?${query}`, headers: { "entente-seat": seat } });

  test("comes in pages that together are the whole, each thing once", async () => {
    const words: string[] = [];
    let next: string | null = "";
    let pages = 0;
    while (next !== null) {
      const page: Page = (
        await read(`letter=a&limit=25${next === "" ? "" : `&cursor=${next}`}`)
      ).json<Page>();
      words.push(...page.items.map(({ word }) => word));
      next = page.next;
      pages += 1;
    }
    expect([words.length, new Set(words).size, pages]).toEqual([60, 60, 3]);
    expect((await read("")).json<Page>().items).toHaveLength(50);
  });

  test.each(["0", "201", "-1", "1.5", "1e2", "", "9999"])("has no limit of %j", async (limit) => {
    expect((await read(`limit=${limit}`)).json()).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  });

  test("has a cursor that says nothing and is good for its caller and its list alone", async () => {
    const { next } = (await read("limit=2")).json<Page>();
    const cursor = String(next);
    expect(Buffer.from(cursor, "base64url").toString("latin1")).not.toContain("001");
    expect((await read(`limit=3&cursor=${cursor}`)).statusCode).toBe(200);
    const forged = `${cursor.slice(0, -4)}AAAA`;
    for (const answer of [
      await read(`cursor=${cursor}`, "LVA/desk"),
      await read(`letter=a&cursor=${cursor}`),
      ...[await read(`cursor=${forged}`), await read("cursor=x"), await read("cursor=")],
    ])
      expect(answer.json()).toMatchObject({ status: 400, code: "REQUEST_INVALID" });
  });
});

describe("what is not named", () => {
  test("does not get in, and is called by its name", async () => {
    const post = (payload: unknown, headers: Record<string, string> = {}) =>
      app.inject({ method: "POST", url: "/tiles", payload: payload as object, headers });
    for (const [answer, told] of [
      [await post({ number: 1, "is-admin": true }), '"is-admin"'],
      [await app.inject("/note?debug=1"), '"debug"'],
      [await app.inject("/words?letter=a&letter=b"), "letter"],
      [await post({ number: "1" }), "number"],
      [await post("[1", { "content-type": "application/json" }), "JSON"],
      [await post('{"number":1,"__proto__":{"a":1}}', { "content-type": "application/json" }), "JSON"],
      [await app.inject({ method: "GET", url: "/note", payload: { a: 1 } }), "no body"],
    ] as const) {
      const { code, detail } = answer.json<{ code: string; detail: string }>();
      expect([answer.statusCode, code]).toEqual([400, "REQUEST_INVALID"]);
      expect(detail).toContain(told);
      expect(answer.headers["content-type"]).toContain("application/problem+json");
    }
  });

  test("neither as another kind of content, nor as too much of it", async () => {
    const typed = await app.inject({
      ...{ method: "POST", url: "/tiles", payload: "number=1" },
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    expect(typed.json()).toMatchObject({ status: 415, code: "REQUEST_TYPE_UNKNOWN" });
    const large = await app.inject({
      ...{ method: "POST", url: "/tiles", payload: `{"number":1,"x":"${"x".repeat(1024 * 1024)}"}` },
      headers: { "content-type": "application/json" },
    });
    expect(large.json()).toMatchObject({ status: 413, code: "REQUEST_TOO_LARGE" });
  });

  test("does not get out either, at any depth", async () => {
    const answer = await app.inject("/note");
    expect(answer.body).not.toContain(withheld);
    expect(answer.json()).toEqual({ text: note, inner: [{ a: 1 }] });
    withheld = "";
  });
});

describe("a disclosure", () => {
  const ask = () => app.inject({ url: "/cases/edge/word", headers: { "entente-seat": "GBR/desk" } });
  const rows = () =>
    asOwner<{ tx: string }>(
      "SELECT xmin::text AS tx FROM entente.journal WHERE action = 'case.word' AND seat = 'GBR/desk'",
    );

  test("is written down for everyone, and those that come together are written together", async () => {
    await asOwner("ALTER TABLE entente.journal NO FORCE ROW LEVEL SECURITY");
    const before = (await rows()).length;
    const answers = await Promise.all(Array.from({ length: 30 }, ask));
    expect(answers.every(({ statusCode }) => statusCode === 200)).toBe(true);
    const after = await rows();
    expect(after.length).toBe(before + 30);
    expect(new Set(after.map(({ tx }) => tx)).size).toBeLessThan(20);
  });

  test("does not happen while the journal cannot be written, and happens once it can", async () => {
    const owner = await storage.connectOwner();
    await owner.query("BEGIN; LOCK TABLE entente.journal IN ACCESS EXCLUSIVE MODE");
    let answered = 0;
    const asked = Array.from({ length: 5 }, () => ask().finally(() => (answered += 1)));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(answered).toBe(0);
    await owner.query("ROLLBACK");
    await owner.end();
    expect((await Promise.all(asked)).map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200, 200]);
  });

  test("does not happen at all where the journal refuses", async () => {
    await asOwner("REVOKE INSERT ON entente.journal FROM entente_app");
    for (const answer of await Promise.all([ask(), ask(), ask()])) {
      expect(answer.statusCode).toBe(500);
      expect(answer.body).not.toContain("disclosed");
    }
    await asOwner("GRANT INSERT ON entente.journal TO entente_app");
    expect((await ask()).json()).toEqual({ word: "disclosed" });
  });

  test("does not happen when the database is killed under it", async () => {
    const owner = await storage.connectOwner();
    await owner.query("BEGIN; LOCK TABLE entente.journal IN ACCESS EXCLUSIVE MODE");
    let answered = false;
    const asked = ask().finally(() => (answered = true));
    await new Promise((resolve) => setTimeout(resolve, 300));
    process.kill(storage.databasePid() ?? Number.NaN, "SIGKILL");
    const { statusCode, body } = await asked;
    await owner.end().catch(() => undefined);
    expect(answered).toBe(true);
    // It came back and was written down, or nothing was said.
    if (statusCode !== 200) expect(body).not.toContain("disclosed");
    const [last] = await asOwner<{ count: number }>("SELECT count(*)::int AS count FROM entente.journal");
    expect(last?.count).toBeGreaterThan(35);
  });
});
