// jobs: work that is done in the background, wanted in the transaction of a change, done once whatever is killed. Glossary:
// job (what a seat wants), round (what the node does by itself, in turns), reminder.
export { openJobs } from "./jobs.ts";
export type { Jobs } from "./jobs.ts";
export type { JobRow } from "./job.ts";
export { openQueue } from "./queue.ts";
export type { Queue } from "./queue.ts";
export { insertReminders } from "./store.ts";
export type { ReminderRow } from "./store.ts";
export { startWorkers } from "./worker.ts";
export type { Plan, Workers } from "./worker.ts";
