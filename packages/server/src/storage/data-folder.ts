// The folder that holds everything a node must not lose: its marker, its keys, its database. A folder that is not empty
// and does not carry our marker is never touched, and two nodes never share one.
import { randomUUID } from "node:crypto";
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
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
import { ServerError } from "../errors.ts";
import { explainFileFault } from "./faults.ts";
import { lockFolder } from "./folder-lock.ts";
import type { FolderLock, Serving } from "./folder-lock.ts";

export interface DataFolder {
  /** Absolute path. */
  readonly path: string;
  /** Made when the folder was, never changes. */
  readonly id: string;
  /** Where the embedded database lives when that is not the data folder itself; null: inside it. */
  readonly databaseHome: () => string | null;
  /** Says that the restore that made this folder is whole; until then nothing but a restore opens it. */
  readonly finishRestore: () => void;
  /** Writes such a place into the marker, so that every later start finds the database. */
  readonly placeDatabase: (home: string) => void;
  /** Lets commands work beside this node from now on; null: no longer. */
  readonly announce: (serving: Serving | null) => void;
  /** Lets another node in. */
  readonly release: () => void;
}

interface Marker {
  readonly format: "entente-data/1";
  readonly id: string;
  readonly databaseHome: string | null;
  /** While a restore is filling the folder. */
  readonly restoring: boolean;
}

const MARKER = "entente-node.json";
/** What a start that was cut off before it wrote the marker, or a file manager, may have left in an empty folder. */
const HARMLESS = /^(node-lock\.\d+\.json|\.lock-draft-.*|entente-node\.json\.new|lost\+found|\.DS_Store)$/;

/**
 * Opens a data folder, creating it where there is none, and holds its lock until `release`.
 * @throws ServerError START_DATA_FOREIGN, START_DATA_IN_USE, START_DATA_UNWRITABLE, START_DISK_FULL, RESTORE_UNFINISHED.
 */
export function openDataFolder(folder: string): DataFolder {
  return openFolder(folder, null);
}

/**
 * Makes a new data folder for the node that had this id, to be filled by a restore. Cut off, it can be thrown away and
 * nothing else. @throws ServerError as {@link openDataFolder}; OUT_NOT_EMPTY where there is anything in the folder.
 */
export function openRestoredFolder(folder: string, id: string): DataFolder {
  return openFolder(folder, id);
}

/** `restoredId`: of the node whose backup goes in here; null for every other use. */
function openFolder(folder: string, restoredId: string | null): DataFolder {
  const path = resolve(folder);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    if (!statSync(path).isDirectory()) throw foreign(path);
    let marker = readMarker(path);
    if (restoredId !== null && (marker !== null || readdirSync(path).some((name) => !HARMLESS.test(name))))
      throw notEmpty(path);
    if (marker?.restoring === true) throw unfinished(path);
    if (marker === null && readdirSync(path).some((name) => !HARMLESS.test(name))) throw foreign(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const lock = lockFolder(path);
    if (lock === null) throw inUse(path);
    try {
      // Read again under the lock: another node may have made the folder its own in between.
      marker = readMarker(path);
      if (marker !== null && restoredId !== null) throw notEmpty(path);
      marker ??= writeMarker(path, createMarker(path, restoredId));
      return describe(path, marker, lock);
    } catch (error) {
      lock.release();
      throw error;
    }
  } catch (error) {
    throw explainFileFault(error, path);
  }
}

/**
 * A data folder that a node holds, for those who work beside it: nothing is created and nothing is locked.
 * @throws ServerError START_DATA_FOREIGN, START_DATA_UNWRITABLE.
 */
export function readHeldFolder(path: string): Pick<DataFolder, "path" | "id" | "databaseHome"> {
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
    return { path, id: marker.id, databaseHome: () => marker.databaseHome };
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

function createMarker(path: string, restoredId: string | null): Marker {
  chmodSync(path, 0o700);
  const id = restoredId ?? randomUUID();
  return { format: "entente-data/1", id, databaseHome: null, restoring: restoredId !== null };
}

function writeMarker(path: string, marker: Marker): Marker {
  try {
    // Said only while it holds, so that the marker of a folder is the same whichever way it was made.
    const { restoring, ...lasting } = marker;
    const said = restoring ? marker : lasting;
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
  if (typeof value === "object" && value !== null && "format" in value && "id" in value) {
    const { format, id } = value;
    const home = "databaseHome" in value ? value.databaseHome : null;
    const homeFits = home === null || (typeof home === "string" && isAbsolute(home));
    if (format === "entente-data/1" && typeof id === "string" && /^[0-9a-f-]{36}$/.test(id) && homeFits)
      return { format, id, databaseHome: home, restoring: "restoring" in value && value.restoring !== false };
  }
  throw foreign(path);
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
    `A restore into ${path} was cut off, so what is there is part of a node. Remove the folder and run "entente restore" again; the backup is as it was.`,
  );
}

function inUse(path: string): ServerError {
  return new ServerError(
    "START_DATA_IN_USE",
    `Another node is running on ${path}, or a command is working there that has not come to its end. Stop it first, or choose another folder with --data DIR.`,
  );
}
