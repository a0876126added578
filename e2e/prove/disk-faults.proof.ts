// A disk that is full, fails or lies: every call with which a node or its database changes or syncs a file fails once, with
// ENOSPC or EIO, while acknowledged writes run; and single bits of what is on disk are changed. Nothing acknowledged may be
// lost, nothing be there by half, every refusal has a code, and what was changed is found or changes nothing.
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { listExercises } from "../../packages/server/src/cases/index.ts";
import { viewOfLead } from "../../packages/server/src/files/index.ts";
import { digestTable, listTables } from "../../packages/server/src/continuity/index.ts";
import { describeFailure } from "../../packages/server/src/cli/failure.ts";
import { inspectNode } from "../../packages/server/src/fsck/index.ts";
import { openTendedNode } from "../../packages/server/src/node.ts";
import { migrationsFolder } from "../../packages/server/src/storage/index.ts";
import type { Proof } from "./contract.ts";
import { findPostmaster, killProcess } from "./kill-processes.ts";
import { createRandom } from "./random.ts";
import { createCrew, judge, PLAIN_LAUNCH, startWritingNode } from "./writing-crew.ts";
import type { Launch } from "./writing-crew.ts";

const CODES = ["ENOSPC", "EIO"] as const;
/** Calls of the database's server, and of the node below its file functions. */
const CALLS = [
  "pwrite64",
  "pwritev",
  "fdatasync",
  "fsync",
  "fallocate",
  "ftruncate",
  "rename",
  "link",
  "unlink",
];
const WRITING_MS = 500;
const WORKERS = 2;

type Trial =
  | { readonly kind: "file function"; readonly code: string; readonly at: number }
  | { readonly kind: "system call"; readonly code: string; readonly at: number; readonly call: string }
  | { readonly kind: "bit"; readonly area: string; readonly seed: number };

const AREAS = ["files", "tables", "journal of writes", "state of transactions", "keys", "settings"] as const;

export const proof: Proof = {
  name: "disk-faults",
  claim:
    "A disk that is full, fails or changes a bit costs nothing that was acknowledged, and nothing wrong is served.",
  smallCases: 6,
  defaultCases: 400,
  run: async ({ cases, seed, report }) => {
    const random = createRandom(seed);
    const folder = await mkdtemp(join(tmpdir(), "entente-disk-"));
    await chmod(folder, 0o711);
    const faults: unknown[] = [];
    const outcomes: Record<string, number> = {};
    try {
      const fileCalls = await countFileCalls(folder);
      const prepared = join(folder, "prepared");
      await prepare(prepared);
      const right = await readEverything(prepared);
      const traced = spawnSync("strace", ["-qq", "-o", "/dev/null", "true"]).status === 0;
      if (!traced)
        report(
          "strace is not here or may not trace: THE DATABASE'S OWN CALLS WERE NOT MADE TO FAIL, only the node's were.",
        );
      report(`${fileCalls} calls of file functions from an empty folder to the first acknowledged writes`);
      const systemCalls = traced ? await countSystemCalls(folder, prepared) : [];
      report(`system calls of a start and its writes, ${JSON.stringify(Object.fromEntries(systemCalls))}`);
      const kinds = traced
        ? (["file function", "system call", "bit"] as const)
        : (["file function", "bit"] as const);
      const trials = Array.from({ length: cases }, (_, number): Trial => {
        const kind = kinds[number % kinds.length] ?? "bit";
        const turn = Math.floor(number / kinds.length);
        const code = CODES[Math.floor(random() * 2)] ?? "EIO";
        // Every call in turn when there are enough trials, starting anywhere.
        const offset = Math.floor(seed % fileCalls);
        if (kind === "file function")
          return { kind, code, at: 1 + ((turn * stepFor(cases, fileCalls) + offset) % fileCalls) };
        if (kind === "system call") {
          const [call, times] = systemCalls[turn % systemCalls.length] ?? ["fsync", 1];
          return { kind, code, at: 1 + Math.floor(random() * times), call };
        }
        return { kind, area: AREAS[turn % AREAS.length] ?? "keys", seed: Math.floor(random() * 2 ** 31) };
      });
      let done = 0;
      const work = async (): Promise<void> => {
        for (let trial = trials.shift(); trial !== undefined; trial = trials.shift()) {
          const home = join(folder, `trial-${(done += 1)}`);
          const outcome = await (
            trial.kind === "bit"
              ? flip(trial, { home, prepared, right })
              : breakDown(trial, { home, prepared })
          ).catch((error: unknown) => `FAULT: ${String(error)}`);
          const word = `${trial.kind}: ${outcome.startsWith("FAULT") ? "FAULT" : (outcome.split(":")[0] ?? "")}`;
          outcomes[word] = (outcomes[word] ?? 0) + 1;
          if (outcome.startsWith("FAULT")) faults.push({ trial, outcome });
          report(`${JSON.stringify(trial)} ${outcome}`);
          rmSync(home, { recursive: true, force: true });
        }
      };
      await Promise.all(Array.from({ length: WORKERS }, work));
      report(JSON.stringify(outcomes));
      return { cases, failures: faults.length, counterExample: faults[0] ?? null };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** How far apart the tried calls lie, so that few trials still reach all parts of a start. */
function stepFor(cases: number, calls: number): number {
  return Math.max(1, Math.floor(calls / Math.max(1, cases / 3)));
}

const preload = ["--import", resolve("e2e/prove/faulty-files.mjs")];

async function countFileCalls(folder: string): Promise<number> {
  const data = join(folder, "counted");
  const countFile = join(folder, "count");
  await writeAWhile(
    data,
    { command: [], environment: { FAULT_FOLDER: data, FAULT_COUNT: countFile } },
    preload,
  );
  const count = Number(readFileSync(countFile, "utf8"));
  rmSync(data, { recursive: true });
  if (!(count > 10)) throw new Error(`only ${count} calls of file functions were seen: the hook is blind`);
  return count;
}

/** Which of the calls a start with its writes makes, and how often each of its processes does at most. */
async function countSystemCalls(
  folder: string,
  prepared: string,
): Promise<readonly (readonly [string, number])[]> {
  const [home, trace] = [join(folder, "traced"), join(folder, "traced.calls")];
  copy(prepared, home);
  const command = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", trace];
  const watching = [...command, ...["-e", "signal=none"], ...["-e", `trace=${CALLS.join(",")}`]];
  await writeAWhile(home, { command: watching, environment: {} }, []);
  const times = new Map<string, number>();
  for (const [, pid = "", call = ""] of readFileSync(trace, "latin1").matchAll(/^(\d+) +(\w+)\(/gm))
    times.set(`${call} ${pid}`, (times.get(`${call} ${pid}`) ?? 0) + 1);
  rmSync(home, { recursive: true });
  const most = CALLS.map((call): [string, number] => [
    call,
    Math.max(0, ...[...times].filter(([name]) => name.startsWith(`${call} `)).map(([, count]) => count)),
  ]).filter(([, count]) => count > 0);
  if (most.length < 4) throw new Error(`only ${most.length} kinds of calls were seen: strace is blind`);
  return most;
}

/** Starts a node, writes to it for a while, ends it however it can be ended. What was acknowledged, and what was odd. */
async function writeAWhile(data: string, launch: Launch, preloaded: readonly string[]) {
  const crew = createCrew();
  const starting = startWritingNode(data, launch, preloaded);
  const late = pause(60_000, null, { ref: false });
  const opened = await Promise.race([starting.opened, late]);
  let refusal: string | null = null;
  if (opened !== null && "pid" in opened) {
    const stop = new AbortController();
    const writing = crew.write(opened, stop.signal);
    await pause(WRITING_MS);
    stop.abort();
    await Promise.race([writing, pause(35_000, null, { ref: false })]);
    opened.child.stdin?.end();
    await Promise.race([opened.ended, pause(15_000, null, { ref: false })]);
  } else refusal = opened?.code ?? null;
  // What a fault left hanging is killed, as an administrator would.
  const pid = starting.child.pid ?? 0;
  if (starting.child.exitCode === null && starting.child.signalCode === null) {
    killProcess(await findPostmaster(pid));
    killProcess(pid);
  }
  return { crew, refusal };
}

async function prepare(data: string): Promise<void> {
  const { crew } = await writeAWhile(data, PLAIN_LAUNCH, []);
  const { lost, halves } = await judge(data, crew.acknowledged);
  if (lost.length > 0 || halves.length > 0) throw new Error("what the trials start from is not whole");
  await withTended(data, async ({ database, files }) => {
    for (const of of await database.read(listExercises))
      for (const size of [0, 1, 5_000, 200_000]) {
        const view = viewOfLead(of);
        const file = { bytes: randomBytes(size), mediaType: "application/octet-stream" };
        await database.transact((tx) => files.keep(tx, view, file));
      }
  });
}

type Tended = Awaited<ReturnType<typeof openTendedNode>>;

async function withTended<T>(data: string, work: (node: Tended) => Promise<T>): Promise<T> {
  const node = await openTendedNode({ dataFolder: data, databaseUrl: null, tell: () => undefined });
  try {
    return await work(node);
  } finally {
    await node.close();
  }
}

/** One call fails; afterwards the node is started on a sound disk. */
async function breakDown(
  trial: Exclude<Trial, { kind: "bit" }>,
  { home, prepared }: { readonly home: string; readonly prepared: string },
): Promise<string> {
  const { code, at } = trial;
  let launch: Launch;
  if (trial.kind === "file function")
    launch = {
      command: [],
      environment: { FAULT_FOLDER: home, FAULT_CODE: code, FAULT_AT: String(at) },
    };
  else {
    copy(prepared, home);
    launch = {
      command: [
        ...["strace", "-f", "--seccomp-bpf", "-qq", "-o", `${home}.trace`, "-e", "signal=none"],
        ...["-e", `trace=${trial.call}`, "-e", `inject=${trial.call}:error=${code}:when=${at}`],
      ],
      environment: {},
    };
  }
  const { crew, refusal } = await writeAWhile(home, launch, trial.kind === "file function" ? preload : []);
  const struck =
    trial.kind === "file function" || readFileSync(`${home}.trace`, "latin1").includes("(INJECTED)");
  rmSync(`${home}.trace`, { force: true });
  const odd = [refusal, ...crew.strange.map((answer) => answer.code)].find((found) => found === "INTERNAL");
  if (odd !== undefined)
    return `FAULT: a failure without a code: ${JSON.stringify(crew.strange[0] ?? refusal)}`;
  // The disk is sound again.
  const again = await startWritingNode(home, PLAIN_LAUNCH).opened;
  if (again === null || !("pid" in again)) return `FAULT: does not start again: ${JSON.stringify(again)}`;
  const { lost, halves } = await judge(home, crew.acknowledged);
  again.child.stdin?.end();
  await again.ended;
  if (lost.length > 0 || halves.length > 0)
    return `FAULT: ${JSON.stringify({ lost: lost.slice(0, 3), halves })}`;
  const { findings } = await inspect(home);
  if (findings.length > 0) return `FAULT: ${JSON.stringify(findings[0])}`;
  if (!struck) return "never came to that call";
  return refusal === null ? "went on" : `refused: ${refusal}`;
}

type Everything = ReadonlyMap<string, string>;

/** Digests of every row, as they are read back. */
function readEverything(data: string): Promise<Everything> {
  return withTended(data, async ({ connectOwner }) => {
    const owner = await connectOwner();
    try {
      const digests = new Map<string, string>();
      for (const table of await listTables(owner))
        digests.set(table.name, (await digestTable(owner, table)).sha256);
      return digests;
    } finally {
      await owner.end();
    }
  });
}

const inspect = (data: string) =>
  withTended(data, (node) =>
    inspectNode({ ...node, migrations: migrationsFolder, progress: () => undefined }),
  );

/** One bit is changed in a node that is not running. */
async function flip(
  { area, seed }: Extract<Trial, { kind: "bit" }>,
  { home, prepared, right }: { readonly home: string; readonly prepared: string; readonly right: Everything },
): Promise<string> {
  const random = createRandom(seed);
  copy(prepared, home);
  const files = listFiles(home).filter((path) => areaOf(relative(home, path)) === area);
  const path = files[Math.floor(random() * files.length)];
  if (path === undefined) return "FAULT: there is nothing to change";
  const bytes = readFileSync(path);
  const at = Math.floor(random() * bytes.length);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  writeFileSync(path, bytes);
  const where = `${relative(home, path)} byte ${at}`;
  let found: Everything;
  try {
    found = await readEverything(home);
  } catch (error) {
    const { code, message } = describeFailure(error);
    return code === "INTERNAL" ? `FAULT: a refusal without a code: ${message}` : `refused: ${code} ${where}`;
  }
  const { findings } = await inspect(home);
  // A file is named as it is named where files are kept.
  const named =
    area !== "files" || findings.some(({ why }) => why.includes(relative(join(home, area), path)));
  if (!named) return `FAULT: no finding names the file that was changed, ${where}`;
  if (findings.length > 0) return `found: ${findings[0]?.table ?? ""} ${where}`;
  const other = [...right].filter(([table, digest]) => found.get(table) !== digest).map(([table]) => table);
  if (other.length > 0) return `FAULT: ${other.join(", ")} read differently and nothing says so, ${where}`;
  return `harmless: ${where}`;
}

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => existsSync(path) && statSync(path).size > 0);
}

function areaOf(path: string): (typeof AREAS)[number] | null {
  if (path.startsWith("files/")) return "files";
  if (path.startsWith("keys/")) return "keys";
  if (/^cluster\/base\//.test(path)) return "tables";
  if (/^cluster\/pg_wal\/[0-9A-F]{24}$/.test(path)) return "journal of writes";
  if (/^cluster\/(pg_xact|pg_multixact|global)\//.test(path)) return "state of transactions";
  if (/^(entente-node|database-passwords)\.json$/.test(path) || /^cluster\/.*\.(conf|auto\.conf)$/.test(path))
    return "settings";
  return null;
}

function copy(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${from} could not be copied: ${stderr}`);
}
