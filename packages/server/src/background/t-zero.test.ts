// T-0 opened by the queue alone: no timer runs here. Never before the instant, once, whatever was moved, killed or restarted.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { epochMilliseconds, instantAt } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { openSeatView, readSeat, readUnder } from "../access/index.ts";
import { arrangementsOf, findCase } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { startForeignServer } from "../storage/fixtures/servers.ts";
import { actOnTZero, openRound, showTZero, standDownTZero } from "../t-zero/index.ts";
import type { ShownTZero, TZeroWish } from "../t-zero/index.ts";
import { actAs, armTestCase, LEAD, now, openTestCase } from "../t-zero/t-zero.fixture.ts";
import { startBackground } from "./index.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

const later = (ms: number): Instant => instantAt(epochMilliseconds(now()) + ms);
const wait = (until: Instant): Promise<void> =>
  pause(Math.max(0, epochMilliseconds(until) - epochMilliseconds(now())));

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const RULES: JsonObject = {
  hold: { who: ["lead"], effect: "pauses-all", longestMinutes: 60 },
};

async function arm(node: Node, slug: string, inMs: number): Promise<Instant> {
  await openTestCase(node, { slug, exercise: false, tZero: RULES, at: now() });
  return armTestCase(node, { slug, at: now, instant: () => later(inMs) });
}

const show = (node: Node, slug: string): Promise<ShownTZero | null> =>
  node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    return row === null ? null : showTZero(reader, openSeatView(readSeat(LEAD), row));
  });

/** Jobs of T-0 in the case, the oldest first; and how often it was opened. */
async function look(
  node: Node,
  slug: string,
): Promise<{
  readonly jobs: readonly JsonObject[];
  readonly states: readonly string[];
  readonly openings: number;
}> {
  return node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    if (row === null) throw new Error(`no case ${slug}`);
    const labelled = await readUnder(reader, openSeatView(readSeat(LEAD), row));
    const of = labelled.selectFrom("job").where("kind", "=", "t-zero").where("case_id", "=", row.id);
    const jobs = await of.select(["subject", "state", "seat"]).orderBy("wanted_at").execute();
    const journal = labelled.selectFrom("journal").select("id").where("case_id", "=", row.id);
    const openings = await journal.where("action", "=", "t-zero.open").execute();
    expect(jobs.every(({ seat }) => seat === LEAD)).toBe(true);
    return {
      jobs: jobs.map(({ subject }) => subject),
      states: jobs.map(({ state }) => state),
      openings: openings.length,
    };
  });
}

/** Does the background work of the node, without its timer. */
async function work(node: Node): Promise<void> {
  const clock = { wall: now, stopwatch: () => performance.now() };
  const workers = await startBackground({
    ...node,
    ...{ queue: node.openWorkQueue(), clock, tell: () => undefined },
  });
  cleanUp.push(workers.stop);
}

const act = (node: Node, slug: string, seat: string, wish: Omit<TZeroWish, "reason">) =>
  actAs(node, { slug, seat, at: now() }, (tx, on, row) =>
    actOnTZero(tx, on, {
      ...{ wish: { ...wish, reason: "a call" }, rules: arrangementsOf(row).tZero, jobs: node.jobs },
    }),
  );

describe("T-0 in the queue", () => {
  let folder = "";
  let node: Node;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "entente-test-"));
    node = await openExerciseNode({
      dataFolder: join(folder, "data"),
      databaseUrl: null,
      tell: () => undefined,
    });
  });
  afterAll(async () => {
    await node.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("is there when it is armed, and opens it at its instant and not before, once", async () => {
    const instant = await arm(node, "armed", 2_500);
    expect((await look(node, "armed")).jobs).toEqual([{ round: 1, dueAt: instant, lookAt: instant }]);
    await work(node);
    await work(node);
    await wait(instantAt(epochMilliseconds(instant) - 300));
    expect((await show(node, "armed"))?.state).toBe("armed");
    await expect.poll(async () => (await show(node, "armed"))?.state, { timeout: 10_000 }).toBe("opened");
    const shown = await show(node, "armed");
    expect((shown?.openedAt ?? "") >= instant).toBe(true);
    await expect.poll(async () => (await look(node, "armed")).states, { timeout: 5_000 }).toEqual(["done"]);
    expect((await look(node, "armed")).openings).toBe(1);
  });

  test("is not there when the arming is rolled back, nor in an exercise", async () => {
    const failing = { ...node, database: { ...node.database, transact: failAtArming(node) } };
    await openTestCase(node, { slug: "failed", exercise: false, tZero: null, at: now() });
    await expect(
      armTestCase(failing, { slug: "failed", at: now, instant: () => later(60_000) }),
    ).rejects.toThrow("the arming fails");
    expect((await look(node, "failed")).jobs).toEqual([]);
    await openTestCase(node, { slug: "played", exercise: true, tZero: null, at: now() });
    await armTestCase(node, { slug: "played", at: now, instant: () => later(60_000) });
    expect((await look(node, "played")).jobs).toEqual([]);
  });

  test("follows a hold and its end, an earlier end of the silence, and a stand-down", async () => {
    const held = await arm(node, "held", 3_000);
    const hold = await act(node, "held", "GBR/desk", { act: "hold", until: null });
    expect(hold.dueAt > held).toBe(true);
    const moved = await arm(node, "moved", 3_600_000);
    const until = later(3_000);
    expect(await act(node, "moved", "DEU/desk", { act: "embargo", until })).toMatchObject({ dueAt: until });
    const stood = await arm(node, "stood", 3_000);
    await actAs(node, { slug: "stood", seat: LEAD, at: now() }, (tx, on) =>
      standDownTZero(tx, on, "more talks"),
    );
    await work(node);
    await wait(until > stood ? until : stood);
    await expect.poll(async () => (await show(node, "moved"))?.state, { timeout: 10_000 }).toBe("opened");
    expect(((await show(node, "moved"))?.openedAt ?? "") >= until).toBe(true);
    expect((await look(node, "moved")).jobs).toEqual([
      { round: 1, dueAt: moved, lookAt: moved },
      { round: 1, dueAt: until, lookAt: until },
    ]);
    await expect
      .poll(async () => (await look(node, "held")).states, { timeout: 5_000 })
      .toEqual(["done", "waiting"]);
    expect((await show(node, "held"))?.state).toBe("armed");
    expect((await look(node, "held")).openings).toBe(0);
    expect((await show(node, "stood"))?.state).toBe("stood-down");
    expect((await look(node, "stood")).openings).toBe(0);
    expect(await act(node, "held", "GBR/desk", { act: "resume", until: null })).toMatchObject({
      state: "opened",
    });
    expect((await look(node, "held")).openings).toBe(1);
  });

  test("looks again later where a clock is behind, and leaves what is of another round", async () => {
    const dueAt = await arm(node, "behind", 1_000);
    await wait(dueAt);
    const jobs = node.jobs;
    const again = await actAs(node, { slug: "behind", seat: LEAD, at: now() }, (tx, _, row) =>
      openRound(tx, row, {
        due: { round: 1, dueAt },
        now: instantAt(epochMilliseconds(dueAt) - 5_000),
        jobs,
      }),
    );
    expect(again).toMatchObject({ opened: false });
    const { jobs: wanted } = await look(node, "behind");
    expect(wanted).toHaveLength(2);
    const next = wanted.find(({ lookAt }) => lookAt !== dueAt);
    expect(next).toMatchObject({ round: 1, dueAt });
    const { lookAt } = next ?? {};
    expect(typeof lookAt === "string" && lookAt > later(2_000)).toBe(true);
    for (const due of [
      { round: 2, dueAt },
      { round: 1, dueAt: later(-60_000) },
    ])
      expect(
        await actAs(node, { slug: "behind", seat: LEAD, at: now() }, (tx, _, row) =>
          openRound(tx, row, { due, now: now(), jobs }),
        ),
      ).toEqual({ opened: false, next: null });
    expect((await show(node, "behind"))?.state).toBe("armed");
  });
});

/** Transactions that fail where a job was wanted in them. */
function failAtArming(node: Node): Node["database"]["transact"] {
  return (change) =>
    node.database.transact(async (tx) => {
      const result = await change(tx);
      if (typeof result === "object" && result !== null && "packages" in result)
        throw new Error("the arming fails");
      return result;
    });
}

describe("two processes over one PostgreSQL", () => {
  test("open it once, though one is killed as it is due and both were away before", async () => {
    const server = await startForeignServer(null);
    cleanUp.push(server.stop);
    const databaseUrl = await server.createDatabase();
    const folder = scratch();
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    const node = await openExerciseNode({ dataFolder: one, databaseUrl, tell: () => undefined });
    const soon = await arm(node, "soon", 7_000);
    const missed = await arm(node, "missed", 1_500);
    await node.close();
    cpSync(one, two, { recursive: true });
    await wait(missed);
    const first = await startWorking(one, databaseUrl);
    const second = await startWorking(two, databaseUrl);
    await wait(soon);
    first.kill("SIGKILL");
    await pause(2_500);
    second.kill("SIGTERM");
    await new Promise((resolve) => second.once("close", resolve));
    const after = await openExerciseNode({ dataFolder: one, databaseUrl, tell: () => undefined });
    cleanUp.push(after.close);
    for (const [slug, instant] of [
      ["missed", missed],
      ["soon", soon],
    ] as const) {
      const shown = await show(after, slug);
      expect(shown?.state).toBe("opened");
      expect((shown?.openedAt ?? "") >= instant).toBe(true);
      expect((await look(after, slug)).openings).toBe(1);
    }
  });
});

async function startWorking(folder: string, databaseUrl: string): Promise<ChildProcess> {
  const program = join(import.meta.dirname, "fixtures/working-node.ts");
  const flags = ["--conditions=source", "--disable-warning=ExperimentalWarning"];
  const child = spawn(process.execPath, [...flags, program, folder], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { PATH: process.env["PATH"] ?? "", DATABASE_URL: databaseUrl },
  });
  cleanUp.push(() => child.kill("SIGKILL"));
  await new Promise<void>((resolve, fail) => {
    child.stdout.on("data", (chunk: Buffer) => {
      if (chunk.toString().includes("open")) resolve();
    });
    child.once("exit", () => fail(new Error("it did not start")));
  });
  return child;
}
