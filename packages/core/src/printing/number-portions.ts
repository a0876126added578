// Numbers as a reader counts what is shown. A portion's own number would tell how many withheld ones stand before it, so a
// cut that does not tell how much there is numbers its portions anew, in the way their source is numbered.
import type { PortionKind } from "../documents/index.ts";

/** What numbering needs to know of a portion. */
export interface Numberable {
  readonly id: string;
  readonly kind: PortionKind;
  readonly depth: number;
  /** Whether the source numbers it. */
  readonly numbered: boolean;
}

/**
 * The number of each numbered portion of a body by its id, null standing for a gap. Paragraphs, quotations and judgements
 * count together, tables and figures each by themselves, sub-paragraphs under the one before: `3`, `3(a)`, `3(a)(1)`. Behind
 * a gap or a heading a sub-paragraph stands under nothing that is known: `(b)`.
 */
export function numberPortions(portions: readonly (Numberable | null)[]): ReadonlyMap<string, string> {
  const numbers = new Map<string, string>();
  const count = { paragraph: 0, table: 0, figure: 0 };
  const headings = [0, 0, 0];
  const under = new SubParagraphs();
  for (const portion of portions) {
    if (portion === null || portion.kind === "heading") under.leave(portion !== null);
    if (portion?.numbered !== true) continue;
    const { id, kind, depth } = portion;
    if (kind === "heading") numbers.set(id, numberHeading(headings, depth));
    else if (kind === "table" || kind === "figure") numbers.set(id, String((count[kind] += 1)));
    else if (depth === 0) numbers.set(id, under.enter(String((count.paragraph += 1))));
    else numbers.set(id, under.number(depth));
  }
  return numbers;
}

/**
 * Labels for `named` in their order: the own one where it is told, else the smallest number that is not taken, after
 * `prefix`.
 */
export function labelNotes(
  named: readonly { readonly id: string; readonly own: string | null }[],
  prefix: string,
): ReadonlyMap<string, string> {
  const taken = new Set(named.map(({ own }) => own));
  let next = 1;
  return new Map(
    named.map(({ id, own }) => {
      if (own !== null) return [id, own];
      while (taken.has(`${prefix}${next}`)) next += 1;
      return [id, `${prefix}${next++}`];
    }),
  );
}

function numberHeading(headings: number[], depth: number): string {
  const level = Math.min(Math.max(depth, 1), headings.length) - 1;
  headings[level] = (headings[level] ?? 0) + 1;
  headings.fill(0, level + 1);
  return headings
    .slice(0, level + 1)
    .filter((number) => number > 0)
    .join(".");
}

class SubParagraphs {
  #base = "";
  #letters = 0;
  #lettered: string | null = null;
  #points = 0;

  /** Begins a numbered paragraph, whose number it gives back. */
  enter(number: string): string {
    this.#base = number;
    [this.#letters, this.#lettered] = [0, null];
    return number;
  }

  /** Goes past a gap or a heading; after a heading letters begin again. */
  leave(afresh: boolean): void {
    this.#base = "";
    this.#lettered = null;
    if (afresh) this.#letters = 0;
  }

  number(depth: number): string {
    if (depth > 1 && this.#lettered !== null) return `${this.#lettered}(${String((this.#points += 1))})`;
    this.#points = 0;
    this.#letters += 1;
    this.#lettered = `${this.#base}(${spellLetters(this.#letters)})`;
    return this.#lettered;
  }
}

/** 1 → `a`, 26 → `z`, 27 → `aa`. */
function spellLetters(number: number): string {
  const before = Math.floor((number - 1) / 26);
  return `${before > 0 ? spellLetters(before) : ""}${String.fromCharCode(97 + ((number - 1) % 26))}`;
}
