// continuity: nothing lost. Backups of a running node, restores that open a new epoch, and what an administrator would look
// at. Glossary: backup, archive, manifest, epoch (the node from one restore to the next).
export { makeBackup } from "./backup.ts";
export type { BackupMade } from "./backup.ts";
export { confirmRestore, listRestoredRights, requireConfirmed } from "./confirm.ts";
export type { BroughtAlong } from "./confirm.ts";
export { examineNode } from "./doctor.ts";
export type { Remark } from "./doctor.ts";
export { restoreBackup } from "./restore.ts";
export { digestTable, listTables } from "./store.ts";
