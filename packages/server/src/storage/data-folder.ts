// The folder that holds everything a node must not lose: its marker, its keys, its database. A folder that is not empty
// and does not carry our marker is never touched, and two nodes never share one.
import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ServerError } from "../errors.ts";
import { explainFileFault } from "./faults.ts";
import { lockFolder } from "./folder-lock.ts";
import type { FolderLock, Serving } from "./folder-lock.ts";
import { isProcessRunning, lockProcess, readHolders } from "./process-lock.ts";

/** What a data folder is, from its first start on and for good. */
export type Nature =
  | { readonly kind: "exercise" }
  | {
      readonly kind: "real";
      /** The member who runs the node. */
      readonly host: string;
      /** The name of its ledger. */
      readonly ledger: string;
    };

/** What a start says a real node is. Both must be said at the first one, and may be left out later. */
export interface RealWish {
  readonly host: string | null;
  readonly ledger: string | null;
}

export interface DataFolder {
  /** Absolute path. */
  readonly path: string;
  /** Made when the folder was, never changes. */
  readonly id: string;
  readonly nature: Nature;
  /** Where the embedded database lives when that is not the data folder itself; null: inside it. */
  readonly databaseHome: () => string | null;
  /** Says that the restore that made this folder is whole; until then nothing opens it. */
  readonly finishRestore: () => void;
  /** Writes such a place into the marker, so that every later start finds the database. */
  readonly placeDatabase: (home: string) => void;
  /** Lets commands work beside this node from now on; null: no longer. */
  readonly announce: (serving: Serving | null) => void;
  /** Lets another node in. */
  readonly release: () => void;
}

interface Marker {
  readonly nature: Nature;
  readonly id: string;
  readonly databaseHome: string | null;
  /** While a restore is filling the folder. */
  readonly restoring: boolean;
}

/** Who a node is, as a backup of it says. */
export interface NodeIdentity {
  readonly id: string;
  readonly nature: Nature;
}

const MARKER = "entente-node.json";
const EXERCISE_FORMAT = "entente-data/1";
const REAL_FORMAT = "entente-data/2";
/** How long one of several processes waits for the others to have opened, or for a command to end. */
const OTHERS_MS = 20_000;
/** What a start that was cut off before it wrote the marker, or a file manager, may have left in an empty folder. */
const HARMLESS = /^(node-lock\.\d+\.json|\.lock-draft-.*|entente-node\.json\.new|lost\+found|\.DS_Store)$/;

/**
 * Opens a data folder, creating one of an exercise where there is none, and holds its lock until `release`.
 * @throws ServerError START_DATA_FOREIGN, START_DATA_IN_USE, START_DATA_UNWRITABLE, START_DISK_FULL, RESTORE_UNFINISHED.
 */
export function openDataFolder(folder: string): DataFolder {
  return openFolder(folder, (marker) => marker?.nature ?? { kind: "exercise" });
}

/**
 * Opens the data folder of a real node, creating it where there is none.
 * @throws ServerError as {@link openDataFolder}; START_DATA_OTHER_KIND, START_OPTION_INVALID at a first start that does
 * not say what the node is.
 */
export function openRealFolder(folder: string, wish: RealWish): DataFolder {
  return openFolder(folder, (marker) => settleNature(resolve(folder), wish, marker?.nature ?? null));
}

/**
 * Opens it for one of several processes, each of which has a name: they share the folder, and nobody has it alone
 * meanwhile. @throws ServerError as {@link openRealFolder}; START_DATA_IN_USE also when a process of that name runs.
 */
export async function openRealFolderAs(folder: string, wish: RealWish, name: string): Promise<DataFolder> {
  const start = performance.now();
  for (;;) {
    try {
      const opened = openFolderBy(folder, {
        settle: (marker) => settleNature(resolve(folder), wish, marker?.nature ?? null),
        make: makeMarker,
        hold: (path, alone) => lockProcess(path, name, alone),
      });
      return opened;
    } catch (error) {
      // Others of us are opening it, or a command works there, at this moment.
      const busy = error instanceof ServerError && error.code === "START_DATA_IN_USE";
      if (!busy || isProcessRunning(resolve(folder), name) || performance.now() - start > OTHERS_MS)
        throw error;
      await pause(100);
    }
  }
}

/**
 * Makes a new data folder for the node of a backup. Until the restore is whole nothing opens it; cut off, it can only be
 * thrown away. @throws ServerError as {@link openDataFolder}; OUT_NOT_EMPTY where there is anything in the folder.
 */
export function openRestoredFolder(folder: string, { id, nature }: NodeIdentity): DataFolder {
  const path = resolve(folder);
  if (existsSync(path) && readdirSync(path).some((name) => !HARMLESS.test(name))) throw notEmpty(path);
  return openFolderBy(folder, {
    settle: (marker) => {
      if (marker !== null) throw notEmpty(path);
      return nature;
    },
    make: () => ({ nature, id, databaseHome: null, restoring: true }),
    hold: holdAlone,
  });
}

function openFolder(folder: string, settle: (marker: Marker | null) => Nature): DataFolder {
  return openFolderBy(folder, { settle, make: makeMarker, hold: holdAlone });
}

function holdAlone(path: string, alone: FolderLock): FolderLock | null {
  return readHolders(path).length > 1 ? null : alone;
}

function openFolderBy(
  folder: string,
  {
    settle,
    make,
    hold,
  }: {
    readonly settle: (marker: Marker | null) => Nature;
    /** The marker of a folder that has none. */
    readonly make: (nature: Nature) => Marker;
    /** Turns the lock of the folder, held alone, into the one to keep; null when somebody stands against it. */
    readonly hold: (path: string, alone: FolderLock) => FolderLock | null;
  },
): DataFolder {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) throw foreign(path);
    let marker = readMarker(path);
    if (marker?.restoring === true) throw unfinished(path);
    if (marker === null && readdirSync(path).some((name) => !HARMLESS.test(name))) throw foreign(path);
    settle(marker);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const alone = lockFolder(path);
    if (alone === null) throw inUse(path);
    try {
      // Read again under the lock: another node may have made the folder its own in between.
      marker = readMarker(path);
      const nature = settle(marker);
      if (marker === null) {
        chmodSync(path, 0o700);
        marker = writeMarker(path, make(nature));
      }
      const lock = hold(path, alone);
      if (lock === null) throw inUse(path);
      return describe(path, marker, lock);
    } catch (error) {
      alone.release();
      throw error;
    }
  } catch (error) {
    throw explainFileFault(error, path);
  }
}

/** What a folder is for good, against what a start says it is. */
function settleNature(path: string, { host, ledger }: RealWish, found: Nature | null): Nature {
  if (found === null) {
    if (host !== null && ledger !== null) return { kind: "real", host, ledger };
    throw new ServerError(
      "START_OPTION_INVALID",
      `${path} is new. Say once, and for good, who runs the node and how its ledger is called: --host GBR --ledger gov.example/entente.`,
    );
  }
  if (found.kind === "exercise")
    throw otherKind(
      `${path} is the data of an exercise node, and stays that. Choose a new folder for a real node`,
    );
  if ((host ?? found.host) !== found.host || (ledger ?? found.ledger) !== found.ledger)
    throw otherKind(
      `${path} is the data of ${found.host}'s node with the ledger ${found.ledger}, and stays that. Leave --host and --ledger out, or choose a new folder`,
    );
  return found;
}

function otherKind(sentence: string): ServerError {
  return new ServerError("START_DATA_OTHER_KIND", `${sentence} with --data DIR; nothing was changed.`);
}

/** @throws ServerError START_DATA_OTHER_KIND unless the folder is that of an exercise node. */
export function requireExerciseFolder({ path, nature }: Pick<DataFolder, "path" | "nature">): void {
  if (nature.kind !== "exercise")
    throw otherKind(
      `${path} is the data of ${nature.host}'s real node, and no exercise is played there. Start it with "entente serve", or choose another folder`,
    );
}

/**
 * A data folder that a node holds, for those who work beside it: nothing is created and nothing is locked.
 * @throws ServerError START_DATA_FOREIGN, START_DATA_UNWRITABLE.
 */
export function readHeldFolder(path: string): Pick<DataFolder, "path" | "id" | "nature" | "databaseHome"> {
  try {
    // Keys that a command makes beside a node must be the node's to read.
    const owner = statSync(path).uid;
    if (process.getuid !== undefined && process.getuid() !== owner)
      throw new ServerError(
        "START_DATA_UNWRITABLE",
        `${path} belongs to another of this machine's users, and the node that is running on it runs as that one. Run the command as the owner of the folder.`,
      );
    const marker = readMarker(path);
    if (marker === null) throw foreign(path);
    if (marker.restoring) throw unfinished(path);
    return { path, id: marker.id, nature: marker.nature, databaseHome: () => marker.databaseHome };
  } catch (error) {
    throw explainFileFault(error, path);
  }
}

/** Writes a small file whole or not at all, also when the power is cut, readable by its owner only. */
export function writeFileSafely(path: string, text: string): void {
  const draft = `${path}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, path);
  syncFolder(resolve(path, ".."));
}

/** Makes renames in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function describe(path: string, opened: Marker, { announce, release }: FolderLock): DataFolder {
  let marker = opened;
  return {
    path,
    id: marker.id,
    nature: marker.nature,
    databaseHome: () => marker.databaseHome,
    finishRestore: () => {
      marker = writeMarker(path, { ...marker, restoring: false });
    },
    placeDatabase: (home) => {
      marker = writeMarker(path, { ...marker, databaseHome: home });
    },
    announce,
    release,
  };
}

function makeMarker(nature: Nature): Marker {
  return { nature, id: randomUUID(), databaseHome: null, restoring: false };
}

function writeMarker(path: string, marker: Marker): Marker {
  const { nature, id, databaseHome, restoring } = marker;
  // A program that knows exercises only must not take a real node's folder for one of them: another format.
  const written =
    nature.kind === "exercise"
      ? { format: EXERCISE_FORMAT, id, databaseHome }
      : { format: REAL_FORMAT, id, databaseHome, host: nature.host, ledger: nature.ledger };
  try {
    // Said only while it holds, so that a folder's marker is the same whichever way the folder was made.
    const said = restoring ? { ...written, restoring } : written;
    writeFileSafely(join(path, MARKER), `${JSON.stringify(said, null, 2)}\n`);
    return marker;
  } catch (error) {
    throw explainFileFault(error, path);
  }
}

function readMarker(path: string): Marker | null {
  let text: string;
  try {
    text = readFileSync(join(path, MARKER), "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
  const value = parse(text);
  if (typeof value === "object" && value !== null && "id" in value) {
    const { id } = value;
    const home = "databaseHome" in value ? value.databaseHome : null;
    const homeFits = home === null || (typeof home === "string" && isAbsolute(home));
    const nature = readNature(value);
    if (nature !== null && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) && homeFits)
      return { nature, id, databaseHome: home, restoring: "restoring" in value };
  }
  throw foreign(path);
}

function readNature(value: object): Nature | null {
  const { format, host, ledger } = value as Readonly<Record<string, unknown>>;
  if (format === EXERCISE_FORMAT) return { kind: "exercise" };
  if (format !== REAL_FORMAT || typeof host !== "string" || typeof ledger !== "string") return null;
  return { kind: "real", host, ledger };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function foreign(path: string): ServerError {
  return new ServerError(
    "START_DATA_FOREIGN",
    `${path} holds something that is not a node's data. Choose an empty or new folder with --data DIR; nothing was changed.`,
  );
}

function notEmpty(path: string): ServerError {
  return new ServerError(
    "OUT_NOT_EMPTY",
    `${path} is not empty, and a restore writes over nothing. Name a folder that is not there yet, or an empty one, with --data DIR.`,
  );
}

function unfinished(path: string): ServerError {
  return new ServerError(
    "RESTORE_UNFINISHED",
    `A restore into ${path} was cut off, so what is there is part of a node. Remove the folder and run "entente restore from" again; the backup is as it was.`,
  );
}

function inUse(path: string): ServerError {
  return new ServerError(
    "START_DATA_IN_USE",
    `Another node is running on ${path}, or a command is working there that has not come to its end. Stop it first, or choose another folder with --data DIR.`,
  );
}
