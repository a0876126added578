// ledger: leaves, tree, proofs, checkpoints, in C2SP's formats.
export { commitmentKinds } from "./ledger.ts";
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
export { createLedgerIdentity, readLedgerIdentity, readNoteKey } from "./note-key.ts";
export { addCosignatures, readNote, readSignatureLines } from "./note.ts";
export { openCheckpoint, signCheckpoint } from "./checkpoint.ts";
export { cosignCheckpoint, createCosigner } from "./cosignature.ts";
export { parseLedgerPolicy } from "./policy-file.ts";
export { checkQuorum, openWitnessedCheckpoint } from "./policy.ts";
export { planWitness, readAddCheckpoint, takeCosignatures, writeAddCheckpoint } from "./witness.ts";
export {
  formatProof,
  openProofCheckpoint,
  readProofIndex,
  verifyProof,
  verifyProofWithExtra,
} from "./proof.ts";
export { formatTilePath, parseTilePath } from "./tile-path.ts";
export { planTiles, readEntries, readEntryBundle, writeEntryBundle } from "./tiles.ts";
export { appendLeaves, listHeadTiles, openTreeHead } from "./tree-head.ts";
export { listProofTiles, proveFromTiles } from "./tile-proof.ts";
export type {
  AddCheckpointRequest,
  Checkpoint,
  CommitmentKind,
  CommitmentOpening,
  Cosigner,
  KeyId,
  LedgerIdentity,
  LedgerPolicy,
  NoteKey,
  NoteSignature,
  OpenedCheckpoint,
  ProofClaim,
  SignatureLine,
  SignedNote,
  TileFiles,
  TilePath,
  TreeHead,
  VerifiedProof,
  WitnessAnswer,
  WitnessedCheckpoint,
  WitnessedLog,
  WitnessName,
} from "./ledger.ts";
