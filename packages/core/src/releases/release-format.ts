// The frame of `entente-release/2`: what a payload says in clear, and the lengths that hide how much it holds. Portions and
// readings are pools of digests: nothing in clear tells which portion stands where.
// Invariant: a payload is read strictly, so that nothing can stand in it that this format does not know.
import {
  decodeBase64url,
  InputError,
  isBase64urlOf,
  readArray,
  readBoolean,
  readCount,
  readObject,
  readString,
  readWord,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { readPublicJwk } from "../keys/index.ts";
import { isPadded } from "./choices.ts";
import type { ReleaseHeader } from "./release.ts";
import { readElementDigest } from "./sd-jwt.ts";

export const RELEASE_TYPE = "entente-release+sd-jwt";
export const KEY_BINDING_TYPE = "kb+jwt";
/** Bytes of ids of releases and portions. */
export const ID_LENGTH = 16;
/** Least lengths of what is padded to a power of two: both pools, runs of parts, what a judgement rests on, and what is behind a gap. */
export const LEAST_POOL = 8;
export const LEAST_RUN = 2;
export const LEAST_SUPPORTS = 4;
export const LEAST_HIDDEN = 4;

const HEADER_MEMBERS = ["format", "release", "iss", "iat", "exercise", "ledger", "cnf", "keys"];
const CLAIMS = [...HEADER_MEMBERS, "_sd_alg", "_sd", "portions", "readings"];

/**
 * Reads a payload before anything is opened: every claim in clear, and pools of digests of a padded length.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID.
 */
export function readHeader(payload: JsonObject): ReleaseHeader {
  readObject(payload, "payload", CLAIMS);
  const format = readWord(payload["format"], "payload.format", ["entente-release/2"]);
  readWord(payload["_sd_alg"], "payload._sd_alg", ["sha-256"]);
  const members = readArray(payload["_sd"], "payload._sd");
  if (members.length !== 1) throw new InputError("SHAPE_INVALID", "payload._sd must hold one digest");
  readBytes(members[0], "payload._sd[0]", 32);
  readPool(payload["portions"], "payload.portions");
  readPool(payload["readings"], "payload.readings");
  const ledger = readObject(payload["ledger"], "payload.ledger", ["origin", "vkey"]);
  const cnf = readObject(payload["cnf"], "payload.cnf", ["jwk"]);
  const keys = readArray(payload["keys"], "payload.keys");
  if (keys.length !== 2) throw new InputError("SHAPE_INVALID", "payload.keys must hold two thumbprints");
  return {
    format,
    release: readBytes(payload["release"], "payload.release", ID_LENGTH),
    iss: readName(payload["iss"], "payload.iss"),
    iat: readCount(payload["iat"], "payload.iat"),
    exercise: readBoolean(payload["exercise"], "payload.exercise"),
    ledger: {
      origin: readString(ledger["origin"], "payload.ledger.origin"),
      vkey: readString(ledger["vkey"], "payload.ledger.vkey"),
    },
    cnf: { jwk: readPublicJwk(cnf["jwk"], "payload.cnf.jwk") },
    keys: [readBytes(keys[0], "payload.keys[0]", 32), readBytes(keys[1], "payload.keys[1]", 32)],
  };
}

/** base64url text of exactly `length` bytes. @throws InputError SHAPE_INVALID, BASE64_INVALID. */
export function readBytes(value: JsonValue | undefined, path: string, length: number): string {
  const text = readString(value, path);
  if (isBase64urlOf(text, length)) return text;
  if (decodeBase64url(text).length !== length)
    throw new InputError("SHAPE_INVALID", `${path} must be ${length} bytes in base64url`);
  return text;
}

/** Text that is not empty. @throws InputError SHAPE_INVALID. */
export function readName(value: JsonValue | undefined, path: string): string {
  const text = readString(value, path);
  if (text === "") throw new InputError("SHAPE_INVALID", `${path} must not be empty`);
  return text;
}

/** An array of a padded length. @throws InputError SHAPE_INVALID. */
export function readPadded(value: JsonValue | undefined, path: string, least: number): readonly JsonValue[] {
  const items = readArray(value, path);
  if (!isPadded(items.length, least))
    throw new InputError("SHAPE_INVALID", `${path} must have a power of two of elements, at least ${least}`);
  return items;
}

function readPool(value: JsonValue | undefined, path: string): void {
  const items = readPadded(value, path, LEAST_POOL);
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as JsonValue;
    const digest = readElementDigest(item);
    // Anything else is refused by name.
    if (digest === null || !isBase64urlOf(digest, 32))
      readBytes(readObject(item, `${path}[${index}]`, ["..."])["..."], `${path}[${index}]`, 32);
  }
}
