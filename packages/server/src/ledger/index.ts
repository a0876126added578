// ledger: this node's append-only tree of commitments. What is committed is committed in the transaction of the change.
export { commitDigests, openLedgerSigner, signHead } from "./ledger.ts";
export type { LedgerSigner, SignedHead } from "./ledger.ts";
export { countCommitments, readLedgerEntries } from "./store.ts";
export type { PlannedLeaf } from "./store.ts";
