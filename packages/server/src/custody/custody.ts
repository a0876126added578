import { hash, randomUUID } from "node:crypto";
import type { Act, CaseIdentity, View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { viewOfLead } from "../files/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Database, Reader, Storage, Transactor } from "../storage/index.ts";
import {
  clearRows,
  findKept,
  findOriginal,
  insertCustody,
  insertOriginal,
  leaveRow,
  listInRows,
} from "./store.ts";
import type { OriginalRow } from "./store.ts";

/** A file as it came, byte for byte. */
export interface ReceivedFile {
  /** File name without folders. */
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** Who receives a file, for which document. */
export interface Reception {
  readonly act: Act;
  readonly view: View;
  readonly documentId: string;
  /** Where its bytes are kept, encrypted. */
  readonly files: FileStore;
}

/**
 * Keeps a file and says so in the trail; returns its id. A file that comes again with the same name and bytes, a picture
 * of the next version say, is the one that is there.
 */
export async function receiveFile(
  tx: Transactor,
  { act, view, documentId, files }: Reception,
  file: ReceivedFile,
): Promise<string> {
  const sha256 = hash("sha256", file.bytes, "hex");
  const known = await findOriginal(tx, view, { documentId, name: file.name, sha256 });
  if (known !== null) return known;
  const id = randomUUID();
  const kept = await files.keep(tx, view, file);
  await insertOriginal(tx, view, {
    ...{ id, documentId, sha256, receivedAt: act.at, receivedBy: act.seat.id, fileId: kept.id },
    ...{ name: file.name, mediaType: file.mediaType, size: file.bytes.length },
  });
  await insertCustody(tx, view, [
    {
      ...{ documentId, versionId: null, originalId: id },
      ...{ act: "received", seat: act.seat.id, at: act.at },
    },
  ]);
  return id;
}

/**
 * An original with its bytes, wherever they are kept; null for a view that does not reach the case.
 * @throws ServerError FILE_MISSING, FILE_TAMPERED.
 */
export async function readOriginal(
  reader: Reader,
  view: View,
  { id, files }: { readonly id: string; readonly files: FileStore },
): Promise<OriginalRow | null> {
  const kept = await findKept(reader, view, id);
  if (kept === null) return null;
  if (kept.bytes !== null) return { ...kept, bytes: kept.bytes };
  const file = await files.read(reader, view, kept.fileId ?? "");
  if (file === null) throw gone(kept.name);
  // The row says what was received, whatever the file's own row says of the file.
  if (hash("sha256", file.bytes, "hex") !== kept.sha256) throw gone(kept.name);
  return { ...kept, bytes: file.bytes };
}

function gone(name: string): ServerError {
  return new ServerError(
    "FILE_TAMPERED",
    `The original ${name} is not the file that was received. Nothing of it was handed out; whoever runs this node runs "entente fsck" and restores the files from a backup.`,
  );
}

export interface Moving {
  readonly database: Database;
  readonly files: FileStore;
  /** A connection that may clear up tables. */
  readonly connectOwner: Storage["connectOwner"];
}

/**
 * Moves what older nodes kept in rows into files, one in a transaction: cut off, the rest goes the next time. Then nothing of
 * it stays in the table. Gives how many went, and whether the table was held so that it has to be cleared later.
 */
export async function moveOriginals(
  { database, files, connectOwner }: Moving,
  cases: readonly CaseIdentity[],
): Promise<{ readonly moved: number; readonly cleared: boolean }> {
  let moved = 0;
  for (const of of cases) {
    const view = viewOfLead(of);
    for (const id of await database.read((reader) => listInRows(reader, view)))
      moved += await database.transact(async (tx) => {
        const kept = await findKept(tx, view, id);
        // Another process has moved it meanwhile.
        if (kept?.bytes == null) return 0;
        const { bytes, mediaType } = kept;
        const file = await files.keep(tx, view, { bytes, mediaType });
        await leaveRow(tx, view, { id, fileId: file.id });
        return 1;
      });
  }
  const owner = await connectOwner();
  try {
    return { moved, cleared: await clearRows(owner, moved > 0) };
  } finally {
    await owner.end();
  }
}
