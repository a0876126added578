// Several processes of one node on one data folder. Each has a name and a folder under it, `processes/NAME`, with a lock
// of the same kind as the data folder's own. The data folder's lock, held alone for a moment, is what all of them pass
// through on their way in: so nobody has the folder alone while a process runs, and no process begins while somebody has.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { lockFolder, readHolder } from "./folder-lock.ts";
import type { FolderLock, Holder } from "./folder-lock.ts";

const PROCESSES = "processes";

/** Takes the lock of one process and lets go of the folder's; null while a live process has that name. */
export function lockProcess(folder: string, name: string, alone: FolderLock): FolderLock | null {
  const own = join(folder, PROCESSES, name);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  const lock = lockFolder(own);
  if (lock !== null) alone.release();
  return lock;
}

/** Whether a live process has that name. */
export function isProcessRunning(folder: string, name: string): boolean {
  return listProcesses(folder).includes(name) && readHolder(join(folder, PROCESSES, name)) !== null;
}

/** Everybody who holds a folder, alone or as one of several. Throws the file system's own errors. */
export function readHolders(folder: string): readonly Holder[] {
  const processes = listProcesses(folder).map((name) => readHolder(join(folder, PROCESSES, name)));
  return [readHolder(folder), ...processes].filter((holder) => holder !== null);
}

function listProcesses(folder: string): readonly string[] {
  try {
    return readdirSync(join(folder, PROCESSES));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}
