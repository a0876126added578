// A text that is searched: folded once, then every word and every sixteen letters looked up. The time grows with the length
// of the text and not with the number of needles, and nothing in the text can make it grow faster.
import { foldTable, INVISIBLE, LETTER } from "./folding.ts";
import type { NeedleSet, WordNeedle } from "./needle-set.ts";
import { HEAD, LEAVING, LEAVING_HEAD, nextHash, spread, WINDOW } from "./rolling-hash.ts";

interface Hits {
  /** Sixteen letters that end before `end` and may be a needle. */
  readonly windows: (hash: number, end: number) => void;
  /** The word `folded` whose letters begin at `start`. */
  readonly words: (folded: string, needle: WordNeedle, start: number) => void;
}

const LEAST = 6;
/** Letters of a short text that noise does not spell by chance. */
const LEAST_NOISY = 10;
const LONGEST_WORD = 64;
/** Words of at most so many letters in a row may be one word spaced out. */
const SPACED = 2;

export class Haystack {
  readonly text: string;
  /** Folded letters, run together. */
  readonly letters: Uint16Array;
  /** Where in the text each letter stands. */
  readonly places: Int32Array;
  readonly #noise: boolean;
  readonly #count: number;
  /** Letters that begin a word, and the number of all letters. */
  readonly #words: Int32Array;
  readonly #wordCount: number;

  /**
   * @param text already taken apart where its accents are to be ignored.
   * @param noise bytes that are no text: short words are then compared as they are written, because anything stands there.
   */
  constructor(text: string, noise = false) {
    const { kind, letter } = foldTable();
    this.text = text;
    this.#noise = noise;
    this.letters = new Uint16Array(text.length);
    this.places = new Int32Array(text.length);
    this.#words = new Int32Array(text.length + 1);
    let [count, words, apart] = [0, 0, true];
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      const is = kind[unit] ?? 0;
      if (is === LETTER) {
        if (apart) this.#words[words++] = count;
        apart = false;
        this.letters[count] = letter[unit] ?? 0;
        this.places[count++] = index;
      } else if (is !== INVISIBLE) {
        const end = skipHyphen(text, index);
        if (end > index) index = end;
        else apart = true;
      }
    }
    this.#words[words] = count;
    this.#count = count;
    this.#wordCount = words;
  }

  search(needles: NeedleSet, hits: Hits): void {
    this.#searchWindows(hits.windows);
    this.#searchWords(needles, hits.words);
    this.#searchInside(needles, hits.words);
  }

  #searchWindows(hit: Hits["windows"]): void {
    const { letters } = this;
    let hash = 0;
    for (let index = 0; index < this.#count; index++) {
      hash = nextHash(hash, letters[index] ?? 0);
      if (index >= WINDOW) hash = (hash - Math.imul(letters[index - WINDOW] ?? 0, LEAVING)) | 0;
      if (index >= WINDOW - 1) hit(hash, index + 1);
    }
  }

  #searchWords(needles: NeedleSet, hit: Hits["words"]): void {
    let spacedFrom = -1;
    for (let word = 0; word < this.#wordCount; word++) {
      const [start, end] = [this.#words[word] ?? 0, this.#words[word + 1] ?? 0];
      this.#lookUp(needles, start, end, hit);
      if (end - start <= SPACED && !this.#noise) {
        if (spacedFrom < 0) spacedFrom = word;
      } else {
        if (spacedFrom >= 0) this.#lookUpSpaced(needles, spacedFrom, word, hit);
        spacedFrom = -1;
      }
    }
    if (spacedFrom >= 0) this.#lookUpSpaced(needles, spacedFrom, this.#wordCount, hit);
  }

  #lookUp(needles: NeedleSet, start: number, end: number, hit: Hits["words"]): void {
    if (end - start > LONGEST_WORD) return;
    let hash = 0;
    for (let index = start; index < end; index++) hash = nextHash(hash, this.letters[index] ?? 0);
    if (needles.mayBeWord(spread(hash))) this.#compare(needles, start, end, hit);
  }

  #compare(needles: NeedleSet, start: number, end: number, hit: Hits["words"]): void {
    const folded = this.#spell(start, end);
    for (const needle of needles.words.get(folded) ?? [])
      if (this.#isFormed(needle, start, end) && this.#isPhrase(needle, start)) hit(folded, needle, start);
  }

  /** As words are written, unless its letters stand apart, which is no way noise looks. */
  #isFormed({ forms }: WordNeedle, start: number, end: number): boolean {
    if (forms === null) return true;
    if (this.#noise) return forms.has(this.text.slice(this.places[start], (this.places[end - 1] ?? 0) + 1));
    const places = this.places.subarray(start, end);
    if ((places.at(-1) ?? 0) - (places[0] ?? 0) >= places.length) return true;
    return forms.has(this.text.slice(places[0], (places.at(-1) ?? 0) + 1));
  }

  #isPhrase({ phrase }: WordNeedle, start: number): boolean {
    if (phrase === null) return true;
    const end = start + phrase.length;
    if (end > this.#count || (this.#noise && phrase.length < LEAST_NOISY)) return false;
    for (let index = 0; index < phrase.length; index++)
      if (this.letters[start + index] !== phrase.charCodeAt(index)) return false;
    return this.#beginsWord(end);
  }

  #beginsWord(at: number): boolean {
    let [low, high] = [0, this.#wordCount];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#words[middle] ?? 0) < at) low = middle + 1;
      else high = middle;
    }
    return this.#words[low] === at;
  }

  /** Long words anywhere inside others, as in `someWords9` and between bytes that only look like letters. */
  #searchInside(needles: NeedleSet, hit: Hits["words"]): void {
    const { letters } = this;
    let hash = 0;
    for (let index = 0; index < this.#count; index++) {
      hash = nextHash(hash, letters[index] ?? 0);
      if (index >= HEAD) hash = (hash - Math.imul(letters[index - HEAD] ?? 0, LEAVING_HEAD)) | 0;
      if (index < HEAD - 1 || !needles.mayBeHead(spread(hash))) continue;
      const start = index + 1 - HEAD;
      for (const folded of needles.heads.get(this.#spell(start, index + 1)) ?? [])
        if (start + folded.length <= this.#count && this.#spell(start, start + folded.length) === folded)
          for (const needle of needles.words.get(folded) ?? [])
            if (needle.phrase === null) hit(folded, needle, start);
    }
  }

  #spell(start: number, end: number): string {
    return String.fromCharCode(...this.letters.subarray(start, end));
  }

  /** Words whose letters stand apart: of every word here, what it and the ones after it spell. */
  #lookUpSpaced(needles: NeedleSet, first: number, end: number, hit: Hits["words"]): void {
    const last = this.#words[end] ?? 0;
    if (last - (this.#words[first] ?? 0) < LEAST) return;
    for (let word = first; word < end; word++) {
      const start = this.#words[word] ?? 0;
      let hash = 0;
      for (let index = start; index < Math.min(last, start + LONGEST_WORD); index++) {
        hash = nextHash(hash, this.letters[index] ?? 0);
        if (index + 1 - start >= LEAST && needles.mayBeWord(spread(hash)))
          this.#compare(needles, start, index + 1, hit);
      }
    }
  }
}

/** The end of a hyphen at the end of a line with the space after it, which join two halves of a word; else `index`. */
function skipHyphen(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if (unit !== 0x2d && unit !== 0x2010) return index;
  let end = index + 1;
  while (end < text.length && end < index + 40 && /[\s\u2060]/.test(text.charAt(end))) end++;
  return /[\r\n]/.test(text.slice(index, end)) ? end - 1 : index;
}
