// Node's own primitives and signers, for long runs.
import { createPrivateKey, createPublicKey, hash, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { Tools } from "../../packages/core/src/releases/release.fixture.ts";

const SEED_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
const publicKeys = new Map<string, KeyObject>();

function readPublicKey(x: string): KeyObject {
  const known = publicKeys.get(x);
  if (known !== undefined) return known;
  const key = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x }, format: "jwk" });
  publicKeys.set(x, key);
  return key;
}

export const nativeTools: Tools = {
  primitives: {
    sha256: (bytes) => new Uint8Array(hash("sha256", bytes, "buffer")),
    verifyEd25519: (publicKey, message, signature) =>
      verify(null, message, readPublicKey(Buffer.from(publicKey).toString("base64url")), signature),
  },
  createSigner: (seed) => {
    const key = createPrivateKey({ key: Buffer.concat([SEED_PREFIX, seed]), format: "der", type: "pkcs8" });
    const { x = "" } = createPublicKey(key).export({ format: "jwk" });
    return {
      publicKey: { kty: "OKP", crv: "Ed25519", x },
      sign: (message) => new Uint8Array(sign(null, message, key)),
    };
  },
};
