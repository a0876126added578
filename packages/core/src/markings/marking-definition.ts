// Markings as STIX 2.1 marking-definitions. TLP 2.0 colours are the five objects FIRST and OASIS fixed; every other term is
// a statement whose text is our banner. STIX says nothing about several markings on one object: here they are a
// conjunction, each has to be satisfied. Invariant: a definition is a function of its banner alone, so the same banner is
// the same object everywhere; what is not one of these forms is refused, for its meaning would be a guess.
import { sha1 } from "@noble/hashes/legacy.js";
import {
  concatBytes,
  encodeHex,
  InputError,
  readArray,
  readInstant,
  readObject,
  readString,
  readWord,
  utf8,
} from "../encoding/index.ts";
import type { JsonObject, JsonValue } from "../encoding/index.ts";
import { canonicalMarking, joinMarkings } from "./join.ts";
import type { Marking, MarkingTerm, Policy } from "./marking.ts";
import { parseBanner, printBanner } from "./marking-text.ts";

const TLP_EXTENSION = "extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d";
const TLP_2_CREATED = "2022-10-01T00:00:00.000Z";
const TLP_1_CREATED = "2017-01-20T00:00:00.000Z";

/** The UUIDs are those of the OASIS common object repository. */
const TLP_2: readonly { readonly level: string; readonly uuid: string; readonly value: string }[] = [
  { level: "TLP:CLEAR", uuid: "94868c89-83c2-464b-929b-a1a8aa3c8487", value: "clear" },
  { level: "TLP:GREEN", uuid: "bab4a63c-aed9-4cf5-a766-dfca5abac2bb", value: "green" },
  { level: "TLP:AMBER", uuid: "55d920b0-5e8b-4f79-9ee9-91f868d9b421", value: "amber" },
  { level: "TLP:AMBER+STRICT", uuid: "939a9414-2ddd-4d32-a0cd-375ea402b003", value: "amber+strict" },
  { level: "TLP:RED", uuid: "e828b379-4e03-4974-9ac4-e53a884c97c1", value: "red" },
];
/** Of TLP 1, in the STIX 2.1 standard itself: read, never written. */
const TLP_1: typeof TLP_2 = [
  { level: "TLP:CLEAR", uuid: "613f2e26-407d-48c7-9eca-b8e91df99dc9", value: "white" },
  { level: "TLP:GREEN", uuid: "34098fce-860f-48ae-8e50-ebd3cc5e41da", value: "green" },
  { level: "TLP:AMBER", uuid: "f88d31f6-486f-44da-b317-01333bde0b82", value: "amber" },
  { level: "TLP:RED", uuid: "5e57c739-391a-4eb3-b6be-7d15ca92d5ed", value: "red" },
];

const ID = /^marking-definition--([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/;
/** Ids of our statements are UUIDs of version 5 (RFC 9562) over the banner in this namespace, which is ours alone. */
const NAMESPACE = Uint8Array.of(
  0x1f,
  0xf3,
  0x50,
  0xd3,
  0x16,
  0x7f,
  0x41,
  0xda,
  0x8b,
  0xbe,
  0x77,
  0x32,
  0xa0,
  0x4a,
  0xad,
  0x72,
);
/** One instant for all statements: a definition cannot be versioned, and two with one id must not differ. */
const STATEMENT_CREATED = "2026-01-01T00:00:00.000Z";

/**
 * The marking of one marking-definition.
 * @throws InputError SHAPE_INVALID or INSTANT_INVALID when it is no STIX 2.1 marking-definition; MARKING_UNKNOWN when it is
 * one, and neither a TLP object nor a statement that is exactly one of our banners.
 */
export function readMarkingDefinition(value: JsonValue, policies: readonly Policy[]): Marking {
  const object = readObject(
    value,
    "$",
    ["type", "spec_version", "id", "created"],
    [
      "created_by_ref",
      "definition_type",
      "definition",
      "name",
      "extensions",
      "external_references",
      "object_marking_refs",
      "granular_markings",
    ],
  );
  readWord(object["type"], "$.type", ["marking-definition"]);
  readWord(object["spec_version"], "$.spec_version", ["2.1"]);
  const created = readInstant(readString(object["created"], "$.created"));
  const uuid = ID.exec(readString(object["id"], "$.id"))?.[1];
  if (uuid === undefined)
    throw new InputError("SHAPE_INVALID", "$.id must be marking-definition-- and a UUID");
  const first = TLP_1.find((known) => known.uuid === uuid);
  const second = TLP_2.find((known) => known.uuid === uuid);
  if (first !== undefined) {
    readWord(object["definition_type"], "$.definition_type", ["tlp"]);
    const definition = readObject(object["definition"], "$.definition", ["tlp"]);
    if (definition["tlp"] !== first.value || created !== TLP_1_CREATED || object["extensions"] !== undefined)
      refuse(`it has the id of TLP ${first.value} and another content`);
    return markingOf(first.level, policies);
  }
  if (second !== undefined) {
    if (!isTlp2(object, second.value) || created !== TLP_2_CREATED)
      refuse(`it has the id of ${second.level} and another content`);
    return markingOf(second.level, policies);
  }
  if (object["extensions"] !== undefined) refuse("it uses an extension other than the fixed TLP 2.0 objects");
  if (object["definition_type"] !== "statement") refuse("only the fixed TLP objects and statements are read");
  const definition = readObject(object["definition"], "$.definition", ["statement"]);
  const statement = readString(definition["statement"], "$.definition.statement");
  try {
    return parseBanner(statement, policies);
  } catch (cause) {
    return refuse("its statement is no banner in the one spelling it has here", cause);
  }
}

/**
 * The marking of an object that refers to all of these definitions: their conjunction.
 * @throws InputError as {@link readMarkingDefinition}; MARKING_UNKNOWN when there is none, or two cannot be ranked.
 */
export function readMarkingDefinitions(value: JsonValue, policies: readonly Policy[]): Marking {
  const markings = readArray(value, "$").map((item) => readMarkingDefinition(item, policies));
  const [first = null, ...rest] = markings;
  const joined = rest.reduce<Marking | null>((all, one) => joinMarkings(all, one, policies), first);
  return joined ?? refuse(first === null ? "there is none" : "two of them cannot be ranked here");
}

/**
 * One definition for each term, in the order of the terms; an object marked with all of them has this marking.
 * @throws InputError MARKING_UNKNOWN as `printBanner`.
 */
export function writeMarkingDefinitions(
  marking: Marking,
  policies: readonly Policy[],
): readonly JsonObject[] {
  const canonical = canonicalMarking(marking, policies);
  if (canonical === null || canonical.terms.length === 0)
    throw new InputError("MARKING_UNKNOWN", "A marking without a policy cannot be written");
  return canonical.terms.map((term) => writeTerm(term, policies));
}

function writeTerm(term: MarkingTerm, policies: readonly Policy[]): JsonObject {
  const banner = printBanner({ terms: [term] }, policies);
  const tlp = term.policy === "tlp" ? TLP_2.find(({ level }) => level === banner) : undefined;
  if (tlp !== undefined)
    return {
      type: "marking-definition",
      spec_version: "2.1",
      id: `marking-definition--${tlp.uuid}`,
      created: TLP_2_CREATED,
      name: tlp.level,
      extensions: { [TLP_EXTENSION]: { extension_type: "property-extension", tlp_2_0: tlp.value } },
    };
  return {
    type: "marking-definition",
    spec_version: "2.1",
    id: `marking-definition--${nameUuid(banner)}`,
    created: STATEMENT_CREATED,
    definition_type: "statement",
    name: banner,
    definition: { statement: banner },
  };
}

function isTlp2(object: JsonObject, value: string): boolean {
  if (object["definition"] !== undefined || object["definition_type"] !== undefined) return false;
  const extensions = readObject(object["extensions"], "$.extensions", [], [TLP_EXTENSION]);
  if (extensions[TLP_EXTENSION] === undefined) return false;
  const content = readObject(extensions[TLP_EXTENSION], `$.extensions.${TLP_EXTENSION}`, [
    "extension_type",
    "tlp_2_0",
  ]);
  return content["extension_type"] === "property-extension" && content["tlp_2_0"] === value;
}

function markingOf(level: string, policies: readonly Policy[]): Marking {
  if (!policies.some(({ id, levels }) => id === "tlp" && levels.some(({ name }) => name === level)))
    return refuse(`${level} belongs to the policy tlp, which is not in use here`);
  return { terms: [{ policy: "tlp", level, caveats: [], oneOf: [], notes: [], releasableTo: [] }] };
}

/** RFC 9562, version 5. SHA-1 gives a name here, and protects nothing. */
function nameUuid(name: string): string {
  const bytes = sha1(concatBytes(NAMESPACE, utf8(name))).slice(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return encodeHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

function refuse(why: string, cause?: unknown): never {
  throw new InputError("MARKING_UNKNOWN", `This marking-definition means nothing here: ${why}`, null, {
    cause,
  });
}
