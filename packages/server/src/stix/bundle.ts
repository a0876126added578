// Reading STIX 2.0 and 2.1 from elsewhere: a bundle, a TAXII envelope, or one object. Two kinds of wrong are kept apart. What
// programs may read in two ways, or what costs more than it can be worth, is refused whole with a code. What merely breaks a
// rule of STIX is evidence all the same: it is kept byte for byte, and each fault is said beside it.
import { canonicalize, decodeUtf8, InputError, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { countNames, isTrap, knownTypes, slotOf, Tally, unknownShape } from "./checks.ts";
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
  /** Where it stands in the file, in bytes: the first, and one past the last. */
  readonly from: number;
  readonly to: number;
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
  /** How many different ids are referred to, and not in the file. Counted when it is asked. */
  readonly countMissing: () => number;
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
  /** Of objects that were met again, their canonical form. */
  readonly #written = new Map<ReadStixObject, string>();
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
      this.#read(item, start + (spans[at] ?? 0), start + (spans[at + 1] ?? 0));
      at += 2;
    }
  }

  #read(value: JsonObject, from: number, to: number): void {
    const { tally } = this;
    const { type: ownType, spec_version: ownVersion } = value;
    const type = typeof ownType === "string" ? ownType : "";
    const specVersion = ownVersion === undefined ? this.#version : ownVersion === "2.0" ? "2.0" : "2.1";
    const known = knownTypes.get(type);
    const shape = (specVersion === "2.0" ? known?.older : known?.shape) ?? unknownShape;
    const sound = shape.check(value, tally);
    const ownId = tally.values[ID];
    const id = typeof ownId === "string" ? ownId : "";
    if (sound) {
      if (!isIdOf(id, type)) tally.faults.push(`id must begin with ${type}--`);
      checkWhole(value, type, tally);
    }
    // Checks stop at the first thing that is wrong; a trap may stand behind it.
    else countNames(value, tally.aside);
    requireHarmless(tally);
    if (tally.references > REFERENCES)
      throw new InputError("STIX_LIMIT", `STIX is read up to ${REFERENCES} references`);
    let faults = NONE;
    if (tally.faults.length > 0) {
      faults = tally.faults.map((message) => ({ code: "STIX_INVALID", message }));
      tally.faults.length = 0;
    }
    if (sound && known?.kind === "observable") faults = checkName(type, value, faults);
    let pattern: Observation | null = null;
    if (sound && type === "indicator") ({ pattern, faults } = readPattern(value, specVersion, faults));
    const changed = tally.values[MODIFIED] ?? tally.values[CREATED];
    const version = typeof changed === "string" ? changed : null;
    const isKnown = known !== undefined;
    const object: Kept = { type, id, version, specVersion, isKnown, value, from, to, pattern, faults };
    this.#objects.push(object);
    if (id === "") return;
    const other = this.#byId.get(id);
    if (other === undefined) this.#byId.set(id, object);
    else if (other.version === version && !this.#isSame(other, value)) object.faults = [...faults, CONFLICT];
  }

  /** The content of the first is written once, however many come after it. */
  #isSame(first: ReadStixObject, value: JsonObject): boolean {
    const written = this.#written.get(first) ?? canonicalize(first.value);
    this.#written.set(first, written);
    return written === canonicalize(value);
  }

  finish(kind: ReadStixBundle["kind"], value: JsonObject): ReadStixBundle {
    const { id } = value;
    const [objects, byId] = [this.#objects, this.#byId];
    return {
      kind,
      id: kind === "bundle" && typeof id === "string" ? id : null,
      objects,
      strange: this.#strange,
      countMissing: () => {
        const missing = new Set<string>();
        for (const object of objects)
          for (const ref of listReferences(object.value)) if (!byId.has(ref)) missing.add(ref);
        return missing.size;
      },
      value,
    };
  }
}

type Kept = { -readonly [Member in keyof ReadStixObject]: ReadStixObject[Member] };

const [ID, CREATED, MODIFIED] = [slotOf("id"), slotOf("created"), slotOf("modified")];
const NONE: readonly StixFault[] = [];
const CONFLICT: StixFault = {
  code: "STIX_INVALID",
  message: "the file has this version of this object with another content too",
};

/** Whether an id is of a type: the type, two hyphens, a UUID. */
function isIdOf(id: string, type: string): boolean {
  return id.startsWith(type) && id.startsWith("--", type.length);
}

function readPattern(
  { pattern, pattern_type: language = "stix" }: JsonObject,
  version: "2.0" | "2.1",
  faults: readonly StixFault[],
): { readonly pattern: Observation | null; readonly faults: readonly StixFault[] } {
  if (typeof pattern !== "string" || language !== "stix") return { pattern: null, faults };
  try {
    return { pattern: parsePattern(pattern, version), faults };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { code, message, position } = error;
    const place = position === null ? "" : ` (line ${position.line}, column ${position.column})`;
    const fault = code === "STIX_LIMIT" ? code : "PATTERN_SYNTAX";
    return { pattern: null, faults: [...faults, { code: fault, message: `${message}${place}` }] };
  }
}

/** An id of version 5 says that it follows from the content; a random one says nothing. */
function checkName(type: string, object: JsonObject, faults: readonly StixFault[]): readonly StixFault[] {
  const { id } = object;
  if (typeof id !== "string" || id.charCodeAt(type.length + 16) !== 0x35) return faults;
  const named = nameObservable(type, object);
  if (named === null || named === id || named === id.toLowerCase()) return faults;
  const message = `id does not follow from the content, which gives ${named}`;
  return [...faults, { code: "STIX_INVALID", message }];
}

/** Every id that an object refers to, at any depth. */
function listReferences(value: JsonValue): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap(listReferences);
  return Object.entries(value as JsonObject).flatMap(([name, member]) => {
    if (name.endsWith("_ref")) return typeof member === "string" ? [member] : [];
    if (name.endsWith("_refs"))
      return Array.isArray(member)
        ? (member as readonly JsonValue[]).filter((one) => typeof one === "string")
        : [];
    return listReferences(member);
  });
}

function requireHarmless({ trap, endless, aside }: Tally): void {
  if (aside.trap !== null) refuseTrap(aside.trap);
  if (trap !== null) refuseTrap(trap);
  if (endless || aside.endless)
    throw new InputError("JSON_UNSUPPORTED", "JSON has no number as large as one that is here");
}

function refuseTrap(name: string): never {
  throw new InputError("STIX_INVALID", `A member is called ${name}, which programs take for something else`);
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
