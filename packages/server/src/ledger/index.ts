// ledger: this node's append-only tree of commitments. What is committed is committed in the transaction of the change;
// witnesses are asked afterwards.
export {
  commitDigests,
  commitUnopened,
  drawSalt,
  hasHead,
  openHead,
  openLedgerSigner,
  readRoot,
  requireOwnLedger,
  signHead,
} from "./ledger.ts";
export type { LedgerSigner } from "./ledger.ts";
export { openRenewal } from "./late-evidence.ts";
export type { Renewed } from "./late-evidence.ts";
export { findLedgerFile, listLedgerFiles, readHead } from "./files.ts";
export { findPolicy, setPolicy } from "./policy.ts";
export { storeCosignatures, writeWitnessRequest } from "./cosigning.ts";
export { listAddresses, listPeerKeys, submitHead, submitToAll } from "./submission.ts";
export type { WitnessAddress, WitnessOutcome } from "./submission.ts";
export { readEntryRange, readLedgerEntries } from "./store.ts";
