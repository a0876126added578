// markings: who may see. Glossary: marking, policy, level, releasable-to, caveat, banner, audience, member, group.
export type {
  Clearance,
  Community,
  Group,
  Marking,
  MarkingTerm,
  Member,
  MemberKind,
  Policy,
} from "./marking.ts";
