// When the last backup was made and which keys were ever backed up, as a note in the data folder: for the doctor, who asks how
// old it is, and whether a key has come since.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  InputError,
  parseJson,
  readArray,
  readInstant,
  readObject,
  readString,
} from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";

const FILE = "last-backup.json";

export interface LastBackup {
  readonly madeAt: Instant;
  /** SHA-256 of its manifest. */
  readonly manifest: string;
  /** Files of keys that the newest backup of keys holds. */
  readonly keys: readonly string[];
}

export function writeLastBackup(folder: string, { madeAt, manifest, keys }: LastBackup): void {
  const draft = join(folder, `${FILE}.new`);
  writeFileSync(draft, `${JSON.stringify({ madeAt, manifest, keys })}\n`, { mode: 0o600, flush: true });
  renameSync(draft, join(folder, FILE));
}

/** Null where none was made from here, or the note cannot be read. */
export function findLastBackup(folder: string): LastBackup | null {
  try {
    const note = readObject(
      parseJson(readFileSync(join(folder, FILE), "utf8")),
      "note",
      ["madeAt", "manifest"],
      ["keys"],
    );
    return {
      madeAt: readInstant(readString(note["madeAt"], "madeAt")),
      manifest: readString(note["manifest"], "manifest"),
      keys: readArray(note["keys"] ?? [], "keys").map((key) => readString(key, "keys")),
    };
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && "code" in error)) return null;
    throw error;
  }
}
