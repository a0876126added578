// ledger: leaves, tree, proofs, checkpoints, in C2SP's formats.
export type { Checkpoint, CommitmentKind, CommitmentOpening, LedgerIdentity } from "./ledger.ts";
