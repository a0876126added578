// Node's own primitives and signers, for long runs.
import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { nodePrimitives } from "../../packages/verifier/src/index.ts";
import type { Tools } from "../../packages/core/src/releases/release.fixture.ts";

// PKCS #8 wrappings of a seed: RFC 8410 section 7, and RFC 9881 section 6.
const ED25519 = Buffer.from("302e020100300506032b657004220420", "hex");
const ML_DSA_65 = Buffer.from("3034020100300b060960864801650304031204228020", "hex");

const mlDsa = importSeed(ML_DSA_65, createHash("sha256").update("issuer").digest());

export const nativeTools: Tools = {
  primitives: nodePrimitives,
  createSigner: (seed) => {
    const key = importSeed(ED25519, seed);
    const { x = "" } = createPublicKey(key).export({ format: "jwk" });
    return {
      publicKey: { kty: "OKP", crv: "Ed25519", x },
      sign: (message) => new Uint8Array(sign(null, message, key)),
    };
  },
  mlDsa: {
    publicKey: { kty: "AKP", alg: "ML-DSA-65", pub: readPub(mlDsa) },
    sign: (message) => new Uint8Array(sign(null, message, mlDsa)),
  },
};

function importSeed(prefix: Uint8Array, seed: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.concat([prefix, seed]), format: "der", type: "pkcs8" });
}

function readPub(key: KeyObject): string {
  const jwk: Readonly<Record<string, unknown>> = { ...createPublicKey(key).export({ format: "jwk" }) };
  if (typeof jwk["pub"] !== "string") throw new TypeError("an ML-DSA key has its public half in pub");
  return jwk["pub"];
}
