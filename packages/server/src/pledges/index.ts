// pledges: what members will do under which condition, and what resolving them comes to. Glossary: pledge, sealed, lock,
// receipt, trial.
export { tellOfCompany } from "./company.ts";
export { WHO_CAN_SEE_SEALED } from "./contract.ts";
export type {
  CommittedPledge,
  FinalResolution,
  NewPledge,
  PlacedPledge,
  Resolved,
  SealingContext,
} from "./contract.ts";
export { listCommitted, readSealedLeaves } from "./committed.ts";
export { checkReceipt, findFinalResolution, lockPledges, readShownPledges, releaseLock } from "./lock.ts";
export {
  findOwnPledge,
  placePledge,
  readOpenPledges,
  recordTrial,
  resolveOpen,
  withdrawPledge,
} from "./pledges.ts";
export { digestOf, makeReceipt, readCommitted, readReceipt, readSource, vocabularyOf } from "./rules.ts";
export { findResolution, listVersions } from "./store.ts";
