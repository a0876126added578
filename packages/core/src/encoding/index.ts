// encoding: canonical JSON, bytes, strict shapes, instants, and the core's errors. Imports nothing of the house.
export { canonicalize, parseCanonicalFile, parseJson, positionAt, readJson } from "./canonical-json.ts";
export type { JsonObject, JsonValue } from "./canonical-json.ts";
export {
  decodeBase64url,
  decodeBase64urlText,
  encodeBase64url,
  encodeBase64urlText,
  isBase64urlOf,
} from "./base64url.ts";
export {
  concatBytes,
  decodeBase64,
  decodeUtf8,
  encodeBase64,
  encodeHex,
  equalBytes,
  utf8,
  writeUtf8,
} from "./bytes.ts";
export {
  readAnyObject,
  readArray,
  readBoolean,
  readCount,
  readNumber,
  readObject,
  readString,
  readStrings,
  readWord,
} from "./shape.ts";
export {
  dayNumber,
  dayOf,
  daysBetween,
  epochMilliseconds,
  instantAt,
  lastDayOfMonth,
  readDay,
  readInstant,
} from "./instants.ts";
export type { Day, Instant } from "./instants.ts";
export { InputError, PolicyError, VerificationError } from "./errors.ts";
export type { InputCode, PolicyCode, SourcePosition, VerificationCode } from "./errors.ts";
