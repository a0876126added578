import { hash, randomUUID } from "node:crypto";
import type { Act, View } from "../access/index.ts";
import type { Transactor } from "../storage/index.ts";
import { findOriginal, insertCustody, insertOriginal } from "./store.ts";

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
}

/**
 * Keeps a file and says so in the trail; returns its id. A file that comes again with the same name and bytes, a picture
 * of the next version say, is the one that is there.
 */
export async function receiveFile(
  tx: Transactor,
  { act, view, documentId }: Reception,
  file: ReceivedFile,
): Promise<string> {
  const sha256 = hash("sha256", file.bytes, "hex");
  const known = await findOriginal(tx, view, { documentId, name: file.name, sha256 });
  if (known !== null) return known;
  const id = randomUUID();
  await insertOriginal(tx, view, {
    ...{ id, documentId, sha256, receivedAt: act.at, receivedBy: act.seat.id },
    ...{ name: file.name, mediaType: file.mediaType, bytes: file.bytes },
  });
  await insertCustody(tx, view, [
    {
      ...{ documentId, versionId: null, originalId: id },
      ...{ act: "received", seat: act.seat.id, at: act.at },
    },
  ]);
  return id;
}
