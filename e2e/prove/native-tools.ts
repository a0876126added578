// Node's own primitives and signers, for long runs.
import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { nodePrimitives } from "../../packages/verifier/src/index.ts";
import type { Tools } from "../../packages/core/src/releases/release.fixture.ts";

const SEED_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");
export const nativeTools: Tools = {
  primitives: nodePrimitives,
  createSigner: (seed) => {
    const key = createPrivateKey({ key: Buffer.concat([SEED_PREFIX, seed]), format: "der", type: "pkcs8" });
    const { x = "" } = createPublicKey(key).export({ format: "jwk" });
    return {
      publicKey: { kty: "OKP", crv: "Ed25519", x },
      sign: (message) => new Uint8Array(sign(null, message, key)),
    };
  },
};
