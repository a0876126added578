// Keeping files: encrypted under the random key of their case, which the node's keystore wraps; whole and synced before the
// transaction that names them commits; checked against their digest whenever they are read. A file that no transaction
// names is swept away later, so a transaction that fails leaves nothing behind.
import { hash, randomBytes, randomUUID } from "node:crypto";
import { openSeatView, readSeat } from "../access/index.ts";
import type { CaseIdentity, View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { openBytes, sealBytes } from "../keys/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { Database, Reader, Transactor } from "../storage/index.ts";
import type { BlobName, BlobStore } from "./blob-store.ts";
import type { FileRow, PutFile } from "./file.ts";
import { findCaseKey, findFile, insertCaseKey, insertFile, listFiles } from "./store.ts";

export interface FileStore {
  /** Encrypts bytes under the case's key and keeps them, whole and synced, before it resolves. Not inside a transaction. */
  readonly put: (caseId: string, bytes: Uint8Array) => Promise<PutFile>;
  /** Names what was put, in the transaction of the change that wants it. Without this it is swept away. */
  readonly name: (tx: Transactor, view: View, file: FileRow) => Promise<void>;
  /**
   * Both at once, inside the transaction of the change that wants it: for what comes seldom. Where that fails or is
   * repeated, what was written is swept away.
   */
  readonly keep: (
    tx: Transactor,
    view: View,
    file: { readonly bytes: Uint8Array; readonly mediaType: string },
  ) => Promise<PutFile>;
  /**
   * The bytes of a file that `view` reaches; null where it reaches none.
   * @throws ServerError FILE_MISSING, FILE_TAMPERED.
   */
  readonly read: (
    reader: Reader,
    view: View,
    id: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly mediaType: string } | null>;
  /** Removes what no row names and is older than an hour, of the cases given; gives how many files that were. */
  readonly sweep: (cases: readonly CaseIdentity[], nowMs: number) => Promise<number>;
  readonly close: () => void;
}

const FORMAT = "entente-file/1";
/** Longer than any transaction lasts. */
const ORPHAN_MS = 3_600_000;

const nameOf = ({ caseId, id }: Pick<PutFile, "caseId" | "id">): BlobName => `${caseId}/${id}`;
const describe = (name: BlobName): string => `${FORMAT}\n${name}`;
const describeKey = (caseId: string): string => `entente-case-key/1\n${caseId}`;

export function openFileStore({
  database,
  keystore,
  blobs,
}: {
  readonly database: Database;
  readonly keystore: Keystore;
  readonly blobs: BlobStore;
}): FileStore {
  const openKey = async (reader: Reader, caseId: string): Promise<Uint8Array | null> => {
    const wrapped = await findCaseKey(reader, caseId);
    if (wrapped === null) return null;
    const key = await keystore.unwrapKey(describeKey(caseId), wrapped);
    if (key === null)
      throw new ServerError(
        "KEY_MISSING",
        "The keystore of this node does not open the key of this case's files. Whoever runs this node restores keys and database from the same backup.",
      );
    return key;
  };
  return {
    put: async (caseId, bytes) => {
      const present = await database.read((reader) => openKey(reader, caseId));
      const key = present ?? (await database.transact((tx) => makeKey(tx, caseId)));
      return write(caseId, key, bytes);
    },
    name: insertFile,
    keep: async (tx, view, { bytes, mediaType }) => {
      const { caseId, member } = view;
      const key = (await openKey(tx, caseId)) ?? (await makeKey(tx, caseId));
      const put = await write(caseId, key, bytes);
      await insertFile(tx, view, { ...put, member, mediaType });
      return put;
    },
    read: async (reader, view, id) => {
      const row = await findFile(reader, view, id);
      if (row === null) return null;
      const name = nameOf(row);
      const sealed = await blobs.read(name);
      if (sealed === null) throw lost("FILE_MISSING", `The file ${name} is not where it was put.`);
      const key = await openKey(reader, row.caseId);
      const bytes = key === null ? null : openBytes(key, describe(name), sealed);
      if (bytes?.length !== row.size || hash("sha256", bytes, "hex") !== row.sha256)
        throw lost("FILE_TAMPERED", `The file ${name} is not the one that was put there.`);
      return { bytes, mediaType: row.mediaType };
    },
    sweep: async (cases, nowMs) => {
      const named = new Set<BlobName>();
      // What was written before the rows are read, and has none, will never have one.
      const found: BlobName[] = [];
      for await (const { name, writtenMs } of blobs.list())
        if (writtenMs < nowMs - ORPHAN_MS) found.push(name);
      if (found.length === 0) return 0;
      for (const of of cases)
        for (const row of await database.read((reader) => listFiles(reader, viewOfLead(of))))
          named.add(nameOf(row));
      const orphans = found.filter((name) => !named.has(name));
      for (const name of orphans) await blobs.remove(name);
      return orphans.length;
    },
    close: () => blobs.close(),
  };

  async function write(caseId: string, key: Uint8Array, bytes: Uint8Array): Promise<PutFile> {
    const file = { id: randomUUID(), caseId, sha256: hash("sha256", bytes, "hex"), size: bytes.length };
    const name = nameOf(file);
    await blobs.write(name, sealBytes(key, describe(name), bytes));
    return file;
  }

  /** Two that make a key at once end up with the one that was kept first. */
  async function makeKey(tx: Transactor, caseId: string): Promise<Uint8Array> {
    const wrapped = await keystore.wrapKey(describeKey(caseId), randomBytes(32));
    await insertCaseKey(tx, caseId, wrapped);
    const key = await openKey(tx, caseId);
    if (key === null) throw new RangeError("a key that was kept is there");
    return key;
  }
}

/** The node itself looks after the files of a case as its lead sees them. */
export function viewOfLead(of: CaseIdentity): View {
  return openSeatView(readSeat(`${of.lead}/release-authority`), of);
}

function lost(code: "FILE_MISSING" | "FILE_TAMPERED", what: string): ServerError {
  return new ServerError(
    code,
    `${what} Nothing of it was handed out; whoever runs this node runs "entente fsck" and restores the files from a backup.`,
  );
}
