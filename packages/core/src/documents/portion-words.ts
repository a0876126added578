// Texts of portions as sets of words, to find out which portions of two versions are the same.
import type { MarkedDocument, Portion, Span } from "./document.ts";
import { plainText } from "./spans.ts";

/** A portion as it is compared. */
export interface ComparedPortion {
  readonly portion: Portion;
  /** Place in reading order, footnotes last. */
  readonly at: number;
  /** Portions of different families are never the same. Parts are compared within their whole only. */
  readonly family: string;
  readonly text: string;
  readonly words: ReadonlySet<string>;
}

const WORD = /[\p{L}\p{N}]+/gu;

/** Every portion of a document; a table or figure has the words of its parts too. */
export function comparePortions(document: MarkedDocument): readonly ComparedPortion[] {
  const all = [...document.portions, ...document.footnotes];
  const parts = new Map<string, string[]>();
  const texts = all.map(({ parent, spans }) => {
    const text = wordsOf(spans);
    if (parent !== null) parts.set(parent, [...(parts.get(parent) ?? []), text]);
    return text;
  });
  return all.map((portion, at) => {
    const text = [texts[at] ?? "", ...(parts.get(portion.id) ?? [])].join("\n");
    return { portion, at, family: familyOf(portion), text, words: new Set(text.match(WORD) ?? []) };
  });
}

/** How much a word tells portions apart: all where two versions of one portion have it, less the more portions do. */
export class WordWeights {
  readonly #counts = new Map<string, number>();

  constructor(...versions: readonly (readonly ComparedPortion[])[]) {
    for (const one of versions.flat())
      for (const word of one.words) this.#counts.set(word, (this.#counts.get(word) ?? 0) + 1);
  }

  /** How much two texts have in common: 0 nothing, 1 all words. Texts without words are alike when they are equal. */
  compare(a: ComparedPortion, b: ComparedPortion): number {
    let [total, shared] = [0, 0];
    for (const word of a.words) {
      const weight = this.#weigh(word);
      total += weight;
      if (b.words.has(word)) shared += 2 * weight;
    }
    for (const word of b.words) total += this.#weigh(word);
    return total === 0 ? Number(a.text === b.text) : shared / total;
  }

  #weigh(word: string): number {
    return Math.min(1, 2 / (this.#counts.get(word) ?? 1));
  }
}

/** Running text without the targets of cross-references: they are ids, which are only found by comparing. */
function wordsOf(spans: readonly Span[]): string {
  return spans
    .map((span) =>
      span.kind === "restricted"
        ? wordsOf(span.spans)
        : span.kind === "cross-reference"
          ? "{see}"
          : plainText([span]),
    )
    .join("");
}

function familyOf({ kind }: Portion): string {
  return kind === "judgement" || kind === "quotation" ? "paragraph" : kind;
}
