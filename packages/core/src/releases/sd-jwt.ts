// Selective disclosure for JWT, RFC 9901: disclosures, their digests, and the processing of section 7.1. Nothing of a
// release is known here, so that the official vectors can run against it. The walk keeps unopened digests in place,
// because a reader must be shown what is withheld; `removeDigests` then gives the processed payload of the RFC.
// Invariant: every digest is met at most once, and every supplied disclosure is met.
import {
  canonicalize,
  decodeBase64url,
  decodeUtf8,
  encodeBase64url,
  InputError,
  parseJson,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";

const MAX_DEPTH = 64;
/** Bytes of a salt, 256 bits. */
export const SALT_LENGTH = 32;
const SALTS_AT_ONCE = 64;
const RESERVED: readonly string[] = ["_sd", "..."];
const COMPACT = /^([\w-]+\.[\w-]+\.[\w-]+)~((?:[\w-]+~)*)([\w-]+\.[\w-]+\.[\w-]+)?$/;

export interface Disclosure {
  /** The base64url text exactly as issued; the digest is over its ASCII bytes. */
  readonly text: string;
  readonly digest: string;
  readonly salt: string;
  /** Member name for an object's disclosure, null for an array element's. */
  readonly name: string | null;
  readonly value: JsonValue;
}

/** Makes the disclosure of one array element. */
export function createDisclosure(salt: string, value: JsonValue, primitives: Primitives): Disclosure {
  const text = encodeBase64url(utf8(canonicalize([salt, value])));
  return { text, digest: digestText(text, primitives), salt, name: null, value };
}

/** Makes the disclosure of one member of an object. @throws InputError SHAPE_INVALID for a reserved name. */
export function createMemberDisclosure(
  salt: string,
  name: string,
  value: JsonValue,
  primitives: Primitives,
): Disclosure {
  if (RESERVED.includes(name)) throw new InputError("SHAPE_INVALID", `No member may be called ${name}`);
  const text = encodeBase64url(utf8(canonicalize([salt, name, value])));
  return { text, digest: digestText(text, primitives), salt, name, value };
}

/** Makes disclosures one after another, each with a salt of its own, and digests that no disclosure stands behind. */
export interface Discloser {
  /** The disclosure of an array element; its digest stands as {@link elementOf}. */
  readonly element: (value: JsonValue) => Disclosure;
  /** The disclosure of a member; its digest stands in the object's `_sd`. */
  readonly member: (name: string, value: JsonValue) => Disclosure;
  /** As `member`, for a value whose canonical JSON is at hand. */
  readonly memberText: (name: string, json: string) => Pick<Disclosure, "text" | "digest">;
  /** A digest no disclosure stands behind: 32 random bytes, which nobody can tell from a hash. */
  readonly decoy: () => string;
}

/** `randomBytes` must be cryptographically random and fresh at every call; it is asked for many salts at a time. */
export function openDiscloser({
  randomBytes,
  primitives,
}: {
  readonly randomBytes: (length: number) => Uint8Array;
  readonly primitives: Primitives;
}): Discloser {
  let block = new Uint8Array(0);
  let used = 0;
  const draw = (): string => {
    if (used === block.length) [block, used] = [Uint8Array.from(randomBytes(SALTS_AT_ONCE * SALT_LENGTH)), 0];
    used += SALT_LENGTH;
    return encodeBase64url(block.subarray(used - SALT_LENGTH, used));
  };
  return {
    element: (value) => createDisclosure(draw(), value, primitives),
    member: (name, value) => createMemberDisclosure(draw(), name, value, primitives),
    memberText: (name, json) => {
      const text = encodeBase64url(utf8(`["${draw()}",${JSON.stringify(name)},${json}]`));
      return { text, digest: digestText(text, primitives) };
    },
    decoy: draw,
  };
}

/** How the digest of an array element stands in its array. */
export function elementOf(digest: string): JsonObject {
  return { "...": digest };
}

/** base64url SHA-256 over the ASCII bytes of `text`, the digest of disclosures and of `sd_hash`. */
export function digestText(text: string, primitives: Primitives): string {
  return encodeBase64url(primitives.sha256(utf8(text)));
}

/** Reads one disclosure of either shape. @throws VerificationError DISCLOSURE_INVALID. */
export function readDisclosure(text: string, primitives: Primitives): Disclosure {
  const parts = parseDisclosure(text);
  const [salt, second, third] = parts;
  if (parts.length < 2 || parts.length > 3 || typeof salt !== "string" || second === undefined)
    refuse("A disclosure is [salt, value] or [salt, name, value]");
  const digest = digestText(text, primitives);
  if (third === undefined) return { text, digest, salt, name: null, value: second };
  if (typeof second !== "string" || second === "_sd" || second === "...")
    refuse("A disclosed member needs a name that is not reserved");
  return { text, digest, salt, name: second, value: third };
}

/**
 * Puts every supplied disclosure in its place (RFC 9901 section 7.1, steps 3 and 5). Unopened digests stay where they are.
 * `order` lists the disclosures as the walk met them, parents before children.
 * @throws VerificationError DISCLOSURE_INVALID, DISCLOSURE_REPEATED, DISCLOSURE_UNMATCHED, ALGORITHM_REFUSED.
 */
export function openDisclosures(
  { payload, disclosures }: { readonly payload: JsonObject; readonly disclosures: readonly string[] },
  primitives: Primitives,
): { readonly opened: JsonObject; readonly order: readonly Disclosure[] } {
  const algorithm = payload["_sd_alg"];
  if (algorithm !== undefined && algorithm !== "sha-256")
    throw new VerificationError("ALGORITHM_REFUSED", "Digests other than sha-256 are not accepted");
  const supplied = new Map<string, Disclosure>();
  for (const text of disclosures) {
    const disclosure = readDisclosure(text, primitives);
    if (supplied.has(disclosure.digest)) repeated();
    supplied.set(disclosure.digest, disclosure);
  }
  const met = new Set<string>();
  const order: Disclosure[] = [];

  function take(digest: string, shape: "member" | "element"): Disclosure | null {
    if (met.has(digest)) repeated();
    met.add(digest);
    const disclosure = supplied.get(digest);
    if (disclosure === undefined) return null;
    if ((disclosure.name === null) !== (shape === "element"))
      refuse("A member's disclosure stands for an array element, or the other way round");
    order.push(disclosure);
    return disclosure;
  }

  function walk(value: JsonValue, depth: number): JsonValue {
    if (depth > MAX_DEPTH) refuse(`The payload is nested deeper than ${MAX_DEPTH}`);
    if (isArray(value)) return value.map((item) => walkElement(item, depth + 1));
    return isObject(value) ? walkObject(value, depth) : value;
  }

  function walkElement(item: JsonValue, depth: number): JsonValue {
    const digest = readElementDigest(item);
    if (digest === null) return walk(item, depth);
    const disclosure = take(digest, "element");
    return disclosure === null ? item : walk(disclosure.value, depth);
  }

  function walkObject(object: JsonObject, depth: number): JsonObject {
    if (Object.hasOwn(object, "...")) refuse("The name ... stands outside an array");
    if (depth > 0 && Object.hasOwn(object, "_sd_alg")) refuse("_sd_alg stands below the top level");
    const entries = new Map<string, JsonValue>();
    for (const [name, value] of Object.entries(object))
      if (name !== "_sd") entries.set(name, walk(value, depth + 1));
    const unopened: string[] = [];
    for (const digest of readMemberDigests(object)) {
      const disclosure = take(digest, "member");
      if (disclosure?.name === undefined || disclosure.name === null) {
        unopened.push(digest);
        continue;
      }
      if (entries.has(disclosure.name)) refuse("A disclosed member has the name of one already there");
      entries.set(disclosure.name, walk(disclosure.value, depth + 1));
    }
    if (unopened.length > 0) entries.set("_sd", unopened);
    return Object.fromEntries(entries);
  }

  const opened = walkObject(payload, 0);
  if (order.length !== supplied.size)
    throw new VerificationError("DISCLOSURE_UNMATCHED", "A disclosure belongs to no digest of this payload");
  return { opened, order };
}

/** The processed payload of RFC 9901 section 7.1 step 4: whatever stayed unopened is gone without a trace. */
export function removeDigests(opened: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(opened)
      .filter(([name]) => name !== "_sd" && name !== "_sd_alg")
      .map(([name, value]) => [name, removeBelow(value)]),
  );
}

/** The digest of an array element `{"...": digest}`, or null for any other element. @throws VerificationError DISCLOSURE_INVALID. */
export function readElementDigest(item: JsonValue): string | null {
  if (!isObject(item) || !Object.hasOwn(item, "...")) return null;
  const digest = item["..."];
  if (Object.keys(item).length !== 1 || typeof digest !== "string")
    refuse("A digest in an array has the one member ..., and it is text");
  return digest;
}

/** The compact form that `sd_hash` covers: issuer JWT, disclosures, each closed by a tilde. */
export function compactSdJwt(issuerJwt: string, disclosures: readonly string[]): string {
  return [issuerJwt, ...disclosures, ""].join("~");
}

/**
 * Splits the compact form. `keyBinding` is null for an SD-JWT without key binding, which ends in a tilde.
 * @throws InputError CUT_SYNTAX.
 */
export function splitSdJwt(text: string): {
  readonly issuerJwt: string;
  readonly disclosures: readonly string[];
  readonly keyBinding: string | null;
} {
  const match = COMPACT.exec(text);
  if (match?.[1] === undefined) throw new InputError("CUT_SYNTAX", "This is not an SD-JWT in compact form");
  return {
    issuerJwt: match[1],
    disclosures: (match[2] ?? "").split("~").slice(0, -1),
    keyBinding: match[3] ?? null,
  };
}

function parseDisclosure(text: string): readonly JsonValue[] {
  try {
    const value = parseJson(decodeUtf8(decodeBase64url(text)));
    if (isArray(value)) return value;
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError("DISCLOSURE_INVALID", "A disclosure is not JSON in base64url", { cause });
  }
  return refuse("A disclosure is not an array");
}

function readMemberDigests(object: JsonObject): readonly string[] {
  const digests = object["_sd"];
  if (digests === undefined) return [];
  if (!isArray(digests) || !digests.every((digest) => typeof digest === "string"))
    refuse("_sd is an array of digests");
  return digests;
}

function removeBelow(value: JsonValue): JsonValue {
  if (isArray(value)) return value.filter((item) => readElementDigest(item) === null).map(removeBelow);
  return isObject(value) ? removeDigests(value) : value;
}

function isArray(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuse(message: string): never {
  throw new VerificationError("DISCLOSURE_INVALID", message);
}

function repeated(): never {
  throw new VerificationError("DISCLOSURE_REPEATED", "A digest or a disclosure stands twice in this payload");
}
