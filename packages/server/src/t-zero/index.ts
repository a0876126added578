// t-zero: the instant at which armed measures and texts open together. Glossary: T-0, round, package, readiness, hold,
// embargo, exit, rehearsal, width.
export { actOnTZero } from "./acts.ts";
export type { TZeroWish } from "./acts.ts";
export { compareDone, measureDone } from "./afterwards.ts";
export type { Afterwards, DoneWidth } from "./afterwards.ts";
export { listCommittedTZero } from "./committed.ts";
export { openTZero } from "./opening.ts";
export { readAfterwards } from "./read-afterwards.ts";
export { stateReadiness } from "./readiness.ts";
export { rehearseTZero } from "./rehearsal.ts";
export { itemStates, readinessItems, sumReadiness } from "./rules.ts";
export type { ItemState, Readiness, ReadinessItem } from "./rules.ts";
export { ReadinessSchema } from "./schema.ts";
export { showTZero } from "./show.ts";
export type { ShownTZero } from "./show.ts";
export { findTZero, measureWidth } from "./store.ts";
export { armTZero, countUnready, setTZero, standDownTZero } from "./t-zero.ts";
export { openRound } from "./due.ts";
export type { WantJob } from "./wanting.ts";
export { startTZeroTimer } from "./timer.ts";
export { countTime } from "./time.ts";
export type { Clock } from "./time.ts";
