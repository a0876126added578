// What a store of files does, whatever keeps the bytes.
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A file whose encrypted bytes are kept, and that nothing names yet. */
export interface PutFile {
  /** Random. */
  readonly id: string;
  readonly caseId: string;
  /** Hexadecimal SHA-256 of the bytes in clear. */
  readonly sha256: string;
  /** Bytes in clear. */
  readonly size: number;
}

/** A file as its row names it. */
export interface FileRow extends PutFile {
  readonly mediaType: string;
}

export interface FileStore {
  /** Encrypts bytes under the case's key and keeps them, whole and synced, before it resolves. */
  readonly put: (caseId: string, bytes: Uint8Array) => Promise<PutFile>;
  /** Names what was put, in the transaction of the change that wants it. Without this it is swept away. */
  readonly name: (tx: Transactor, view: View, file: FileRow) => Promise<void>;
  /**
   * The bytes of a file that `view` reaches; null where it reaches none.
   * @throws ServerError FILE_MISSING, FILE_TAMPERED.
   */
  readonly read: (reader: Reader, view: View, id: string) => Promise<Uint8Array | null>;
}
