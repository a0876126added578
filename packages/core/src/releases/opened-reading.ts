// Where each opened portion stands, by the one reading that is opened. What is unsealed stands where the gap says it stood.
import { InputError, readArray, readCount, readObject, readStrings } from "../encoding/index.ts";
import type { JsonValue } from "../encoding/index.ts";
import { ID_LENGTH, LEAST_HIDDEN, readBytes, readPadded } from "./release-format.ts";
import { readElementDigest } from "./sd-jwt.ts";

/** Whose keys are the ids of what is shown. */
type Shown = ReadonlyMap<string, unknown>;

/**
 * The ids of `shown` in reading order, with one null for each stretch of which something is withheld. Where a stretch is
 * unsealed in part, the null stands at its end: where in the stretch the rest stands is not told.
 * @throws InputError SHAPE_INVALID, BASE64_INVALID unless each of `shown` stands exactly once.
 */
export function readReading(value: JsonValue, path: string, shown: Shown): readonly (string | null)[] {
  const object = readObject(value, path, ["aside", "order"]);
  const order = readArray(object["order"], `${path}.order`);
  const aside = readAside(object["aside"], `${path}.aside`, order.length, shown);
  const ids: (string | null)[] = [];
  for (let at = 0; at <= order.length; at++) {
    if (aside.size > 0) ids.push(...(aside.get(at) ?? []));
    const item = order[at];
    if (typeof item === "string") ids.push(item);
    else if (item !== undefined) ids.push(...readStretch(item, `${path}.order[${at}]`, shown));
  }
  const each = new Set<string>();
  let placed = 0;
  for (const id of ids) {
    if (id === null) continue;
    placed += 1;
    if (shown.has(id)) each.add(id);
  }
  if (placed !== shown.size || each.size !== shown.size)
    refuse(`${path} must place each portion that is shown once, and no other`);
  return ids.filter((id, index) => id !== null || ids[index - 1] !== null);
}

function readStretch(item: JsonValue, path: string, shown: Shown): readonly (string | null)[] {
  if (readElementDigest(item) !== null) return [null];
  const object = readObject(item, path, ["ids", "rest"]);
  const ids = readIds(readPadded(object["ids"], `${path}.ids`, LEAST_HIDDEN), `${path}.ids`);
  const unsealed = ids.filter((id) => shown.has(id));
  if (unsealed.length === 0) refuse(`${path} is opened, and nothing of it is shown`);
  const [rest, ...more] = readArray(object["rest"], `${path}.rest`);
  if (rest === undefined || more.length > 0) refuse(`${path}.rest must hold one element`);
  if (readElementDigest(rest) !== null) return [...unsealed, null];
  const all = readIds(rest, `${path}.rest[0]`);
  if (all.join(" ") !== unsealed.join(" ")) refuse(`${path} tells of portions that are not shown`);
  return unsealed;
}

/** What left no gap and is unsealed now, by how many elements of the order stand before it. */
function readAside(
  value: JsonValue | undefined,
  path: string,
  length: number,
  shown: Shown,
): ReadonlyMap<number, readonly string[]> {
  const [item, ...more] = readArray(value, path);
  if (item === undefined || more.length > 0) refuse(`${path} must hold one element`);
  const places = new Map<number, readonly string[]>();
  if (readElementDigest(item) !== null) return places;
  for (const [index, pair] of readPadded(item, `${path}[0]`, LEAST_HIDDEN).entries()) {
    const [at, id, ...rest] = readArray(pair, `${path}[0][${index}]`);
    const place = readCount(at, `${path}[0][${index}][0]`);
    const name = readBytes(id, `${path}[0][${index}][1]`, ID_LENGTH);
    if (place > length || rest.length > 0)
      refuse(`${path}[0][${index}] must be a place of the order and an id`);
    if (shown.has(name)) places.set(place, [...(places.get(place) ?? []), name]);
  }
  if (places.size === 0) refuse(`${path} is opened, and nothing of it is shown`);
  return places;
}

function readIds(value: JsonValue, path: string): readonly string[] {
  const ids = readStrings(value, path);
  for (const [index, id] of ids.entries()) readBytes(id, `${path}[${index}]`, ID_LENGTH);
  return ids;
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
