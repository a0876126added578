// Reading STIX 2.0 and 2.1 from elsewhere: a bundle, a TAXII envelope, or one object. Two kinds of wrong are kept apart. What
// programs may read in two ways, or what costs more than it can be worth, is refused whole with a code. What merely breaks a
// rule of STIX is evidence all the same: it is kept byte for byte, and each fault is said beside it.
import { canonicalize, decodeUtf8, InputError, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { countNames, isTrap, knownTypes, Tally, unknownShape } from "./checks.ts";
import { nameObservable } from "./observable-ids.ts";
import { parsePattern } from "./pattern.ts";
import type { Observation } from "./pattern-tree.ts";
import { checkWhole } from "./rules.ts";
import { scanText } from "./scan.ts";

/** What one file may hold. */
const BYTES = 64 * 1024 * 1024;
const OBJECTS = 200_000;
const REFERENCES = 500_000;

export interface StixFault {
  readonly code: "STIX_INVALID" | "PATTERN_SYNTAX" | "STIX_LIMIT";
  readonly message: string;
}

export interface ReadStixObject {
  readonly type: string;
  /** "" where it has none that is one. */
  readonly id: string;
  /** `modified`, else `created`; null where it has neither. */
  readonly version: string | null;
  readonly specVersion: "2.0" | "2.1";
  /** Whether it is of a type of STIX; any other is kept as it is. */
  readonly isKnown: boolean;
  readonly value: JsonObject;
  /** Where it stands in the file, in bytes: first, and one past the last. */
  readonly span: readonly [from: number, to: number];
  /** Of an indicator with a STIX pattern that could be read. */
  readonly pattern: Observation | null;
  readonly faults: readonly StixFault[];
}

export interface ReadStixBundle {
  readonly kind: "bundle" | "envelope" | "object";
  /** Id of a bundle that has one. */
  readonly id: string | null;
  readonly objects: readonly ReadStixObject[];
  /** Items of the list `objects` that are no objects. */
  readonly strange: number;
  /** How many different ids are referred to, and not in the file. */
  readonly missing: number;
  readonly value: JsonObject;
}

/**
 * Reads STIX.
 * @throws InputError STIX_LIMIT; JSON_SYNTAX, JSON_DUPLICATE_KEY with the position; JSON_UNSUPPORTED; SHAPE_INVALID for bytes
 * that are not UTF-8; STIX_INVALID for what is neither a bundle nor an envelope nor an object, and for names programs trip over.
 */
export function readStixBundle(bytes: Uint8Array): ReadStixBundle {
  if (bytes.length > BYTES)
    throw new InputError("STIX_LIMIT", `STIX is read up to ${BYTES / 1024 / 1024} MiB at a time`);
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const scanned = scanText(start === 0 ? bytes : bytes.subarray(start));
  const text = decodeUtf8(bytes.subarray(start));
  const value = parse(text);
  if (!isObject(value))
    throw new InputError("STIX_INVALID", "This is neither a STIX bundle nor a STIX object");
  const { objects: listed, type } = value;
  const kind = type === "bundle" ? "bundle" : type === undefined ? "envelope" : "object";
  if (kind !== "object" && listed !== undefined && !Array.isArray(listed))
    throw new InputError("STIX_INVALID", "objects must be a list");
  if (kind === "envelope" && listed === undefined)
    throw new InputError("STIX_INVALID", "This is neither a STIX bundle nor a STIX object");
  const reading = new Reading(value["spec_version"] === "2.0" ? "2.0" : "2.1");
  const items = kind === "object" ? [value] : ((listed ?? []) as readonly JsonValue[]);
  if (items.length > OBJECTS) throw new InputError("STIX_LIMIT", `STIX is read up to ${OBJECTS} objects`);
  if (kind !== "object") reading.countFrame(value);
  reading.readAll(items, kind === "object" ? [0, bytes.length - start] : scanned.spans, start);
  // The walk stops where something is not what it must be; then the text itself is searched.
  if (reading.tally.names !== scanned.names) parseJson(text);
  if (scanned.escaped) canonicalize(value);
  return reading.finish(kind, value);
}

function parse(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    // Says where.
    return parseJson(text);
  }
}

class Reading {
  readonly tally = new Tally();
  readonly #version: "2.0" | "2.1";
  readonly #objects: ReadStixObject[] = [];
  readonly #byId = new Map<string, ReadStixObject>();
  #strange = 0;

  constructor(version: "2.0" | "2.1") {
    this.#version = version;
  }

  /** The members of a bundle or envelope besides its objects. */
  countFrame(value: JsonObject): void {
    for (const name of Object.keys(value)) {
      this.tally.names += 1;
      if (isTrap(name)) refuseTrap(name);
    }
  }

  readAll(items: readonly JsonValue[], spans: readonly number[], start: number): void {
    let at = 0;
    for (const item of items) {
      if (!isObject(item)) {
        this.#strange += 1;
        // A list in the list has a place of its own.
        if (Array.isArray(item)) at += 2;
        continue;
      }
      this.#read(item, [start + (spans[at] ?? 0), start + (spans[at + 1] ?? 0)]);
      at += 2;
    }
  }

  #read(value: JsonObject, span: readonly [number, number]): void {
    const { tally } = this;
    tally.faults = [];
    const type = typeof value["type"] === "string" ? value["type"] : "";
    const specVersion =
      value["spec_version"] === "2.0" || (value["spec_version"] === undefined && this.#version === "2.0")
        ? "2.0"
        : "2.1";
    const known = knownTypes.get(type);
    const older = specVersion === "2.0" ? known?.older : undefined;
    const shape = (specVersion === "2.0" ? older : known?.shape) ?? unknownShape;
    const sound = shape.check(value, tally);
    const id = typeof value["id"] === "string" ? value["id"] : "";
    if (sound && !id.startsWith(`${type}--`)) tally.faults.push(`id must begin with ${type}--`);
    if (sound) tally.faults.push(...checkWhole(value, type));
    const faults: StixFault[] = tally.faults.map((message) => ({ code: "STIX_INVALID", message }));
    // Checks stop at the first thing that is wrong; a trap may stand behind it.
    const aside = new Tally();
    if (!sound) countNames(value, aside);
    requireHarmless(tally);
    requireHarmless(aside);
    if (sound && known?.kind === "observable") checkName(type, value, faults);
    const pattern = sound && type === "indicator" ? readPattern(value, specVersion, faults) : null;
    const object: ReadStixObject = {
      ...{ type, id, specVersion, value, span, pattern, faults },
      version: readVersion(value),
      isKnown: known !== undefined,
    };
    this.#keep(object, faults);
    if (tally.refs.length > REFERENCES)
      throw new InputError("STIX_LIMIT", `STIX is read up to ${REFERENCES} references`);
  }

  #keep(object: ReadStixObject, faults: StixFault[]): void {
    this.#objects.push(object);
    if (object.id === "") return;
    const other = this.#byId.get(object.id);
    if (other === undefined) this.#byId.set(object.id, object);
    else if (other.version === object.version && !isSame(other.value, object.value))
      faults.push({
        code: "STIX_INVALID",
        message: "the file has this version of this object with another content too",
      });
  }

  finish(kind: ReadStixBundle["kind"], value: JsonObject): ReadStixBundle {
    const missing = new Set<string>();
    for (const ref of this.tally.refs) if (!this.#byId.has(ref)) missing.add(ref);
    const { id } = value;
    return {
      kind,
      id: kind === "bundle" && typeof id === "string" ? id : null,
      objects: this.#objects,
      strange: this.#strange,
      missing: missing.size,
      value,
    };
  }
}

function readVersion({ modified, created }: JsonObject): string | null {
  if (typeof modified === "string") return modified;
  return typeof created === "string" ? created : null;
}

function readPattern(
  { pattern, pattern_type: language = "stix" }: JsonObject,
  version: "2.0" | "2.1",
  faults: StixFault[],
): Observation | null {
  if (typeof pattern !== "string" || language !== "stix") return null;
  try {
    return parsePattern(pattern, version);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, message, position } = error;
    const place = position === null ? "" : ` (line ${position.line}, column ${position.column})`;
    faults.push({ code: code === "STIX_LIMIT" ? code : "PATTERN_SYNTAX", message: `${message}${place}` });
    return null;
  }
}

/** An id of version 5 says that it follows from the content; a random one says nothing. */
function checkName(type: string, object: JsonObject, faults: StixFault[]): void {
  const { id } = object;
  if (typeof id !== "string" || id.at(-22) !== "5") return;
  const named = nameObservable(type, object);
  if (named !== null && named !== id.toLowerCase())
    faults.push({
      code: "STIX_INVALID",
      message: `id does not follow from the content, which gives ${named}`,
    });
}

function isSame(one: JsonObject, other: JsonObject): boolean {
  return canonicalize(one) === canonicalize(other);
}

function requireHarmless({ trap, endless }: Tally): void {
  if (trap !== null) refuseTrap(trap);
  if (endless) throw new InputError("JSON_UNSUPPORTED", "JSON has no number as large as one that is here");
}

function refuseTrap(name: string): never {
  throw new InputError("STIX_INVALID", `A member is called ${name}, which programs take for something else`);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
