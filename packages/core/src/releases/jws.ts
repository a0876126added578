// JWS with Ed25519 (RFC 7515, RFC 9864), flattened parts. Headers and payloads are canonical JSON and are accepted in that
// form only; the list of algorithms has one entry, chosen by us and never by the file.
import {
  canonicalize,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  InputError,
  parseJson,
  readAnyObject,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { Primitives, PublicJwk, Signer } from "../keys/index.ts";

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
  readonly signer: Signer;
}): Jws {
  const parts = { protected: encodePart(header), payload: encodePart(payload) };
  const signature = signer.sign(utf8(`${parts.protected}.${parts.payload}`));
  return { ...parts, signature: encodeBase64url(signature) };
}

/** The compact form, `protected.payload.signature`. */
export function compactJws(jws: Jws): string {
  return `${jws.protected}.${jws.payload}.${jws.signature}`;
}

/** True when `key` signed exactly these parts. @throws InputError BASE64_INVALID when the signature is not base64url. */
export function isSignedBy(jws: Jws, key: PublicJwk, primitives: Primitives): boolean {
  const signature = decodeBase64url(jws.signature);
  const message = utf8(`${jws.protected}.${jws.payload}`);
  return signature.length === 64 && primitives.verifyEd25519(publicKeyBytes(key), message, signature);
}

/**
 * Reads a header or payload that must be an object in canonical form, so that no byte of it is outside what we read.
 * @throws InputError BASE64_INVALID, SHAPE_INVALID, JSON_SYNTAX, JSON_UNSUPPORTED, JSON_NOT_CANONICAL.
 */
export function readPart(text: string, path: string): JsonObject {
  const json = decodeUtf8(decodeBase64url(text));
  const value = readAnyObject(parseJson(json), path);
  if (canonicalize(value) !== json)
    throw new InputError("JSON_NOT_CANONICAL", `${path} is not in canonical form (RFC 8785)`);
  return value;
}

function encodePart(value: JsonObject): string {
  return encodeBase64url(utf8(canonicalize(value)));
}
