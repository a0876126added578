// files: bytes that are too large for rows, kept encrypted in a folder or in S3-compatible storage. Glossary: put (kept, and
// named by nobody yet), named (a row says that it is there), orphan (put and never named).
export { openFileStore, viewOfLead } from "./file-store.ts";
export type { FileStore } from "./file-store.ts";
export { openPlace } from "./place.ts";
export { listFiles } from "./store.ts";
