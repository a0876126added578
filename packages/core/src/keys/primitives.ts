// The few cryptographic operations the core needs, as arguments: Node's native ones on a server, noble's portable ones in
// a browser or on an auditor's laptop. Both must give the same answers (tested against each other).
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256 } from "@noble/hashes/sha2.js";

export interface Primitives {
  /** SHA-256, 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** Strict Ed25519 (RFC 8032, no cofactor leniency). Returns false, never throws, for malformed keys or signatures. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
}

/** Pure JavaScript primitives that run anywhere. */
export const portablePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  verifyEd25519: (publicKey, message, signature) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};
