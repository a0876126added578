// Making a backup: every row under one snapshot, while the node goes on, and the files beside the database; the keys go into
// an archive of their own. Decision: docs/decisions/0015-backup.md.
import { createHash, hash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { canonicalize, encodeHex, utf8 } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { readRoot } from "../ledger/index.ts";
import { openSnapshot, readSchemaState } from "../storage/index.ts";
import type { Owner, Storage } from "../storage/index.ts";
import { PART_BYTES, writeArchive } from "./archive.ts";
import type { ArchivePart } from "./archive.ts";
import { findLastBackup, writeLastBackup } from "./last-backup.ts";
import { BACKUP_FORMAT, HEAD, MANIFEST, readPath } from "./manifest.ts";
import type { BackupHead, BackupManifest, FileDigest, TableDigest } from "./manifest.ts";
import { beginSnapshot, copyOut, listSequences, listTables, readEpochNumber } from "./store.ts";

/** What of a data folder goes into a backup beside the database: files by the cases' own names, and settings. */
const KEPT = ["files", "ledger-policy"];
/** What holds keys, and goes into the other archive. */
const KEYS = ["keys"];
/** What a start makes again, or what is of one machine alone. */
const MADE_AGAIN =
  /^(entente-node\.json|database-passwords\.json|last-backup\.json|node-lock\..*|\.lock-draft.*|cluster.*|binaries|socket|postgres\.log.*|records|.*\.new|lost\+found)$/;

export interface BackupRequest {
  readonly storage: Storage;
  readonly migrations: string;
  readonly out: string;
  /** Where the keys go; null: they are left out. */
  readonly keysOut: string | null;
  readonly recipients: readonly string[];
  readonly at: Instant;
  readonly progress: (text: string) => void;
}

export interface BackupMade {
  readonly madeAt: Instant;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly ledger: { readonly size: number; readonly root: string };
  /** SHA-256 of the manifest, by which people name the backup. */
  readonly manifest: string;
  /** How many key files; null when they were left out. */
  readonly keys: number | null;
  /** Entries of the data folder nobody knows, which are in neither archive. */
  readonly leftOut: readonly string[];
}

/** @throws ServerError DATABASE_UNREACHABLE, REQUEST_INVALID; the file system's errors. No file stays behind then. */
export async function makeBackup(request: BackupRequest): Promise<BackupMade> {
  const { storage, out, keysOut, recipients, at, progress } = request;
  const folder = storage.dataFolder.path;
  const owner = await storage.connectOwner();
  let made: { readonly manifest: BackupManifest; readonly digest: string } | null = null;
  try {
    const parts = copyEverything(owner, request, (manifest, digest) => (made = { manifest, digest }));
    await writeArchive({ path: out, madeAt: at, recipients }, parts);
  } finally {
    await owner.end();
  }
  // Assigned by the generator, which the compiler does not see.
  const { manifest, digest } = made as unknown as {
    readonly manifest: BackupManifest;
    readonly digest: string;
  };
  const paths = await listPaths(folder, KEYS);
  if (keysOut !== null) {
    progress("keys");
    await writeArchive({ path: keysOut, madeAt: at, recipients }, readParts(folder, paths));
  }
  const kept = keysOut === null ? (findLastBackup(folder)?.keys ?? []) : paths;
  writeLastBackup(folder, { madeAt: at, manifest: digest, keys: kept });
  const known = [...KEPT, ...KEYS];
  return {
    madeAt: at,
    tables: manifest.tables.length,
    rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
    files: manifest.files.length,
    ledger: manifest.ledger,
    manifest: digest,
    keys: keysOut === null ? null : paths.length,
    leftOut: (await readdir(folder)).filter((name) => !known.includes(name) && !MADE_AGAIN.test(name)),
  };
}

async function* copyEverything(
  owner: Owner,
  { storage, migrations, at, progress }: BackupRequest,
  finish: (manifest: BackupManifest, digest: string) => void,
): AsyncGenerator<ArchivePart> {
  const { path: folder, id, nature } = storage.dataFolder;
  await beginSnapshot(owner);
  try {
    const { applied } = await readSchemaState(owner, migrations);
    const head: BackupHead = {
      ...{ format: BACKUP_FORMAT, node: { id, nature }, madeAt: at, epoch: await readEpochNumber(owner) },
      ...{ schema: applied.map(({ number, name, sha256 }) => ({ number, name, sha256 })) },
      tables: await listTables(owner),
    };
    const headBytes = write(head as unknown as JsonObject);
    yield { name: HEAD, bytes: headBytes };
    const tables: TableDigest[] = [];
    for (const [index, table] of head.tables.entries()) {
      progress(`${table.name}  ${index + 1}/${head.tables.length}`);
      let part = 0;
      for await (const bytes of copyOut(owner, table, {
        size: PART_BYTES,
        finish: (digest) => tables.push(digest),
      }))
        yield { name: `tables/${table.name}/${String((part += 1)).padStart(8, "0")}.copy`, bytes };
    }
    const { size, root } = await readRoot(openSnapshot(owner));
    // After the rows: a sequence is never behind the rows it numbered.
    const sequences = await listSequences(owner);
    const files: FileDigest[] = [];
    const paths = await listPaths(folder, KEPT);
    for await (const part of readParts(folder, paths)) {
      progress(part.name);
      addDigest(files, part);
      yield { ...part, name: `folder/${part.name}` };
    }
    const manifest: BackupManifest = {
      ...{ format: BACKUP_FORMAT, head: hash("sha256", headBytes, "hex"), tables, files, sequences },
      ledger: { size, root: encodeHex(root) },
    };
    const manifestBytes = write(manifest as unknown as JsonObject);
    finish(manifest, hash("sha256", manifestBytes, "hex"));
    yield { name: MANIFEST, bytes: manifestBytes };
  } finally {
    await owner.query("ROLLBACK").catch(() => undefined);
  }
}

function write(value: JsonObject): Uint8Array {
  return utf8(canonicalize(value));
}

/** Digests of files as they pass; `name.part-2` and on are the further parts of a large one. */
function addDigest(files: FileDigest[], { name, bytes }: ArchivePart): void {
  files.push({ path: name, size: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") });
}

/** Regular files below these entries of a folder, by name. What is not there is nothing. */
async function listPaths(folder: string, entries: readonly string[]): Promise<readonly string[]> {
  const paths: string[] = [];
  const visit = async (path: string): Promise<void> => {
    const found = await readdir(join(folder, path), { withFileTypes: true }).catch((error: unknown) => {
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === "ENOENT") return null;
      if (code === "ENOTDIR") return "file" as const;
      throw error;
    });
    if (found === null) return;
    if (found === "file") paths.push(readPath(path));
    else
      for (const entry of found) {
        // What is being written is not there yet.
        if (entry.name.endsWith(".new")) continue;
        await visit(`${path}/${entry.name}`);
      }
  };
  for (const entry of entries) await visit(entry);
  return paths.sort();
}

async function* readParts(folder: string, paths: readonly string[]): AsyncGenerator<ArchivePart> {
  for (const path of paths) yield { name: path, bytes: await readFile(join(folder, path)) };
}
