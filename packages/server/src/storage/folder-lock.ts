// One node per folder, also after kill -9 and when process numbers are reused. A lock is a small numbered file that names
// its holder; whoever finds the holder gone takes the next number. The highest number holds. Invariants: a lock file
// appears complete or not at all (link), a number can be taken once, and a holder's own file is never removed by it, so
// two takers can never both believe that they hold the highest.
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { identifyProcess, identifySelf, isSameProcess } from "./process-identity.ts";
import type { ProcessIdentity } from "./process-identity.ts";

export interface FolderLock {
  /** Lets another node in. Does nothing the second time. */
  readonly release: () => void;
}

const NAME = /^node-lock\.(\d{1,9})\.json$/;
let drafts = 0;

/** Takes the lock of a folder; null while another live node holds it. Throws the file system's own errors. */
export function lockFolder(folder: string): FolderLock | null {
  const self = identifySelf();
  for (;;) {
    const held = findHighest(folder);
    if (held > 0 && isHeld(join(folder, fileName(held)))) return null;
    const mine = held + 1;
    if (!tryTake(folder, mine, self)) continue;
    if (findHighest(folder) !== mine) {
      rmSync(join(folder, fileName(mine)), { force: true });
      continue;
    }
    removeBelow(folder, mine);
    let released = false;
    return {
      release: () => {
        if (released) return;
        released = true;
        replaceFile(folder, join(folder, fileName(mine)), JSON.stringify({ released: true }));
      },
    };
  }
}

function tryTake(folder: string, number: number, self: ProcessIdentity): boolean {
  const draft = writeDraft(folder, JSON.stringify({ pid: self.pid, started: self.started }));
  try {
    linkSync(draft, join(folder, fileName(number)));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function isHeld(path: string): boolean {
  let holder: unknown;
  try {
    holder = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Gone, or cut short by a power cut: in either case no running node wrote it.
    return false;
  }
  if (typeof holder !== "object" || holder === null || !("pid" in holder) || !("started" in holder))
    return false;
  const { pid, started } = holder;
  if (typeof pid !== "number" || typeof started !== "string") return false;
  return isSameProcess({ pid, started }, identifyProcess(pid));
}

function findHighest(folder: string): number {
  let highest = 0;
  for (const name of readdirSync(folder)) highest = Math.max(highest, Number(NAME.exec(name)?.[1] ?? 0));
  return highest;
}

function removeBelow(folder: string, number: number): void {
  for (const name of readdirSync(folder)) {
    const match = NAME.exec(name);
    if (match !== null && Number(match[1]) < number) rmSync(join(folder, name), { force: true });
  }
}

function replaceFile(folder: string, path: string, text: string): void {
  try {
    renameSync(writeDraft(folder, text), path);
  } catch {
    // The folder was taken away from under us; then there is nothing left to let go of.
  }
}

function writeDraft(folder: string, text: string): string {
  const draft = join(folder, `.lock-draft-${process.pid}-${++drafts}`);
  writeFileSync(draft, text, { mode: 0o600 });
  return draft;
}

function fileName(number: number): string {
  return `node-lock.${number}.json`;
}
