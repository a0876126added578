// One node per folder, also after kill -9 and when process numbers are reused. A lock is a small numbered file that names
// its holder; whoever finds the holder gone takes the next number. The highest number holds. Invariants: a lock file
// appears complete or not at all (link), a number can be taken once, and a holder's own file is never removed by it, so
// two takers can never both believe that they hold the highest. A node that is open says so in its file, and where its
// database takes connections, so that commands may work beside it.
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { identifyProcess, identifySelf, isSameProcess } from "./process-identity.ts";
import type { ProcessIdentity } from "./process-identity.ts";

export interface FolderLock {
  /** Says that others may work beside the holder from now on, or, with null, that they no longer may. */
  readonly announce: (serving: Serving | null) => void;
  /** Lets another node in. Does nothing the second time. */
  readonly release: () => void;
}

/** What a holder lets others use. */
export interface Serving {
  /** Where the embedded database's socket is; null: the database is one that DATABASE_URL names. */
  readonly socketFolder: string | null;
}

/** Who holds a folder at this moment. */
export interface Holder {
  readonly process: ProcessIdentity;
  /** Null while it opens or closes, and always for a command, which is soon done. */
  readonly serving: Serving | null;
}

const NAME = /^node-lock\.(\d{1,9})\.json$/;
let drafts = 0;

/** Takes the lock of a folder; null while another live node holds it. Throws the file system's own errors. */
export function lockFolder(folder: string): FolderLock | null {
  const self = identifySelf();
  for (;;) {
    const held = findHighest(folder);
    if (held > 0 && readHolderFile(join(folder, fileName(held))) !== null) return null;
    const mine = held + 1;
    if (!tryTake(folder, mine, self)) continue;
    if (findHighest(folder) !== mine) {
      rmSync(join(folder, fileName(mine)), { force: true });
      continue;
    }
    removeBelow(folder, mine);
    let released = false;
    const path = join(folder, fileName(mine));
    return {
      announce: (serving) => {
        if (!released) replaceFile(folder, path, JSON.stringify({ ...describeSelf(self), serving }));
      },
      release: () => {
        if (released) return;
        released = true;
        replaceFile(folder, path, JSON.stringify({ released: true }));
      },
    };
  }
}

/** The live holder of a folder; null where nobody holds it. Throws the file system's own errors. */
export function readHolder(folder: string): Holder | null {
  const held = findHighest(folder);
  return held === 0 ? null : readHolderFile(join(folder, fileName(held)));
}

function tryTake(folder: string, number: number, self: ProcessIdentity): boolean {
  const draft = writeDraft(folder, JSON.stringify(describeSelf(self)));
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

function describeSelf({ pid, started }: ProcessIdentity): { readonly pid: number; readonly started: string } {
  return { pid, started };
}

/** The live process a lock file names. */
function readHolderFile(path: string): Holder | null {
  let holder: unknown;
  try {
    holder = JSON.parse(readFileSync(path, "utf8"));
  } catch {
    // Gone, or cut short by a power cut: in either case no running node wrote it.
    return null;
  }
  if (typeof holder !== "object" || holder === null || !("pid" in holder) || !("started" in holder))
    return null;
  const { pid, started } = holder;
  if (typeof pid !== "number" || typeof started !== "string") return null;
  if (!isSameProcess({ pid, started }, identifyProcess(pid))) return null;
  return {
    process: { pid, started },
    serving: "serving" in holder ? readServing(holder.serving) : null,
  };
}

function readServing(value: unknown): Serving | null {
  if (typeof value !== "object" || value === null || !("socketFolder" in value)) return null;
  const { socketFolder } = value;
  if (socketFolder === null) return { socketFolder };
  return typeof socketFolder === "string" && isAbsolute(socketFolder) ? { socketFolder } : null;
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
