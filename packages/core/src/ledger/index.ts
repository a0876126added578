// ledger: leaves, tree, proofs, checkpoints, in C2SP's formats.
export { encodeEntry } from "./entry.ts";
export {
  buildTree,
  hashLeaf,
  hashTree,
  proveConsistency,
  proveInclusion,
  verifyConsistency,
  verifyInclusion,
} from "./tree.ts";
export type { Tree } from "./tree.ts";
export { createLedgerIdentity, readLedgerIdentity } from "./note.ts";
export { openCheckpoint, signCheckpoint } from "./checkpoint.ts";
export { formatProof, openProofCheckpoint, verifyProof } from "./proof.ts";
export { formatTilePath, planTiles, readEntries } from "./tiles.ts";
export type { Checkpoint, CommitmentKind, CommitmentOpening, LedgerIdentity } from "./ledger.ts";
