// The crew of a history, and what a bad day does to it: processes killed or stopped, connections cut or frozen, the node gone
// with its database.
import { execFile } from "node:child_process";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { migrationsFolder, openStorageBeside } from "../../packages/server/src/storage/index.ts";
import type { Storage } from "../../packages/server/src/storage/index.ts";
import { Worker } from "./history-crew.ts";
import { below, pick } from "./history-chance.ts";
import type { Random } from "./history-chance.ts";

const PROCESSES = 3;

/** The processes, and the way to hurt them. */
export interface Crew {
  readonly node: Worker;
  readonly workers: readonly Worker[];
  readonly home: string;
}

export async function startCrew(home: string): Promise<Crew> {
  const data = join(home, "data");
  const node = new Worker("history-node.ts", [data]);
  await node.start();
  const workers = Array.from({ length: PROCESSES }, () => new Worker("history-process.ts", [data]));
  await Promise.all(workers.map((worker) => worker.start()));
  return { node, workers, home };
}

export async function stopCrew({ node, workers }: Crew): Promise<void> {
  await Promise.all(workers.map((worker) => worker.kill()));
  await node.stop();
}

/** Brings back whatever is down. */
export async function mend({ node, workers }: Crew): Promise<void> {
  if (!node.alive) await node.start();
  for (const worker of workers) {
    if (!worker.alive) await worker.start();
  }
}

/** A node that goes takes everybody with it for seconds, so that it is the rarest. */
const faults = [
  "kill",
  "kill",
  "stop",
  "stop",
  "cut",
  "cut",
  "cut",
  "stall",
  "stall",
  "stall",
  "kill-node",
] as const;

/** Does one thing to the crew that a bad day does; says what. */
export async function hurt(crew: Crew, random: Random): Promise<string> {
  const fault = pick(random, faults);
  const worker = pick(random, crew.workers);
  const index = crew.workers.indexOf(worker);
  switch (fault) {
    case "kill":
      await worker.kill();
      await pause(below(random, 50));
      await mend(crew);
      return `process ${index} killed`;
    case "stop": {
      worker.signal("SIGSTOP");
      await pause(50 + below(random, 300));
      worker.signal("SIGCONT");
      return `process ${index} stopped for a while`;
    }
    case "cut":
    case "stall": {
      const storage = await openBeside(crew).catch(() => null);
      if (storage === null) return "nothing, the node was away";
      try {
        return fault === "cut" ? await cut(storage, random) : await stall(storage, random);
      } finally {
        await storage.close();
      }
    }
    case "kill-node":
      await crew.node.kill();
      await pause(below(random, 50));
      // Whoever worked beside it works beside nothing now, and says so until it is started again.
      await Promise.all(crew.workers.map((one) => one.kill()));
      await mend(crew);
      return "the node killed with its database";
  }
}

function openBeside({ home }: Crew): Promise<Storage> {
  const place = { dataFolder: join(home, "data"), databaseUrl: null, note: () => undefined };
  return openStorageBeside({ ...place, migrations: migrationsFolder });
}

/** Ends some connections of the processes, wherever they are in what they do. */
async function cut(storage: Storage, random: Random): Promise<string> {
  const client = await storage.connectOwner();
  try {
    const { rowCount } = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'entente_app' AND pid <> pg_backend_pid() AND hashtext(pid::text || $1) % 2 = 0",
      [String(random())],
    );
    return `${rowCount ?? 0} connections cut`;
  } catch {
    return "connections cut, ours among them";
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Freezes some connections for a while: whoever waits for an answer gets it late, and others overtake. */
async function stall(storage: Storage, random: Random): Promise<string> {
  const client = await storage.connectOwner();
  try {
    const { rows } = await client.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_activity WHERE usename = 'entente_app' AND pid <> pg_backend_pid()",
    );
    const chosen = rows.filter(() => random() < 0.5).map(({ pid }) => String(pid));
    if (chosen.length === 0) return "nothing to freeze";
    await signalAll("-STOP", chosen);
    await pause(30 + below(random, 200));
    await signalAll("-CONT", chosen);
    return `${chosen.length} connections frozen for a while`;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function signalAll(signal: string, pids: readonly string[]): Promise<void> {
  for (const pid of pids) await promisify(execFile)("kill", [signal, pid]).catch(() => undefined);
}
