// One look over the bytes of a JSON text before anything is built of it: how deep it nests, how many names of members it has,
// and where each object of the list `objects` stands, so that it can be kept byte for byte.
import { InputError } from "@entente/core/encoding";

/** As deep as the core writes JSON. */
const DEPTH = 64;
const [QUOTE, BACKSLASH, COLON] = [0x22, 0x5c, 0x3a];
const [LIST, LIST_END, OBJECT, OBJECT_END] = [0x5b, 0x5d, 0x7b, 0x7d];
const OBJECTS = new TextEncoder().encode("objects");

export interface ScannedText {
  /** Names of members, those that stand twice counted twice. */
  readonly names: number;
  /** Where each item of `objects` begins and, exclusive, where it ends, in turn; empty without such a list. */
  readonly spans: readonly number[];
  /** Whether some text is written with \u, so that it may hold half a character. */
  readonly escaped: boolean;
}

/** @throws InputError STIX_LIMIT. */
export function scanText(bytes: Uint8Array): ScannedText {
  const spans: number[] = [];
  const { length } = bytes;
  let [names, depth, index] = [0, 0, 0];
  let escaped = false;
  let isNext = false;
  /** Inside the list `objects` of the whole. */
  let isInside = false;
  while (index < length) {
    const byte = bytes[index];
    if (byte === QUOTE) {
      const start = index + 1;
      index = start;
      let inner = bytes[index];
      while (inner !== QUOTE && index < length) {
        if (inner === BACKSLASH) {
          index += 1;
          if (bytes[index] === 0x75) escaped = true;
        }
        index += 1;
        inner = bytes[index];
      }
      const end = index;
      index += 1;
      while (isBlank(bytes[index])) index += 1;
      if (bytes[index] === COLON) {
        names += 1;
        isNext = depth === 1 && isObjects(bytes, start, end);
        index += 1;
      }
    } else if (byte === OBJECT || byte === LIST) {
      if (isInside && depth === 2) spans.push(index);
      depth += 1;
      if (depth > DEPTH) throw new InputError("STIX_LIMIT", `STIX nests at most ${DEPTH} deep`);
      if (isNext && byte === LIST) isInside = true;
      isNext = false;
      index += 1;
    } else if (byte === OBJECT_END || byte === LIST_END) {
      depth -= 1;
      index += 1;
      if (isInside && depth === 2) spans.push(index);
      else if (depth === 1) isInside = false;
    } else index += 1;
  }
  return { names, spans, escaped };
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

function isObjects(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start !== OBJECTS.length) return false;
  for (let at = 0; at < OBJECTS.length; at += 1) if (bytes[start + at] !== OBJECTS[at]) return false;
  return true;
}
