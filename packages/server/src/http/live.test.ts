import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openExerciseView, readUnder } from "../access/index.ts";
import { findCase } from "../cases/index.ts";
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

async function hear(seat: string, { on = 0, seen }: { on?: number; seen?: string } = {}): Promise<Heard> {
  const control = new AbortController();
  const response = await fetch(`${addresses[on] ?? ""}/api/cases/litvinenko-2006/stream`, {
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

  test("does not keep the node from stopping", async () => {
    const stream = await hear("GBR/desk", { on: 1 });
    await until(() => stream.text().includes("id:"));
    await apps[1]?.close();
    await stream.ended;
  });
});
