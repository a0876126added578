// What a file is, told by its content: names and endings say nothing a check could rest on. Pure.
import { InputError, decodeUtf8, parseJson, readAnyObject } from "@entente/core/encoding";
import { isKitPage } from "@entente/core/kits";
import { isStix } from "@entente/core/pages";
import { VerifierError } from "./errors.ts";

/** What can be checked. */
export type InputKind =
  "cut" | "page" | "kit" | "stix" | "unsealing" | "notice" | "approval" | "proof" | "record";

/** An input as it was read. */
export type Input =
  | { readonly kind: "record"; readonly files: ReadonlyMap<string, Uint8Array> }
  /** `entry` is what the proof is about, as it lies beside the proof; null where nothing does. */
  | { readonly kind: "proof"; readonly bytes: Uint8Array; readonly entry: Uint8Array | null }
  | { readonly kind: Exclude<InputKind, "record" | "proof">; readonly bytes: Uint8Array };

const FORMATS: ReadonlyMap<string, Exclude<InputKind, "record" | "proof" | "page" | "kit">> = new Map([
  ["entente-cut", "cut"],
  ["stix", "stix"],
  ["entente-unsealing", "unsealing"],
  ["entente-notice", "notice"],
]);
const PAGE_START = "<!doctype html>";
/** A compact JWS, as an approval is: the start of a JSON object in base64url. */
const JWS_START = "eyJ";
/** A file of age, as it leaves a node by stick: what is in it, only who has the key can read. */
const SEALED_START = "age-encryption.org/";
const PROOF_START = "c2sp.org/tlog-proof@";
/** The ending of a proof's name; without it, the name of what the proof is about. */
export const PROOF_ENDING = ".tlog-proof";

/**
 * The input that `bytes` are. `entry` is looked at for a proof alone.
 * @throws VerifierError FILE_KIND_UNKNOWN, FILE_SEALED.
 */
export function nameInput(name: string, bytes: Uint8Array, entry: Uint8Array | null): Input {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, PROOF_START.length));
  if (start.startsWith(PAGE_START))
    return { kind: isKitPage(new TextDecoder().decode(bytes)) ? "kit" : "page", bytes };
  if (start.startsWith(SEALED_START))
    throw new VerifierError(
      "FILE_SEALED",
      `${name} is encrypted to one node, as bundles, replies of kits and shares are. Only that node can open it, and checks every signature when it does: "entente bundle import"`,
    );
  if (start === PROOF_START) return { kind: "proof", bytes, entry };
  if (start.startsWith(JWS_START)) return { kind: "approval", bytes };
  const kind = FORMATS.get(readFormat(bytes).replace(/\/\d+$/, ""));
  if (kind === undefined)
    throw new VerifierError(
      "FILE_KIND_UNKNOWN",
      `${name} is no cut, page of a cut, kit, STIX bundle, unsealing, notice, approval, ledger proof or record: ask the sender what it is`,
    );
  return { kind, bytes };
}

/** What the file says of its own format, `stix` for a bundle; "" where it says nothing. */
function readFormat(bytes: Uint8Array): string {
  try {
    const value = parseJson(decodeUtf8(bytes));
    if (isStix(value)) return "stix";
    const format = readAnyObject(value, "file")["format"];
    return typeof format === "string" ? format : "";
  } catch (error) {
    if (error instanceof InputError) return "";
    throw error;
  }
}
