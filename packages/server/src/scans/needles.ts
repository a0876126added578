// What is searched for, made ready once for all files of a class. Every sixteen letters of a withheld text that begin a word
// (so the whole of it, and any three words of some length), every word of six letters, the first six letters of longer ones,
// each also backwards, and digests of all of them. Whatever of this stands in what is shown is taken out again.
import { createHash } from "node:crypto";
import { decompose, squash } from "./folding.ts";
import { Haystack } from "./haystack.ts";
import type { NeedleSet, WordNeedle } from "./needle-set.ts";
import { HEAD, hashWord, nextHash, spread, WINDOW } from "./rolling-hash.ts";
import { ShownEdges } from "./shown-edges.ts";
import type { Withheld } from "./withheld.ts";

const LEAST_WORD = 6;
/** Numbers of fewer digits stand in files for their own reasons. */
const LEAST_NUMBER = 8;
/** A text of several words that is shorter is met by chance where others meet. */
const LEAST_PHRASE = 8;
/** A word this long is found in any mixture of capitals; a shorter one only as words are written. */
const CASELESS = 8;

/** A set of hashes that answers wrongly yes now and then, and never wrongly no. */
class Bits {
  readonly #bits = new Uint8Array(1 << 18);

  add(hash: number): void {
    const at = (hash >>> 3) & 0x3ffff;
    this.#bits[at] = (this.#bits[at] ?? 0) | (1 << (hash & 7));
  }

  has(hash: number): boolean {
    return ((this.#bits[(hash >>> 3) & 0x3ffff] ?? 0) & (1 << (hash & 7))) !== 0;
  }
}

export class Needles implements NeedleSet {
  /** Withheld texts too short to be told from what stands in any file. */
  readonly unsearchable: number;
  /** Whether they use scripts beyond the first planes of letters, such as those of East Asia. */
  readonly scripts: "near" | "all";
  readonly words = new Map<string, WordNeedle[]>();
  /** Words of eight letters and more by their first eight. */
  readonly heads = new Map<string, string[]>();
  /** Digest as Latin-1 characters to the place. */
  readonly digests = new Map<string, string>();
  /** Set bits for the hashes of all words: most of what a file holds ends here. */
  readonly #filter = new Bits();
  readonly #headFilter = new Bits();
  readonly #digestFilter = new Bits();
  readonly #pool: Uint16Array;
  readonly #owners: string[] = [];
  /** Of each window: where in the pool it begins; negative, minus one, for one read backwards from there. */
  readonly #starts: number[] = [];
  readonly #windowOwners: number[] = [];
  readonly #slots: Int32Array;

  constructor({ texts, shown }: Withheld) {
    const known = new Map<string, { readonly place: string; readonly text: string }>();
    for (const one of texts) {
      const folded = squash(one.text);
      if (folded !== "" && !known.has(folded)) known.set(folded, one);
    }
    this.#pool = Uint16Array.from([...known.keys()].join(""), (unit) => unit.charCodeAt(0));
    let from = 0;
    let short = 0;
    for (const [folded, { place, text }] of known) {
      if (folded.length < (listWords(text).length > 1 ? LEAST_PHRASE : LEAST_WORD)) short++;
      else this.#addText(folded, text, place, from);
      from += folded.length;
    }
    this.scripts = texts.some(({ text }) => /[\u0700-\uffff]/.test(text.replace(/[\u2000-\u206f]/g, "")))
      ? "all"
      : "near";
    this.unsearchable = short;
    this.#slots = this.#hashWindows();
    this.#forget(shown);
    this.#forgetEdges(new ShownEdges(shown));
    for (const [folded, { place, text }] of known)
      if (folded.length >= LEAST_WORD) this.#addDigests(text, place);
  }

  /** Whether a digest may begin with these bytes. */
  readonly mayBeDigest = (first: number, second: number, third: number): boolean =>
    this.#digestFilter.has((first << 16) | (second << 8) | third);

  /** Whether a word with this hash may be among the needles. */
  mayBeWord(hash: number): boolean {
    return this.#filter.has(hash);
  }

  /** Whether eight letters with this hash may begin a word among the needles. */
  mayBeHead(hash: number): boolean {
    return this.#headFilter.has(hash);
  }

  /** The place whose text has these sixteen letters, which end before `end`; null when none has. */
  findWindow(hash: number, letters: Uint16Array, end: number): { place: string; backwards: boolean } | null {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const entry = this.#slots[slot] ?? 0;
      if (entry === 0) return null;
      if (!this.#isWindow(entry - 1, letters, end - WINDOW)) continue;
      const owner = this.#windowOwners[entry - 1] ?? -1;
      if (owner < 0) return null;
      return { place: this.#owners[owner] ?? "", backwards: (this.#starts[entry - 1] ?? 0) < 0 };
    }
  }

  #isWindow(entry: number, letters: Uint16Array, from: number): boolean {
    const start = this.#starts[entry] ?? 0;
    for (let index = 0; index < WINDOW; index++) {
      const at = start < 0 ? -1 - start - index : start + index;
      if (this.#pool[at] !== letters[from + index]) return false;
    }
    return true;
  }

  #addText(folded: string, text: string, place: string, from: number): void {
    const owner = this.#owners.push(place) - 1;
    const words = listWords(text);
    if (folded.length < WINDOW) this.#addPhrase(folded, words, place);
    const add = (at: number): void => {
      this.#starts.push(from + at, -1 - (from + at + WINDOW - 1));
      this.#windowOwners.push(owner, owner);
    };
    let at = 0;
    for (const word of words) {
      if (at + WINDOW <= folded.length) add(at);
      at += word.folded.length;
      this.#addWord(word, place);
    }
    if (folded.length >= WINDOW) add(folded.length - WINDOW);
  }

  #addWord({ raw, folded }: Word, place: string): void {
    if (folded.length < (/^\p{N}+$/u.test(folded) ? LEAST_NUMBER : LEAST_WORD)) return;
    const forms = folded.length < CASELESS ? listForms(raw) : null;
    this.#put(folded, { kind: "word", place, forms, phrase: null });
    this.#put(reverse(folded), {
      ...{ kind: "backwards", place, phrase: null },
      forms: folded.length < CASELESS ? listForms(reverse(raw)) : null,
    });
    if (folded.length === LEAST_WORD) return;
    const stem = folded.slice(0, LEAST_WORD);
    this.#put(stem, { kind: "stem", place, forms: listForms(raw.slice(0, LEAST_WORD)), phrase: null });
  }

  /** A text too short for a window is compared as a whole, from the first of its words to the end of its last. */
  #addPhrase(folded: string, words: readonly Word[], place: string): void {
    if (words.length === 1) return;
    const [first, last] = [words[0]?.folded ?? "", words.at(-1)?.folded ?? ""];
    this.#put(first, { kind: "text", place, forms: null, phrase: folded });
    this.#put(reverse(last), { kind: "backwards", place, forms: null, phrase: reverse(folded) });
    this.#put(folded, { kind: "text", place, forms: null, phrase: null }, "alone");
    this.#put(reverse(folded), { kind: "backwards", place, forms: null, phrase: null }, "alone");
  }

  /** @param where `alone` for what is no word, and tells nothing in the middle of others. */
  #put(folded: string, needle: WordNeedle, where: "alone" | "anywhere" = "anywhere"): void {
    const known = this.words.get(folded);
    if (known === undefined) this.words.set(folded, [needle]);
    // One needle of a kind is enough: the first place with a word stands for all of them.
    else if (!known.some(({ kind, phrase }) => kind === needle.kind && phrase === needle.phrase))
      known.push(needle);
    else return;
    this.#filter.add(hashWord(folded));
    if (where === "alone" || needle.phrase !== null || folded.length < HEAD) return;
    const head = folded.slice(0, HEAD);
    this.#headFilter.add(hashWord(head));
    const alike = this.heads.get(head) ?? [];
    if (!alike.includes(folded)) this.heads.set(head, [...alike, folded]);
  }

  #hashWindows(): Int32Array {
    let size = 1 << 10;
    while (size < this.#starts.length * 4) size *= 2;
    const slots = new Int32Array(size);
    const letters = new Uint16Array(WINDOW);
    for (const [entry, start] of this.#starts.entries()) {
      let hash = 0;
      for (let index = 0; index < WINDOW; index++) {
        letters[index] = this.#pool[start < 0 ? -1 - start - index : start + index] ?? 0;
        hash = nextHash(hash, letters[index] ?? 0);
      }
      let slot = spread(hash) & (size - 1);
      while (slots[slot] !== 0 && !this.#isWindow((slots[slot] ?? 1) - 1, letters, 0))
        slot = (slot + 1) & (size - 1);
      if (slots[slot] === 0) slots[slot] = entry + 1;
    }
    return slots;
  }

  /** Takes out what the readers are shown, by the search itself: what it would find there tells nothing elsewhere. */
  #forget(shown: readonly string[]): void {
    for (const text of shown) {
      const hay = new Haystack(decompose(text));
      hay.search(this, {
        windows: (hash, end) => this.#dropWindow(hash, hay.letters, end),
        words: (folded, needle) => {
          const left = (this.words.get(folded) ?? []).filter((one) => one !== needle);
          if (left.length === 0) this.words.delete(folded);
          else this.words.set(folded, left);
        },
      });
      for (const { folded } of listWords(text)) {
        const stem = folded.slice(0, LEAST_WORD);
        const left = (this.words.get(stem) ?? []).filter(({ kind }) => kind !== "stem");
        if (left.length > 0) this.words.set(stem, left);
        else this.words.delete(stem);
      }
    }
  }

  /** Whole words stay: at an edge another word begins, or none. */
  #forgetEdges(edges: ShownEdges): void {
    for (const [entry, start] of this.#starts.entries())
      if (edges.completes(this.#spellWindow(start))) this.#windowOwners[entry] = -1;
    for (const [folded, needles] of this.words)
      this.words.set(
        folded,
        needles.filter(({ phrase }) => phrase === null || !edges.completes(phrase)),
      );
    for (const [head, alike] of this.heads)
      this.heads.set(
        head,
        alike.filter((folded) => !edges.completes(folded)),
      );
  }

  #spellWindow(start: number): string {
    if (start >= 0) return String.fromCharCode(...this.#pool.subarray(start, start + WINDOW));
    return reverse(String.fromCharCode(...this.#pool.subarray(-start - WINDOW, -start)));
  }

  #dropWindow(hash: number, letters: Uint16Array, end: number): void {
    const mask = this.#slots.length - 1;
    for (let slot = spread(hash) & mask; this.#slots[slot] !== 0; slot = (slot + 1) & mask) {
      const entry = (this.#slots[slot] ?? 1) - 1;
      if (this.#isWindow(entry, letters, end - WINDOW)) this.#windowOwners[entry] = -1;
    }
  }

  #addDigests(text: string, place: string): void {
    const bare = text.trim();
    const words = listWords(text).filter(({ folded }) =>
      this.words.get(folded)?.some(({ kind }) => kind === "word"),
    );
    for (const one of new Set([text, bare, ...words.map(({ raw }) => raw)]))
      for (const ending of ["", "\n", "\r\n"])
        for (const algorithm of ["sha256", "md5"] as const) {
          const digest = createHash(algorithm)
            .update(one + ending)
            .digest()
            .toString("latin1");
          if (this.digests.has(digest)) continue;
          this.digests.set(digest, place);
          const [first = 0, second = 0, third = 0] = [0, 1, 2].map((at) => digest.charCodeAt(at));
          this.#digestFilter.add((first << 16) | (second << 8) | third);
        }
  }
}

interface Word {
  readonly raw: string;
  readonly folded: string;
}

function listWords(text: string): readonly Word[] {
  return (text.match(/[\p{L}\p{N}\p{M}\p{Cf}\p{Cs}]+/gu) ?? []).flatMap((raw) => {
    const folded = squash(raw);
    return folded === "" ? [] : [{ raw: raw.normalize("NFC"), folded }];
  });
}

/** How a word is written where it is not noise: as it was, small, in capitals, with a capital; each with and without accents. */
function listForms(raw: string): ReadonlySet<string> {
  const bare = raw.normalize("NFKD").replace(/[\p{M}\p{Cf}]/gu, "");
  return new Set(
    [raw, bare].flatMap((word) => {
      const small = word.toLowerCase();
      return [word, small, word.toUpperCase(), small.slice(0, 1).toUpperCase() + small.slice(1)];
    }),
  );
}

function reverse(text: string): string {
  return Array.from(text).reverse().join("");
}
