// pledges: what a member will do under which condition; read, checked and said in words. Glossary: member, group, pledge,
// level, condition, measure.
export { readCondition } from "./condition.ts";
export { joinWords, printCondition, printDeed, printOthers } from "./condition-text.ts";
export { findScale, leastShare, printPart, printPercent, toWhole } from "./decimals.ts";
export { checkPledges, readPledges } from "./pledge-file.ts";
export type { PledgeSet } from "./pledge-file.ts";
export type { Condition, Pledge, PledgedMeasure, PledgeLevel, ResolutionContext } from "./pledge.ts";
// Signatures that follow on this branch:
//   parsePledge(text: string, vocabulary: PledgeVocabulary): Pledge
//     PledgeVocabulary = { member: string; kinds: readonly MeasureKind[]; members, groups, weights: readonly string[] }
//   printPledge(pledge: Pledge, kinds: readonly MeasureKind[]): string
//   printCondition(condition: Condition, kinds: readonly MeasureKind[]): string
