// Signatures that anyone could make, for runs that ask what a file shows and not who made it: they are as long as real ones,
// hold under their own key only, and cost one digest.
import { createHash } from "node:crypto";
import { encodeBase64url } from "../../packages/core/src/encoding/index.ts";
import type { Tools } from "../../packages/core/src/releases/release.fixture.ts";
import { nativeTools } from "./native-tools.ts";

const LENGTHS = { "ML-DSA-44": 2420, "ML-DSA-65": 3309 } as const;

function toySign(key: Uint8Array, message: Uint8Array, length: number): Uint8Array {
  const digest = createHash("sha512").update(key).update(message).digest();
  return Uint8Array.from({ length }, (_, index) => digest[index % 64] ?? 0);
}

const mlDsaKey = new Uint8Array(1952).fill(7);

export const toyTools: Tools = {
  primitives: {
    ...nativeTools.primitives,
    verifyEd25519: (key, message, signature) => Buffer.compare(toySign(key, message, 64), signature) === 0,
    verifyMlDsa: (alg, key, message, signature) =>
      Buffer.compare(toySign(key, message, LENGTHS[alg]), signature) === 0,
  },
  createSigner: (seed) => ({
    publicKey: { kty: "OKP", crv: "Ed25519", x: encodeBase64url(seed) },
    sign: (message) => toySign(seed, message, 64),
  }),
  mlDsa: {
    publicKey: { kty: "AKP", alg: "ML-DSA-65", pub: encodeBase64url(mlDsaKey) },
    sign: (message) => toySign(mlDsaKey, message, LENGTHS["ML-DSA-65"]),
  },
};
