// pledges: what members will do under which condition, and what resolving them comes to.
export { authorities, WHO_CAN_SEE_SEALED } from "./contract.ts";
export type {
  ActingMember,
  Authority,
  FinalResolution,
  NewPledge,
  PlacedPledge,
  PledgeContext,
  PledgeSource,
  Resolved,
  SealedReceipt,
  SealingContext,
  StandingPledge,
} from "./contract.ts";
export { placePledge, readPledgeRows, resolveCase } from "./pledges.ts";
export { findResolution, readPledgesForResolution } from "./store.ts";
// Signatures that follow on this branch, for those who build on them:
//   placePledge(tx: Transactor, act: Act, pledge: NewPledge): Promise<PlacedPledge>
//   withdrawPledge(tx: Transactor, act: Act): Promise<void>                         open or sealed, whichever stands
//   readOpenPledges(reader: Reader, view: View, on: PledgeContext & { at: Instant }): Promise<PledgeSet>
//   resolveOpen(reader: Reader, view: View, on: PledgeContext & { at: Instant }): Promise<Resolved>
//   recordTrial(tx: Transactor, act: Act, context: PledgeContext): Promise<Resolved>
//   lockPledges(tx: Transactor, act: Act, context: SealingContext): Promise<FinalResolution>
//   releaseLock(tx: Transactor, act: Act): Promise<void>                            sealed pledges lapse
//   findFinalResolution(reader: Reader, view: View): Promise<FinalResolution | null>
//   readShownPledges(reader, view, on): Promise<readonly StandingPledge[]>          open, and after the lock what fired
