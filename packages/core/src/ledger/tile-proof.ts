// Proofs from tiles: only the tiles on the path are read.
import type { Primitives } from "../keys/index.ts";
import type { ProofClaim, TileFiles, TilePath } from "./ledger.ts";

/** The tiles a proof is made from: a number that grows with the logarithm of the size. @throws InputError SHAPE_INVALID. */
export function listProofTiles(_claim: ProofClaim): readonly TilePath[] {
  throw new Error("unwritten");
}

/** The proof's hashes, as proveInclusion and proveConsistency give them. @throws InputError SHAPE_INVALID. */
export function proveFromTiles(
  _request: { readonly claim: ProofClaim; readonly tiles: TileFiles },
  _primitives: Primitives,
): Uint8Array[] {
  throw new Error("unwritten");
}
