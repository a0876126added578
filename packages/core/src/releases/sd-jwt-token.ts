// SD-JWT for any claims (RFC 9901): issue, present, verify. A release is one profile of it; what an interoperating reader
// or issuer does is here, so that it can be held against the official vectors and against another implementation.
import {
  canonicalize,
  decodeBase64url,
  decodeBase64urlText,
  encodeBase64urlText,
  InputError,
  parseJson,
  readAnyObject,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { MlDsaSigner, Primitives, Signer } from "../keys/index.ts";
import { algorithmOf, compactJws, signJws, signPayload, splitJws } from "./jws.ts";
import { elementOf, openDisclosures, removeDigests } from "./sd-jwt.ts";
import type { Discloser } from "./sd-jwt.ts";
import { writeCompact } from "./sd-jwt-forms.ts";
import type { SdJwt } from "./sd-jwt-forms.ts";

export const KEY_BINDING_TYPE = "kb+jwt";
const NOT_YET: KeptDisclosure = { text: "", parent: -1 };
/** What decides whether a token holds at all cannot be left to its holder, RFC 9901 section 9.7. */
const NEVER_HIDDEN = ["iss", "aud", "exp", "nbf", "cnf"];

/** A claim, an element or a whole value; `hide` marks what the holder may leave out, `pad` adds digests of nothing. */
export type Claims = null | boolean | number | string | readonly Claims[] | ClaimsObject | Hidden | Padded;
export interface ClaimsObject {
  readonly [name: string]: Claims;
}

class Hidden {
  readonly value: Claims;
  constructor(value: Claims) {
    this.value = value;
  }
}

class Padded {
  readonly value: readonly Claims[] | ClaimsObject;
  readonly decoys: number;
  constructor(value: readonly Claims[] | ClaimsObject, decoys: number) {
    this.value = value;
    this.decoys = decoys;
  }
}

/** Makes a member or an element disclosable by itself; what it holds may be hidden again. */
export function hide(value: Claims): Hidden {
  return new Hidden(value);
}

/** Adds `decoys` digests that nothing stands behind to an object or an array. */
export function pad(value: readonly Claims[] | ClaimsObject, decoys: number): Padded {
  return new Padded(value, decoys);
}

/** A disclosure as its issuer keeps it: `parent` is the place in the list of the one it stands in, or -1. */
export interface KeptDisclosure {
  readonly text: string;
  readonly parent: number;
}

/** An SD-JWT as its issuer or holder keeps it, parents before children. */
export interface HeldSdJwt {
  readonly payload: string;
  readonly signatures: SdJwt["signatures"];
  readonly disclosures: readonly KeptDisclosure[];
}

/**
 * Signs `claims` once for each signer, over the same payload. `_sd_alg` is always said.
 * @throws InputError SHAPE_INVALID for a hidden claim that decides about the whole, or a reserved name; JSON_UNSUPPORTED.
 */
export function issueSdJwt({
  claims,
  type,
  signers,
  discloser,
}: {
  readonly claims: ClaimsObject | Padded;
  /** `typ` of the protected headers, such as `example+sd-jwt`. */
  readonly type: string;
  readonly signers: readonly (Signer | MlDsaSigner)[];
  readonly discloser: Discloser;
}): HeldSdJwt {
  const top = claims instanceof Padded ? (claims.value as ClaimsObject) : claims;
  for (const name of NEVER_HIDDEN)
    if (top[name] instanceof Hidden)
      throw new InputError(
        "SHAPE_INVALID",
        `${name} decides whether this holds, so its holder may not hide it`,
      );
  const bench: Workbench = { discloser, disclosures: [] };
  const payload = encodeBase64urlText(
    canonicalize({ ...(commit(claims, -1, bench) as JsonObject), _sd_alg: "sha-256" }),
  );
  const signatures = signers.map((signer) => {
    const header = { alg: algorithmOf(signer.publicKey), typ: type };
    const { protected: signed, signature } = signPayload({ header, payload, signer });
    return { protected: signed, signature };
  });
  return { payload, signatures, disclosures: bench.disclosures };
}

interface Workbench {
  readonly discloser: Discloser;
  readonly disclosures: KeptDisclosure[];
}

/** What holds nothing hidden stays the very value it was. */
function commit(claims: Claims, parent: number, bench: Workbench): JsonValue {
  if (typeof claims !== "object" || claims === null) return claims;
  if (claims instanceof Hidden)
    throw new InputError("SHAPE_INVALID", "Only a member or an element can be hidden");
  const [value, decoys] = claims instanceof Padded ? [claims.value, claims.decoys] : [claims, 0];
  return Array.isArray(value)
    ? commitArray(value as readonly Claims[], decoys, parent, bench)
    : commitObject(value as ClaimsObject, decoys, parent, bench);
}

function commitArray(items: readonly Claims[], decoys: number, parent: number, bench: Workbench): JsonValue {
  let elements: JsonValue[] | null = decoys === 0 ? null : [];
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Claims;
    const element =
      item instanceof Hidden
        ? elementOf(commitHidden(null, item.value, parent, bench))
        : commit(item, parent, bench);
    if (element !== item) elements ??= items.slice(0, index) as JsonValue[];
    elements?.push(element);
  }
  for (let index = 0; index < decoys; index += 1) elements?.push(elementOf(bench.discloser.decoy()));
  return elements ?? (items as readonly JsonValue[]);
}

function commitObject(object: ClaimsObject, decoys: number, parent: number, bench: Workbench): JsonObject {
  const names = Object.keys(object);
  const digests: string[] = [];
  let members: [string, JsonValue][] | null = decoys === 0 ? null : [];
  for (let index = 0; index < names.length; index += 1) {
    const name = names[index] ?? "";
    if (name === "_sd" || name === "..." || name === "_sd_alg")
      throw new InputError("SHAPE_INVALID", `No claim may be called ${name}`);
    const value = object[name] as Claims;
    const isHidden = value instanceof Hidden;
    if (isHidden) digests.push(commitHidden(name, value.value, parent, bench));
    const member = isHidden ? null : commit(value, parent, bench);
    if (isHidden || member !== value)
      members ??= names.slice(0, index).map((before) => [before, object[before] as JsonValue]);
    if (!isHidden) members?.push([name, member]);
  }
  for (let index = 0; index < decoys; index += 1) digests.push(bench.discloser.decoy());
  if (members === null) return object as JsonObject;
  // Sorted, so that their order says nothing of the order of the claims.
  if (digests.length > 0) members.push(["_sd", digests.sort()]);
  return Object.fromEntries(members);
}

/** The digest of a member or, without a name, of an element. Its place in the list is taken before its children's. */
function commitHidden(name: string | null, value: Claims, parent: number, bench: Workbench): string {
  const { discloser, disclosures } = bench;
  const own = disclosures.length;
  disclosures.push(NOT_YET);
  const committed = commit(value, own, bench);
  const { text, digest } = name === null ? discloser.element(committed) : discloser.member(name, committed);
  disclosures[own] = { text, parent };
  return digest;
}

/** All of an issued SD-JWT, as it goes to its holder: never with a key binding. */
export function deliverSdJwt({ payload, signatures, disclosures }: HeldSdJwt): SdJwt {
  return { payload, signatures, disclosures: disclosures.map(({ text }) => text), keyBinding: null };
}

/**
 * Presents the disclosures `chosen` by their places in the list, in ascending order, bound to one audience by the holder.
 * @throws InputError SHAPE_INVALID for a place that is unknown, repeated or out of order, or without its parent.
 */
export function presentSdJwt({
  held,
  chosen,
  binding,
  primitives,
}: {
  readonly held: HeldSdJwt;
  readonly chosen: readonly number[];
  readonly binding: KeyBinding | null;
  readonly primitives: Primitives;
}): SdJwt {
  const opened = new Uint8Array(held.disclosures.length);
  const disclosures: string[] = [];
  let before = -1;
  for (const place of chosen) {
    const disclosure = held.disclosures[place];
    if (disclosure === undefined || place <= before)
      throw new InputError("SHAPE_INVALID", "Choose disclosures by their places, in ascending order");
    if (disclosure.parent >= 0 && opened[disclosure.parent] !== 1)
      throw new InputError(
        "SHAPE_INVALID",
        `Disclosure ${place} cannot be shown without the one it stands in`,
      );
    opened[place] = 1;
    before = place;
    disclosures.push(disclosure.text);
  }
  const { payload, signatures } = held;
  const sdJwt = { payload, signatures, disclosures, keyBinding: null };
  if (binding === null) return sdJwt;
  const { holder, audience, nonce, iat } = binding;
  const bound = signJws({
    header: { alg: algorithmOf(holder.publicKey), typ: KEY_BINDING_TYPE },
    payload: { aud: audience, iat, nonce, sd_hash: primitives.digestText(writeCompact(sdJwt)) },
    signer: holder,
  });
  return { ...sdJwt, keyBinding: compactJws(bound) };
}

export interface KeyBinding {
  readonly holder: Signer | MlDsaSigner;
  readonly audience: string;
  readonly nonce: string;
  /** Seconds since 1970. */
  readonly iat: number;
}

/** Checks signatures of one algorithm by one key. */
export interface SignatureCheck {
  readonly alg: string;
  readonly verify: (message: Uint8Array, signature: Uint8Array) => boolean;
}

/** What a verifier demands. Nothing here is taken from what is verified. */
export interface Demands {
  /** One for each signature, in order: all of them must hold. */
  readonly signatures: readonly SignatureCheck[];
  /** The `typ` of every protected header; null where the issuer gives none. */
  readonly type: string | null;
  /** Claims that must be there after processing. */
  readonly claims: readonly string[];
  /** Seconds since 1970, for `nbf` and `exp`. */
  readonly now: number;
  /** Whether there is a key binding is for the verifier to say: one that is missing or not asked for is refused. */
  readonly keyBinding: "none" | BindingDemands;
}

export interface BindingDemands {
  readonly audience: string;
  readonly nonce: string;
  /** Seconds since 1970 that `iat` must lie between, both included. */
  readonly earliest: number;
  readonly latest: number;
  /** The check for a holder's key, the JWK of `cnf`; null for one that is not accepted. */
  readonly holder: (jwk: JsonObject) => SignatureCheck | null;
}

/**
 * Verifies an SD-JWT (RFC 9901 sections 7.1 and 7.3) and gives its processed claims.
 * @throws InputError CUT_SYNTAX; VerificationError ALGORITHM_REFUSED, SIGNATURE_INVALID, DISCLOSURE_INVALID,
 *   DISCLOSURE_REPEATED, DISCLOSURE_UNMATCHED, KEY_BINDING_INVALID, KEY_BINDING_MISMATCH.
 */
export function verifySdJwt(
  sdJwt: SdJwt,
  demands: Demands,
  primitives: Primitives,
): { readonly claims: JsonObject; readonly held: HeldSdJwt } {
  checkSignatures(sdJwt, demands);
  const payload = readJwtPart(sdJwt.payload);
  const { opened, order, parents } = openDisclosures({ payload, disclosures: sdJwt.disclosures }, primitives);
  const claims = removeDigests(opened);
  checkClaims(claims, demands);
  checkKeyBinding(sdJwt, claims, demands.keyBinding, primitives);
  const disclosures = order.map(({ text }, place) => ({ text, parent: parents[place] ?? -1 }));
  return { claims, held: { payload: sdJwt.payload, signatures: sdJwt.signatures, disclosures } };
}

function checkSignatures({ payload, signatures }: SdJwt, demands: Demands): void {
  if (signatures.length !== demands.signatures.length || signatures.length === 0)
    throw new VerificationError(
      "SIGNATURE_INVALID",
      `There must be ${demands.signatures.length} signatures, and there are ${signatures.length}`,
    );
  for (const [index, check] of demands.signatures.entries()) {
    const signature = signatures[index];
    if (signature === undefined) return;
    checkSignature({ payload, ...signature }, check, demands.type, "SIGNATURE_INVALID");
  }
}

function checkSignature(
  jws: { readonly protected: string; readonly payload: string; readonly signature: string },
  check: SignatureCheck,
  type: string | null,
  code: "SIGNATURE_INVALID" | "KEY_BINDING_INVALID",
): void {
  const header = readJwtPart(jws.protected);
  if (header["alg"] !== check.alg || /^none$/i.test(check.alg))
    throw new VerificationError(
      "ALGORITHM_REFUSED",
      `Only ${check.alg} is accepted here, whatever a file asks for`,
    );
  if (Object.hasOwn(header, "crit"))
    throw new VerificationError(code, "The header demands an extension that is not known here");
  if ((header["typ"] ?? null) !== type)
    throw new VerificationError(code, `This is not signed as ${type ?? "something without a type"}`);
  if (!check.verify(utf8(`${jws.protected}.${jws.payload}`), readSignature(jws.signature)))
    throw new VerificationError(code, "What was signed was changed, or signed by another key");
}

function checkClaims(claims: JsonObject, { claims: demanded, now }: Demands): void {
  for (const name of demanded)
    if (!Object.hasOwn(claims, name))
      throw new VerificationError("DISCLOSURE_INVALID", `The claim ${name} must be shown, and is not there`);
  const { nbf, exp } = claims;
  if (nbf !== undefined && (typeof nbf !== "number" || now < nbf))
    throw new VerificationError("SIGNATURE_INVALID", "This does not hold yet");
  if (exp !== undefined && (typeof exp !== "number" || now >= exp))
    throw new VerificationError("SIGNATURE_INVALID", "This no longer holds");
}

function checkKeyBinding(
  sdJwt: SdJwt,
  claims: JsonObject,
  demands: "none" | BindingDemands,
  primitives: Primitives,
): void {
  if (demands === "none") {
    if (sdJwt.keyBinding !== null) refuseBinding("There is a key binding where none was asked for");
    return;
  }
  if (sdJwt.keyBinding === null) return refuseBinding("There is no key binding, and one is demanded");
  const confirmation = claims["cnf"] ?? null;
  const jwk = isObject(confirmation) ? (confirmation["jwk"] ?? null) : null;
  const check = isObject(jwk) ? demands.holder(jwk) : null;
  if (check === null) return refuseBinding("The payload names no holder's key that is accepted here");
  const jws = splitJws(sdJwt.keyBinding);
  checkSignature(jws, check, KEY_BINDING_TYPE, "KEY_BINDING_INVALID");
  const { iat, aud, nonce, sd_hash: hash } = readJwtPart(jws.payload);
  if (typeof iat !== "number" || iat < demands.earliest || iat > demands.latest)
    refuseBinding("The key binding was not made in the time demanded");
  if (aud !== demands.audience || nonce !== demands.nonce)
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      "The key binding was made for someone or something else",
    );
  if (hash !== primitives.digestText(writeCompact({ ...sdJwt, keyBinding: null })))
    throw new VerificationError(
      "KEY_BINDING_MISMATCH",
      "A disclosure was added or taken away after the binding",
    );
}

/** A header or payload in anyone's spelling. */
function readJwtPart(text: string): JsonObject {
  try {
    return readAnyObject(parseJson(decodeBase64urlText(text)), "JWT");
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError("CUT_SYNTAX", `A part of this JWT is not sound: ${cause.message}`, null, { cause });
  }
}

function readSignature(text: string): Uint8Array {
  try {
    return decodeBase64url(text);
  } catch (cause) {
    if (!(cause instanceof InputError)) throw cause;
    throw new InputError("CUT_SYNTAX", "A signature is not in base64url", null, { cause });
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseBinding(message: string): never {
  throw new VerificationError("KEY_BINDING_INVALID", message);
}
