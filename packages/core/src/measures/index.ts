// measures: tallies under a stated counting rule, response clocks, comparison. Glossary: case, measure, lead, T-0, width.
export { measureBreadth } from "./breadth.ts";
export type { Breadth } from "./breadth.ts";
export { readCaseFile } from "./case-file.ts";
export type { CaseFile, Measure } from "./case-file.ts";
export type { Checkpoint, Claim } from "./checkpoints.ts";
export { compareCases, computeClocks, curveOf } from "./clocks.ts";
export type { Clock, Clocks, ComparedCase, CurvePoint, ResponseMoments } from "./clocks.ts";
export { countingRules, describeRule, readCountingRule } from "./counting-rules.ts";
export type { CountingRule, GroupsAsOf } from "./counting-rules.ts";
export type { Conflict } from "./figures.ts";
export type { Alternative, Confidence } from "./measure-row.ts";
export { explainPressCounts } from "./press-counts.ts";
export type { PressCount, Verdict } from "./press-counts.ts";
export { tallyReciprocal } from "./reciprocal.ts";
export type { ReciprocalTally } from "./reciprocal.ts";
export { sayTally } from "./tally-words.ts";
export { tallyMeasures } from "./tally.ts";
export type { Tally, TallyRequest, Uncounted } from "./tally.ts";
