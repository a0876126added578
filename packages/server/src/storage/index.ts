// storage: what a node remembers with. `openStorage` is the way in; reads and changes go through `Database`, whose
// Reader cannot change anything and whose Transactor lives only inside `transact`. Labelled rows need a view (access).
export { migrationsFolder, openRealStorage, openStorage, openStorageForRestore } from "./open-storage.ts";
export { requireExerciseFolder } from "./data-folder.ts";
export type { NodeIdentity, RealWish } from "./data-folder.ts";
export { openStorageBeside, openStorageBesideAsItIs } from "./open-beside.ts";
export { migrate, readMigrations, readSchemaState } from "./migrate.ts";
export type { Applied } from "./migrate.ts";
export type { RestoredStorage, Storage } from "./open-storage.ts";
export { listNoted, noteChange } from "./announcing.ts";
export { askOnce } from "./ask-once.ts";
export { gather } from "./gather.ts";
export type { Outcome } from "./gather.ts";
export { openSnapshot, readRows } from "./database.ts";
export type { Listening } from "./listen.ts";
export type { Database, LabelledReader, LabelledTransactor, Reader, Transactor } from "./database.ts";
export { keepRecent } from "./kept.ts";
export { sentAhead } from "./statements.ts";
export type { Owner, StatementPool } from "./connections.ts";
export { dumpSchema } from "./dump-schema.ts";
