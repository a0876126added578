// Signers over Node's own keys, as a node has them: portable ones would measure JavaScript's arithmetic.
import { generateKeyPairSync, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { MlDsaSigner, Signer } from "../../packages/core/src/keys/index.ts";

const signWith =
  (key: KeyObject) =>
  (message: Uint8Array): Uint8Array =>
    new Uint8Array(sign(null, message, key));

export function createNativeEd25519(): Signer {
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const { x = "" } = publicKey.export({ format: "jwk" });
  return { publicKey: { kty: "OKP", crv: "Ed25519", x }, sign: signWith(privateKey) };
}

export function createNativeMlDsa(): MlDsaSigner<"ML-DSA-65"> {
  const { privateKey, publicKey } = generateKeyPairSync("ml-dsa-65");
  const { pub } = publicKey.export({ format: "jwk" }) as { readonly pub: string };
  return { publicKey: { kty: "AKP", alg: "ML-DSA-65", pub }, sign: signWith(privateKey) };
}
