import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readInstant } from "@entente/core/encoding";
import { openExerciseView, readSeat, readUnder } from "../access/index.ts";
import { findCase, findCaseById, openCase } from "../cases/index.ts";
import { playScenario, readScenario } from "../exercise/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { writeUnder } from "../access/index.ts";
import { createApp } from "./app.ts";
import { identifyExerciseControl } from "./identify.ts";
import type { Identify } from "./identify.ts";

let folder = "";
let node: Node;
// Two processes over one database, as far as HTTP can tell.
let apps: FastifyInstance[] = [];
let addresses: string[] = [];
let revoked = false;

const identify: Identify = async (presented) =>
  revoked ? { kind: "nobody" } : await identifyExerciseControl(presented);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "entente-live-"));
  node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
  await playScenario(await readScenario("scenarios/litvinenko-2006"), { ...node, report: () => undefined });
  const other = { ...node, database: { ...node.database } };
  apps = [
    await createApp({ ...node, site: null, identify }),
    await createApp({ ...other, site: null, identify }),
  ];
  addresses = await Promise.all(apps.map((app) => app.listen({ host: "127.0.0.1", port: 0 })));
});

afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await node.close();
  await rm(folder, { recursive: true, force: true });
});

interface Heard {
  readonly status: number;
  readonly text: () => string;
  readonly changes: () => number;
  readonly ended: Promise<void>;
  readonly stop: () => void;
}

async function hear(
  seat: string,
  {
    on = 0,
    seen,
    path = "/api/cases/litvinenko-2006/stream",
  }: { on?: number; seen?: string; path?: string } = {},
): Promise<Heard> {
  const control = new AbortController();
  const response = await fetch(`${addresses[on] ?? ""}${path}`, {
    headers: { "entente-seat": seat, ...(seen === undefined ? {} : { "last-event-id": seen }) },
    signal: control.signal,
  });
  let text = "";
  const read = async (): Promise<void> => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk);
  };
  return {
    status: response.status,
    text: () => text,
    changes: () => text.split("event: changed").length - 1,
    ended: read().catch(() => undefined),
    stop: () => control.abort(),
  };
}

const SLUG = "litvinenko-2006";
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) expect.fail("it did not happen in ten seconds");
    await wait(50);
  }
}

/** Opens a cut of its recipient once more: a row that the recipient and the lead see, and nobody else. */
async function change(recipient: string): Promise<string> {
  return node.database.transact(async (tx) => {
    const row = await findCase(tx, "litvinenko-2006");
    if (row === null) throw new Error("the case is missing");
    const rows = await writeUnder(tx, openExerciseView(row));
    const cut = await rows
      .selectFrom("cut")
      .select("id")
      .where("recipient", "=", recipient)
      .executeTakeFirstOrThrow();
    await rows
      .insertInto("cut_opening")
      .values({ cut_id: cut.id, seat: `${recipient}/desk-${Math.random()}`, opened_at: row.clock })
      .execute();
    return row.id;
  });
}

async function recipients(): Promise<readonly string[]> {
  return node.database.read(async (reader) => {
    const row = await findCase(reader, "litvinenko-2006");
    if (row === null) throw new Error("the case is missing");
    const rows = await (
      await readUnder(reader, openExerciseView(row))
    )
      .selectFrom("cut")
      .select("recipient")
      .execute();
    return [...new Set(rows.map(({ recipient }) => recipient))];
  });
}

describe("a stream of a case", () => {
  test("says on every process that something changed, to those who can see it, and nothing to others", async () => {
    const [first = "", second = ""] = await recipients();
    const own = await hear(`${first}/desk`);
    const elsewhere = await hear(`${first}/desk`, { on: 1 });
    const other = await hear(`${second}/desk`);
    const lead = await hear("GBR/desk");
    await until(() => [own, elsewhere, other, lead].every(({ text }) => text().includes("id:")));
    await wait(500);
    await node.database.announce(await change(first));
    await until(() => own.changes() === 1 && elsewhere.changes() === 1 && lead.changes() === 1);
    await wait(500);
    expect(other.changes()).toBe(0);
    // That is all it says.
    expect(own.text()).toMatch(
      /^retry: 2000\nid: [\w-]{22}\n\nevent: changed\nid: [\w-]{22}\ndata: \{\}\n\n$/,
    );
    for (const { stop } of [own, elsewhere, other, lead]) stop();
  });

  test("goes on where it was, and says at once when something was missed", async () => {
    const before = await hear("GBR/desk");
    await until(() => before.text().includes("id:"));
    const seen = /id: ([\w-]+)/.exec(before.text())?.[1] ?? "";
    before.stop();
    const same = await hear("GBR/desk", { seen });
    await wait(500);
    expect(same.changes()).toBe(0);
    same.stop();
    const [first = ""] = await recipients();
    await change(first);
    const later = await hear("GBR/desk", { seen });
    await until(() => later.changes() === 1);
    later.stop();
  });

  test("is not there for whom the case is not", async () => {
    const none = await hear("XXX/desk");
    expect(none.status).toBe(404);
    none.stop();
  });

  test("ends at once when who reads it may not any more", async () => {
    const stream = await hear("GBR/desk");
    await until(() => stream.text().includes("id:"));
    await wait(300);
    revoked = true;
    const started = performance.now();
    await node.database.announce("");
    await stream.ended;
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(stream.changes()).toBe(0);
    revoked = false;
  });
});

interface News {
  readonly since: string;
  readonly missed: boolean;
  readonly list: boolean;
  readonly cases: readonly string[];
  readonly jobs: readonly string[];
}

/** What the stream of the node said until now: the name of what there was at first, and each event. */
function readNews(text: string): { first: string; news: readonly (News & { id: string })[] } {
  const [, first = ""] = /^retry: 2000\nid: ([\w-]{22})\n\n/.exec(text) ?? [];
  const events = [...text.matchAll(/event: changed\nid: ([\w-]{22})\ndata: (.*)\n\n/g)];
  return { first, news: events.map(([, id = "", data = ""]) => ({ id, ...(JSON.parse(data) as News) })) };
}

const hearAll = (seat: string, { on = 0, since = "" } = {}): Promise<Heard> =>
  hear(seat, { on, path: since === "" ? "/api/stream" : `/api/stream?since=${since}` });

const begun = (...streams: readonly Heard[]) =>
  until(() => streams.every(({ text }) => text().includes("id:")));

describe("the stream of a node", () => {
  test("names the case to those who can see what changed in it, on every process, and says nothing to others", async () => {
    const [first = "", second = ""] = await recipients();
    const own = await hearAll(`${first}/desk`);
    const elsewhere = await hearAll(`${first}/desk`, { on: 1 });
    const other = await hearAll(`${second}/desk`);
    const nobody = await hearAll("XXX/desk");
    const administrator = await hearAll("GBR/administrator");
    await begun(own, elsewhere, other, nobody, administrator);
    await wait(500);
    await node.database.announce(await change(first));
    await until(() => own.changes() === 1 && elsewhere.changes() === 1);
    await wait(500);
    const { first: before, news } = readNews(own.text());
    expect(news).toMatchObject([{ since: before, missed: false, list: false, cases: [SLUG], jobs: [] }]);
    for (const silent of [other, nobody, administrator])
      expect(silent.text()).toMatch(/^retry: 2000\nid: [\w-]{22}\n\n$/);
    for (const { stop } of [own, elsewhere, other, nobody, administrator]) stop();
  });

  test("says since when, and tells at once whoever missed something", async () => {
    const [first = ""] = await recipients();
    const before = await hearAll(`${first}/desk`);
    await begun(before);
    await wait(500);
    await node.database.announce(await change(first));
    await until(() => before.changes() === 1);
    await node.database.announce(await change(first));
    await until(() => before.changes() === 2);
    before.stop();
    const { first: start, news } = readNews(before.text());
    expect(news.map(({ since }) => since)).toEqual([start, news[0]?.id]);
    const last = news[1]?.id ?? "";
    const same = await hearAll(`${first}/desk`, { since: last });
    await begun(same);
    await wait(500);
    expect(same.changes()).toBe(0);
    same.stop();
    await change(first);
    const later = await hearAll(`${first}/desk`, { since: last });
    await until(() => later.changes() === 1);
    expect(readNews(later.text()).news).toMatchObject([
      { since: last, missed: true, list: true, cases: [SLUG] },
    ]);
    later.stop();
  });

  test("names a case that is new to a seat when it is, and says that the list changed", async () => {
    const [first = "", second = ""] = await recipients();
    const lead = await hearAll("GBR/desk");
    const fresh = await hearAll(`${first}/desk`);
    const other = await hearAll(`${second}/desk`);
    await begun(lead, fresh, other);
    await wait(500);
    const id = await openAnother();
    await node.database.announce("");
    await until(() => lead.changes() === 1);
    await approach(id, first);
    await node.database.announce(id);
    await until(() => lead.changes() === 2 && fresh.changes() === 1);
    const another = "another-2006";
    expect(readNews(lead.text()).news).toMatchObject([
      { list: true, cases: [another], jobs: [another] },
      { list: false, cases: [another], jobs: [] },
    ]);
    expect(readNews(fresh.text()).news).toMatchObject([{ list: true, cases: [another], jobs: [another] }]);
    expect(other.changes()).toBe(0);
    for (const { stop } of [lead, fresh, other]) stop();
  });

  test("tells of work only the seat that asked for it", async () => {
    const asked = await hearAll("GBR/desk");
    const colleague = await hearAll("GBR/drafter");
    const one = await hear("GBR/drafter");
    await begun(asked, colleague, one);
    await wait(500);
    await node.database.announce(await wantWork("GBR/desk"));
    await until(() => asked.changes() === 1);
    await wait(500);
    expect(readNews(asked.text()).news).toMatchObject([{ list: false, cases: [], jobs: [SLUG] }]);
    expect([colleague.changes(), one.changes()]).toEqual([0, 0]);
    for (const { stop } of [asked, colleague, one]) stop();
  });

  test("names a case once it is written down who is told of it", async () => {
    const told = await node.database.read(async (reader) => {
      const row = await findCase(reader, SLUG);
      if (row === null) throw new Error("the case is missing");
      return (await readUnder(reader, openExerciseView(row)))
        .selectFrom("journal")
        .select("seat")
        .distinct()
        .where("action", "=", "node.stream")
        .execute();
    });
    const seats = told.map(({ seat }) => seat);
    expect(seats).toContain("GBR/desk");
    expect(seats).not.toContain("XXX/desk");
    expect(seats).not.toContain("GBR/administrator");
  });

  test("ends at once when who reads it may not any more", async () => {
    const stream = await hearAll("GBR/desk");
    await begun(stream);
    await wait(300);
    revoked = true;
    await node.database.announce("");
    await stream.ended;
    revoked = false;
    expect(stream.changes()).toBe(0);
  });
});

describe("streams", () => {
  test("does not keep the node from stopping", async () => {
    const stream = await hear("GBR/desk", { on: 1 });
    await until(() => stream.text().includes("id:"));
    await apps[1]?.close();
    await stream.ended;
  });
});

/** Opens a case of which nobody but its lead has heard. */
async function openAnother(): Promise<string> {
  const { factsJson, community, coalition } = await readScenario("scenarios/litvinenko-2006");
  return node.database.transact(async (tx) => {
    const seat = readSeat("GBR/drafter");
    const at = readInstant("2006-12-01T00:00:00Z");
    const facts = { ...factsJson, id: "another-2006" };
    return (await openCase(tx, { seat, keystore: node.keystore, at, factsJson: facts, community, coalition }))
      .id;
  });
}

/** Goes to a member that a case has not reached yet. */
async function approach(caseId: string, member: string): Promise<void> {
  await node.database.transact(async (tx) => {
    const row = await findCase(tx, SLUG);
    const another = await findCaseById(tx, caseId);
    if (row === null || another === null) throw new Error("a case is missing");
    const first = await (
      await writeUnder(tx, openExerciseView(row))
    )
      .selectFrom("approach")
      .selectAll()
      .where("delivered_at", "is not", null)
      .executeTakeFirstOrThrow();
    await (
      await writeUnder(tx, openExerciseView(another))
    )
      .insertInto("approach")
      .values({ ...first, id: randomUUID(), case_id: caseId, member })
      .execute();
  });
}

async function wantWork(seat: string): Promise<string> {
  return node.database.transact(async (tx) => {
    const row = await findCase(tx, SLUG);
    if (row === null) throw new Error("the case is missing");
    const wish = { kind: "delivery", member: "DEU" } as const;
    await node.jobs.want(tx, { of: row, seat: readSeat(seat), at: row.clock }, wish);
    return row.id;
  });
}
