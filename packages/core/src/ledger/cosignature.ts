// Cosignatures of checkpoints, https://c2sp.org/tlog-cosignature: Ed25519 over a text (cosignature/v1, type 0x04) and
// ML-DSA-44 over a binary message (subtree/v1, type 0x06).
import type { MlDsaSigner, Primitives, Signer } from "../keys/index.ts";
import type { Cosigner, SignatureLine } from "./ledger.ts";

/**
 * A cosigner over one key. A witness uses another Ed25519 key for each name: that message does not commit to the name.
 * @throws InputError NOTE_SYNTAX when `name` cannot be a key's name.
 */
export function createCosigner(
  _key:
    | { readonly name: string; readonly ed25519: Signer }
    | { readonly name: string; readonly mlDsa44: MlDsaSigner<"ML-DSA-44"> },
  _primitives: Primitives,
): Cosigner {
  throw new Error("unwritten");
}

/**
 * One cosignature line for the checkpoint in `note`, at `time` (POSIX seconds, at least 1).
 * @throws InputError NOTE_SYNTAX, CHECKPOINT_SYNTAX; SHAPE_INVALID for the time.
 */
export function cosignCheckpoint(_request: {
  readonly note: string;
  readonly cosigner: Cosigner;
  readonly time: number;
}): SignatureLine {
  throw new Error("unwritten");
}
