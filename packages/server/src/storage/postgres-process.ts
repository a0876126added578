// One run of the database server under its guard, from its start until it has ended.
import { closeSync, existsSync, openSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import { ServerError } from "../errors.ts";
import type { DatabaseUser } from "./database-user.ts";
import { diskFull } from "./faults.ts";
import { startGuarded } from "./guard.ts";

export interface PostgresRun {
  readonly pid: number;
  /** Resolves when the server (or its guard) has ended, however. */
  readonly ended: Promise<void>;
  /** INT: roll back what is open and shut down; QUIT: at once, with recovery at the next start. */
  readonly signal: (how: "INT" | "QUIT") => void;
}

export interface PostgresLaunch {
  readonly postgres: string;
  readonly cluster: string;
  readonly socketFolder: string;
  readonly logFile: string;
  readonly user: DatabaseUser | null;
  /** A number in a stale postmaster.pid that now belongs to somebody else; the server is told to ignore it. */
  readonly foreignPid: number | null;
}

const SETTINGS = {
  listen_addresses: "",
  unix_socket_permissions: "0700",
  max_connections: "40",
  shared_buffers: "32MB",
  max_wal_size: "256MB",
  min_wal_size: "80MB",
  fsync: "on",
  full_page_writes: "on",
  synchronous_commit: "on",
  io_method: "sync",
  huge_pages: "off",
  jit: "off",
  max_parallel_workers: "0",
  max_wal_senders: "0",
  TimeZone: "UTC",
  log_timezone: "UTC",
  lc_messages: "C",
  // What a statement held must not end in a file that no marking protects.
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  log_parameter_max_length_on_error: "0",
};

/** What is said of a server that ended before it was ready, and wrote down no reason: somebody ended it. */
const KILLED = "it was killed while it started";
const READY_AFTER_MS = 300_000;

/** Starts the server and waits until it takes connections. @throws ServerError START_DATABASE_FAILED, START_DISK_FULL. */
export async function launchPostgres(launch: PostgresLaunch): Promise<PostgresRun> {
  const logStart = existsSync(launch.logFile) ? statSync(launch.logFile).size : 0;
  const settings = { ...SETTINGS, unix_socket_directories: launch.socketFolder };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const log = openSync(launch.logFile, "a", 0o600);
  const guard = startGuarded({
    program: launch.postgres,
    args: ["-D", launch.cluster, ...args],
    user: launch.user,
    output: log,
    env: launch.foreignPid === null ? {} : { PG_GRANDPARENT_PID: String(launch.foreignPid) },
  });
  closeSync(log);
  const state = { over: false };
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      state.over = true;
      // The guard may be gone while the server is not: closing the pipe tells what is left of it.
      guard.stdin.destroy();
      resolve();
    };
    guard.once("exit", end);
    guard.once("error", end);
  });

  const pid = await readPid(guard.stdout, ended);
  const deadline = Date.now() + READY_AFTER_MS;
  while (!state.over && pid !== null && Date.now() < deadline) {
    if (isReady(launch.cluster, pid)) {
      return {
        pid,
        ended,
        signal: (how) => {
          if (!state.over) guard.stdin.write(`${how}\n`);
        },
      };
    }
    await pause(15);
  }
  const killed = state.over && pid !== null;
  guard.stdin.destroy();
  await ended;
  throw explainLog(readTail(launch.logFile, logStart), killed ? KILLED : "it gave no reason", launch);
}

async function readPid(output: Readable, ended: Promise<void>): Promise<number | null> {
  let text = "";
  const line = new Promise<void>((resolve) => {
    output.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (text.includes("\n")) resolve();
    });
    output.once("end", resolve);
  });
  await Promise.race([line, ended]);
  const pid = Number(text.trim());
  return Number.isSafeInteger(pid) && pid > 1 ? pid : null;
}

/** The server writes its state on the eighth line of its pid file. */
function isReady(cluster: string, pid: number): boolean {
  try {
    const lines = readFileSync(join(cluster, "postmaster.pid"), "latin1").split("\n");
    return Number(lines[0]) === pid && lines[7]?.trim() === "ready";
  } catch {
    return false;
  }
}

function readTail(logFile: string, start: number): string {
  try {
    return readFileSync(logFile).subarray(start).toString("utf8");
  } catch {
    return "";
  }
}

/** `silence`: what it means that the server wrote down no reason. */
function explainLog(log: string, silence: string, launch: PostgresLaunch): ServerError {
  if (log.includes("No space left on device")) return diskFull(launch.cluster, new Error(log));
  const fatal = log.split("\n").findLast((line) => /\b(FATAL|PANIC):/.test(line));
  const reason = fatal?.replace(/^.*?(FATAL|PANIC):\s*/, "") ?? silence;
  return new ServerError(
    "START_DATABASE_FAILED",
    `The embedded database did not start: ${reason}. Its full account is in ${launch.logFile}.`,
    { cause: new Error(log) },
  );
}
