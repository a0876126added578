// A signer over a raw seed, for servers, tests and tools that hold one. Hardware keys implement Signer themselves.
import { ed25519 } from "@noble/curves/ed25519.js";
import { encodeBase64url } from "../encoding/index.ts";
import type { Signer } from "./jwk.ts";

/** An Ed25519 signer over raw keys held by the caller; for servers, tests and tools that hold a 32-byte seed. */
export function createEd25519Signer(seed: Uint8Array): Signer {
  return {
    publicKey: { kty: "OKP", crv: "Ed25519", x: encodeBase64url(ed25519.getPublicKey(seed)) },
    sign: (message) => ed25519.sign(message, seed),
  };
}
