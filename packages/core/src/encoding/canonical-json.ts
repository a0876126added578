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

function write(value: JsonValue, depth: number): string {
  if (depth > MAX_DEPTH) throw new InputError("JSON_UNSUPPORTED", `JSON is nested deeper than ${MAX_DEPTH}`);
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
  const value = parseText(text);
  refuseDuplicates(text);
  return value;
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
  const token = /"(?:[^"\\]|\\.)*"|[{}[\]]/gs;
  for (const match of text.matchAll(token)) {
    const [part] = match;
    if (part === "{") open.push(new Set());
    else if (part === "[") open.push(null);
    else if (part === "}" || part === "]") open.pop();
    else {
      const names = open.at(-1);
      // A text is a member's name when a colon follows it, which JSON allows nowhere else.
      if (
        names == null ||
        !/^\s*:/.test(text.slice(match.index + part.length, match.index + part.length + 64))
      )
        continue;
      const name = JSON.parse(part) as string;
      if (names.has(name)) {
        throw new InputError(
          "JSON_DUPLICATE_KEY",
          `The member "${name}" stands here a second time; keep one of the two`,
          positionAt(text, match.index),
        );
      }
      names.add(name);
    }
  }
}

/**
 * Reads JSON that must already be canonical, with one final newline.
 * Repeated members, other orders and other spellings all fail here, because they do not write back to the same text.
 * @throws InputError JSON_SYNTAX, JSON_NOT_CANONICAL, JSON_UNSUPPORTED.
 */
export function parseCanonicalFile(text: string): JsonValue {
  const value = parseText(text);
  if (`${canonicalize(value)}\n` !== text) {
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
