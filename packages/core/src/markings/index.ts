// markings: who may see. Glossary: marking, policy, level, releasable-to, caveat, banner, audience, member, group.
export type {
  Audience,
  Caveat,
  Clearance,
  Community,
  CompiledCommunity,
  Equivalence,
  Group,
  GroupChange,
  LabelTag,
  Marking,
  MarkingTerm,
  Member,
  MemberKind,
  Policy,
  PolicyIdentifier,
  PolicyLevel,
  Visibility,
} from "./marking.ts";
export { compileCommunity } from "./audience.ts";
export { readCommunity } from "./community.ts";
export { explainAudience, explainExclusion } from "./explanation.ts";
export { answerForwarding } from "./forwarding.ts";
export type { Forwardee, ForwardingAnswer, ForwardingReason } from "./forwarding.ts";
export { groupsAsOf } from "./group.ts";
export { joinMarkings } from "./join.ts";
export { readLabel, writeLabel } from "./label.ts";
export type { ConfidentialityLabel, LabelCategory, LabelCategoryType, LabelOriginator } from "./label.ts";
export {
  readMarkingDefinition,
  readMarkingDefinitions,
  writeMarkingDefinitions,
} from "./marking-definition.ts";
export { parseBanner, parseMark, printBanner, printMark } from "./marking-text.ts";
export { builtInPolicies } from "./policies.ts";
export { readPolicy } from "./policy-file.ts";
export { relaxMarking } from "./relaxation.ts";
export { rollUp } from "./roll-up.ts";
