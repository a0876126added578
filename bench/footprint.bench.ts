// What an idle real node takes of a machine, its database included, and how soon it answers after a start; beside the least
// a node could be, bare Fastify over a PostgreSQL of the same make, and beside the database alone.
import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { startServed } from "../packages/server/src/cli/served.fixture.ts";
import { openDataFolder } from "../packages/server/src/storage/data-folder.ts";
import { startEmbeddedPostgres } from "../packages/server/src/storage/embedded-postgres.ts";
import { startForeignServer } from "../packages/server/src/storage/fixtures/servers.ts";
import { median } from "./contract.ts";
import type { Bench, BenchRow } from "./contract.ts";
import { readTreeMemory } from "./process-tree.ts";

const ROUNDS = 3;
/** Long enough for what a start leaves behind to be let go of. */
const IDLE_MS = 10_000;
const MEMORY_LIMIT = 250e6;
const START_LIMIT_MS = 5000;

interface Round {
  readonly startMs: number;
  readonly databaseMs: number;
  readonly memory: number | null;
  readonly bareStartMs: number;
  readonly bareMemory: number | null;
}

export const bench: Bench = {
  name: "footprint",
  claim:
    "An idle node with its database holds less than 250 MB, and answers within 5 s beside the database's own start.",
  run: async (report) => {
    const folder = mkdtempSync(join(tmpdir(), "entente-bench-"));
    chmodSync(folder, 0o711);
    const server = await startForeignServer(null);
    try {
      const data = join(folder, "data");
      const passphrase = join(folder, "passphrase");
      writeFileSync(passphrase, "seven quiet herons over the estuary\n", { mode: 0o600 });
      const settings = { data, "passphrase-file": passphrase, origin: "https://entente.gov.example" };
      // The first start makes keys, cluster and schema; what is measured is every later one.
      const first = await startServed({ ...settings, host: "GBR", ledger: "gov.example/entente" });
      first.child.kill("SIGTERM");
      await first.ended;
      const databaseUrl = await server.createDatabase();
      const rounds: Round[] = [];
      for (let round = 1; round <= ROUNDS; round += 1) {
        const [ours, databaseMs, bare] = [
          await measure(() => startServed(settings)),
          await startDatabase(data),
          await measure(() => startBare(databaseUrl)),
        ];
        rounds.push({
          ...{ startMs: ours.startMs, databaseMs, memory: ours.memory },
          ...{ bareStartMs: bare.startMs, bareMemory: bare.memory },
        });
        report(
          `round ${round} of ${ROUNDS}: ${megabytes(ours.memory)} MB, ${ours.startMs} ms, database ${databaseMs} ms, bare ${megabytes(bare.memory)} MB, ${bare.startMs} ms`,
        );
      }
      return describe(rounds, readTreeMemory(server.pid));
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

interface Started {
  readonly child: { readonly pid?: number | undefined; readonly kill: (signal: "SIGTERM") => boolean };
  readonly address: string;
  readonly ended: Promise<unknown>;
}

/** Starts something, waits for its first answer, leaves it idle, weighs it and stops it. */
async function measure(
  start: () => Promise<Started>,
): Promise<{ readonly startMs: number; readonly memory: number | null }> {
  const begun = performance.now();
  const { child, address, ended } = await start();
  const answer = await fetch(`${address}/api/health`);
  if (answer.status !== 200) throw new Error(`${address} answers ${answer.status}`);
  const startMs = Math.round(performance.now() - begun);
  await pause(IDLE_MS);
  const memory = readTreeMemory(child.pid ?? 0);
  child.kill("SIGTERM");
  await ended;
  return { startMs, memory };
}

async function startBare(databaseUrl: string): Promise<Started> {
  const program = join(import.meta.dirname, "../packages/server/src/http/fixtures/bare-node.fixture.ts");
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, databaseUrl], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once("line", resolve);
    void ended.then(() => reject(new Error("the bare node ended before it was open")));
  });
  return { child, address, ended };
}

/** The node's own database alone, from the start of its process until it takes connections. */
async function startDatabase(data: string): Promise<number> {
  const dataFolder = openDataFolder(data);
  try {
    const begun = performance.now();
    const embedded = await startEmbeddedPostgres({ dataFolder, note: () => undefined });
    const took = Math.round(performance.now() - begun);
    await embedded.stop();
    return took;
  } finally {
    dataFolder.release();
  }
}

function describe(rounds: readonly Round[], databaseMemory: number | null): readonly BenchRow[] {
  const repetitions = rounds.length;
  const middle = (pick: (round: Round) => number | null): number | null => {
    const values = rounds.map(pick).filter((value) => value !== null);
    return values.length === 0 ? null : median(values);
  };
  const memory = middle((round) => round.memory);
  const bareAlone = middle((round) => round.bareMemory);
  const bare = bareAlone === null || databaseMemory === null ? null : bareAlone + databaseMemory;
  const startMs = middle((round) => round.startMs - round.databaseMs) ?? Number.NaN;
  const bareMs = middle((round) => round.bareStartMs) ?? Number.NaN;
  const unseen = "this system does not say what a process holds";
  const shown = "no goal: the least that could be, to compare with";
  return [
    {
      ...{
        what: "idle node with its database",
        against: "250 MB",
        goal: "at most 1",
        unit: "MB",
        repetitions,
      },
      ratio: memory === null ? null : memory / MEMORY_LIMIT,
      ...{ ours: megabytes(memory), theirs: megabytes(MEMORY_LIMIT) },
      ...(memory === null ? { met: null, reason: unseen } : { met: memory <= MEMORY_LIMIT }),
    },
    {
      ...{
        what: "the same",
        against: "bare Fastify with a PostgreSQL of the same make",
        goal: "none",
        unit: "MB",
      },
      ...{ ratio: memory === null || bare === null ? null : memory / bare, repetitions },
      ...{ ours: megabytes(memory), theirs: megabytes(bare), met: null, reason: shown },
    },
    {
      ...{
        what: "start to first answer, less the database's own",
        against: "5 s",
        goal: "at most 1",
        unit: "ms",
      },
      ...{ ratio: startMs / START_LIMIT_MS, ours: startMs, theirs: START_LIMIT_MS },
      ...{ met: startMs <= START_LIMIT_MS, repetitions },
    },
    {
      ...{ what: "the same", against: "bare Fastify", goal: "none", unit: "ms", repetitions },
      ...{ ratio: startMs / bareMs, ours: startMs, theirs: bareMs, met: null, reason: shown },
    },
  ];
}

function megabytes(bytes: number | null): number | null {
  return bytes === null ? null : Math.round(bytes / 1e5) / 10;
}
