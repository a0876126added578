// coalition: pledges and their conditions, resolution and its explanation. Glossary: member, group, pledge, level,
// condition, acting.
export { readCondition } from "./condition.ts";
export { printCondition } from "./condition-text.ts";
export { readPledges } from "./pledge-file.ts";
export type { PledgeSet } from "./pledge-file.ts";
export type {
  Condition,
  Pledge,
  PledgedMeasure,
  PledgeLevel,
  Resolution,
  ResolutionContext,
} from "./pledge.ts";
export { resolvePledges } from "./resolution.ts";
