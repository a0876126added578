// Reading what is to be checked, with hard limits. A name on the command line may be a link, because its user chose it;
// nothing inside a record folder may be, because a link would bring in what is not in the folder.
import {
  closeSync,
  constants,
  existsSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { VerifierError } from "./errors.ts";
import { nameInput, PROOF_ENDING } from "./input.ts";
import type { Input } from "./input.ts";

const MEBIBYTE = 1024 * 1024;
const MAX_FILE = 64 * MEBIBYTE;
const MAX_RECORD = 512 * MEBIBYTE;
const MAX_RECORD_FILES = 50_000;
const MAX_DEPTH = 12;

/**
 * Reads what is to be checked: a file of any kind the verifier knows, or the folder of a record. Beside a ledger proof lies
 * what it is about, under the proof's name without its ending.
 * @throws VerifierError FILE_UNREADABLE, FILE_TOO_LARGE, FILE_KIND_UNKNOWN, FOLDER_UNSAFE.
 */
export function readInput(path: string): Input {
  if (isFolder(path)) return { kind: "record", files: readFolder(path) };
  const read = (name: string): Uint8Array => readBounded(name, { limit: MAX_FILE, followLink: true });
  const entry = path.slice(0, -PROOF_ENDING.length);
  const proves = path.endsWith(PROOF_ENDING) && existsSync(entry);
  return nameInput(path, read(path), proves ? read(entry) : null);
}

/** @throws VerifierError FILE_UNREADABLE, FILE_TOO_LARGE. */
export function readTrustBytes(path: string): Uint8Array {
  return readBounded(path, { limit: MEBIBYTE, followLink: true });
}

function isFolder(path: string): boolean {
  return attempt(path, () => statSync(path)).isDirectory();
}

function readFolder(root: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let room = MAX_RECORD;
  const walk = (folder: string, prefix: string, depth: number): void => {
    const entries = attempt(folder, () => readdirSync(folder, { withFileTypes: true }));
    if (depth > MAX_DEPTH) throw unsafe(folder, "lies too deep for a record");
    if (depth > 0 && entries.length === 0) throw unsafe(folder, "is an empty folder, which no record has");
    for (const entry of entries) {
      const path = join(folder, entry.name);
      const status = attempt(path, () => lstatSync(path));
      if (status.isSymbolicLink()) throw unsafe(path, "is a symbolic link");
      if (status.isDirectory()) walk(path, `${prefix}${entry.name}/`, depth + 1);
      else {
        if (files.size >= MAX_RECORD_FILES)
          throw new VerifierError("FILE_TOO_LARGE", `${root} holds more than ${MAX_RECORD_FILES} files`);
        const bytes = readBounded(path, { limit: Math.min(MAX_FILE, room), followLink: false });
        room -= bytes.length;
        files.set(`${prefix}${entry.name}`, bytes);
      }
    }
  };
  walk(root, "", 0);
  return files;
}

function readBounded(
  path: string,
  { limit, followLink }: { readonly limit: number; readonly followLink: boolean },
): Uint8Array {
  // Without waiting: opening a pipe nobody writes to would never come back.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (followLink ? 0 : constants.O_NOFOLLOW);
  return attempt(path, () => {
    const handle = openSync(path, flags);
    try {
      const status = fstatSync(handle);
      if (!status.isFile()) throw unsafe(path, "is neither a file nor a folder");
      if (status.size > limit)
        throw new VerifierError("FILE_TOO_LARGE", `${path} is larger than what is read (${limit} bytes)`);
      return readWhole(handle, status.size, path);
    } finally {
      closeSync(handle);
    }
  });
}

function readWhole(handle: number, size: number, path: string): Uint8Array {
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const read = readSync(handle, bytes, length, size - length, null);
    if (read === 0) break;
    length += read;
  }
  if (length < size || readSync(handle, new Uint8Array(1), 0, 1, null) > 0)
    throw new VerifierError("FILE_UNREADABLE", `${path} changed while it was read: try again`);
  return bytes;
}

function unsafe(path: string, what: string): VerifierError {
  return new VerifierError("FOLDER_UNSAFE", `${path} ${what}: remove it, or get the files again`);
}

function attempt<Result>(path: string, action: () => Result): Result {
  try {
    return action();
  } catch (cause) {
    if (cause instanceof VerifierError) throw cause;
    const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown fault";
    throw new VerifierError(
      "FILE_UNREADABLE",
      `${path} could not be read (${code}): check the name and your rights to it`,
      { cause },
    );
  }
}
