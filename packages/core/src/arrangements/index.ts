// arrangements: what a community has agreed on before it acts together. Glossary: member, capacity, reach, legal step,
// company (how many others would act), T-0.
export { readArrangements } from "./arrangements-file.ts";
export { authorities, capacityOf, closedArrangements, unknownCapacity } from "./arrangements.ts";
export type {
  Arrangements,
  Authority,
  Capacity,
  CompanyRule,
  LegalStep,
  OfficeHours,
  QuestionRule,
  Reach,
} from "./arrangements.ts";
export { closedTZeroRules } from "./t-zero-rules.ts";
export type { EmbargoRule, HoldRule, TZeroRules } from "./t-zero-rules.ts";
