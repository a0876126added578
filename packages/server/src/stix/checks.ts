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

/** What a walk over what no line describes meets. */
class Aside {
  /** Names of members met, those of nested objects included. */
  names = 0;
  /** A name that programs take for a part of every object, where one was met. */
  trap: string | null = null;
  /** Whether a number was met that is larger than any that programs agree on. */
  endless = false;
}

/** What the walks over all objects of a file meet. */
export class Tally extends Aside {
  /** How often something is referred to. */
  references = 0;
  /** What is wrong with the object at hand. */
  faults: string[] = [];
  /** Of walks for their own sake, which count nothing. */
  readonly aside = new Aside();
  /** Values of the object at hand that are looked at again, by their slots. */
  readonly values: (JsonValue | undefined)[] = SLOTS.map(() => undefined);
  /** The text that last passed the check of a field, by the number of the field: a feed says the same again and again. */
  readonly passed: string[] = [];
}

/** What is looked at again when all of an object is known. */
const SLOTS = [
  ...["id", "spec_version", "created", "modified", "created_by_ref", "object_marking_refs"],
  ...["granular_markings", "first_seen", "last_seen", "start_time", "stop_time", "valid_from", "valid_until"],
  ...["first_observed", "last_observed", "pattern", "pattern_type"],
] as const;
export type Slot = (typeof SLOTS)[number];

/** Where the value of a property is kept. */
export function slotOf(name: Slot): number {
  return SLOTS.indexOf(name);
}

type Check = (value: JsonValue, tally: Tally) => boolean;
/** How a property of a type is checked, and what it must be in words. */
type Described = readonly [make: () => Check, expected: string];

interface Field {
  readonly name: string;
  readonly check: Check;
  readonly bit: number;
  readonly expected: string;
  /** Where its value is kept; -1 for one that is not looked at again. */
  readonly slot: number;
}

/** The properties of one kind of object. */
export class Shape {
  readonly #fields = new Map<string, Field>();
  readonly #names: readonly string[];
  readonly #required: number;
  /** Whether it is that of an object, and not of a part of one. */
  readonly #isWhole: boolean;
  /** The fields of the last object, in its order: most objects of a type have the same. */
  #order: Field[] = [];

  constructor(kind: "whole" | "part", line: string, types: Readonly<Record<string, Described>>) {
    const properties = readLine(line);
    this.#isWhole = kind === "whole";
    const needed = properties.filter(({ required }) => required);
    this.#names = needed.map(({ name }) => name);
    this.#required = 2 ** needed.length - 1;
    for (const { name, type, required } of properties) {
      const known = types[type];
      if (known === undefined) throw new RangeError(`${name} has a type nobody defined`);
      const [make, expected] = known;
      const bit = required ? 2 ** this.#names.indexOf(name) : 0;
      const slot = this.#isWhole ? (SLOTS as readonly string[]).indexOf(name) : -1;
      this.#fields.set(name, { name, check: make(), bit, expected, slot });
    }
  }

  /** Checks an object and puts what is wrong with it, and what is looked at again, into the tally. */
  check(object: JsonObject, tally: Tally): boolean {
    const { values, faults } = tally;
    const before = faults.length;
    const order = this.#order;
    if (this.#isWhole) values.fill(undefined);
    let seen = 0;
    let at = 0;
    for (const name in object) {
      tally.names += 1;
      const value = object[name] as JsonValue;
      const guess = order[at];
      const field = guess?.name === name ? guess : this.#fields.get(name);
      if (field === undefined) {
        if (isTrap(name)) tally.trap = name;
        countNames(value, tally);
        continue;
      }
      if (field !== guess) order[at] = field;
      at += 1;
      seen |= field.bit;
      if (field.slot >= 0) values[field.slot] = value;
      if (!field.check(value, tally)) faults.push(`${name} must be ${field.expected}`);
    }
    if (seen !== this.#required)
      for (const [place, name] of this.#names.entries())
        if ((seen & (2 ** place)) === 0) faults.push(`${name} is missing`);
    return faults.length === before;
  }
}

/** A name that some programs take for a part of every object. */
export function isTrap(name: string): boolean {
  return name === "__proto__" || name === "constructor" || name === "prototype";
}

/** Walks what no line describes. */
export function countNames(value: JsonValue, tally: Aside): void {
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
let checks = 0;
/** A check of texts that knows the last one it passed again. */
const ofText = (judge: (text: string) => boolean): Check => {
  const own = checks++;
  return (value, tally) => {
    if (typeof value !== "string") return false;
    if (value === tally.passed[own]) return true;
    if (!judge(value)) return false;
    tally.passed[own] = value;
    return true;
  };
};
/** Of one property: what creates and what marks is the same for most of a feed. */
const makeRef = (): Check => {
  const isReference = ofText(isIdentifier);
  return (value, tally) => {
    tally.references += 1;
    return isReference(value, tally);
  };
};
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

const [time, moment, hex, binary] = [isTime, isMoment, isEvenHex, isBinary].map(ofText) as [
  Check,
  Check,
  Check,
  Check,
];
/** A check that is the same for all properties of its type. */
const same =
  (check: Check): (() => Check) =>
  () =>
    check;
const PLAIN: Readonly<Record<string, Described>> = {
  text: [same(text), "a text"],
  texts: [same(listOf(text)), "a list of texts that is not empty"],
  ref: [makeRef, "an identifier: a type, two hyphens and a UUID"],
  refs: [() => listOf(makeRef()), "a list of identifiers that is not empty"],
  time: [same(time), "a timestamp in UTC such as 2018-03-26T13:00:00Z"],
  moment: [same(moment), "a timestamp in UTC with milliseconds such as 2018-03-26T13:00:00.000Z"],
  integer: [same(whole(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)), "a whole number"],
  count: [same(whole(0, Number.MAX_SAFE_INTEGER)), "a whole number from 0"],
  number: [same(between(-Infinity, Infinity)), "a number"],
  flag: [same((value) => typeof value === "boolean"), "true or false"],
  dictionary: [same(dictionary), "an object that is not empty"],
  dictionaries: [same(dictionaryOf(dictionary)), "an object of objects"],
  hashes: [same(hashes), "an object of hashes, each as long as its name says"],
  hex: [same(hex), "bytes in hexadecimal"],
  binary: [same(binary), "bytes in base64"],
  port: [same(whole(0, 65_535)), "a port"],
  latitude: [same(between(-90, 90)), "a latitude"],
  longitude: [same(between(-180, 180)), "a longitude"],
  precision: [same(between(0, Infinity)), "a distance in metres"],
  sightings: [same(whole(0, 999_999_999)), "a whole number from 0 to 999999999"],
  observed: [same(whole(1, 999_999_999)), "a whole number from 1 to 999999999"],
  confidence: [same(whole(0, 100)), "a whole number from 0 to 100"],
  agreement: [
    same(oneOf("strongly-disagree", "disagree", "neutral", "agree", "strongly-agree")),
    "one of strongly-disagree, disagree, neutral, agree, strongly-agree",
  ],
  cipher: [
    same(oneOf("AES-256-GCM", "ChaCha20-Poly1305", "mime-type-indicated")),
    "a cipher that STIX names",
  ],
  additions: [
    same(listOf(oneOf("new-sdo", "new-sco", "new-sro", "property-extension", "toplevel-property-extension"))),
    "a list of what STIX extensions can be",
  ],
  extensions: [same(dictionaryOf(dictionary, isExtension)), "an object of extensions, each by its id"],
  version: [same((value) => value === "2.1"), "2.1"],
};

/** An object by a line; what is wrong with it is said of the property it is in. */
const shaped = (line: string, also: (object: JsonObject) => boolean = () => true): Check => {
  const shape = new Shape("part", line, PLAIN);
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

const TYPES: Readonly<Record<string, Described>> = {
  ...PLAIN,
  phases: [
    same(listOf(shaped(PHASE))),
    "a list of kill chain phases, each with kill_chain_name and phase_name",
  ],
  container: [same(dictionaryOf(shaped(CONTAINED))), "an object of objects, each with its type"],
  parts: [same(listOf(shaped(PART))), "a list of parts of a message"],
  registry: [same(listOf(shaped(REGISTRY_VALUE))), "a list of registry values"],
  references: [
    same(
      listOf(
        shaped(
          EXTERNAL_REFERENCE,
          ({ description, url, external_id: id }) =>
            description !== undefined || url !== undefined || id !== undefined,
        ),
      ),
    ),
    "a list of references, each with a source_name and a description, url or external_id",
  ],
  granular: [
    same(
      listOf(
        shaped(
          GRANULAR,
          ({ lang, marking_ref: marking }) => (lang === undefined) !== (marking === undefined),
        ),
      ),
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
    {
      kind,
      shape: new Shape("whole", line, TYPES),
      older: older === null ? null : new Shape("whole", older, TYPES),
    },
  ]),
);

/** What an object of a type nobody here knows must have all the same. */
export const unknownShape = new Shape("whole", COMMON, TYPES);
