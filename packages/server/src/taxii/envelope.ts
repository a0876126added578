// What machines bring: an envelope of STIX objects. It is looked at only as far as it takes to keep each object under its id
// and version; the text of each is kept as it came, and nothing in it is acted on.
import { decodeUtf8, parseJson, readAnyObject, readArray } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import { invalid, readMicroseconds, UNSAID } from "./protocol.ts";

/** An object as it is kept. */
export interface KeptObject {
  readonly id: string;
  readonly type: string;
  readonly specVersion: string;
  /** As the object says it; where it says none, 1970. */
  readonly version: string;
  /** In microseconds. */
  readonly versionAt: number;
  /** JSON text of the object. */
  readonly text: string;
}

/** One of what was brought: an object, or why it is none, with what it called itself. */
export type Brought =
  | { readonly object: KeptObject }
  | { readonly id: string; readonly version: string; readonly refused: string };

const ID = /^([a-z0-9][a-z0-9-]{0,249})--[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MOST_BROUGHT = 10_000;
const MOST_DEEP = 100;

/** @throws ServerError REQUEST_INVALID, InputError JSON_SYNTAX, JSON_DUPLICATE_KEY, SHAPE_INVALID. */
export function readEnvelope(bytes: Uint8Array): readonly Brought[] {
  const text = decodeUtf8(bytes);
  requireShallow(text);
  const envelope = readAnyObject(parseJson(text), "the envelope");
  const { objects: brought, ...others } = envelope;
  if (brought === undefined || Object.keys(others).length > 0)
    throw invalid("An envelope to add has one member, objects: a list of STIX objects, not a bundle.");
  const objects = readArray(brought, "objects");
  if (objects.length === 0 || objects.length > MOST_BROUGHT)
    throw invalid(`An envelope to add holds 1 to ${MOST_BROUGHT} objects.`);
  const texts = splitObjects(text)[Symbol.iterator]();
  // What has no brackets has no text in the list, and is refused.
  return objects.map((value) =>
    judge(value, typeof value === "object" && value !== null ? (texts.next().value ?? "") : ""),
  );
}

function judge(value: JsonValue, text: string): Brought {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  const { id, type, created, modified, spec_version: said } = (isObject ? value : {}) as JsonObject;
  const called = typeof id === "string" ? id.slice(0, 300) : "";
  const version = typeof modified === "string" ? modified : typeof created === "string" ? created : UNSAID;
  const refuse = (refused: string): Brought => ({ id: called, version: version.slice(0, 60), refused });
  if (!isObject) return refuse("It is not an object.");
  const [, named] = (typeof id === "string" ? ID.exec(id) : null) ?? [];
  if (named === undefined || typeof id !== "string")
    return refuse("Its id is not its type, two hyphens and a UUID in small letters.");
  if (type !== named) return refuse("Its type is not the one in its id.");
  if (named === "bundle") return refuse("A bundle is not kept; send the objects in it.");
  if (!isTime(created) || !isTime(modified)) return refuse("Its created or modified is no instant in UTC.");
  const specVersion = said ?? (created === undefined ? "2.1" : "2.0");
  if (typeof specVersion !== "string" || !/^2\.[0-9]$/.test(specVersion))
    return refuse("Its spec_version is not 2 and a digit, such as 2.1.");
  return { object: { id, type, specVersion, version, versionAt: readMicroseconds(version), text } };
}

function isTime(value: JsonValue | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value !== "string") return false;
  try {
    readMicroseconds(value);
    return true;
  } catch {
    return false;
  }
}

/** @throws ServerError REQUEST_INVALID for what is nested deeper than anybody writes by intent. */
function requireShallow(text: string): void {
  let depth = 0;
  walk(text, (opens) => {
    depth += opens ? 1 : -1;
    if (depth > MOST_DEEP) throw invalid(`An object is nested ${MOST_DEEP} deep at most.`);
  });
}

/** The text of each object or list in the one list of an envelope, which is known to be JSON and to have no other member. */
function splitObjects(text: string): readonly string[] {
  const ends: number[] = [];
  let depth = 0;
  walk(text, (opens, at) => {
    depth += opens ? 1 : -1;
    if (depth === 3 && opens) ends.push(at);
    if (depth === 2 && !opens) ends.push(at + 1);
  });
  const texts: string[] = [];
  for (let at = 0; at < ends.length; at += 2) texts.push(text.slice(ends[at], ends[at + 1]));
  return texts;
}

const MARKS = /["[\]{}]/g;

/** Names every bracket outside of strings, in order. */
function walk(text: string, meet: (opens: boolean, at: number) => void): void {
  MARKS.lastIndex = 0;
  for (let found = MARKS.exec(text); found !== null; found = MARKS.exec(text)) {
    const mark = found[0];
    if (mark === '"') MARKS.lastIndex = endOfString(text, found.index);
    else meet(mark === "{" || mark === "[", found.index);
  }
}

/** Behind the closing quote of the string that opens at `start`; the text's end where none closes it. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes += 1;
    if (slashes % 2 === 0) return end + 1;
  }
  return text.length;
}
