// witness: this node watches other ledgers and cosigns what only ever grew. A witness that says nothing false needs one
// thing: never to go back.
export { acceptLog, addCheckpoint, answerCheckpoint, openCosigners } from "./witness.ts";
export { listLogs } from "./store.ts";
export type { WitnessedLogRow } from "./store.ts";
