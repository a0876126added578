// Cuts the power: everything a node and its database ask of the file system is traced while acknowledged writes run, and from
// the trace the folders are built that a power cut at that moment could have left, with writes that were not synced missing,
// torn or there out of order. On each a node is started, and must have everything that had been acknowledged by then.
import { spawnSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { inspectNode } from "../../packages/server/src/fsck/index.ts";
import { openNodeAsItIs } from "../../packages/server/src/node.ts";
import { migrationsFolder } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import { buildCrash, planCrash } from "./crash-state.ts";
import type { Cut } from "./crash-state.ts";
import { createRandom } from "./random.ts";
import { readTrace, TRACED_CALLS } from "./trace-reader.ts";
import type { TraceStep } from "./trace-reader.ts";
import { createCrew, judge, PLAIN_LAUNCH, startWritingNode } from "./writing-crew.ts";
import type { Crew, Launch, WritingNode } from "./writing-crew.ts";

const WRITING_MS = 1500;
/** Under a tracer on a busy machine the first answer may take longer than all the writing should. */
const LEAST_ACKNOWLEDGED = 20;
const PATIENCE_MS = 60_000;
const WORKERS = 2;

export const proof: Proof = {
  name: "power",
  claim: "Without power at any moment, a node comes back with everything it acknowledged.",
  smallCases: 8,
  defaultCases: 200,
  run: async ({ cases, seed, report }) => {
    const skipped = findTracer();
    if (skipped !== null) return { cases: 0, failures: 0, counterExample: null, skipped };
    const folder = await mkdtemp(join(tmpdir(), "entente-power-"));
    chmodSync(folder, 0o711);
    try {
      const { steps, orders, before, data } = await record(folder);
      const moments = steps.flatMap(({ do: what }, index) => (what === "acknowledge" ? [index] : []));
      const [first] = moments;
      if (first === undefined)
        return {
          cases: 0,
          failures: 1,
          counterExample: "nothing was acknowledged, so nothing could be lost",
        };
      const writes = steps.filter(({ do: what }) => what === "write").length;
      const syncs = steps.filter(({ do: what }) => what === "sync").length;
      report(`${moments.length} acknowledged, ${writes} writes, ${syncs} syncs`);
      const random = createRandom(seed);
      const faults: unknown[] = [];
      const build = (name: string, by: readonly TraceStep[], cut: Omit<Cut, "random"> & { seed: number }) => {
        const target = join(folder, name);
        copy(before, target);
        buildCrash(planCrash(by, { ...cut, random: createRandom(cut.seed) }), data, target);
        return target;
      };
      // Whether a loss would be seen: a database that never syncs loses what it acknowledged.
      const unsynced = steps.map((step): TraceStep =>
        step.do === "sync" ? { do: "acknowledge", id: -1 } : step,
      );
      const careless = build("careless", unsynced, { after: steps.length, kept: 0, seed });
      if ((await look(careless, steps, orders)) === null)
        return { cases: 0, failures: 1, counterExample: "a database that never syncs was found whole" };
      const cuts = Array.from({ length: cases }, (_, number) => ({
        number,
        // Half of them right behind an acknowledgement, where least has had time to be synced.
        after:
          number % 2 === 0
            ? 1 + (moments[Math.floor(random() * moments.length)] ?? 0)
            : Math.floor(first + random() * (steps.length - first)),
        kept: [0, 0.5, 0.9][number % 3] ?? 0,
        seed: Math.floor(random() * 2 ** 31),
      }));
      const work = async (): Promise<void> => {
        for (let cut = cuts.shift(); cut !== undefined; cut = cuts.shift()) {
          const target = build(`cut-${cut.number}`, steps, cut);
          const fault = await look(target, steps.slice(0, cut.after), orders);
          if (fault !== null) faults.push({ cut, fault });
          report(`${cut.number + 1}/${cases}  ${fault === null ? "whole" : JSON.stringify(fault)}`);
          rmSync(target, { recursive: true, force: true });
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, work));
      return { cases, failures: faults.length, counterExample: faults[0] ?? null };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** Null where strace runs and may look at processes; otherwise what is missing. */
function findTracer(): string | null {
  const tried = spawnSync("strace", ["-f", "-qq", "-e", "trace=write", "-o", "/dev/null", "true"]);
  if (tried.status === 0) return null;
  const why =
    tried.error === undefined ? "may not trace processes here" : "is not installed (apt install strace)";
  return `strace ${why}, so what is on disk at which moment cannot be known`;
}

interface Recording {
  readonly steps: readonly TraceStep[];
  /** What each order was, by its id, as the judge asks for it. */
  readonly orders: Crew["orders"];
  /** A copy of the folder before the first step. */
  readonly before: string;
  readonly data: string;
}

async function record(folder: string): Promise<Recording> {
  const data = join(folder, "data");
  const before = join(folder, "before");
  // Made and closed cleanly, so that all of it is on disk, its keys included: what is lost later is what was written later.
  const made = await open(data, PLAIN_LAUNCH);
  made.child.stdin?.end();
  await made.ended;
  copy(data, before);
  const trace = join(folder, "trace");
  const traced = await open(data, {
    command: [
      ...["strace", "-f", "--seccomp-bpf", "-qq", "-y", "-xx", "-s", "64000000", "-e", "signal=none"],
      ...["-e", `trace=${TRACED_CALLS.join(",")}`, "-o", trace],
    ],
    environment: {},
  });
  const crew = createCrew();
  const stop = new AbortController();
  const writing = crew.write(traced, stop.signal);
  const { questions, pledges } = crew.acknowledged;
  const until = performance.now() + PATIENCE_MS;
  await pause(WRITING_MS);
  while (questions.size + pledges.size < LEAST_ACKNOWLEDGED && performance.now() < until) await pause(100);
  stop.abort();
  await writing;
  traced.child.stdin?.end();
  await traced.ended;
  return { steps: await readTrace(trace, data), orders: crew.orders, before, data };
}

async function open(data: string, launch: Launch): Promise<WritingNode> {
  const opened = await startWritingNode(data, launch).opened;
  if (opened === null || !("pid" in opened)) throw new Error(`no node: ${JSON.stringify(opened)}`);
  return opened;
}

/** A copy with owners and modes, which the database's server looks at. */
function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${from} could not be copied: ${stderr}`);
}

/** What is wrong with a folder after the cut; null where nothing is. */
async function look(target: string, done: readonly TraceStep[], orders: Crew["orders"]): Promise<unknown> {
  const acknowledged = { questions: new Set<string>(), pledges: new Set<string>() };
  for (const step of done) {
    const order = step.do === "acknowledge" ? orders.get(step.id) : undefined;
    if (order !== undefined) acknowledged[order.list].add(order.text);
  }
  try {
    const { lost, halves } = await judge(target, acknowledged);
    if (lost.length > 0 || halves.length > 0) return { lost: lost.slice(0, 5), halves };
    const node = await openNodeAsItIs({ dataFolder: target, databaseUrl: null, tell: () => undefined });
    try {
      const { findings } = await inspectNode({
        ...node,
        migrations: migrationsFolder,
        progress: () => undefined,
      });
      return findings[0] ?? null;
    } finally {
      await node.close();
    }
  } catch (error) {
    return String(error);
  }
}
