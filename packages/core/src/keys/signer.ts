// Signers over raw seeds, for servers, tests and tools that hold one. Hardware keys implement the interfaces themselves.
import { ed25519 } from "@noble/curves/ed25519.js";
import { ml_dsa44, ml_dsa65 } from "@noble/post-quantum/ml-dsa.js";
import { encodeBase64url } from "../encoding/index.ts";
import type { MlDsaSet, MlDsaSigner, Signer } from "./jwk.ts";

const SETS = { "ML-DSA-44": ml_dsa44, "ML-DSA-65": ml_dsa65 } as const;

/** An Ed25519 signer over a 32-byte seed. */
export function createEd25519Signer(seed: Uint8Array): Signer {
  return {
    publicKey: { kty: "OKP", crv: "Ed25519", x: encodeBase64url(ed25519.getPublicKey(seed)) },
    sign: (message) => ed25519.sign(message, seed),
  };
}

/** An ML-DSA signer over a 32-byte seed, the private form of RFC 9964. Deterministic: the same signature every time. */
export function createMlDsaSigner<Set extends MlDsaSet>(alg: Set, seed: Uint8Array): MlDsaSigner<Set> {
  const { publicKey, secretKey } = SETS[alg].keygen(seed);
  return {
    publicKey: { kty: "AKP", alg, pub: encodeBase64url(publicKey) },
    sign: (message) => SETS[alg].sign(message, secretKey, { extraEntropy: false }),
  };
}
