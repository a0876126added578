// Kills of a node, its database, or both while several writers write, and while it recovers from the kill before; with what
// a crash leaves in the database's pid file. What was acknowledged is known to the writers alone.
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ProofOptions, ProofResult } from "./contract.ts";
import { findPostmaster, killProcess } from "./kill-processes.ts";
import { createRandom } from "./random.ts";
import { createCrew, judge, PLAIN_LAUNCH, startWritingNode } from "./writing-crew.ts";
import type { WritingNode } from "./writing-crew.ts";

const LANES = 2;
/** What is promised; past the second it is no longer late but gone. */
const RESTART_MS = 10_000;
const GONE_MS = 60_000;
/** How many kills lie between two judgements; the last is always judged. */
const JUDGED_EVERY = 10;
const victims = ["node", "database", "both", "both"] as const;
/** What stands in the pid file after a crash: what the server wrote, a number that is somebody else's by now, or nothing. */
const pidFiles = ["left", "left", "somebody else's", "empty"] as const;

interface Lane {
  readonly kills: number;
  readonly acknowledged: number;
  readonly slowestMs: number;
  readonly late: readonly unknown[];
  readonly faults: readonly unknown[];
}

/** Runs the lanes side by side, each a node of its own. */
export async function killWrites({ cases, seed, report }: ProofOptions): Promise<ProofResult> {
  const folder = await mkdtemp(join(tmpdir(), "entente-kill-"));
  // Passable, so that a node run by root keeps its database in here and all of it goes away with the folder.
  await chmod(folder, 0o711);
  try {
    const lanes = await Promise.all(
      Array.from({ length: Math.min(LANES, cases) }, (_, lane) =>
        runLane(join(folder, `lane-${lane}`), {
          cases: Math.floor((cases + lane) / Math.min(LANES, cases)),
          seed: seed + lane,
          report: (text) => report(`lane ${lane}: ${text}`),
        }),
      ),
    );
    const kills = lanes.reduce((sum, lane) => sum + lane.kills, 0);
    const faults = lanes.flatMap((lane) => lane.faults);
    const acknowledged = lanes.reduce((sum, lane) => sum + lane.acknowledged, 0);
    const slowest = Math.round(Math.max(...lanes.map((lane) => lane.slowestMs)));
    report(`${kills} kills, ${acknowledged} acknowledged writes, slowest restart ${slowest} ms`);
    const late = lanes.flatMap((lane) => lane.late);
    return {
      ...{ cases: kills, failures: faults.length, counterExample: faults[0] ?? null },
      late: { count: late.length, first: late[0] ?? null },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runLane(dataFolder: string, { cases, seed, report }: ProofOptions): Promise<Lane> {
  const random = createRandom(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const crew = createCrew();
  const faults: unknown[] = [];
  const history: string[] = [];
  const late: unknown[] = [];
  let slowestMs = 0;
  let kills = 0;

  const fail = (fault: unknown): void => {
    faults.push({ fault, kills, history: history.slice(-5) });
    report(JSON.stringify(faults.at(-1)));
  };
  const took = (what: unknown, ms: number): void => {
    slowestMs = Math.max(slowestMs, ms);
    if (ms > GONE_MS) fail(what);
    else if (ms > RESTART_MS) late.push({ late: what, kills, history: history.slice(-5) });
  };
  const start = async (): Promise<WritingNode | null> => {
    const opened = await startWritingNode(dataFolder, PLAIN_LAUNCH).opened;
    if (opened !== null && "pid" in opened) {
      // The first start makes the database; every other is a restart.
      if (kills > 0) took({ restart: opened.openMs }, opened.openMs);
      return opened;
    }
    fail({ start: opened });
    return null;
  };
  const check = async (): Promise<void> => {
    const { lost, halves } = await judge(dataFolder, crew.acknowledged);
    if (lost.length > 0 || halves.length > 0) fail({ lost: lost.slice(0, 5), halves });
    if (crew.strange.length > 0) fail({ strange: crew.strange.splice(0).slice(0, 3) });
  };
  const killBoth = async (pid: number): Promise<void> => {
    const postmaster = await findPostmaster(pid);
    killProcess(pid);
    killProcess(postmaster);
    const file = join(dataFolder, "cluster", "postmaster.pid");
    const left = pick(pidFiles);
    if (left === "left" || !existsSync(file)) return;
    // Not under a server that is still ending.
    await pause(150);
    await writeFile(file, left === "empty" ? "" : `${process.pid}\n${dataFolder}/cluster\n`);
    history.push(`pid file ${left}`);
  };

  let node = await start();
  while (node !== null && kills < cases) {
    const stop = new AbortController();
    const writing = crew.write(node, stop.signal);
    await pause(20 + random() * 120);
    const victim = pick(victims);
    history.push(victim);
    kills += 1;
    if (victim === "database") {
      killProcess(await findPostmaster(node.pid));
      // The node stays, and goes on when its database is back.
      const before = crew.acknowledged.questions.size;
      const killed = performance.now();
      while (crew.acknowledged.questions.size < before + 2 && performance.now() - killed < GONE_MS)
        await pause(10);
      const backMs = performance.now() - killed;
      took({ databaseBack: backMs }, crew.acknowledged.questions.size < before + 2 ? Infinity : backMs);
      stop.abort();
      await writing;
    } else {
      if (victim === "node") killProcess(node.pid);
      else await killBoth(node.pid);
      await Promise.all([node.ended, writing]);
      // Some are hit again while they recover.
      while (kills < cases && random() < 0.25) {
        const again = startWritingNode(dataFolder, PLAIN_LAUNCH);
        await Promise.race([pause(random() * 900), again.opened]);
        history.push("both, while it recovers");
        kills += 1;
        await killBoth(again.child.pid ?? 0);
        await again.opened;
      }
      node = await start();
    }
    if (node !== null && kills % JUDGED_EVERY === 0) await check();
    report(`${kills}/${cases}  ${history.at(-1) ?? ""}`);
  }
  if (node !== null) {
    await check();
    node.child.stdin?.end();
    await node.ended;
    await check();
  }
  const { questions, pledges } = crew.acknowledged;
  return { kills, acknowledged: questions.size + pledges.size, slowestMs, late, faults };
}
