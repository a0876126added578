// JWS (RFC 7515) with Ed25519 (RFC 9864) and ML-DSA (RFC 9964). Headers and payloads are canonical JSON and are accepted in
// that form only. The algorithm is the one of the key that is asked for, chosen by us and never by the file.
import {
  canonicalize,
  decodeBase64url,
  decodeBase64urlText,
  encodeBase64url,
  encodeBase64urlText,
  InputError,
  readAnyObject,
  readJson,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { MlDsaJwk, MlDsaSigner, Primitives, PublicJwk, Signer } from "../keys/index.ts";

export const ALGORITHM = "Ed25519";

/** The three parts of a JWS, each base64url. */
export interface Jws {
  readonly protected: string;
  readonly payload: string;
  readonly signature: string;
}

/** Signs canonical `header` and `payload`. The caller puts `alg` and `typ` into the header. */
export function signJws({
  header,
  payload,
  signer,
}: {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  readonly signer: Signer | MlDsaSigner;
}): Jws {
  return signPayload({ header, payload: encodePart(payload), signer });
}

/** As {@link signJws}, over a payload that is base64url already: each signature of a general serialisation is of the same one. */
export function signPayload({
  header,
  payload,
  signer,
}: {
  readonly header: JsonObject;
  readonly payload: string;
  readonly signer: Signer | MlDsaSigner;
}): Jws {
  const parts = { protected: encodePart(header), payload };
  const signature = signer.sign(utf8(`${parts.protected}.${parts.payload}`));
  return { ...parts, signature: encodeBase64url(signature) };
}

/** The compact form, `protected.payload.signature`. */
export function compactJws(jws: Jws): string {
  return `${jws.protected}.${jws.payload}.${jws.signature}`;
}

/** Reads the compact form. @throws InputError CUT_SYNTAX unless it has three parts of base64url. */
export function splitJws(text: string): Jws {
  const [, header, payload, signature] = /^([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(text) ?? [];
  if (header === undefined || payload === undefined || signature === undefined)
    throw new InputError(
      "CUT_SYNTAX",
      "This is not a JWT: three parts of base64url with a point between them",
    );
  return { protected: header, payload, signature };
}

/** The `alg` of signatures by `key`. */
export function algorithmOf(key: PublicJwk | MlDsaJwk): string {
  return key.kty === "OKP" ? ALGORITHM : key.alg;
}

/** True when `key` signed exactly these parts. @throws InputError BASE64_INVALID when the signature is not base64url. */
export function isSignedBy(jws: Jws, key: PublicJwk | MlDsaJwk, primitives: Primitives): boolean {
  const signature = decodeBase64url(jws.signature);
  const message = utf8(`${jws.protected}.${jws.payload}`);
  if (key.kty === "AKP") return primitives.verifyMlDsa(key.alg, publicKeyBytes(key), message, signature);
  return signature.length === 64 && primitives.verifyEd25519(publicKeyBytes(key), message, signature);
}

/**
 * Reads a header or payload that must be an object in canonical form, so that no byte of it is outside what we read.
 * @throws InputError BASE64_INVALID, SHAPE_INVALID, JSON_SYNTAX, JSON_UNSUPPORTED, JSON_NOT_CANONICAL.
 */
export function readPart(text: string, path: string): JsonObject {
  const { value, canonical } = readJson(decodeBase64urlText(text));
  const part = readAnyObject(value, path);
  if (!canonical) throw new InputError("JSON_NOT_CANONICAL", `${path} is not in canonical form (RFC 8785)`);
  return part;
}

function encodePart(value: JsonObject): string {
  return encodeBase64urlText(canonicalize(value));
}
