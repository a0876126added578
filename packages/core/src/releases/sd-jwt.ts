// Selective disclosure for JWT, RFC 9901: disclosures, their digests, and the processing of section 7.1. Nothing of a
// release is known here, so that the official vectors can run against it. The walk keeps unopened digests in place,
// because a reader must be shown what is withheld; `removeDigests` then gives the processed payload of the RFC.
// Invariant: every digest is met at most once, and every supplied disclosure is met.
import {
  canonicalize,
  decodeBase64urlText,
  encodeBase64urlText,
  InputError,
  readJson,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { drawTexts } from "./choices.ts";
import { splitJws } from "./jws.ts";

const MAX_DEPTH = 64;
/** Bytes of a salt, 256 bits. */
export const SALT_LENGTH = 32;
const SALTS_AT_ONCE = 64;

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

/** A disclosure just made. */
export type Made = Pick<Disclosure, "text" | "digest">;

/** Makes disclosures one after another, each with a salt of its own, and digests that no disclosure stands behind. */
export interface Discloser {
  /** The disclosure of an array element; its digest stands as {@link elementOf}. */
  readonly element: (value: JsonValue) => Made;
  /** As `element`, for a value whose canonical JSON is at hand. */
  readonly elementText: (json: string) => Made;
  /** The disclosure of a member; its digest stands in the object's `_sd`. */
  readonly member: (name: string, value: JsonValue) => Made;
  /** As `member`, for a value whose canonical JSON is at hand. */
  readonly memberText: (name: string, json: string) => Made;
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
  const draw = drawTexts(randomBytes, SALT_LENGTH, SALTS_AT_ONCE);
  const make = (json: string): Made => {
    const text = encodeBase64urlText(`["${draw()}",${json}]`);
    return { text, digest: primitives.digestText(text) };
  };
  const memberText = (name: string, json: string): Made => {
    if (isReserved(name)) throw new InputError("SHAPE_INVALID", `No disclosed member may be called ${name}`);
    return make(`${canonicalize(name)},${json}`);
  };
  return {
    element: (value) => make(canonicalize(value)),
    elementText: make,
    member: (name, value) => memberText(name, canonicalize(value)),
    memberText,
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
  const supplied = disclosures.map((text) => readDisclosure(text, primitives));
  return walkInOrder(payload, supplied) ?? walkInAnyOrder(payload, supplied);
}

type Walked = ReturnType<typeof openDisclosures>;

/**
 * Disclosures in the order of the payload, as we write them, are found without being looked up. Null where one is not:
 * then nothing is settled. Where each was met and no digest twice, none of them can stand for a digest left unopened.
 */
function walkInOrder(payload: JsonObject, supplied: readonly Disclosure[]): Walked | null {
  const walk = new Walk((digest, met) => {
    const next = supplied[met];
    return next?.digest === digest ? next : undefined;
  });
  try {
    const opened = walk.openObject(payload, 0);
    return walk.order.length === supplied.length
      ? { opened, order: walk.order, parents: walk.parents }
      : null;
  } catch (cause) {
    // What is wrong is told by the walk that looks up.
    if (!(cause instanceof VerificationError)) throw cause;
    return null;
  }
}

function walkInAnyOrder(payload: JsonObject, supplied: readonly Disclosure[]): Walked {
  const places = new Map(supplied.map((disclosure) => [disclosure.digest, disclosure]));
  if (places.size !== supplied.length) repeated();
  const walk = new Walk((digest) => places.get(digest));
  const opened = walk.openObject(payload, 0);
  if (walk.order.length !== supplied.length)
    throw new VerificationError("DISCLOSURE_UNMATCHED", "A disclosure belongs to no digest of this payload");
  return { opened, order: walk.order, parents: walk.parents };
}

/** One walk through a payload. What holds nothing to open stays the very value it was. */
class Walk {
  readonly order: Disclosure[] = [];
  readonly parents: number[] = [];
  #inside = -1;
  /** The disclosure of a digest, if there is one; `met` is how many were met before. */
  readonly #find: (digest: string, met: number) => Disclosure | undefined;
  /** Every digest, opened or not. */
  readonly #met = new Set<string>();
  #count = 0;

  constructor(find: (digest: string, met: number) => Disclosure | undefined) {
    this.#find = find;
  }

  openObject(object: JsonObject, depth: number): JsonObject {
    const names = Object.keys(object);
    let opened: [string, JsonValue][] | null = null;
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] ?? "";
      if (name === "...") refuse("The name ... stands outside an array");
      if (name === "_sd_alg" && depth > 0) refuse("_sd_alg stands below the top level");
      const value = object[name] as JsonValue;
      const after = name === "_sd" ? value : this.#open(value, depth + 1);
      if (after !== value)
        opened ??= names.slice(0, index).map((before) => [before, object[before] as JsonValue]);
      opened?.push([name, after]);
    }
    return Object.hasOwn(object, "_sd")
      ? this.#openMembers(object, opened, names, depth)
      : opened === null
        ? object
        : Object.fromEntries(opened);
  }

  #openMembers(
    object: JsonObject,
    changed: readonly [string, JsonValue][] | null,
    names: readonly string[],
    depth: number,
  ): JsonObject {
    const opened: Record<string, JsonValue> = {};
    for (let index = 0; index < names.length; index += 1) {
      const name = names[index] as string;
      if (name !== "_sd") setMember(opened, name, changed?.[index]?.[1] ?? (object[name] as JsonValue));
    }
    const unopened: string[] = [];
    const digests = readMemberDigests(object["_sd"]);
    for (let index = 0; index < digests.length; index += 1) {
      const digest = digests[index] as string;
      const disclosure = this.#take(digest, "member");
      if (disclosure === null) {
        unopened.push(digest);
        continue;
      }
      const name = disclosure.name ?? "";
      if (name === "_sd_alg") refuse("_sd_alg cannot be disclosed");
      if (Object.hasOwn(opened, name)) refuse("A disclosed member has the name of one already there");
      setMember(opened, name, this.#openValue(disclosure, depth + 1));
    }
    if (unopened.length > 0) opened["_sd"] = unopened;
    return opened;
  }

  #open(value: JsonValue, depth: number): JsonValue {
    if (typeof value !== "object" || value === null) return value;
    if (depth > MAX_DEPTH) refuse(`The payload is nested deeper than ${MAX_DEPTH}`);
    return isArray(value) ? this.#openArray(value, depth) : this.openObject(value, depth);
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
    this.#count += 1;
    if (this.#met.add(digest).size !== this.#count) repeated();
    const disclosure = this.#find(digest, this.order.length);
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
  if (typeof digest !== "string" || !hasOneMember(item))
    refuse("A digest in an array has the one member ..., and it is text");
  return digest;
}

/** The compact form that `sd_hash` covers: issuer JWT, disclosures, each closed by a tilde. */
export function compactSdJwt(issuerJwt: string, disclosures: readonly string[]): string {
  if (disclosures.length === 0) return `${issuerJwt}~`;
  // A cut is digested and then written, from the same list.
  const list = joined.get(disclosures) ?? disclosures.join("~");
  joined.set(disclosures, list);
  return `${issuerJwt}~${list}~`;
}

const joined = new WeakMap<readonly string[], string>();

/**
 * Splits the compact form. `keyBinding` is null for an SD-JWT without key binding, which ends in a tilde. Whether each
 * disclosure is base64url shows when it is read.
 * @throws InputError CUT_SYNTAX.
 */
export function splitSdJwt(text: string): {
  readonly issuerJwt: string;
  readonly disclosures: readonly string[];
  readonly keyBinding: string | null;
} {
  const [issuerJwt = "", ...disclosures] = text.split("~");
  const keyBinding = disclosures.pop();
  if (keyBinding === undefined) throw new InputError("CUT_SYNTAX", "This is not an SD-JWT in compact form");
  splitJws(issuerJwt);
  if (keyBinding !== "") splitJws(keyBinding);
  if (disclosures.includes("")) throw new InputError("CUT_SYNTAX", "A disclosure of this SD-JWT is empty");
  return { issuerJwt, disclosures, keyBinding: keyBinding === "" ? null : keyBinding };
}

function parseDisclosure(text: string): ReturnType<typeof readJson> {
  try {
    return readJson(decodeBase64urlText(text));
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new VerificationError("DISCLOSURE_INVALID", "A disclosure is not JSON in base64url", { cause });
  }
}

/** Sets a member whatever it is called: assigned, `__proto__` would be no member. */
function setMember(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === "__proto__")
    Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
  else object[name] = value;
}

function readMemberDigests(digests: JsonValue | undefined): readonly string[] {
  if (digests === undefined || !isArray(digests)) refuse("_sd is an array of digests");
  for (let index = 0; index < digests.length; index += 1)
    if (typeof digests[index] !== "string") refuse("_sd is an array of digests");
  return digests as readonly string[];
}

function removeFromObject(object: JsonObject): JsonObject {
  const names = Object.keys(object);
  let kept: [string, JsonValue][] | null = null;
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    const value = object[name] as JsonValue;
    const after = removeBelow(value);
    if (name === "_sd" || after !== value)
      kept ??= names.slice(0, index).map((before) => [before, object[before] as JsonValue]);
    if (name !== "_sd") kept?.push([name, after]);
  }
  return kept === null ? object : Object.fromEntries(kept);
}

function removeBelow(value: JsonValue): JsonValue {
  if (isObject(value)) return removeFromObject(value);
  if (!isArray(value)) return value;
  let kept: JsonValue[] | null = null;
  for (let index = 0; index < value.length; index += 1) {
    const item = value[index] as JsonValue;
    const isClosed = readElementDigest(item) !== null;
    const after = isClosed ? item : removeBelow(item);
    if (isClosed || after !== item) kept ??= value.slice(0, index);
    if (!isClosed) kept?.push(after);
  }
  return kept ?? value;
}

function isReserved(name: string): boolean {
  return name === "_sd" || name === "...";
}

/** Without a list of its members: most objects of a release are asked. */
function hasOneMember(object: JsonObject): boolean {
  let members = 0;
  for (const name in object) if (Object.hasOwn(object, name)) members += 1;
  return members === 1;
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
