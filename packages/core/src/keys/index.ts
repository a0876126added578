// keys: what signs and verifies, as arguments. A key's id is its RFC 7638 thumbprint.
export { publicKeyBytes, readMlDsaJwk, readPublicJwk } from "./jwk.ts";
export { fingerprintIssuer, thumbprint } from "./thumbprint.ts";
export type { IssuerKeys, IssuerSigner, MlDsaJwk, MlDsaSet, MlDsaSigner, PublicJwk, Signer } from "./jwk.ts";
export { createEd25519Signer, createMlDsaSigner } from "./signer.ts";
export { encodeBech32 } from "./bech32.ts";
export { portablePrimitives } from "./primitives.ts";
export type { Primitives } from "./primitives.ts";
export { isSpokenWord, SPOKEN_WORDS, spellFingerprint, spellWords } from "./fingerprint.ts";
