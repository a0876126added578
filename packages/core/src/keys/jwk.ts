// Public keys as JWK: Ed25519 (RFC 8037) and ML-DSA (RFC 9964).
import { decodeBase64url, InputError, readObject, readString, readWord } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";

/** An Ed25519 public key, RFC 8037 section 2. */
export interface PublicJwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly x: string;
}

/** Parameter sets of ML-DSA (FIPS 204): 44 for cosignatures of checkpoints, 65 for releases. */
export type MlDsaSet = "ML-DSA-44" | "ML-DSA-65";

/** An ML-DSA public key, RFC 9964 section 3; `pub` is 1,312 or 1,952 bytes in base64url. */
export interface MlDsaJwk<Set extends MlDsaSet = MlDsaSet> {
  readonly kty: "AKP";
  readonly alg: Set;
  readonly pub: string;
}

/** Holds a private key and signs with it. The private key never passes through the core. */
export interface Signer {
  readonly publicKey: PublicJwk;
  /** Ed25519 signature, 64 bytes. */
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** As {@link Signer}, for ML-DSA with an empty context: 2,420 or 3,309 bytes, which may differ at every call. */
export interface MlDsaSigner<Set extends MlDsaSet = MlDsaSet> {
  readonly publicKey: MlDsaJwk<Set>;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** The two keys of an issuer. A release holds under both or not at all. */
export interface IssuerSigner {
  readonly ed25519: Signer;
  readonly mlDsa: MlDsaSigner<"ML-DSA-65">;
}

/** The public half of {@link IssuerSigner}. */
export interface IssuerKeys {
  readonly ed25519: PublicJwk;
  readonly mlDsa: MlDsaJwk<"ML-DSA-65">;
}

const MLDSA_LENGTHS: Readonly<Record<MlDsaSet, number>> = { "ML-DSA-44": 1312, "ML-DSA-65": 1952 };

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

/** @throws InputError SHAPE_INVALID or BASE64_INVALID. */
export function readMlDsaJwk<Set extends MlDsaSet>(
  value: JsonValue | undefined,
  path: string,
  set: Set,
): MlDsaJwk<Set> {
  const object = readObject(value, path, ["kty", "alg", "pub"]);
  const jwk = {
    kty: readWord(object["kty"], `${path}.kty`, ["AKP"]),
    alg: readWord(object["alg"], `${path}.alg`, [set]),
    pub: readString(object["pub"], `${path}.pub`),
  } as const;
  if (publicKeyBytes(jwk).length !== MLDSA_LENGTHS[set])
    throw new InputError("SHAPE_INVALID", `${path}.pub must be ${MLDSA_LENGTHS[set]} bytes`);
  return jwk;
}

export function publicKeyBytes(jwk: PublicJwk | MlDsaJwk): Uint8Array {
  return decodeBase64url(jwk.kty === "OKP" ? jwk.x : jwk.pub);
}
