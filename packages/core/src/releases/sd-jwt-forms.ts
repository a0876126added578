// The written forms of an SD-JWT: compact (RFC 9901 section 4) and JWS JSON, flattened and general (section 8). Only the
// last component tells an SD-JWT from one with key binding, and every form reads back to what it was written from.
import { InputError, readArray, readObject, readString, readStrings } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { compactJws, splitJws } from "./jws.ts";
import type { Jws } from "./jws.ts";
import { compactSdJwt, splitSdJwt } from "./sd-jwt.ts";

/** An SD-JWT in parts. `sd_hash` covers the first signature, the payload and the disclosures as they stand here. */
export interface SdJwt {
  readonly payload: string;
  /** At least one. */
  readonly signatures: readonly Omit<Jws, "payload">[];
  readonly disclosures: readonly string[];
  /** The key binding JWT in compact form; null for an SD-JWT without. */
  readonly keyBinding: string | null;
}

/** The compact form, of the first signature; others have no place in it. */
export function writeCompact({ payload, signatures, disclosures, keyBinding }: SdJwt): string {
  const [first] = signatures;
  if (first === undefined) throw new InputError("CUT_SYNTAX", "An SD-JWT has at least one signature");
  return `${compactSdJwt(compactJws({ payload, ...first }), disclosures)}${keyBinding ?? ""}`;
}

/** @throws InputError CUT_SYNTAX. */
export function readCompact(text: string): SdJwt {
  const { issuerJwt, disclosures, keyBinding } = splitSdJwt(text);
  const { payload, ...signature } = splitJws(issuerJwt);
  return { payload, signatures: [signature], disclosures, keyBinding };
}

/** JWS JSON: flattened for one signature when `form` says so, otherwise general. */
export function writeJson(
  { payload, signatures, disclosures, keyBinding }: SdJwt,
  form: "flattened" | "general",
): JsonObject {
  const header = { disclosures, ...(keyBinding === null ? {} : { kb_jwt: keyBinding }) };
  const [first, ...others] = signatures.map((one) => ({
    protected: one.protected,
    signature: one.signature,
  }));
  if (first === undefined || (form === "flattened" && others.length > 0))
    throw new InputError("CUT_SYNTAX", "The flattened form has one signature, the general form at least one");
  if (form === "flattened") return { payload, ...first, header };
  return { payload, signatures: [{ ...first, header }, ...others] };
}

/**
 * Reads either JSON form. Other members of unprotected headers are read past, because nobody signed them; disclosures and
 * key binding stand with the first signature and with no other.
 * @throws InputError CUT_SYNTAX.
 */
export function readJsonForm(value: JsonValue): SdJwt {
  try {
    return readForm(value);
  } catch (cause) {
    if (!(cause instanceof InputError) || cause.code === "CUT_SYNTAX") throw cause;
    throw new InputError("CUT_SYNTAX", `This is not an SD-JWT in JSON: ${cause.message}`, null, { cause });
  }
}

function readForm(value: JsonValue): SdJwt {
  const isGeneral = typeof value === "object" && value !== null && Object.hasOwn(value, "signatures");
  const outer = isGeneral
    ? readObject(value, "sd-jwt", ["payload", "signatures"])
    : readObject(value, "sd-jwt", ["payload", "protected", "signature"], ["header"]);
  const { payload: _, ...flat } = outer;
  const entries = isGeneral ? readArray(outer["signatures"], "signatures") : [flat];
  const signatures = entries.map((entry, index) => readSignature(entry, `signatures[${index}]`));
  const [first, ...others] = signatures;
  if (first === undefined) throw new InputError("CUT_SYNTAX", "An SD-JWT has at least one signature");
  for (const { header } of others)
    if (Object.hasOwn(header, "disclosures") || Object.hasOwn(header, "kb_jwt"))
      throw new InputError("CUT_SYNTAX", "Disclosures and key binding stand with the first signature only");
  const { disclosures, kb_jwt: binding } = first.header;
  const parts: SdJwt = {
    payload: readString(outer["payload"], "payload"),
    signatures: signatures.map((one) => one.signature),
    disclosures: disclosures === undefined ? [] : readStrings(disclosures, "disclosures"),
    keyBinding: binding === undefined ? null : readString(binding, "kb_jwt"),
  };
  // A member that could not stand in the compact form would be outside what sd_hash covers.
  for (const one of parts.signatures) splitJws(compactJws({ payload: parts.payload, ...one }));
  if (!parts.disclosures.every((text) => /^[\w-]+$/.test(text)))
    throw new InputError("CUT_SYNTAX", "A disclosure of this SD-JWT is empty or not base64url");
  if (parts.keyBinding !== null) splitJws(parts.keyBinding);
  return parts;
}

function readSignature(
  value: JsonValue,
  path: string,
): { readonly signature: SdJwt["signatures"][number]; readonly header: JsonObject } {
  const object = readObject(value, path, ["protected", "signature"], ["header"]);
  const unprotected = object["header"] ?? {};
  return {
    signature: {
      protected: readString(object["protected"], `${path}.protected`),
      signature: readString(object["signature"], `${path}.signature`),
    },
    header: readHeader(unprotected, `${path}.header`),
  };
}

function readHeader(value: JsonValue, path: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new InputError("CUT_SYNTAX", `${path} must be an object`);
  return value as JsonObject;
}
