// ledger: this node's append-only tree of commitments. What is committed is committed in the transaction of the change.
export { commitDigests, openLedgerSigner, requireOwnLedger, signHead } from "./ledger.ts";
export type { LedgerSigner } from "./ledger.ts";
export { readLedgerEntries } from "./store.ts";
