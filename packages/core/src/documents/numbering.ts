// Numbers of sub-paragraphs. A sub-paragraph is written with its label alone, `a)`, and held with its number in full, `3(a)`;
// what stands below it is `3(a)(1)`. Printer and parser count the same way, so that a label is written only where it gives
// the number back.
import type { Portion } from "./document.ts";

const LETTERED = /^[a-z]+$/;
const LAST_LABEL = /\(([a-z]{1,2}|[ivx]{3,5}|\d{1,3})\)$/;

export class Numbering {
  /** Number of the paragraph that sub-paragraphs belong to; empty before the first and after a heading. */
  #base = "";
  /** Number of the sub-paragraph that `1)` belongs to. */
  #lettered: string | null = null;

  /** What a sub-paragraph with this label is called here. */
  peek(label: string): { readonly number: string; readonly depth: 1 | 2 } {
    return LETTERED.test(label) || this.#lettered === null
      ? { number: `${this.#base}(${label})`, depth: 1 }
      : { number: `${this.#lettered}(${label})`, depth: 2 };
  }

  /** The label to write for a sub-paragraph here; null when no label gives its number. */
  labelOf({ number, depth }: Pick<Portion, "number" | "depth">): string | null {
    const label = LAST_LABEL.exec(number ?? "")?.[1];
    if (label === undefined) return null;
    const called = this.peek(label);
    return called.number === number && called.depth === depth ? label : null;
  }

  /** Goes past a portion. */
  pass({ kind, number, depth }: Pick<Portion, "kind" | "number" | "depth">): void {
    if (kind === "heading") {
      this.#base = "";
      this.#lettered = null;
    } else if (number !== null && (kind === "paragraph" || kind === "judgement")) {
      if (depth === 0) {
        this.#base = number;
        this.#lettered = null;
      } else if (depth === 1) {
        this.#lettered = /\([a-z]+\)$/.test(number) ? number : null;
      }
    }
  }
}
