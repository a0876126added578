// Files in a folder: written beside their place, synced, and renamed into it, so that there is never half of one.
import { randomUUID } from "node:crypto";
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ServerError } from "../errors.ts";
import type { BlobStore } from "./blob-store.ts";

const DRAFT = ".part";
const NAME = /^[0-9a-f-]{36}$/;

export function keepInFolder(folder: string): BlobStore {
  return {
    write: async (name, bytes) => {
      const path = join(folder, name);
      const draft = `${path}.${randomUUID()}${DRAFT}`;
      try {
        await makeFolder(dirname(path));
        const file = await open(draft, "wx", 0o600);
        try {
          await file.writeFile(bytes);
          await file.sync();
        } finally {
          await file.close();
        }
        await rename(draft, path);
        await syncFolder(dirname(path));
      } catch (cause) {
        await rm(draft, { force: true }).catch(() => undefined);
        throw unwritten(cause);
      }
    },
    read: (name) => readFile(join(folder, name)).then(toBytes, nothing),
    remove: (name) => rm(join(folder, name), { force: true }),
    list: async function* () {
      for (const of of await list(folder))
        for (const entry of await list(join(folder, of))) {
          const found = await stat(join(folder, of, entry)).catch(() => null);
          if (found !== null) yield { name: `${of}/${entry}`, writtenMs: found.mtimeMs };
        }
    },
    close: () => undefined,
  };

  /** The folder of a case, whose own entry is synced too. */
  async function makeFolder(path: string): Promise<void> {
    const made = await mkdir(path, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(dirname(path));
  }
}

const toBytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);

function nothing(error: unknown): null {
  if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
  throw error;
}

async function list(folder: string): Promise<readonly string[]> {
  const entries = (await readdir(folder).catch(nothing)) ?? [];
  return entries.filter((entry) => NAME.test(entry) || entry.endsWith(DRAFT));
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  await folder.sync().finally(() => folder.close());
}

function unwritten(cause: unknown): ServerError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "no reason given";
  return new ServerError(
    code === "ENOSPC" ? "START_DISK_FULL" : "FILE_UNWRITTEN",
    `A file could not be kept (${code}), and nothing that needs it was changed. Whoever runs this node looks at the disk; then do it again.`,
    { cause },
  );
}
