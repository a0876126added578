// Sets of members as bits: member n of the community is bit n. The only representation of an audience, so that comparing
// two of them is a few words of arithmetic whatever the number of portions and readers.
import type { Audience } from "./marking.ts";

const WORD = 32;

export class Bitset implements Audience {
  readonly #words: Uint32Array;
  readonly #universe: Universe;

  constructor(universe: Universe, words: Uint32Array) {
    this.#universe = universe;
    this.#words = words;
  }

  get size(): number {
    return this.members().length;
  }

  readonly has = (memberId: string): boolean => {
    const index = this.#universe.indices.get(memberId);
    return index !== undefined && this.#holds(index);
  };

  readonly members = (): readonly string[] => this.#universe.ids.filter((_, index) => this.#holds(index));

  readonly equals = (other: Audience): boolean => this.isWithin(other) && other.isWithin(this);

  readonly isWithin = (other: Audience): boolean => {
    if (other instanceof Bitset && other.#universe === this.#universe)
      return this.#words.every((word, at) => (word & ~(other.#words[at] ?? 0)) === 0);
    return this.members().every((id) => other.has(id));
  };

  and(other: Bitset): Bitset {
    return new Bitset(
      this.#universe,
      this.#words.map((word, at) => word & (other.#words[at] ?? 0)),
    );
  }

  #holds(index: number): boolean {
    return (((this.#words[Math.floor(index / WORD)] ?? 0) >>> (index % WORD)) & 1) === 1;
  }
}

/** The members a bitset is over, in bit order. */
export class Universe {
  readonly ids: readonly string[];
  readonly indices: ReadonlyMap<string, number>;

  constructor(ids: readonly string[]) {
    this.ids = ids;
    this.indices = new Map(ids.map((id, index) => [id, index]));
  }

  /** The set of all members for which `belongs` holds. */
  select(belongs: (id: string, index: number) => boolean): Bitset {
    const words = new Uint32Array(Math.ceil(this.ids.length / WORD));
    this.ids.forEach((id, index) => {
      const at = Math.floor(index / WORD);
      if (belongs(id, index)) words[at] = (words[at] ?? 0) | (1 << (index % WORD));
    });
    return new Bitset(this, words);
  }
}
