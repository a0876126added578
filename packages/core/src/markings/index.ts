// markings: who may see. Glossary: marking, policy, level, releasable-to, caveat, banner, audience, member, group.
export type {
  Audience,
  Clearance,
  Community,
  CompiledCommunity,
  Group,
  Marking,
  MarkingTerm,
  Member,
  MemberKind,
  Policy,
} from "./marking.ts";
export { compileCommunity, explainExclusion, rollUp } from "./audience.ts";
export { readCommunity } from "./community.ts";
export { joinMarkings } from "./join.ts";
export { parseBanner, parseMark, printBanner, printMark } from "./marking-text.ts";
export { builtInPolicies } from "./policies.ts";
