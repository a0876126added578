// Whether an object has the properties its type asks for, from the lines of lines.ts. One walk over an object checks it,
// gathers what it refers to, and counts the names it met: the file has as many, unless one stands in it twice.
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import {
  COMMON,
  CONTAINED,
  EXTERNAL_REFERENCE,
  GRANULAR,
  PART,
  PHASE,
  readLine,
  REGISTRY_VALUE,
  stixLines,
} from "./lines.ts";
import type { StixKind } from "./lines.ts";
import { isBinary, isEvenHex, isHexOf, isIdentifier, isMoment, isTime } from "./words.ts";

/** What a walk gathers. */
export class Tally {
  /** Names of members met, those of nested objects included. */
  names = 0;
  /** Ids that are referred to. */
  refs: string[] = [];
  /** What is wrong with the object at hand. */
  faults: string[] = [];
  /** A name that programs take for a part of every object, where one was met. */
  trap: string | null = null;
  /** Whether a number was met that is larger than any that programs agree on. */
  endless = false;
}

type Check = (value: JsonValue, tally: Tally) => boolean;

interface Field {
  readonly check: Check;
  readonly bit: number;
  readonly expected: string;
}

/** The properties of one kind of object. */
export class Shape {
  readonly #fields = new Map<string, Field>();
  readonly #names: readonly string[];
  readonly #required: number;

  constructor(line: string, types: Readonly<Record<string, readonly [Check, string]>>) {
    const properties = readLine(line);
    const needed = properties.filter(({ required }) => required);
    this.#names = needed.map(({ name }) => name);
    this.#required = 2 ** needed.length - 1;
    for (const { name, type, required } of properties) {
      const known = types[type];
      if (known === undefined) throw new RangeError(`${name} has a type nobody defined`);
      const [check, expected] = known;
      const bit = required ? 2 ** this.#names.indexOf(name) : 0;
      this.#fields.set(name, { check, bit, expected });
    }
  }

  /** Checks an object and puts what is wrong with it into the tally. */
  check(object: JsonObject, tally: Tally): boolean {
    const before = tally.faults.length;
    let seen = 0;
    for (const name in object) {
      tally.names += 1;
      const value = object[name] as JsonValue;
      const field = this.#fields.get(name);
      if (field === undefined) {
        if (isTrap(name)) tally.trap = name;
        countNames(value, tally);
      } else {
        seen |= field.bit;
        if (!field.check(value, tally)) tally.faults.push(`${name} must be ${field.expected}`);
      }
    }
    if (seen !== this.#required)
      for (const [at, name] of this.#names.entries())
        if ((seen & (2 ** at)) === 0) tally.faults.push(`${name} is missing`);
    return tally.faults.length === before;
  }
}

/** A name that some programs take for a part of every object. */
export function isTrap(name: string): boolean {
  return name === "__proto__" || name === "constructor" || name === "prototype";
}

/** Walks what no line describes. */
export function countNames(value: JsonValue, tally: Tally): void {
  if (typeof value !== "object" || value === null) {
    if (typeof value === "number" && !Number.isFinite(value)) tally.endless = true;
    return;
  }
  if (Array.isArray(value)) {
    for (const item of value as readonly JsonValue[]) countNames(item, tally);
    return;
  }
  const object = value as JsonObject;
  for (const name in object) {
    tally.names += 1;
    if (isTrap(name)) tally.trap = name;
    countNames(object[name] as JsonValue, tally);
  }
}

const isObject = (value: JsonValue): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text: Check = (value) => typeof value === "string";
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && (value as number) >= least && (value as number) <= most;
const between =
  (least: number, most: number): Check =>
  (value) =>
    Number.isFinite(value) && (value as number) >= least && (value as number) <= most;
const ref: Check = (value, tally) => {
  if (typeof value !== "string" || !isIdentifier(value)) return false;
  tally.refs.push(value);
  return true;
};
const ofText =
  (judge: (text: string) => boolean): Check =>
  (value) =>
    typeof value === "string" && judge(value);
const oneOf = (...words: readonly string[]): Check => {
  const known = new Set(words);
  return (value) => typeof value === "string" && known.has(value);
};
const listOf =
  (check: Check): Check =>
  (value, tally) => {
    if (!Array.isArray(value) || value.length === 0) {
      countNames(value, tally);
      return false;
    }
    let sound = true;
    for (const item of value as readonly JsonValue[]) if (!check(item, tally)) sound = false;
    return sound;
  };
/** Every member by one check. */
const dictionaryOf =
  (check: Check, isName: (name: string) => boolean = () => true): Check =>
  (value, tally) => {
    if (!isObject(value)) {
      countNames(value, tally);
      return false;
    }
    let sound = true;
    let size = 0;
    for (const name in value) {
      size += 1;
      tally.names += 1;
      if (isTrap(name)) tally.trap = name;
      if (!isName(name)) sound = false;
      if (!check(value[name] as JsonValue, tally)) sound = false;
    }
    return sound && size > 0;
  };
const anything: Check = (value, tally) => {
  countNames(value, tally);
  return true;
};
const dictionary = dictionaryOf(anything);
const HASHES: Readonly<Record<string, number>> = { MD5: 32, "SHA-1": 40, "SHA-256": 64, "SHA-512": 128 };
const hashes: Check = (value, tally) => {
  if (!dictionaryOf(text)(value, tally)) return false;
  for (const name in value as JsonObject) {
    const length = Object.hasOwn(HASHES, name) ? HASHES[name] : undefined;
    if (length !== undefined && !isHexOf((value as Record<string, string>)[name] ?? "", length)) return false;
  }
  return true;
};
const EXTENSION = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*-ext$/;
const isExtension = (name: string): boolean =>
  name.startsWith("extension-definition--") ? isIdentifier(name) : EXTENSION.test(name);

const PLAIN: Readonly<Record<string, readonly [Check, string]>> = {
  text: [text, "a text"],
  texts: [listOf(text), "a list of texts that is not empty"],
  ref: [ref, "an identifier: a type, two hyphens and a UUID"],
  refs: [listOf(ref), "a list of identifiers that is not empty"],
  time: [ofText(isTime), "a timestamp in UTC such as 2018-03-26T13:00:00Z"],
  moment: [ofText(isMoment), "a timestamp in UTC with milliseconds such as 2018-03-26T13:00:00.000Z"],
  integer: [whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), "a whole number"],
  count: [whole(0, Number.MAX_SAFE_INTEGER), "a whole number from 0"],
  number: [between(-Infinity, Infinity), "a number"],
  flag: [(value) => typeof value === "boolean", "true or false"],
  dictionary: [dictionary, "an object that is not empty"],
  dictionaries: [dictionaryOf(dictionary), "an object of objects"],
  hashes: [hashes, "an object of hashes, each as long as its name says"],
  hex: [ofText(isEvenHex), "bytes in hexadecimal"],
  binary: [ofText(isBinary), "bytes in base64"],
  port: [whole(0, 65_535), "a port"],
  latitude: [between(-90, 90), "a latitude"],
  longitude: [between(-180, 180), "a longitude"],
  precision: [between(0, Infinity), "a distance in metres"],
  sightings: [whole(0, 999_999_999), "a whole number from 0 to 999999999"],
  observed: [whole(1, 999_999_999), "a whole number from 1 to 999999999"],
  confidence: [whole(0, 100), "a whole number from 0 to 100"],
  agreement: [
    oneOf("strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"),
    "one of strongly-disagree, disagree, neutral, agree, strongly-agree",
  ],
  cipher: [oneOf("AES-256-GCM", "ChaCha20-Poly1305", "mime-type-indicated"), "a cipher that STIX names"],
  additions: [
    listOf(oneOf("new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension")),
    "a list of what STIX extensions can be",
  ],
  extensions: [dictionaryOf(dictionary, isExtension), "an object of extensions, each by its id"],
  version: [(value) => value === "2.1", "2.1"],
};

/** An object by a line; what is wrong with it is said of the property it is in. */
const shaped = (line: string, also: (object: JsonObject) => boolean = () => true): Check => {
  const shape = new Shape(line, PLAIN);
  return (value, tally) => {
    if (!isObject(value)) {
      countNames(value, tally);
      return false;
    }
    const before = tally.faults.length;
    const sound = shape.check(value, tally);
    tally.faults.length = before;
    return sound && also(value);
  };
};

const TYPES: Readonly<Record<string, readonly [Check, string]>> = {
  ...PLAIN,
  phases: [listOf(shaped(PHASE)), "a list of kill chain phases, each with kill_chain_name and phase_name"],
  container: [dictionaryOf(shaped(CONTAINED)), "an object of objects, each with its type"],
  parts: [listOf(shaped(PART)), "a list of parts of a message"],
  registry: [listOf(shaped(REGISTRY_VALUE)), "a list of registry values"],
  references: [
    listOf(
      shaped(
        EXTERNAL_REFERENCE,
        ({ description, url, external_id: id }) =>
          description !== undefined || url !== undefined || id !== undefined,
      ),
    ),
    "a list of references, each with a source_name and a description, url or external_id",
  ],
  granular: [
    listOf(
      shaped(GRANULAR, ({ lang, marking_ref: marking }) => (lang === undefined) !== (marking === undefined)),
    ),
    "a list of granular markings, each with selectors and either lang or marking_ref",
  ],
};

export interface KnownType {
  readonly kind: StixKind;
  readonly shape: Shape;
  /** Of STIX 2.0; null where 2.0 has no such type. */
  readonly older: Shape | null;
}

/** The types of STIX 2.1. */
export const knownTypes: ReadonlyMap<string, KnownType> = new Map(
  stixLines.map(({ type, kind, line, older }) => [
    type,
    { kind, shape: new Shape(line, TYPES), older: older === null ? null : new Shape(older, TYPES) },
  ]),
);

/** What an object of a type nobody here knows must have all the same. */
export const unknownShape = new Shape(COMMON, TYPES);
