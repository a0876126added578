// measures: tallies under a stated counting rule, response clocks, comparison.
export type { CaseFile, CountingRule, Measure, Tally, Uncounted } from "./case-file.ts";
