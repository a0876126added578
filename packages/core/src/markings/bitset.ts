// Sets of members as bits: member n of the community is bit n. The only representation of an audience, so that comparing
// two of them is a few words of arithmetic whatever the number of portions and readers.
import type { Audience } from "./marking.ts";

const WORD_BITS = 32;

export class Bitset implements Audience {
  /** Member n is bit n % 32 of word n / 32. Never written to once made. */
  readonly words: Uint32Array;
  readonly #universe: Universe;

  constructor(universe: Universe, words: Uint32Array) {
    this.#universe = universe;
    this.words = words;
  }

  get size(): number {
    let count = 0;
    for (let word of this.words) for (; word !== 0; word &= word - 1) count++;
    return count;
  }

  readonly has = (memberId: string): boolean => {
    const index = this.#universe.indices.get(memberId);
    return index !== undefined && holdsBit(this.words, index);
  };

  readonly members = (): readonly string[] =>
    this.#universe.ids.filter((_, index) => holdsBit(this.words, index));

  readonly equals = (other: Audience): boolean => this.isWithin(other) && other.isWithin(this);

  readonly isWithin = (other: Audience): boolean => {
    if (other instanceof Bitset && other.#universe === this.#universe)
      return this.words.every((word, at) => (word & ~(other.words[at] ?? 0)) === 0);
    return this.members().every((id) => other.has(id));
  };
}

/** Whether bit `index`, counted from bit `from * 32`, is set. */
export function holdsBit(words: Uint32Array, index: number, from = 0): boolean {
  return (((words[from + (index >>> 5)] ?? 0) >>> (index & 31)) & 1) === 1;
}

/** The members a bitset is over, in bit order. */
export class Universe {
  readonly ids: readonly string[];
  readonly indices: ReadonlyMap<string, number>;
  /** Words that every set over these members has. */
  readonly wordCount: number;

  constructor(ids: readonly string[]) {
    this.ids = ids;
    this.indices = new Map(ids.map((id, index) => [id, index]));
    this.wordCount = Math.ceil(ids.length / WORD_BITS);
  }

  /** Fresh words of all members for which `belongs` holds. */
  select(belongs: (id: string, index: number) => boolean): Uint32Array {
    const words = new Uint32Array(this.wordCount);
    this.ids.forEach((id, index) => {
      if (belongs(id, index)) words[index >>> 5] = (words[index >>> 5] ?? 0) | (1 << (index & 31));
    });
    return words;
  }
}
