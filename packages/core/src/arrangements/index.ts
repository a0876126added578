// arrangements: what a community has agreed on before it acts together, and what follows from it for going to a member.
// Glossary: member, capacity, reach, legal step, company (how many others would act), approach, withheld, T-0.
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
export { dueAt, findQuestionState } from "./answer-clock.ts";
export type { QuestionState } from "./answer-clock.ts";
export { findCompany, listCompanyRanges, sayCompany } from "./company.ts";
export type { CompanyRange } from "./company.ts";
export { planLegalSteps } from "./legal-steps.ts";
export type { LegalPlan, PlannedStep } from "./legal-steps.ts";
export { listPrecedents } from "./precedents.ts";
export type { EarlierCase, Precedent } from "./precedents.ts";
export { checkTZeroAct, listHolds, planOpening, tZeroActs } from "./t-zero-course.ts";
export type { OpeningPlan, TZeroAct, TZeroCourse } from "./t-zero-course.ts";
export { closedTZeroRules } from "./t-zero-rules.ts";
export type { EmbargoRule, HoldRule, TZeroRules } from "./t-zero-rules.ts";
export { makeTalkingPoints, sayGrading } from "./talking-points.ts";
export type { TalkingPoint } from "./talking-points.ts";
export { findWithheldPlace, isMoreShown, listWithheldPlaces } from "./withheld-places.ts";
export type { WithheldPlace } from "./withheld-places.ts";
