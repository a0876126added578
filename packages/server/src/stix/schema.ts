// The JSON Schema of STIX 2.1 and 2.0 objects that follows from our lines, for whoever wants to check with a program of their
// own; our tests let one judge what our checks judge.
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import {
  CONTAINED,
  EXTERNAL_REFERENCE,
  GRANULAR,
  PART,
  PHASE,
  readLine,
  REGISTRY_VALUE,
  stixLines,
} from "./lines.ts";

const UUID = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-5][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}";
const TIME =
  "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)";
const EXTENSION = `^(?:[a-z][a-z0-9]*(?:-[a-z0-9]+)*-ext|extension-definition--${UUID})$`;

const text: JsonObject = { type: "string" };
const listOf = (items: JsonObject): JsonObject => ({ type: "array", minItems: 1, items });
const dictionary: JsonObject = { type: "object", minProperties: 1 };
const integer: JsonObject = {
  type: "integer",
  minimum: Number.MIN_SAFE_INTEGER,
  maximum: Number.MAX_SAFE_INTEGER,
};
const count: JsonObject = { type: "integer", minimum: 0, maximum: Number.MAX_SAFE_INTEGER };
const reference: JsonObject = { type: "string", pattern: `^[a-z][a-z0-9-]+[a-z0-9]--${UUID}$` };
const time: JsonObject = { type: "string", pattern: `^${TIME}(?:[.][0-9]+)?Z$` };
const hex: JsonObject = { type: "string", pattern: "^(?:[0-9a-fA-F]{2})+$" };
const digest = (length: number): JsonObject => ({ type: "string", pattern: `^[0-9a-fA-F]{${length}}$` });
const oneOf = (...words: readonly string[]): JsonObject => ({ enum: words });
const hashes: JsonObject = {
  type: "object",
  minProperties: 1,
  properties: { MD5: digest(32), "SHA-1": digest(40), "SHA-256": digest(64), "SHA-512": digest(128) },
  additionalProperties: text,
};

/** By the word that stands for them in a line. */
const PLAIN: Readonly<Record<string, JsonObject>> = {
  text,
  texts: listOf(text),
  ref: reference,
  refs: listOf(reference),
  time,
  integer,
  count,
  number: { type: "number" },
  flag: { type: "boolean" },
  dictionary,
  hashes,
  hex,
  binary: {
    type: "string",
    pattern: "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$",
  },
  port: { type: "integer", minimum: 0, maximum: 65_535 },
  latitude: { type: "number", minimum: -90, maximum: 90 },
  longitude: { type: "number", minimum: -180, maximum: 180 },
  precision: { type: "number", minimum: 0 },
  sightings: { type: "integer", minimum: 0, maximum: 999_999_999 },
  observed: { type: "integer", minimum: 1, maximum: 999_999_999 },
  agreement: oneOf("strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"),
  cipher: oneOf("AES-256-GCM", "ChaCha20-Poly1305", "mime-type-indicated"),
  dictionaries: { type: "object", minProperties: 1, additionalProperties: dictionary },
  additions: listOf(
    oneOf("new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"),
  ),
  confidence: { type: "integer", minimum: 0, maximum: 100 },
  moment: { type: "string", pattern: `^${TIME}[.][0-9]{3,}Z$` },
  version: { const: "2.1" },
  extensions: {
    type: "object",
    minProperties: 1,
    propertyNames: { pattern: EXTENSION },
    additionalProperties: dictionary,
  },
};
const TYPES: Readonly<Record<string, JsonObject>> = {
  ...PLAIN,
  phases: listOf(shape(PHASE, PLAIN)),
  container: { type: "object", minProperties: 1, additionalProperties: shape(CONTAINED, PLAIN) },
  parts: listOf(shape(PART, PLAIN)),
  registry: listOf(shape(REGISTRY_VALUE, PLAIN)),
  references: listOf({
    ...shape(EXTERNAL_REFERENCE, PLAIN),
    anyOf: [{ required: ["description"] }, { required: ["url"] }, { required: ["external_id"] }],
  }),
  granular: listOf({
    ...shape(GRANULAR, PLAIN),
    oneOf: [{ required: ["lang"] }, { required: ["marking_ref"] }],
  }),
};

/** A schema for each type of STIX 2.1. */
export const stixSchemas: ReadonlyMap<string, JsonObject> = new Map(
  stixLines.map(({ type, line }) => [type, describeType(type, line)]),
);

function describeType(type: string, line: string): JsonObject {
  const id = { type: "string", pattern: `^${type}--${UUID}$` };
  const { properties, ...rest } = shape(line, TYPES);
  return { ...rest, properties: { ...(properties as JsonObject), type: { const: type }, id } };
}

function shape(line: string, types: Readonly<Record<string, JsonObject>>): JsonObject {
  const properties: Record<string, JsonValue> = {};
  const required: string[] = [];
  for (const property of readLine(line)) {
    const described = types[property.type];
    if (described === undefined) throw new RangeError(`${property.name} has a type nobody defined`);
    properties[property.name] = described;
    if (property.required) required.push(property.name);
  }
  return { type: "object", required, properties };
}
