// Selective disclosure for JWT, RFC 9901: disclosures, their digests, and the processing of section 7.1. Nothing of a
// release is known here, so that the official vectors can run against it. The walk keeps unopened digests in place,
// because a reader must be shown what is withheld; `removeDigests` then gives the processed payload of the RFC.
// Invariant: every digest is met at most once, and every supplied disclosure is met.
import {
  canonicalize,
  decodeBase64urlText,
  encodeBase64url,
  encodeBase64urlText,
  InputError,
  readJson,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { splitJws } from "./jws.ts";

const MAX_DEPTH = 64;
/** Bytes of a salt, 256 bits. */
export const SALT_LENGTH = 32;
const SALTS_AT_ONCE = 64;
// Without a repeated group: a long line of disclosures must not end in the stack of a regular expression.
const DISCLOSURES = /^[\w~-]*$/;

export interface Disclosure {
  /** The base64url text exactly as issued; the digest is over its ASCII bytes. */
  readonly text: string;
  readonly digest: string;
  readonly salt: string;
  /** Member name for an object's disclosure, null for an array element's. */
  readonly name: string | null;
  readonly value: JsonValue;
  /** Whether `text` is the one spelling that we would have issued: canonical JSON. Others' is as good by the RFC. */
  readonly canonical: boolean;
}

/** Makes the disclosure of one array element. @throws InputError JSON_UNSUPPORTED. */
export function createDisclosure(salt: string, value: JsonValue, primitives: Primitives): Disclosure {
  const text = encodeBase64urlText(canonicalize([salt, value]));
  return { text, digest: primitives.digestText(text), salt, name: null, value, canonical: true };
}

/** Makes the disclosure of one member of an object. @throws InputError JSON_UNSUPPORTED; SHAPE_INVALID for a reserved name. */
export function createMemberDisclosure(
  salt: string,
  name: string,
  value: JsonValue,
  primitives: Primitives,
): Disclosure {
  if (isReserved(name)) throw new InputError("SHAPE_INVALID", `No disclosed member may be called ${name}`);
  const text = encodeBase64urlText(canonicalize([salt, name, value]));
  return { text, digest: primitives.digestText(text), salt, name, value, canonical: true };
}

/** Makes disclosures one after another, each with a salt of its own, and digests that no disclosure stands behind. */
export interface Discloser {
  /** The disclosure of an array element; its digest stands as {@link elementOf}. */
  readonly element: (value: JsonValue) => Disclosure;
  /** The disclosure of a member; its digest stands in the object's `_sd`. */
  readonly member: (name: string, value: JsonValue) => Disclosure;
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
    decoy: draw,
  };
}

/** How the digest of an array element stands in its array. */
export function elementOf(digest: string): JsonObject {
  return { "...": digest };
}

/** base64url SHA-256 over the ASCII bytes of `text`, the digest of disclosures and of `sd_hash`. */
export function digestText(text: string, primitives: Primitives): string {
  return primitives.digestText(text);
}

/** Reads one disclosure of either shape. @throws VerificationError DISCLOSURE_INVALID. */
export function readDisclosure(text: string, primitives: Primitives): Disclosure {
  const { value: parts, canonical } = parseDisclosure(text);
  if (!isArray(parts)) refuse("A disclosure is not an array");
  const [salt, second, third] = parts;
  if (parts.length < 2 || parts.length > 3 || typeof salt !== "string" || second === undefined)
    refuse("A disclosure is [salt, value] or [salt, name, value]");
  const digest = primitives.digestText(text);
  if (third === undefined) return { text, digest, salt, name: null, value: second, canonical };
  if (typeof second !== "string" || isReserved(second))
    refuse("A disclosed member needs a name that is not reserved");
  return { text, digest, salt, name: second, value: third, canonical };
}

/**
 * Puts every supplied disclosure in its place (RFC 9901 section 7.1, steps 3 and 5). Unopened digests stay where they are.
 * `order` lists the disclosures as the walk met them, parents before children; `parents` says for each the place in
 * `order` of the one it stands in, or -1.
 * @throws VerificationError DISCLOSURE_INVALID, DISCLOSURE_REPEATED, DISCLOSURE_UNMATCHED, ALGORITHM_REFUSED.
 */
export function openDisclosures(
  { payload, disclosures }: { readonly payload: JsonObject; readonly disclosures: readonly string[] },
  primitives: Primitives,
): {
  readonly opened: JsonObject;
  readonly order: readonly Disclosure[];
  readonly parents: readonly number[];
} {
  const algorithm = payload["_sd_alg"];
  if (algorithm !== undefined && algorithm !== "sha-256")
    throw new VerificationError("ALGORITHM_REFUSED", "Digests other than sha-256 are not accepted");
  const supplied = new Map<string, Disclosure>();
  for (const text of disclosures) {
    const disclosure = readDisclosure(text, primitives);
    supplied.set(disclosure.digest, disclosure);
  }
  if (supplied.size !== disclosures.length) repeated();
  const walk = new Walk(supplied);
  const opened = walk.openObject(payload, 0);
  if (walk.order.length !== supplied.size)
    throw new VerificationError("DISCLOSURE_UNMATCHED", "A disclosure belongs to no digest of this payload");
  return { opened, order: walk.order, parents: walk.parents };
}

/** One walk through a payload. What holds nothing to open stays the very value it was. */
class Walk {
  readonly order: Disclosure[] = [];
  readonly parents: number[] = [];
  #inside = -1;
  readonly #supplied: ReadonlyMap<string, Disclosure>;
  readonly #met = new Set<string>();

  constructor(supplied: ReadonlyMap<string, Disclosure>) {
    this.#supplied = supplied;
  }

  openObject(object: JsonObject, depth: number): JsonObject {
    const names = Object.keys(object);
    const opened: [string, JsonValue][] = [];
    let changed = false;
    for (const name of names) {
      if (name === "...") refuse("The name ... stands outside an array");
      if (name === "_sd_alg" && depth > 0) refuse("_sd_alg stands below the top level");
      if (name === "_sd") continue;
      const value = object[name] as JsonValue;
      const after = this.#open(value, depth + 1);
      changed ||= after !== value;
      opened.push([name, after]);
    }
    const digests = readMemberDigests(object);
    const unopened: string[] = [];
    const taken = digests.length === 0 ? null : new Set(names);
    for (const digest of digests) {
      const disclosure = this.#take(digest, "member");
      if (disclosure === null) {
        unopened.push(digest);
        continue;
      }
      const name = disclosure.name ?? "";
      if (name === "_sd_alg") refuse("_sd_alg cannot be disclosed");
      if (taken?.has(name) === true) refuse("A disclosed member has the name of one already there");
      taken?.add(name);
      changed = true;
      opened.push([name, this.#openValue(disclosure, depth + 1)]);
    }
    if (!changed) return object;
    if (unopened.length > 0) opened.push(["_sd", unopened]);
    return Object.fromEntries(opened);
  }

  #open(value: JsonValue, depth: number): JsonValue {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) refuse(`The payload is nested deeper than ${MAX_DEPTH}`);
    return isArray(value) ? this.#openArray(value, depth) : this.openObject(value as JsonObject, depth);
  }

  /** What stands in a disclosure just taken, which is the last of `order`. */
  #openValue({ value }: Disclosure, depth: number): JsonValue {
    if (typeof value !== "object" || value === null) return value;
    const around = this.#inside;
    this.#inside = this.order.length - 1;
    const opened = this.#open(value, depth);
    this.#inside = around;
    return opened;
  }

  #openArray(items: readonly JsonValue[], depth: number): readonly JsonValue[] {
    let opened: JsonValue[] | null = null;
    for (let index = 0; index < items.length; index += 1) {
      const item = items[index] as JsonValue;
      const after = this.#openElement(item, depth + 1);
      if (after !== item) {
        opened ??= [...items];
        opened[index] = after;
      }
    }
    return opened ?? items;
  }

  #openElement(item: JsonValue, depth: number): JsonValue {
    const digest = readElementDigest(item);
    if (digest === null) return this.#open(item, depth);
    const disclosure = this.#take(digest, "element");
    return disclosure === null ? item : this.#openValue(disclosure, depth);
  }

  #take(digest: string, shape: "member" | "element"): Disclosure | null {
    const before = this.#met.size;
    if (this.#met.add(digest).size === before) repeated();
    const disclosure = this.#supplied.get(digest);
    if (disclosure === undefined) return null;
    if ((disclosure.name === null) !== (shape === "element"))
      refuse("A member's disclosure stands for an array element, or the other way round");
    this.order.push(disclosure);
    this.parents.push(this.#inside);
    return disclosure;
  }
}

/** The processed payload of RFC 9901 section 7.1 step 4: whatever stayed unopened is gone without a trace. */
export function removeDigests(opened: JsonObject): JsonObject {
  const { _sd_alg: _, ...rest } = opened;
  return removeFromObject("_sd_alg" in opened ? rest : opened);
}

/** The digest of an array element `{"...": digest}`, or null for any other element. @throws VerificationError DISCLOSURE_INVALID. */
export function readElementDigest(item: JsonValue): string | null {
  if (!isObject(item) || !Object.hasOwn(item, "...")) return null;
  const digest = item["..."];
  if (typeof digest !== "string" || Object.keys(item).length !== 1)
    refuse("A digest in an array has the one member ..., and it is text");
  return digest;
}

/** The compact form that `sd_hash` covers: issuer JWT, disclosures, each closed by a tilde. */
export function compactSdJwt(issuerJwt: string, disclosures: readonly string[]): string {
  return disclosures.length === 0 ? `${issuerJwt}~` : `${issuerJwt}~${disclosures.join("~")}~`;
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
  const first = text.indexOf("~");
  const last = text.lastIndexOf("~");
  if (first < 0) throw new InputError("CUT_SYNTAX", "This is not an SD-JWT in compact form");
  const between = text.slice(first + 1, Math.max(first + 1, last));
  const keyBinding = last === text.length - 1 ? null : text.slice(last + 1);
  if (
    !DISCLOSURES.test(between) ||
    between.startsWith("~") ||
    between.endsWith("~") ||
    between.includes("~~")
  )
    throw new InputError("CUT_SYNTAX", "A disclosure of this SD-JWT is empty or not base64url");
  if (first !== last && between === "")
    throw new InputError("CUT_SYNTAX", "A disclosure of this SD-JWT is empty or not base64url");
  const issuerJwt = text.slice(0, first);
  splitJws(issuerJwt);
  if (keyBinding !== null) splitJws(keyBinding);
  return { issuerJwt, disclosures: between === "" ? [] : between.split("~"), keyBinding };
}

function parseDisclosure(text: string): ReturnType<typeof readJson> {
  try {
    return readJson(decodeBase64urlText(text));
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError("DISCLOSURE_INVALID", "A disclosure is not JSON in base64url", { cause });
  }
}

function readMemberDigests(object: JsonObject): readonly string[] {
  if (!Object.hasOwn(object, "_sd")) return [];
  const digests = object["_sd"];
  if (digests === undefined || !isArray(digests) || !digests.every((digest) => typeof digest === "string"))
    refuse("_sd is an array of digests");
  return digests;
}

function removeFromObject(object: JsonObject): JsonObject {
  const kept: [string, JsonValue][] = [];
  let changed = Object.hasOwn(object, "_sd");
  for (const [name, value] of Object.entries(object)) {
    if (name === "_sd") continue;
    const after = removeBelow(value);
    changed ||= after !== value;
    kept.push([name, after]);
  }
  return changed ? Object.fromEntries(kept) : object;
}

function removeBelow(value: JsonValue): JsonValue {
  if (isObject(value)) return removeFromObject(value);
  if (!isArray(value)) return value;
  const kept = value.filter((item) => readElementDigest(item) === null);
  const below = kept.map(removeBelow);
  const same = kept.length === value.length && below.every((item, index) => item === value[index]);
  return same ? value : below;
}

function isReserved(name: string): boolean {
  return name === "_sd" || name === "...";
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
