// storage: what a node remembers with. `openStorage` is the way in; reads and changes go through `Database`, whose
// Reader cannot change anything and whose Transactor lives only inside `transact`. Labelled rows need a view (access).
export { migrationsFolder, openStorage } from "./open-storage.ts";
export { openStorageBeside, openStorageBesideAsItIs } from "./open-beside.ts";
export { readMigrations } from "./migrate.ts";
export type { Storage } from "./open-storage.ts";
export { readRows } from "./database.ts";
export type { Database, LabelledReader, LabelledTransactor, Reader, Transactor } from "./database.ts";
export type { StatementPool } from "./connections.ts";
export { dumpSchema } from "./dump-schema.ts";
