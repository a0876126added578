// Withheld words that already stand in a public text: what a reader can put together without us. Words that are shown and
// not public are no finding; they are what the release is for.
// A withheld place is found by its longest runs of words that stand in the public text, word for word, whatever the case and
// the signs between them. A suffix automaton over the public words finds all of them in one pass over each place.
import type { MarkedDocument, Span } from "../documents/index.ts";
import type { PublicFinding, ReleasePlan } from "./plan.ts";

/** Runs shorter than this are how people write; the whole of a place counts however short it is. */
const LEAST_WORDS = 5;

/**
 * Every longest run of at least five words of a place that is withheld from someone, or its whole text, that stands in
 * `publicText`: by place in document order, then by where it stands in the place. The plan is that of the document.
 */
export function comparePublic({
  document,
  plan,
  publicText,
}: {
  readonly document: MarkedDocument;
  readonly plan: ReleasePlan;
  readonly publicText: string;
}): readonly PublicFinding[] {
  const withheldFrom = listWithheld(plan);
  const text = readWords(publicText);
  const automaton = new SuffixAutomaton(text.map(({ word }) => word));
  return [...document.portions, ...document.footnotes].flatMap(({ id, spans }) =>
    listTexts(id, spans).flatMap(({ place, runs }) => {
      const from = withheldFrom(place);
      if (from.length === 0) return [];
      const whole = runs.length === 1;
      return runs.flatMap((run) => {
        const words = readWords(run).map(({ word }) => word);
        return automaton
          .findRuns(words)
          .filter(({ length }) => length >= LEAST_WORDS || (whole && length === words.length))
          .map(({ at, length }): PublicFinding => {
            const start = text[at]?.start ?? 0;
            const end = text[at + length - 1]?.end ?? start;
            return { place, phrase: publicText.slice(start, end), at: start, from };
          });
      });
    }),
  );
}

function listWithheld({ classes, excluded }: ReleasePlan): (place: string) => readonly string[] {
  const never = excluded.map(({ recipient }) => recipient);
  const from = new Map<string, string[]>();
  for (const { recipients, withheld } of classes)
    for (const { place } of withheld) {
      const known = from.get(place);
      if (known === undefined) from.set(place, [...never, ...recipients]);
      else known.push(...recipients);
    }
  const sorted = new Map<string, readonly string[]>();
  return (place) => {
    const list = sorted.get(place) ?? [...(from.get(place) ?? never)].sort();
    sorted.set(place, list);
    return list;
  };
}

/** The text of each place, without that of the places in it: one run for each part between them. */
function listTexts(
  place: string,
  spans: readonly Span[],
): readonly { readonly place: string; readonly runs: readonly string[] }[] {
  const runs = [""];
  const inner = spans.flatMap((span, index) => {
    if (span.kind === "text") runs.push(`${runs.pop() ?? ""}${span.text}`);
    else if (span.kind !== "note-reference" && span.kind !== "source-reference") runs.push("");
    return span.kind === "restricted" ? listTexts(`${place}/${index}`, span.spans) : [];
  });
  return [{ place, runs: runs.filter((run) => run.trim() !== "") }, ...inner];
}

interface Word {
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

function readWords(text: string): readonly Word[] {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
    word: word.normalize("NFKC").toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}

interface State {
  readonly next: Map<string, number>;
  link: number;
  readonly length: number;
  /** Where the first occurrence of its words ends. */
  readonly end: number;
}

/** All runs of words of a text (Blumer and others, 1985), as words instead of letters. */
class SuffixAutomaton {
  readonly #states: State[] = [{ next: new Map(), link: -1, length: 0, end: -1 }];

  constructor(words: readonly string[]) {
    let last = 0;
    for (const [index, word] of words.entries()) last = this.#append(last, word, index);
  }

  /** The runs of `words` that stand in the text and no longer one does, and where the first such place begins. */
  findRuns(words: readonly string[]): readonly { readonly at: number; readonly length: number }[] {
    const found: { at: number; length: number }[] = [];
    let state = 0;
    let length = 0;
    const close = (): void => {
      if (length > 0) found.push({ at: this.#state(state).end - length + 1, length });
    };
    for (const word of words) {
      let next = this.#state(state).next.get(word);
      if (next === undefined) close();
      while (next === undefined && state !== 0) {
        state = Math.max(this.#state(state).link, 0);
        length = this.#state(state).length;
        next = this.#state(state).next.get(word);
      }
      if (next === undefined) continue;
      state = next;
      length += 1;
    }
    close();
    return found;
  }

  #state(index: number): State {
    const state = this.#states[index];
    if (state === undefined) throw new RangeError(`there is no state ${index}`);
    return state;
  }

  #append(last: number, word: string, end: number): number {
    const added = this.#add({ next: new Map(), link: 0, length: this.#state(last).length + 1, end });
    let at = last;
    for (; at >= 0 && !this.#state(at).next.has(word); at = this.#state(at).link)
      this.#state(at).next.set(word, added);
    const before = at < 0 ? undefined : this.#state(at).next.get(word);
    if (before === undefined) return added;
    const length = this.#state(at).length + 1;
    this.#state(added).link = this.#state(before).length === length ? before : this.#split(at, before, word);
    return added;
  }

  /** Tells the shorter runs of `state`, those that end in `word` after `from`, apart from its longer ones. */
  #split(from: number, state: number, word: string): number {
    const { next, link, end } = this.#state(state);
    const copy = this.#add({ next: new Map(next), link, length: this.#state(from).length + 1, end });
    for (let at = from; at >= 0 && this.#state(at).next.get(word) === state; at = this.#state(at).link)
      this.#state(at).next.set(word, copy);
    this.#state(state).link = copy;
    return copy;
  }

  #add(state: State): number {
    return this.#states.push(state) - 1;
  }
}
