// Checking a cut that came as STIX: the signed file is in an extension of one object, and the report that object is about must
// say what the verified cut says, to the character. Nothing else of a bundle is proven, and the check says so.
import { InputError, parseJson, readAnyObject, readString, VerificationError } from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { Trust, VerifiedCut } from "../releases/index.ts";
import { renderCutText } from "./cut-text.ts";

/** The extension of STIX 2.1 that carries a cut, as its property `cut`. */
export const STIX_CUT = "extension-definition--dd964a92-4297-4875-a9e6-0cea94fb07ee";

/** Whether `value` is a bundle or an envelope of STIX objects. */
export function isStix(value: JsonValue): boolean {
  return isObject(value) && Array.isArray(value["objects"]);
}

/**
 * @throws everything `verifyCut` throws; InputError CUT_SYNTAX unless exactly one cut is in it; VerificationError
 * RENDERING_MISMATCH for a report that says something else than its cut.
 */
export function verifyStix({
  text,
  trust,
  primitives,
}: {
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedCut {
  const listed = readAnyObject(parseJson(text), "file")["objects"];
  const objects = Array.isArray(listed) ? (listed as readonly JsonValue[]).filter(isObject) : [];
  const [carrier, second] = objects.filter((object) => extensionOf(object) !== undefined);
  if (carrier === undefined || second !== undefined)
    throw new InputError(
      "CUT_SYNTAX",
      `This STIX carries ${carrier === undefined ? "no cut" : "several cuts"}: ask the sender for the file of one`,
    );
  const extension = readAnyObject(extensionOf(carrier), "extension");
  const verified = verifyCut({ text: readString(extension["cut"], "cut"), trust, primitives });
  const refs = carrier["object_refs"];
  const about = objects.filter(
    ({ type, id }) => type === "report" && Array.isArray(refs) && refs.includes(id ?? null),
  );
  const said = renderCutText(verified.document);
  if (about.some(({ description }) => description !== said))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "The report says something else than the cut it comes with: believe the cut, and tell the sender",
    );
  const detail =
    about.length === 0
      ? "The cut of this file was checked. There is no report of it here."
      : "The description of the report is the text of the cut. Nothing else of the STIX is proven.";
  return { ...verified, steps: [...verified.steps, { name: "report", detail }] };
}

function extensionOf({ extensions }: JsonObject): JsonValue | undefined {
  return extensions !== undefined && isObject(extensions) && Object.hasOwn(extensions, STIX_CUT)
    ? extensions[STIX_CUT]
    : undefined;
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
