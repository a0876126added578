// cases: one hostile act and the response to it, with the community it concerns.
export { arrangementsOf, communityOf, listAdmitted, listCasesOf, namesOf, openCase } from "./cases.ts";
export type { AdmittedCase } from "./cases.ts";
export { isTimeZone, isWithinHours, sayInstant } from "./local-time.ts";
export {
  advanceClock,
  findCase,
  findCaseById,
  findCaseIdentity,
  findCaseToAdmit,
  insertCommunity,
  isConcerned,
  listExerciseFrames,
  listCaseIdentities,
  listExercises,
  listPublished,
  listRealCases,
  listSlugs,
  listWithoutCommunity,
} from "./store.ts";
export type { CaseRow } from "./store.ts";
