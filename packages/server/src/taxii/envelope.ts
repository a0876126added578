// What machines bring: an envelope of STIX objects. Each is judged as one of an imported file, and kept under its id and
// version; its text is kept as it came, and nothing in it is acted on.
import { readArray } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { readStixBundle } from "../stix/index.ts";
import type { ReadStixObject, StixFault } from "../stix/index.ts";
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

/**
 * Each object is judged as one of an imported file is: what breaks a rule of STIX is not kept, and the others are.
 * @throws ServerError REQUEST_INVALID, InputError as `readStixBundle`.
 */
export function readEnvelope(bytes: Uint8Array): readonly Brought[] {
  const { kind, value, objects: read } = readStixBundle(bytes);
  const { objects: listed, ...others } = value;
  if (kind !== "envelope" || listed === undefined || Object.keys(others).length > 0)
    throw invalid("An envelope to add has one member, objects: a list of STIX objects, not a bundle.");
  const items = readArray(listed, "objects");
  if (items.length === 0 || items.length > MOST_BROUGHT)
    throw invalid(`An envelope to add holds 1 to ${MOST_BROUGHT} objects.`);
  const objects = read[Symbol.iterator]();
  return items.map((item): Brought => {
    const isObject = typeof item === "object" && item !== null && !Array.isArray(item);
    const object = isObject ? objects.next().value : undefined;
    return object === undefined
      ? { id: "", version: UNSAID, refused: "It is not an object." }
      : judge(object, bytes);
  });
}

function judge({ value, from, to, faults }: ReadStixObject, bytes: Uint8Array): Brought {
  const { id, type, created, modified, spec_version: said } = value;
  const called = typeof id === "string" ? id.slice(0, 300) : "";
  const version = typeof modified === "string" ? modified : typeof created === "string" ? created : UNSAID;
  const refuse = (refused: string): Brought => ({ id: called, version: version.slice(0, 60), refused });
  const [, named] = (typeof id === "string" ? ID.exec(id) : null) ?? [];
  if (named === undefined || typeof id !== "string")
    return refuse("Its id is not its type, two hyphens and a UUID in small letters.");
  if (type !== named) return refuse("Its type is not the one in its id.");
  if (named === "bundle") return refuse("A bundle is not kept; send the objects in it.");
  const versionAt = readTime(version);
  if (versionAt === null || (created !== undefined && created !== version && readTime(created) === null))
    return refuse("Its created or modified is no instant in UTC.");
  const specVersion = said ?? (created === undefined ? "2.1" : "2.0");
  if (typeof specVersion !== "string" || !/^2\.[0-9]$/.test(specVersion))
    return refuse("Its spec_version is not 2 and a digit, such as 2.1.");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString();
  const [fault] = said === undefined && specVersion === "2.0" ? listOlderFaults(text) : faults;
  if (fault !== undefined) return refuse(`It breaks a rule of STIX: ${fault.message.slice(0, 300)}.`);
  return { object: { id, type, specVersion, version, versionAt, text } };
}

/** An object that says no version of STIX is of 2.0, where a bundle says it for all that are in it. */
function listOlderFaults(text: string): readonly StixFault[] {
  const bundle = Buffer.from(`{"type":"bundle","spec_version":"2.0","objects":[${text}]}`);
  return readStixBundle(bundle).objects.flatMap(({ faults }) => faults);
}

/** Microseconds; null for what is no instant in UTC. */
function readTime(value: JsonValue): number | null {
  if (typeof value !== "string") return null;
  try {
    return readMicroseconds(value);
  } catch {
    return null;
  }
}
