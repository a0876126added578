// measures: tallies under a stated counting rule, response clocks, comparison. Glossary: case, measure, lead, T-0, width.
export { readCaseFile } from "./case-file.ts";
export type { CaseFile, Measure } from "./case-file.ts";
export { compareCases, computeClocks, curveOf } from "./clocks.ts";
export type { Clock, Clocks, ComparedCase, CurvePoint, ResponseMoments } from "./clocks.ts";
export { countingRules, describeRule, readCountingRule } from "./counting-rules.ts";
export type { CountingRule } from "./counting-rules.ts";
export { tallyMeasures } from "./tally.ts";
export type { Tally, TallyRequest, Uncounted } from "./tally.ts";
