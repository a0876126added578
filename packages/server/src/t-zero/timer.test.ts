// The node's own timer, on real cases and the machine's clock: two nodes that race, a node that is killed at the instant,
// clocks that are set back and forward.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import * as fc from "fast-check";
import { sql } from "kysely";
import { afterEach, describe, expect, test } from "vitest";
import { epochMilliseconds, instantAt, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { compiledOnce } from "../compiled.fixture.ts";
import { openSeatView, readSeat, readUnder } from "../access/index.ts";
import { arrangementsOf, findCase } from "../cases/index.ts";
import { openExerciseNode } from "../node.ts";
import type { Node } from "../node.ts";
import { releaseLock } from "../pledges/index.ts";
import { startForeignServer } from "../storage/fixtures/servers.ts";
import { readRows } from "../storage/index.ts";
import { actOnTZero, openTZero, showTZero, startTZeroTimer } from "./index.ts";
import type { Clock } from "./index.ts";
import { actAs, armTestCase, LEAD, now, openTestCase } from "./t-zero.fixture.ts";
import { dropAnchor, readClock, STEP_MS } from "./time.ts";

const cleanUp: (() => unknown)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  cleanUp.push(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const later = (ms: number): Instant => instantAt(epochMilliseconds(now()) + ms);

/** Arms a real case so that it is due so many milliseconds after it was set. */
async function arm(node: Node, slug: string, inMs: number, hold = false): Promise<Instant> {
  const tZero = hold ? { hold: { who: ["lead"], effect: "pauses-all", longestMinutes: 1 } } : null;
  await openTestCase(node, { slug, exercise: false, tZero, at: now() });
  return armTestCase(node, { slug, at: now, instant: () => later(inMs) });
}

interface Waiting {
  readonly child: ChildProcess;
  readonly said: string[];
  readonly ended: Promise<unknown>;
}

async function startWaiting(folder: string, databaseUrl: string | null): Promise<Waiting> {
  const program = join(import.meta.dirname, "fixtures/waiting-node.ts");
  const child = spawn(
    process.execPath,
    ["--conditions=source", "--disable-warning=ExperimentalWarning", program, folder],
    {
      stdio: ["ignore", "pipe", "inherit"],
      env: {
        PATH: process.env["PATH"] ?? "",
        ...compiledOnce,
        ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
      },
    },
  );
  const ended = new Promise((resolve) => child.once("close", resolve));
  cleanUp.push(() => {
    child.kill("SIGKILL");
    return ended;
  });
  const said: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      said.push(line);
      if (line === "open") resolve();
    });
    child.once("exit", () => resolve());
  });
  return { child, said, ended };
}

interface Found {
  readonly state: string | undefined;
  readonly openedAt: Instant | null | undefined;
  readonly lateMs: number | null | undefined;
  readonly packages: readonly (Instant | null)[];
  /** Rows of the journal and leaves of the ledger that tell of an opening. */
  readonly openings: readonly [journal: number, leaves: number];
}

async function look(node: Node, slug: string): Promise<Found> {
  return node.database.read(async (reader) => {
    const row = await findCase(reader, slug);
    if (row === null) throw new Error(`no case ${slug}`);
    const view = openSeatView(readSeat(LEAD), row);
    const shown = await showTZero(reader, view);
    const labelled = await readUnder(reader, view);
    const [counted] = await readRows(
      labelled,
      sql<{ journal: number; leaves: number }>`SELECT
        (SELECT count(*) FROM journal WHERE case_id = ${row.id} AND action = 't-zero.open') AS journal,
        (SELECT count(*) FROM commitment WHERE case_id = ${row.id} AND kind = 'opening') AS leaves`,
    );
    return {
      ...{ state: shown?.state, openedAt: shown?.openedAt, lateMs: shown?.lateMs },
      packages: (shown?.packages ?? []).map(({ openedAt }) => openedAt),
      openings: [counted?.journal ?? -1, counted?.leaves ?? -1],
    };
  });
}

function expectOpenedOnce({ state, openedAt, packages, openings, lateMs }: Found, instant: Instant): void {
  expect({ state, openings }).toEqual({ state: "opened", openings: [1, 1] });
  expect(packages).toEqual([openedAt, openedAt, openedAt]);
  expect((openedAt ?? "") >= instant).toBe(true);
  expect(lateMs).toBe(epochMilliseconds(openedAt ?? instant) - epochMilliseconds(instant));
}

describe("two nodes over one PostgreSQL", () => {
  test("race to open, and it opens exactly once", async () => {
    const server = await startForeignServer(null);
    cleanUp.push(server.stop);
    const databaseUrl = await server.createDatabase();
    const folder = scratch();
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    const node = await openExerciseNode({ dataFolder: one, databaseUrl, tell: () => undefined });
    const instants: Instant[] = [];
    for (const index of [0, 1, 2]) instants.push(await arm(node, `race-${index}`, 9000));
    await node.close();
    // The same node twice: the same keys, and a lock on each folder.
    cpSync(one, two, { recursive: true });
    const racers = await Promise.all([startWaiting(one, databaseUrl), startWaiting(two, databaseUrl)]);
    await pause(Math.max(0, epochMilliseconds(instants[2] ?? now()) - epochMilliseconds(now())) + 1500);
    const told = racers.flatMap(({ said }) => said.filter((line) => line.includes("packages opened")));
    for (const { child, ended } of racers) {
      child.kill("SIGTERM");
      await ended;
    }
    const after = await openExerciseNode({ dataFolder: one, databaseUrl, tell: () => undefined });
    cleanUp.push(after.close);
    for (const [index, instant] of instants.entries())
      expectOpenedOnce(await look(after, `race-${index}`), instant);
    expect(told).toHaveLength(3);
  });
});

describe("a node that is killed", () => {
  test.each([-20, 3, 15])(
    "%i ms from the instant and started again opens once, all or none, and says how late",
    async (offset) => {
      const folder = join(scratch(), "data");
      const node = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
      const instant = await arm(node, "killed", 5000);
      await node.close();
      const first = await startWaiting(folder, null);
      await pause(Math.max(0, epochMilliseconds(instant) - epochMilliseconds(now()) + offset));
      first.child.kill("SIGKILL");
      await first.ended;
      const second = await startWaiting(folder, null);
      const beside = await openExerciseNode({ dataFolder: folder, databaseUrl: null, tell: () => undefined });
      cleanUp.push(beside.close);
      await expect.poll(async () => (await look(beside, "killed")).state, { timeout: 15_000 }).toBe("opened");
      expectOpenedOnce(await look(beside, "killed"), instant);
      const told = [...first.said, ...second.said].filter((line) => line.includes("packages opened"));
      expect(told.length).toBeLessThanOrEqual(1);
      if (told.length === 1) expect(told[0]).toMatch(/3 packages opened, \d+ ms after /);
    },
  );
});

describe("a clock that is set", () => {
  let node: Node;
  const openNode = async (): Promise<Node> => {
    node = await openExerciseNode({
      dataFolder: join(scratch(), "data"),
      databaseUrl: null,
      tell: () => undefined,
    });
    cleanUp.push(node.close);
    return node;
  };
  let aheadMs = 0;
  const clock: Clock = { wall: () => later(aheadMs), stopwatch: () => performance.now() };
  const start = (told: string[], attempts: string[]) => {
    const timer = startTZeroTimer({
      database: {
        ...node.database,
        transact: (change) => {
          attempts.push(now());
          return node.database.transact(change);
        },
      },
      clock,
      wait: (ms, signal) => pause(Math.min(ms, 50), undefined, { signal }).catch(() => undefined),
      tell: (sentence) => told.push(sentence),
    });
    cleanUp.push(timer.stop);
    return timer;
  };

  test("back delays the opening and never repeats it; forward does not bring it nearer", async () => {
    await openNode();
    aheadMs = 0;
    const instant = await arm(node, "stepped", 3000);
    const [told, attempts]: [string[], string[]] = [[], []];
    start(told, attempts);
    // An hour ahead: the stopwatch says that no hour has passed, and nothing is even tried.
    aheadMs = 3_600_000;
    await pause(Math.max(0, epochMilliseconds(instant) - epochMilliseconds(now()) - 600));
    expect(attempts).toEqual([]);
    expect(told.filter((line) => line.includes("set ahead by"))).toHaveLength(1);
    // Back by an hour from the right time, over the instant.
    aheadMs = -3_600_000;
    await pause(1500);
    expect(attempts).toEqual([]);
    expect(await look(node, "stepped")).toMatchObject({ state: "armed" });
    aheadMs = 0;
    await expect.poll(async () => (await look(node, "stepped")).state, { timeout: 10_000 }).toBe("opened");
    const opened = await look(node, "stepped");
    expectOpenedOnce(opened, instant);
    expect(opened.lateMs).toBeGreaterThan(500);
    aheadMs = -3_600_000;
    await pause(200);
    aheadMs = 0;
    await pause(300);
    expect(await look(node, "stepped")).toEqual(opened);
  });

  test("ahead in a command opens nothing the database does not say is due", async () => {
    await openNode();
    await arm(node, "command", 3_600_000);
    const open = actAs(node, { slug: "command", seat: LEAD, at: later(7_200_000) }, (tx, act, row) =>
      openTZero(tx, act, arrangementsOf(row).tZero),
    );
    await expect(open).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    const row = await node.database.read((reader) => findCase(reader, "command"));
    await expect(
      actAs(node, { slug: "command", seat: LEAD, at: now() }, async (tx) => {
        const labelled = await readUnder(
          tx,
          openSeatView(readSeat(LEAD), row ?? { id: "", lead: "", exercise: false }),
        );
        await readRows(
          labelled,
          sql`UPDATE t_zero SET state = 'opened', opened_at = due_at, opened_by = 'x', late_ms = 0`,
        );
      }),
    ).rejects.toThrow(/nothing opens before it is due/);
  });

  test("a case that cannot be opened is told of, and keeps no other from opening", async () => {
    await openNode();
    aheadMs = 0;
    await arm(node, "broken", 2000);
    // Its lock is gone, so there is no resolution to open by.
    await actAs(node, { slug: "broken", seat: LEAD, at: now() }, (tx, on) => releaseLock(tx, on));
    await arm(node, "sound", 2500);
    const [told, attempts]: [string[], string[]] = [[], []];
    start(told, attempts);
    await expect.poll(async () => (await look(node, "sound")).state, { timeout: 8000 }).toBe("opened");
    expect((await look(node, "broken")).state).toBe("armed");
    expect(told.filter((line) => line.includes("T-0 of broken cannot be opened"))).toHaveLength(1);
  });

  test("a hold over the instant is waited for, and its end opens", async () => {
    await openNode();
    aheadMs = 0;
    await arm(node, "held", 2500, true);
    const act = (what: "hold" | "resume") =>
      actAs(node, { slug: "held", seat: "GBR/desk", at: now() }, (tx, on, row) =>
        actOnTZero(tx, on, {
          wish: { act: what, until: null, reason: "a call" },
          rules: arrangementsOf(row).tZero,
          jobs: node.jobs,
        }),
      );
    expect(await act("hold")).toMatchObject({ state: "armed" });
    const [told, attempts]: [string[], string[]] = [[], []];
    start(told, attempts);
    await pause(3000);
    expect(await look(node, "held")).toMatchObject({ state: "armed", packages: [null, null, null] });
    expect(await act("resume")).toMatchObject({ state: "opened" });
    expect((await look(node, "held")).openings).toEqual([1, 1]);
  });
});

describe("what is taken for time", () => {
  test("is never ahead of the wall nor of what was counted, whatever the wall does", () => {
    const step = fc.record({
      passMs: fc.integer({ min: 0, max: 100_000 }),
      setMs: fc.integer({ min: -9e6, max: 9e6 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 20 }), (steps) => {
        let [wall, stopwatch] = [Date.UTC(2026, 2, 26, 13), 5000];
        const clock: Clock = { wall: () => instantAt(wall), stopwatch: () => stopwatch };
        const anchor = dropAnchor(clock);
        let passed = 0;
        for (const { passMs, setMs } of steps) {
          passed += passMs;
          stopwatch += passMs;
          wall += passMs + setMs;
          const { now: taken, aheadMs } = readClock(anchor, clock);
          const counted = epochMilliseconds(anchor.wall) + passed;
          expect(epochMilliseconds(taken)).toBe(Math.min(wall, counted));
          expect(aheadMs).toBe(Math.max(0, wall - counted));
        }
      }),
      { numRuns: 2000 },
    );
    expect(STEP_MS).toBeGreaterThan(0);
    expect(readInstant("2026-03-26T13:00:00Z")).toBe("2026-03-26T13:00:00.000Z");
  });
});
