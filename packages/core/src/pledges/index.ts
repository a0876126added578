// pledges: what a member will do under which condition; read, checked and said in words. Glossary: member, group, pledge,
// level, condition, measure.
export { readCondition } from "./condition.ts";
export { joinWords, printCondition, printDeed, printOthers, printPledge } from "./condition-text.ts";
export { findScale, leastShare, printPart, printPercent, toExact } from "./decimals.ts";
export { checkPledges, readPledges, writeLevels, writePledges } from "./pledge-file.ts";
export { parsePledge } from "./pledge-text.ts";
export { weighMembers } from "./worth.ts";
export { checkNames } from "./vocabulary.ts";
export type { PledgeVocabulary } from "./vocabulary.ts";
export type { CountingCondition } from "./worth.ts";
export type { PledgeSet } from "./pledge-file.ts";
export type { Condition, Pledge, PledgedMeasure, PledgeLevel, ResolutionContext } from "./pledge.ts";
