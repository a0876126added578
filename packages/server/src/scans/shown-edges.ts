// Where a shown text ends, something else begins: a key, a fingerprint, a random number. A letter or two of that complete by
// chance what the shown text nearly spells, so a needle that is all shown but for so few letters tells nothing.
import { squash } from "./folding.ts";

/** One letter more is met once in a million edges. */
const MOST_BY_CHANCE = 3;
/** The longest needle that is compared as one: a word. */
const LONGEST = 64;

export class ShownEdges {
  readonly #ends = new Set<string>();
  readonly #beginnings = new Set<string>();

  constructor(shown: readonly string[]) {
    for (const folded of new Set(shown.map(squash)))
      for (let length = 1; length <= Math.min(LONGEST, folded.length); length++) {
        this.#ends.add(folded.slice(-length));
        this.#beginnings.add(folded.slice(0, length));
      }
  }

  /** Whether `folded` is the edge of a shown text but for one to three letters beyond it. */
  completes(folded: string): boolean {
    for (let beyond = 1; beyond <= Math.min(MOST_BY_CHANCE, folded.length - 1); beyond++)
      if (this.#ends.has(folded.slice(0, -beyond)) || this.#beginnings.has(folded.slice(beyond))) return true;
    return false;
  }
}
