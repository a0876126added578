// Canonical JSON, RFC 8785 (JCS), and a strict reader for it. Everything we sign or digest is canonical, and a file is
// accepted only if writing what was read gives the same bytes: so no byte of a file is outside the proof.
import { InputError } from "./errors.ts";

export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

const MAX_DEPTH = 64;

/**
 * Writes `value` as RFC 8785 asks: members sorted by UTF-16 code units, ECMAScript number form, no white space.
 * @throws InputError JSON_UNSUPPORTED for NaN, infinities, lone surrogates, undefined, or nesting beyond 64.
 */
export function canonicalize(value: JsonValue): string {
  return write(value, 0);
}

/** How deep it is looked for parts in order: below, looking again at every depth would cost more than it saves. */
const LOOKED_THROUGH = 3;

/** Whether every object in `value` has its members in order and holds nothing that JSON cannot. */
function isInOrder(value: JsonValue, depth: number): boolean {
  if (typeof value === "string" || value === null || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  if (typeof value !== "object" || depth >= MAX_DEPTH) return false;
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[];
    for (let index = 0; index < items.length; index += 1)
      if (!isInOrder(items[index] as JsonValue, depth + 1)) return false;
    return true;
  }
  const object = value as JsonObject;
  let before: string | null = null;
  for (const key of Object.keys(object)) {
    if ((before !== null && before >= key) || !isInOrder(object[key] as JsonValue, depth + 1)) return false;
    before = key;
  }
  return true;
}

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new InputError("JSON_UNSUPPORTED", `JSON is nested deeper than ${MAX_DEPTH}`);
  // What has its members in order already, the host's own writer writes the same way, and faster.
  if (depth < LOOKED_THROUGH && isInOrder(value, depth)) {
    const text = JSON.stringify(value);
    // The host writes half a surrogate pair as an escape.
    if (!text.includes("\\ud")) return text;
  }
  if (value === null || value === true || value === false) return String(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new InputError("JSON_UNSUPPORTED", "JSON has no NaN and no infinity");
    return JSON.stringify(value);
  }
  if (typeof value === "string") {
    if (!value.isWellFormed()) throw new InputError("JSON_UNSUPPORTED", "text holds half a surrogate pair");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item: JsonValue) => write(item, depth + 1)).join(",")}]`;
  if (typeof value !== "object")
    throw new InputError("JSON_UNSUPPORTED", `JSON cannot hold a ${typeof value}`);
  const object = value as JsonObject;
  const members = Object.keys(object)
    .sort()
    .map((key) => {
      const member = object[key];
      if (member === undefined) throw new InputError("JSON_UNSUPPORTED", `member "${key}" is undefined`);
      return `${write(key, depth + 1)}:${write(member, depth + 1)}`;
    });
  return `{${members.join(",")}}`;
}

/**
 * Reads JSON text, naming the line and column of an error. A member named twice is an error too: two readers might each
 * believe another of the two.
 * @throws InputError JSON_SYNTAX, JSON_DUPLICATE_KEY.
 */
export function parseJson(text: string): JsonValue {
  return readJson(text).value;
}

/** As {@link parseJson}, and whether `text` is the canonical form of what it says. */
export function readJson(text: string): { readonly value: JsonValue; readonly canonical: boolean } {
  const value = parseText(text);
  // Canonical text names no member twice, and is cheaper to recognise than to search.
  const canonical = isWrittenAs(text, value);
  if (!canonical) refuseDuplicates(text);
  return { value, canonical };
}

/** Whether `text`, of which `value` was read, is how `value` is written. */
function isWrittenAs(text: string, value: JsonValue): boolean {
  const known = isCanonical(text);
  if (known !== null) return known;
  try {
    return canonicalize(value) === text;
  } catch (error) {
    // What cannot be written was not written so.
    if (error instanceof InputError) return false;
    throw error;
  }
}

/**
 * Whether JSON text is canonical: no white space, numbers and strings in their one form, the members of each object in order
 * and each once. The text is known to be JSON. Null where that depends on a name with escapes: hosts were seen to read such
 * a name as another (V8 13.6 takes `"\""` for a backslash where objects with that member came before), so what was read has to
 * be written again.
 */
function isCanonical(text: string): boolean | null {
  if (!text.isWellFormed()) return false;
  /** The last name met in each object that is open, "" with `first` before any; null in an array. */
  const names: (string | null)[] = [];
  let first = false;
  let index = 0;
  let backslash = nextBackslash(text, 0);
  while (index < text.length) {
    const code = text.charCodeAt(index);
    if (code === 0x22) {
      let end = text.indexOf('"', index + 1);
      let name: string | null = null;
      if (backslash < end) {
        end = endOfString(text, index);
        name = readEscaped(text.slice(index, end + 1));
        if (name === null) return false;
        backslash = nextBackslash(text, end);
      }
      // A colon stands nowhere but after a member's name.
      if (text.charCodeAt(end + 1) === 0x3a) {
        if (name !== null) return null;
        name = text.slice(index + 1, end);
        if (!first && (names[names.length - 1] ?? "") >= name) return false;
        names[names.length - 1] = name;
      }
      first = false;
      index = end + 1;
    } else if (code === 0x2c || code === 0x3a) {
      index += 1;
    } else if (code === 0x7b || code === 0x5b) {
      first = code === 0x7b;
      if (names.push(first ? "" : null) > MAX_DEPTH) return false;
      index += 1;
    } else if (code === 0x7d || code === 0x5d) {
      names.pop();
      first = false;
      index += 1;
    } else {
      const start = index;
      while (index < text.length && !isEnd(text.charCodeAt(index))) index += 1;
      const word = text.slice(start, index);
      if (word !== "true" && word !== "false" && word !== "null" && !isPlainNumber(word)) return false;
    }
  }
  return true;
}

function nextBackslash(text: string, from: number): number {
  const at = text.indexOf("\\", from);
  return at < 0 ? text.length : at;
}

/** Where the string that starts at `start` has its closing quote. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text.charCodeAt(index) !== 0x22)
    index += text.charCodeAt(index) === 0x5c ? 2 : 1;
  return index;
}

/** What a string with escapes says, or null when that is not how it would be written. */
function readEscaped(token: string): string | null {
  const value = JSON.parse(token) as string;
  return value.isWellFormed() && JSON.stringify(value) === token ? value : null;
}

function isPlainNumber(word: string): boolean {
  const number = Number(word);
  return Number.isFinite(number) && JSON.stringify(number) === word;
}

/** Whether a character ends a number or a word: a comma, a closing bracket or white space. */
function isEnd(code: number): boolean {
  return code === 0x2c || code === 0x5d || code === 0x7d || code <= 0x20;
}

function parseText(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : "not JSON";
    const offset = /position (\d+)/.exec(message)?.[1];
    const position = positionAt(text, Number(offset ?? 0));
    throw new InputError("JSON_SYNTAX", `This is not JSON: ${message}`, position, { cause });
  }
}

/** Walks text that is known to be JSON and keeps the names seen in each object that is open. */
function refuseDuplicates(text: string): void {
  const open: (Set<string> | null)[] = [];
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x7b) open.push(new Set());
    else if (code === 0x5b) open.push(null);
    else if (code === 0x7d || code === 0x5d) open.pop();
    if (code !== 0x22) continue;
    const start = index;
    index = endOfString(text, start);
    const names = open.at(-1);
    if (names == null || !isName(text, index)) continue;
    const name = JSON.parse(text.slice(start, index + 1)) as string;
    if (names.has(name)) {
      throw new InputError(
        "JSON_DUPLICATE_KEY",
        `The member "${name}" stands here a second time; keep one of the two`,
        positionAt(text, start),
      );
    }
    names.add(name);
  }
}

/** Whether the string that ends at `end` is a member's name: a colon follows it, which JSON allows nowhere else. */
function isName(text: string, end: number): boolean {
  let after = end + 1;
  while (text.charCodeAt(after) <= 0x20) after += 1;
  return text.charCodeAt(after) === 0x3a;
}

/**
 * Reads JSON that must already be canonical, with one final newline.
 * Repeated members, other orders and other spellings all fail here, because they do not write back to the same text.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED.
 */
export function parseCanonicalFile(text: string): JsonValue {
  const value = parseText(text);
  const body = text.slice(0, -1);
  if (!text.endsWith("\n") || (isCanonical(body) !== true && canonicalize(value) !== body)) {
    throw new InputError(
      "JSON_NOT_CANONICAL",
      "This file is not in canonical form (RFC 8785 and one newline): it was changed or rewritten",
    );
  }
  return value;
}

/** The line and column of a UTF-16 offset in `text`. */
export function positionAt(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split("\n").length;
  return { line, column: offset - before.lastIndexOf("\n") };
}
