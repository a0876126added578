// Signers over 32-byte seeds with Node's own cryptography, an order of magnitude faster than the portable one and giving
// signatures the portable one accepts.
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { webcrypto } from "node:crypto";
import { createEd25519Signer, readMlDsaJwk } from "@entente/core/keys";
import type { MlDsaSet, MlDsaSigner, Signer } from "@entente/core/keys";

// PKCS #8 wrapping of a raw seed: RFC 8410 section 7, RFC 9881 section 6.
const PKCS8_PREFIX = {
  Ed25519: Buffer.from("302e020100300506032b657004220420", "hex"),
  X25519: Buffer.from("302e020100300506032b656e04220420", "hex"),
  "ML-DSA-44": Buffer.from("3034020100300b060960864801650304031104228020", "hex"),
  "ML-DSA-65": Buffer.from("3034020100300b060960864801650304031204228020", "hex"),
} as const;

export function createNativeSigner(seed: Uint8Array): Signer {
  const key = importSeed("Ed25519", seed);
  return {
    publicKey: createEd25519Signer(seed).publicKey,
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** Draws fresh randomness for every signature. */
export function createNativeMlDsaSigner<Set extends MlDsaSet>(set: Set, seed: Uint8Array): MlDsaSigner<Set> {
  const key = importSeed(set, seed);
  const { kty, alg, pub } = createPublicKey(key).export({ format: "jwk" }) as Record<string, string>;
  return {
    publicKey: readMlDsaJwk({ kty: kty ?? "", alg: alg ?? "", pub: pub ?? "" }, "key", set),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}

/** An X25519 private key as a handle: its bytes do not come out. */
export function importAgreementKey(seed: Uint8Array): Promise<webcrypto.CryptoKey> {
  const key = Buffer.concat([PKCS8_PREFIX.X25519, seed]);
  return crypto.subtle.importKey("pkcs8", key, { name: "X25519" }, false, ["deriveBits"]);
}

function importSeed(kind: "Ed25519" | MlDsaSet, seed: Uint8Array) {
  return createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX[kind], seed]),
    format: "der",
    type: "pkcs8",
  });
}
