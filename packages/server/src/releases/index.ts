// releases: proposing, approving by a second person, the cuts, and reading them.
export { approveRelease, proposeRelease } from "./releases.ts";
export { listCuts, readCutFiles } from "./store.ts";
export type { CutSummary } from "./store.ts";
