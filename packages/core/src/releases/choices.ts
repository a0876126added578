// Random choices: which place of an array something gets. Whoever sees the array learns nothing from where it stands.

import { encodeBase64url } from "../encoding/index.ts";

export interface Choices {
  /** A whole number from 0 up to, and not including, `limit`, each as likely as the others. */
  readonly below: (limit: number) => number;
}

const ITEMS_AT_ONCE = 256;
const ALL_WORDS = 2 ** 32;

/**
 * Draws the base64url of `length` random bytes at each call, and asks `randomBytes` for those of `atOnce` calls at a time.
 * With zeros behind it, up to whole groups of three bytes, each is a stretch of one text: so many are encoded in one call.
 */
export function drawTexts(
  randomBytes: (length: number) => Uint8Array,
  length: number,
  atOnce = ITEMS_AT_ONCE,
): () => string {
  const room = Math.ceil(length / 3) * 3;
  const [characters, step] = [Math.ceil((length * 4) / 3), (room / 3) * 4];
  let block = "";
  let used = 0;
  return () => {
    if (used === block.length) {
      const bytes = randomBytes(atOnce * length);
      const spaced = new Uint8Array(atOnce * room);
      for (let item = 0; item < atOnce; item += 1)
        spaced.set(bytes.subarray(item * length, (item + 1) * length), item * room);
      [block, used] = [encodeBase64url(spaced), 0];
    }
    used += step;
    return block.slice(used - step, used - step + characters);
  };
}

/** A name is drawn of this many bytes, and has one bit fewer. */
const NAME_LENGTH = 16;

/**
 * Draws a random name at each call: 127 random bits as base64url, of which the first character is a letter. People type
 * names on command lines, where a word that begins with a dash would be taken for an option.
 */
export function drawNames(randomBytes: (length: number) => Uint8Array, atOnce = ITEMS_AT_ONCE): () => string {
  const draw = (length: number): Uint8Array => {
    const bytes = Uint8Array.from(randomBytes(length));
    for (let first = 0; first < length; first += NAME_LENGTH) bytes[first] = (bytes[first] ?? 0) & 0x7f;
    return bytes;
  };
  return drawTexts(draw, NAME_LENGTH, atOnce);
}

/** `randomBytes` must be cryptographically random and fresh at every call. */
export function openChoices(randomBytes: (length: number) => Uint8Array): Choices {
  let block = new DataView(new ArrayBuffer(0));
  let used = 0;
  const draw = (): number => {
    if (used === block.byteLength) {
      block = new DataView(Uint8Array.from(randomBytes(ITEMS_AT_ONCE * 4)).buffer);
      used = 0;
    }
    used += 4;
    return block.getUint32(used - 4);
  };
  return {
    below: (limit) => {
      // Words above the last whole multiple would make small numbers likelier.
      const fair = ALL_WORDS - (ALL_WORDS % limit);
      let word = draw();
      while (word >= fair) word = draw();
      return word % limit;
    },
  };
}

/** `items` in a random order. */
export function shuffle<Item>(items: readonly Item[], choices: Choices): readonly Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = choices.below(last + 1);
    const held = shuffled[last] as Item;
    shuffled[last] = shuffled[other] as Item;
    shuffled[other] = held;
  }
  return shuffled;
}

/** `items` in their order, with nulls in random places to the padded length. */
export function mixIn<Item>(
  items: readonly Item[],
  least: number,
  choices: Choices,
): readonly (Item | null)[] {
  const length = padLength(items.length, least);
  const mixed: (Item | null)[] = [];
  let taken = 0;
  for (let left = length; left > 0; left--) {
    const isItem = choices.below(left) < items.length - taken;
    mixed.push(isItem ? (items[taken++] as Item) : null);
  }
  return mixed;
}

/** The next power of two that is at least `least`, itself one: so that a length says little. */
export function padLength(length: number, least: number): number {
  let padded = least;
  while (padded < length) padded *= 2;
  return padded;
}

/** Whether a length is one that padding gives. */
export function isPadded(length: number, least: number): boolean {
  return length >= least && padLength(length, least) === length;
}
