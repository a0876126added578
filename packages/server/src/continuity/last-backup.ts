// When the last backup was made, as a note in the data folder: for the doctor, who asks how old it is.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { InputError, parseJson, readInstant, readObject, readString } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";

const FILE = "last-backup.json";

export interface LastBackup {
  readonly madeAt: Instant;
  /** SHA-256 of its manifest. */
  readonly manifest: string;
}

export function writeLastBackup(folder: string, { madeAt, manifest }: LastBackup): void {
  const draft = join(folder, `${FILE}.new`);
  writeFileSync(draft, `${JSON.stringify({ madeAt, manifest })}\n`, { mode: 0o600, flush: true });
  renameSync(draft, join(folder, FILE));
}

/** Null where none was made from here, or the note cannot be read. */
export function findLastBackup(folder: string): LastBackup | null {
  try {
    const note = readObject(parseJson(readFileSync(join(folder, FILE), "utf8")), "note", [
      ...["madeAt", "manifest"],
    ]);
    return {
      madeAt: readInstant(readString(note["madeAt"], "madeAt")),
      manifest: readString(note["manifest"], "manifest"),
    };
  } catch (error) {
    if (error instanceof InputError || (error instanceof Error && "code" in error)) return null;
    throw error;
  }
}
