// Thumbprints of public keys (RFC 7638), which are our key ids.
import { canonicalize, encodeBase64url, utf8 } from "../encoding/index.ts";
import type { IssuerKeys, MlDsaJwk, PublicJwk } from "./jwk.ts";
import type { Primitives } from "./primitives.ts";

/** RFC 7638 thumbprint, base64url, over the members RFC 8037 and RFC 9964 require: the key's id. */
export function thumbprint(jwk: PublicJwk | MlDsaJwk, primitives: Primitives): string {
  const members =
    jwk.kty === "OKP"
      ? { crv: jwk.crv, kty: jwk.kty, x: jwk.x }
      : { alg: jwk.alg, kty: jwk.kty, pub: jwk.pub };
  return encodeBase64url(primitives.sha256(utf8(canonicalize(members))));
}

/**
 * One fingerprint for both keys of an issuer, base64url: SHA-256 over the canonical JSON of their thumbprints. Whoever has
 * compared it has compared both keys.
 */
export function fingerprintIssuer(keys: IssuerKeys, primitives: Primitives): string {
  const both = {
    Ed25519: thumbprint(keys.ed25519, primitives),
    "ML-DSA-65": thumbprint(keys.mlDsa, primitives),
  };
  return encodeBase64url(primitives.sha256(utf8(canonicalize(both))));
}
