// Restoring: a new data folder and an empty database get what a backup holds, in one transaction that ends only when every
// table, file and the ledger's root are what the manifest says. Then what was given out is taken away, and a new epoch waits
// for its confirmation: until then the node serves nobody.
import { hash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { dirname, join } from "node:path";
import { encodeHex } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { readRoot } from "../ledger/index.ts";
import { openSnapshot, openStorageForRestore } from "../storage/index.ts";
import type { Owner, RestoredStorage } from "../storage/index.ts";
import { readArchive } from "./archive.ts";
import type { ArchivePart } from "./archive.ts";
import { damaged, HEAD, MANIFEST, readHead, readManifest, readPath } from "./manifest.ts";
import type { BackupHead, BackupManifest, FileDigest } from "./manifest.ts";
import { endRights, noteInJournal } from "./rights/store.ts";
import { beginLoading, digestTable, inTransaction, insertEpoch } from "./store.ts";
import type { Loading } from "./store.ts";

export interface RestoreRequest {
  /** The archive of the node. */
  readonly backup: string;
  /** The archive of its keys. */
  readonly keys: string;
  readonly identities: readonly string[];
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly migrations: string;
  readonly at: Instant;
  readonly note: (line: string) => void;
  readonly progress: (text: string) => void;
}

export interface Restored {
  readonly madeAt: Instant;
  readonly tables: number;
  readonly rows: number;
  readonly files: number;
  readonly ledger: { readonly size: number; readonly root: string };
  readonly epoch: number;
  /** What was ended, by table. */
  readonly ended: Readonly<Record<string, number>>;
}

/**
 * @throws ServerError BACKUP_DAMAGED, BACKUP_SEALED, OUT_NOT_EMPTY, SCHEMA_NEWER, SCHEMA_CHANGED, LEDGER_DAMAGED and what
 * opening storage throws. Failed or cut off, it leaves a folder that no node opens.
 */
export async function restoreBackup(request: RestoreRequest): Promise<Restored> {
  const { backup, identities, dataFolder, databaseUrl, migrations, note, at } = request;
  const parts = readArchive(backup, identities);
  try {
    const first = await parts.next();
    if (first.done === true || first.value.name !== HEAD) throw damaged("it does not begin with a head");
    const headBytes = first.value.bytes;
    const head = readHead(headBytes);
    // Read before anything is made: keys that cannot be opened are found out now.
    const keys = await readKeys(request);
    const loaded: [BackupManifest, Uint8Array][] = [];
    const storage = await openStorageForRestore({
      ...{ dataFolder, databaseUrl, migrations, note },
      ...{ identity: head.node, schema: head.schema },
      load: async (owner) => {
        await inTransaction(owner, async () => {
          loaded.push(await load(owner, parts, { head, headBytes, request }));
        });
      },
    });
    try {
      const [[manifest, manifestBytes] = []] = loaded;
      if (manifest === undefined || manifestBytes === undefined) throw damaged("it has no manifest");
      return await finish(storage, { ...request, head, keys, manifest, manifestBytes, at });
    } finally {
      await storage.close();
    }
  } finally {
    await parts.return(undefined);
  }
}

async function readKeys({ keys, identities }: RestoreRequest): Promise<readonly ArchivePart[]> {
  const parts: ArchivePart[] = [];
  for await (const part of readArchive(keys, identities)) {
    if (!readPath(part.name).startsWith("keys/")) throw damaged(`the archive of keys holds "${part.name}"`);
    parts.push(part);
  }
  return parts;
}

async function load(
  owner: Owner,
  parts: AsyncGenerator<ArchivePart>,
  {
    head,
    headBytes,
    request: { dataFolder, progress },
  }: { readonly head: BackupHead; readonly headBytes: Uint8Array; readonly request: RestoreRequest },
): Promise<[BackupManifest, Uint8Array]> {
  const loading = await beginLoading(owner, head.tables);
  try {
    return await loadParts(owner, parts, { head, headBytes, dataFolder, progress, loading });
  } catch (error) {
    // Rows that are still on their way would keep the transaction from being undone.
    await loading.abandon();
    throw error;
  }
}

interface LoadingPlan extends Pick<RestoreRequest, "dataFolder" | "progress"> {
  readonly head: BackupHead;
  readonly headBytes: Uint8Array;
  readonly loading: Loading;
}

async function loadParts(
  owner: Owner,
  parts: AsyncGenerator<ArchivePart>,
  { head, headBytes, dataFolder, progress, loading }: LoadingPlan,
): Promise<[BackupManifest, Uint8Array]> {
  const tables = new Map(head.tables.map((table) => [table.name, table]));
  const files: FileDigest[] = [];
  for (;;) {
    // Taken one by one: leaving a loop over it would end the archive.
    const next = await parts.next();
    if (next.done === true) throw damaged("it breaks off before its manifest");
    const { name, bytes } = next.value;
    const table = tables.get(/^tables\/([a-z0-9_]+)\/\d{8}\.copy$/.exec(name)?.[1] ?? "");
    if (table !== undefined) {
      progress(table.name);
      await loading.write(table, bytes);
    } else if (name.startsWith("folder/")) {
      const path = readPath(name.slice("folder/".length));
      files.push({ path, size: bytes.length, sha256: hash("sha256", bytes, "hex") });
      await writeNew(join(dataFolder, path), bytes);
    } else if (name === MANIFEST) {
      const manifest = readManifest(bytes);
      if (manifest.head !== hash("sha256", headBytes, "hex")) throw damaged("its head was changed");
      if (JSON.stringify(files) !== JSON.stringify(manifest.files))
        throw damaged("its files are not those of its manifest");
      await loading.finish(manifest.sequences);
      await compareTables(owner, head, manifest);
      return [manifest, bytes];
    } else throw damaged(`it holds "${name}", which no backup does`);
  }
}

/** Every row is read back and compared, before the transaction that brought it ends. */
async function compareTables(owner: Owner, head: BackupHead, manifest: BackupManifest): Promise<void> {
  await owner.query("SELECT set_config('entente.backup', 'whole', true)");
  const expected = new Map(manifest.tables.map((digest) => [digest.name, digest]));
  for (const table of head.tables) {
    const found = await digestTable(owner, table);
    const right = expected.get(table.name);
    if (right?.sha256 !== found.sha256 || right.rows !== found.rows)
      throw damaged(`the rows of ${table.name} are not those of its manifest`);
  }
  if (expected.size !== head.tables.length) throw damaged("its manifest lists other tables than its head");
  const { size, root } = await readRoot(openSnapshot(owner));
  if (size !== manifest.ledger.size || encodeHex(root) !== manifest.ledger.root)
    throw damaged("its ledger has another root than its manifest says");
}

async function finish(
  storage: RestoredStorage,
  {
    head,
    keys,
    manifest,
    manifestBytes,
    dataFolder,
    at,
  }: Omit<RestoreRequest, "keys"> & {
    readonly head: BackupHead;
    readonly keys: readonly ArchivePart[];
    readonly manifest: BackupManifest;
    readonly manifestBytes: Uint8Array;
  },
): Promise<Restored> {
  for (const { name, bytes } of keys) await writeNew(join(dataFolder, name), bytes);
  const owner = await storage.connectOwner();
  try {
    const { ended, epoch } = await inTransaction(owner, async () => {
      const opened = await insertEpoch(owner, {
        ...{ openedAt: at, backupMadeAt: head.madeAt },
        ...{ backupSha256: hash("sha256", manifestBytes, "hex"), ledgerSize: manifest.ledger.size },
      });
      const { nature } = head.node;
      if (nature.kind === "real")
        await noteInJournal(owner, {
          ...{ member: nature.host, at },
          action: "node.restore",
          subject: String(opened),
        });
      return { ended: await endRights(owner, at), epoch: opened };
    });
    storage.finishRestore();
    return {
      ...{ madeAt: head.madeAt, tables: manifest.tables.length, files: manifest.files.length },
      rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0),
      ...{ ledger: manifest.ledger, epoch, ended },
    };
  } finally {
    await owner.end();
  }
}

/** A file that was not there, on disk when this returns. */
async function writeNew(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  const folder = await open(dirname(path), "r");
  await folder.sync().finally(() => folder.close());
}
