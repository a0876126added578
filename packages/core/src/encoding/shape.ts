// Reading untrusted JSON into known shapes: every reader names the path it stopped at, and an object with a member
// nobody asked for is refused.
import type { JsonObject, JsonValue } from "./canonical-json.ts";
import { InputError } from "./errors.ts";

function refuse(path: string, expected: string): never {
  throw new InputError("SHAPE_INVALID", `${path} must be ${expected}`);
}

/** An object whose members are all in `allowed` and include all of `required`. @throws InputError SHAPE_INVALID. */
export function readObject(
  value: JsonValue | undefined,
  path: string,
  required: readonly string[],
  optional: readonly string[] = [],
): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, "an object");
  const object = value as JsonObject;
  for (let index = 0; index < required.length; index += 1) {
    const key = required[index] as string;
    if (!Object.hasOwn(object, key)) refuse(`${path}.${key}`, "present");
  }
  const keys = Object.keys(object);
  // As many as are required, and all of those are there: nothing else can be.
  if (keys.length === required.length) return object;
  for (const key of keys) {
    if (!required.includes(key) && !optional.includes(key))
      refuse(`${path}.${key}`, "absent: it is not part of this format");
  }
  return object;
}

/** An object with any members. @throws InputError SHAPE_INVALID. */
export function readAnyObject(value: JsonValue | undefined, path: string): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuse(path, "an object");
  return value as JsonObject;
}

export function readArray(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : refuse(path, "an array");
}

export function readString(value: JsonValue | undefined, path: string): string {
  return typeof value === "string" ? value : refuse(path, "text");
}

export function readStrings(value: JsonValue | undefined, path: string): readonly string[] {
  const items = readArray(value, path);
  // A path is spelled only for what is refused: a cut has tens of thousands of texts.
  for (let index = 0; index < items.length; index += 1)
    if (typeof items[index] !== "string") refuse(`${path}[${index}]`, "text");
  return items as readonly string[];
}

export function readNumber(value: JsonValue | undefined, path: string): number {
  return typeof value === "number" ? value : refuse(path, "a number");
}

/** A whole number of at least `least`. */
export function readCount(value: JsonValue | undefined, path: string, least = 0): number {
  const number = readNumber(value, path);
  return Number.isSafeInteger(number) && number >= least
    ? number
    : refuse(path, `a whole number of at least ${least}`);
}

export function readBoolean(value: JsonValue | undefined, path: string): boolean {
  return typeof value === "boolean" ? value : refuse(path, "true or false");
}

/** One of a closed set of words. */
export function readWord<Word extends string>(
  value: JsonValue | undefined,
  path: string,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === value);
  return found ?? refuse(path, `one of ${words.join(", ")}`);
}
