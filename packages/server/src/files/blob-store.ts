// What keeps the encrypted bytes of files, whole and synced: a folder, or an S3-compatible store. It knows names and
// bytes, and nothing of what is in them.

/** `<case>/<file>`, both random ids. */
export type BlobName = `${string}/${string}`;

export interface BlobStore {
  /** Resolves when the bytes will outlast a power failure. */
  readonly write: (name: BlobName, bytes: Uint8Array) => Promise<void>;
  /** Null where there is none. */
  readonly read: (name: BlobName) => Promise<Uint8Array | null>;
  readonly remove: (name: BlobName) => Promise<void>;
  /** Everything there is, with the milliseconds since 1970 when it was written. */
  readonly list: () => AsyncIterable<{ readonly name: BlobName; readonly writtenMs: number }>;
  readonly close: () => void;
}
