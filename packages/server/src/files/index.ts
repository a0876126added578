// files: bytes that are too large for rows, kept encrypted on disk or in S3-compatible storage. A file is whole and synced
// before the transaction that names it commits, and is checked against its digest whenever it is read.
export type { FileRow, FileStore, PutFile } from "./file-store.ts";
