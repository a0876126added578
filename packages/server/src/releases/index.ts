// releases: proposing, approving by a second person, the cuts, and reading them.
export { approveRelease, proposeRelease, readCut } from "./releases.ts";
export type { ReleaseContext } from "./releases.ts";
export { findCaseOfCut, listCuts, readCutFiles } from "./store.ts";
export type { CutSummary } from "./store.ts";
