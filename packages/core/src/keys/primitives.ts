// The few cryptographic operations the core needs, as arguments: Node's native ones on a server, noble's portable ones in
// a browser or on an auditor's laptop. Both must give the same answers (tested against each other).
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { ml_dsa44, ml_dsa65 } from "@noble/post-quantum/ml-dsa.js";
import { concatBytes, encodeBase64url, encodeHex, equalBytes, utf8 } from "../encoding/index.ts";
import type { MlDsaSet } from "./jwk.ts";

export interface Primitives {
  /** SHA-256, 32 bytes. */
  readonly sha256: (bytes: Uint8Array) => Uint8Array;
  /** base64url SHA-256 of the UTF-8 bytes of `text`: what a disclosure's digest is, ten thousand times in a release. */
  readonly digestText: (text: string) => string;
  /**
   * SHA-256 of a byte 0x01 and 64 bytes, for each 64 bytes of `pairs` (tree nodes, RFC 6962 section 2.1); 32 bytes each,
   * end to end. Many in one call, because a call costs more than so short a hash.
   */
  readonly hashNodes: (pairs: Uint8Array) => Uint8Array;
  /** Strict Ed25519 (RFC 8032, no cofactor leniency). Returns false, never throws, for malformed keys or signatures. */
  readonly verifyEd25519: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  /** Pure ML-DSA (FIPS 204) with an empty context. Returns false, never throws, for malformed keys or signatures. */
  readonly verifyMlDsa: (
    alg: MlDsaSet,
    publicKey: Uint8Array,
    message: Uint8Array,
    signature: Uint8Array,
  ) => boolean;
}

const ML_DSA = { "ML-DSA-44": ml_dsa44, "ML-DSA-65": ml_dsa65 } as const;

/** Pure JavaScript primitives that run anywhere. */
export const portablePrimitives: Primitives = {
  sha256: (bytes) => sha256(bytes),
  digestText: (text) => encodeBase64url(sha256(utf8(text))),
  hashNodes: (pairs) => {
    const nodes = new Uint8Array(pairs.length / 2);
    const message = new Uint8Array(65);
    message[0] = 0x01;
    for (let at = 0; at < pairs.length; at += 64) {
      message.set(pairs.subarray(at, at + 64), 1);
      nodes.set(sha256(message), at / 2);
    }
    return nodes;
  },
  verifyEd25519: (publicKey, message, signature) => {
    try {
      return (
        ed25519.verify(signature, message, publicKey, { zip215: false }) &&
        hasExactPoint(publicKey, message, signature)
      );
    } catch {
      return false;
    }
  },
  verifyMlDsa: (alg, publicKey, message, signature) => {
    try {
      return ML_DSA[alg].verify(signature, message, publicKey);
    } catch {
      return false;
    }
  },
};

/**
 * Whether R is exactly [S]B − [k]A, and no point of small order, which no honest signer makes. noble checks the equation
 * multiplied by the cofactor, OpenSSL this one; a signer can make signatures on which the two differ, and then what one
 * reader accepts another refuses.
 */
function hasExactPoint(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const { Fn, BASE } = ed25519.Point;
  // Copies, because a Node Buffer's slice is a view and reversing it would change the caller's signature.
  const r = Uint8Array.from(signature.subarray(0, 32));
  const s = readLittleEndian(signature.subarray(32));
  const k = Fn.create(readLittleEndian(sha512(concatBytes(r, publicKey, message))));
  if (ed25519.Point.fromBytes(r, false).isSmallOrder()) return false;
  const key = ed25519.Point.fromBytes(publicKey, false);
  return equalBytes(BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k)).toBytes(), r);
}

function readLittleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${encodeHex(Uint8Array.from(bytes).reverse())}`);
}
