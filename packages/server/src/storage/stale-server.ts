// What an earlier run may have left: a server still working on the cluster (the node was killed), or a postmaster.pid
// whose number is dead, a zombie, or by now somebody else's. A server of ours is stopped properly; anybody else's process
// is left alone. A file with a number stays: the server replaces it, and needs it to see whether old memory is still in use.
import { readFileSync, realpathSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ServerError } from "../errors.ts";
import { isPidTaken, isPostgresOn } from "./process-identity.ts";

const STEPS = [
  { signal: "SIGINT", waitMs: 15_000 },
  { signal: "SIGQUIT", waitMs: 5_000 },
  { signal: "SIGKILL", waitMs: 5_000 },
] as const;

/**
 * Stops an orphaned server on `cluster`. Returns a number in the pid file that is taken by somebody else, to be ignored
 * by the next server, or null. @throws ServerError START_DATABASE_FAILED when an orphan cannot be stopped.
 */
export async function clearStaleServer(cluster: string): Promise<number | null> {
  const pid = readPostmasterPid(cluster);
  if (pid === null) {
    // Empty or cut short: the remnant of a start that never came to be, which a server would refuse for ever.
    rmSync(join(cluster, "postmaster.pid"), { force: true });
    return null;
  }
  const folder = realpathSync(cluster);
  for (const { signal, waitMs } of STEPS) {
    if (!isPostgresOn(pid, folder)) break;
    sendSignal(pid, signal);
    const deadline = Date.now() + waitMs;
    while (isPostgresOn(pid, folder) && Date.now() < deadline) await pause(20);
  }
  if (isPostgresOn(pid, folder))
    throw new ServerError(
      "START_DATABASE_FAILED",
      `A database server left behind by an earlier run (process ${pid}) cannot be stopped. Stop it, or have an administrator stop it, and start again.`,
    );
  return isPidTaken(pid) ? pid : null;
}

/** The number in the cluster's pid file; null where there is no file or no number in it. */
export function readPostmasterPid(cluster: string): number | null {
  try {
    const pid = Number(readFileSync(join(cluster, "postmaster.pid"), "latin1").split("\n")[0]);
    // A negative number is a single-user server's.
    return Number.isSafeInteger(pid) && pid !== 0 ? Math.abs(pid) : null;
  } catch {
    return null;
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended by itself.
  }
}
