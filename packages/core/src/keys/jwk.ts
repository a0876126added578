// Public keys as JWK (RFC 8037) and their thumbprints (RFC 7638), which are our key ids.
import {
  canonicalize,
  decodeBase64url,
  encodeBase64url,
  InputError,
  readObject,
  readString,
  readWord,
  utf8,
} from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import type { Primitives } from "./primitives.ts";

/** An Ed25519 public key, RFC 8037 section 2. */
export interface PublicJwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
}

/** Holds a private key and signs with it. The private key never passes through the core. */
export interface Signer {
  readonly publicKey: PublicJwk;
  /** Ed25519 signature, 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** @throws InputError SHAPE_INVALID or BASE64_INVALID. */
export function readPublicJwk(value: JsonValue | undefined, path: string): PublicJwk {
  const object = readObject(value, path, ["kty", "crv", "x"]);
  const jwk = {
    kty: readWord(object["kty"], `${path}.kty`, ["OKP"]),
    crv: readWord(object["crv"], `${path}.crv`, ["Ed25519"]),
    x: readString(object["x"], `${path}.x`),
  } as const;
  if (publicKeyBytes(jwk).length !== 32) throw new InputError("SHAPE_INVALID", `${path}.x must be 32 bytes`);
  return jwk;
}

export function publicKeyBytes(jwk: PublicJwk): Uint8Array {
  return decodeBase64url(jwk.x);
}

/** RFC 7638 thumbprint, base64url: the key's id and, read aloud, its fingerprint. */
export function thumbprint(jwk: PublicJwk, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8(canonicalize({ crv: jwk.crv, kty: jwk.kty, x: jwk.x }))));
}
