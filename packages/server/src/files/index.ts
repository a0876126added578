// files: bytes that are too large for rows, kept encrypted in a folder or in S3-compatible storage. Glossary: put (kept, and
// named by nobody yet), named (a row says that it is there), orphan (put and never named).
export { openFileStore, viewOfLead } from "./file-store.ts";
export type { FileRow, FileStore, PutFile } from "./file-store.ts";
export { keepInFolder } from "./folder.ts";
export { openPlace } from "./place.ts";
export { keepInS3 } from "./s3.ts";
export type { S3Place } from "./s3.ts";
export { listFiles } from "./store.ts";
