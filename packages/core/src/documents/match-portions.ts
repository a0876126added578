// Which portion of a later version is which of the earlier one. By an id that was written, by the same text, by likeness of
// the words, and last by number and place, in this order; deterministic, and a portion is matched at most once.
// Invariant: parts of a table or figure are matched only where the whole is.
import type { MarkedDocument } from "./document.ts";
import { PlaceCounter } from "./portion-ids.ts";
import { comparePortions, WordWeights } from "./portion-words.ts";
import type { ComparedPortion } from "./portion-words.ts";

/** Alike enough to be the same portion, and enough where the number or the id is the same too. */
const ALIKE = 0.5;
const ALIKE_AND_NAMED = 0.25;
/** Words in more portions than this are of no use in finding one. */
const COMMON = 40;
/** Portions looked at closely for each one that is looked for. */
const CANDIDATES = 8;

/** Pairs of places in reading order, portions before footnotes: of a portion of `next`, that of the same one in `previous`. */
export function matchPortions(previous: MarkedDocument, next: MarkedDocument): ReadonlyMap<number, number> {
  return new Matcher(comparePortions(previous), comparePortions(next)).match();
}

class Matcher {
  readonly #before: readonly ComparedPortion[];
  readonly #after: readonly ComparedPortion[];
  readonly #weights: WordWeights;
  /** From a later portion to an earlier one, and back. */
  readonly #earlier = new Map<number, number>();
  readonly #later = new Map<number, number>();

  constructor(before: readonly ComparedPortion[], after: readonly ComparedPortion[]) {
    this.#before = before;
    this.#after = after;
    this.#weights = new WordWeights(before, after);
  }

  match(): ReadonlyMap<number, number> {
    this.#matchIds();
    const isPart = ({ portion }: ComparedPortion): boolean => portion.parent !== null;
    this.#matchAll(
      this.#before.filter((one) => !isPart(one)),
      this.#after.filter((one) => !isPart(one)),
    );
    for (const whole of this.#after) {
      const earlier = this.#before[this.#earlier.get(whole.at) ?? -1];
      if (earlier === undefined || (whole.family !== "table" && whole.family !== "figure")) continue;
      this.#matchAll(partsOf(earlier, this.#before), partsOf(whole, this.#after));
    }
    return this.#earlier;
  }

  /** An id that is not that of its place was written, and means the portion that had it. */
  #matchIds(): void {
    const places = new PlaceCounter();
    const byId = new Map(this.#before.map((one) => [one.portion.id, one]));
    const wholes = new Map(this.#after.map((one) => [one.portion.id, one]));
    for (const one of this.#after) {
      const place = places.next(one.portion);
      const found = byId.get(one.portion.id);
      if (found === undefined || (place === one.portion.id && one.family !== "title")) continue;
      if (found.family !== one.family) continue;
      const { parent } = one.portion;
      const whole = parent === null ? undefined : wholes.get(parent);
      const oldWhole = found.portion.parent === null ? undefined : byId.get(found.portion.parent);
      if (whole === undefined || (oldWhole !== undefined && this.#earlier.get(whole.at) === oldWhole.at))
        this.#pair(found, one);
    }
  }

  #matchAll(before: readonly ComparedPortion[], after: readonly ComparedPortion[]): void {
    this.#matchTexts(before, after);
    this.#matchAlike(before, after);
    this.#matchPlaces(before, after);
  }

  #matchTexts(before: readonly ComparedPortion[], after: readonly ComparedPortion[]): void {
    const free = new Map<string, ComparedPortion[]>();
    for (const one of this.#openBefore(before)) {
      const key = `${one.family}\n${one.text}`;
      const same = free.get(key);
      if (same === undefined) free.set(key, [one]);
      else same.push(one);
    }
    const open = this.#openAfter(after);
    // Of several with the same text the one of the same number comes first, then the first.
    for (const named of [true, false]) {
      for (const one of open) {
        const same = free.get(`${one.family}\n${one.text}`);
        if (same === undefined || this.#earlier.has(one.at)) continue;
        const at = named ? same.findIndex((other) => isNamedAlike(other, one)) : 0;
        const [found] = at < 0 ? [] : same.splice(at, 1);
        if (found !== undefined) this.#pair(found, one);
      }
    }
  }

  #matchAlike(before: readonly ComparedPortion[], after: readonly ComparedPortion[]): void {
    const open = this.#openBefore(before);
    const byWord = new Map<string, ComparedPortion[]>();
    for (const one of open) {
      for (const word of one.words) {
        const key = `${one.family}\n${word}`;
        const list = byWord.get(key);
        if (list === undefined) byWord.set(key, [one]);
        else list.push(one);
      }
    }
    const found: { before: ComparedPortion; after: ComparedPortion; score: number }[] = [];
    for (const one of this.#openAfter(after)) {
      const shared = new Map<ComparedPortion, number>();
      for (const word of one.words) {
        const list = byWord.get(`${one.family}\n${word}`) ?? [];
        if (list.length <= COMMON) for (const other of list) shared.set(other, (shared.get(other) ?? 0) + 1);
      }
      const nearest = [...shared].sort(([a, x], [b, y]) => y - x || a.at - b.at).slice(0, CANDIDATES);
      for (const [other] of nearest) {
        const alike = this.#weights.compare(other, one);
        const named = isNamedAlike(other, one);
        if (alike >= ALIKE || (named && alike >= ALIKE_AND_NAMED))
          found.push({ before: other, after: one, score: alike + (named ? 0.1 : 0) });
      }
    }
    found.sort((x, y) => y.score - x.score || x.after.at - y.after.at || x.before.at - y.before.at);
    for (const pair of found) this.#pair(pair.before, pair.after);
  }

  /** What stands between the same two neighbours with the same number is the same, however much it was rewritten. */
  #matchPlaces(before: readonly ComparedPortion[], after: readonly ComparedPortion[]): void {
    const gaps = new Map<string, ComparedPortion>();
    let anchor = -1;
    for (const one of before) {
      if (this.#later.has(one.at)) anchor = one.at;
      else if (one.portion.number !== null) gaps.set(gapKey(anchor, one), one);
    }
    anchor = -1;
    for (const one of after) {
      const earlier = this.#earlier.get(one.at);
      if (earlier !== undefined) anchor = earlier;
      else if (one.portion.number !== null) {
        const found = gaps.get(gapKey(anchor, one));
        if (found !== undefined) this.#pair(found, one);
      }
    }
  }

  #openBefore(before: readonly ComparedPortion[]): ComparedPortion[] {
    return before.filter(({ at }) => !this.#later.has(at));
  }

  #openAfter(after: readonly ComparedPortion[]): ComparedPortion[] {
    return after.filter(({ at }) => !this.#earlier.has(at));
  }

  #pair(before: ComparedPortion, after: ComparedPortion): void {
    if (this.#later.has(before.at) || this.#earlier.has(after.at)) return;
    this.#later.set(before.at, after.at);
    this.#earlier.set(after.at, before.at);
  }
}

function isNamedAlike(a: ComparedPortion, b: ComparedPortion): boolean {
  return a.portion.number !== null && a.portion.number === b.portion.number;
}

function gapKey(anchor: number, { family, portion }: ComparedPortion): string {
  return `${anchor}\n${family}\n${portion.number ?? ""}`;
}

function partsOf(whole: ComparedPortion, all: readonly ComparedPortion[]): ComparedPortion[] {
  const parts: ComparedPortion[] = [];
  for (let at = whole.at + 1; all[at]?.portion.parent === whole.portion.id; at += 1) {
    const part = all[at];
    if (part !== undefined) parts.push(part);
  }
  return parts;
}
