// The embedded database, supervised: created when there is none, cleared of what an earlier run left, started under a
// guard, started again whenever it ends by itself, and stopped with the node. Reachable through a private socket only.
import { existsSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ServerError } from "../errors.ts";
import { createCluster, createSocketFolder, OWNER_ROLE, placeCluster, readCredentials } from "./cluster.ts";
import type { DataFolder } from "./data-folder.ts";
import { explainFileFault } from "./faults.ts";
import { lockFolder } from "./folder-lock.ts";
import { findPostgresPackage, preparePostgresBinaries } from "./postgres-binaries.ts";
import { launchPostgres } from "./postgres-process.ts";
import type { PostgresRun } from "./postgres-process.ts";
import { clearStaleServer } from "./stale-server.ts";

export interface EmbeddedPostgres {
  readonly socketFolder: string;
  readonly ownerRole: string;
  readonly passwords: { readonly owner: string; readonly app: string };
  /** The server's process now. */
  readonly pid: () => number;
  /** Stops the server cleanly and lets go of its folder. Does nothing the second time. */
  readonly stop: () => Promise<void>;
}

export interface EmbeddedRequest {
  readonly dataFolder: DataFolder;
  /** A sentence for the person at the terminal. */
  readonly note: (line: string) => void;
}

const LOG_MAX_BYTES = 10_000_000;
// After a crash the server's children may hold its memory for a moment, and a new server waits for none of them. Whoever
// kills servers may hit one that is just starting: it is started again then, as one that was up would be.
const FIRST_TRIES = 5;

/** @throws ServerError START_DATABASE_FAILED, START_DISK_FULL, START_DATA_UNWRITABLE, START_DATA_IN_USE. */
export async function startEmbeddedPostgres({
  dataFolder,
  note,
}: EmbeddedRequest): Promise<EmbeddedPostgres> {
  const cleanUp: (() => void)[] = [];
  try {
    const packageFolder = findPostgresPackage();
    const place = placeCluster(dataFolder, note);
    const { home, cluster, user } = place;
    // A copy of a data folder would point to the same home.
    if (home !== dataFolder.path) cleanUp.push(lockHome(home));
    const passwords = readCredentials(dataFolder);
    const binaries = preparePostgresBinaries({ packageFolder, home, user });
    await createCluster(place, binaries.initdb, passwords.owner);
    await clearStaleServer(cluster);
    const socketFolder = createSocketFolder(place);
    cleanUp.push(() => rmSync(socketFolder, { recursive: true, force: true }));
    const logFile = join(home, "postgres.log");
    if (existsSync(logFile) && statSync(logFile).size > LOG_MAX_BYTES) renameSync(logFile, `${logFile}.1`);
    const launch = async (): Promise<PostgresRun> =>
      launchPostgres({
        postgres: binaries.postgres,
        cluster,
        socketFolder,
        logFile,
        user,
        foreignPid: await clearStaleServer(cluster),
      });
    const supervisor = await supervise(launch, note);
    return {
      socketFolder,
      ownerRole: OWNER_ROLE,
      passwords,
      pid: supervisor.pid,
      stop: async () => {
        await supervisor.stop();
        for (const undo of cleanUp.splice(0).reverse()) undo();
      },
    };
  } catch (error) {
    for (const undo of cleanUp.reverse()) undo();
    throw explainFileFault(error, dataFolder.path);
  }
}

function lockHome(home: string): () => void {
  const lock = lockFolder(home);
  if (lock !== null) return lock.release;
  throw new ServerError(
    "START_DATA_IN_USE",
    `Another node is using the database in ${home}: this data folder seems to be a copy of its. Stop that node first, or choose another folder with --data DIR.`,
  );
}

async function supervise(launch: () => Promise<PostgresRun>, note: (line: string) => void) {
  let run = await launchFirst(launch);
  const stopping = new AbortController();

  const watch = async (): Promise<void> => {
    for (;;) {
      await run.ended;
      if (stopping.signal.aborted) return;
      note("The database ended unexpectedly; starting it again.");
      for (let waitMs = 50; ; waitMs = Math.min(waitMs * 2, 5000)) {
        try {
          run = await launch();
          break;
        } catch (error) {
          if (waitMs === 1600) note(error instanceof Error ? error.message : String(error));
        }
        await pause(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
        if (isAborted(stopping.signal)) return;
      }
      // Asked to stop while a start was under way: stop what it started.
      if (isAborted(stopping.signal)) run.signal("INT");
    }
  };
  const watching = watch();

  return {
    pid: () => run.pid,
    stop: async () => {
      stopping.abort();
      run.signal("INT");
      if (await endsWithin(watching, 20_000)) return;
      run.signal("QUIT");
      await endsWithin(watching, 10_000);
    },
  };
}

async function launchFirst(launch: () => Promise<PostgresRun>): Promise<PostgresRun> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await launch();
    } catch (error) {
      const transient =
        error instanceof ServerError && /shared memory|lock file|killed while it started/.test(error.message);
      if (!transient || tries === FIRST_TRIES) throw error;
      await pause(400 * tries);
    }
  }
}

async function endsWithin(end: Promise<void>, ms: number): Promise<boolean> {
  const limit = new AbortController();
  const late = pause(ms, false, { signal: limit.signal }).catch(() => false);
  const inTime = await Promise.race([end.then(() => true), late]);
  limit.abort();
  return inTime;
}

function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
