// Ids of portions. A portion has the id of its place, `p3` the third paragraph, unless another was written before it. Printer
// and parser agree on the places, so that an id is written only where it differs from its place.
import type { Portion, PortionKind } from "./document.ts";

const LETTERS: Readonly<Partial<Record<PortionKind, string>>> = {
  heading: "h",
  paragraph: "p",
  quotation: "q",
  judgement: "j",
  table: "t",
  figure: "f",
};

/** Gives the places of portions, asked in reading order. */
export class PlaceCounter {
  readonly #counts = new Map<string, number>();

  /** The id of the next place of this kind. `parent` is the final id of the whole, `label` that of a footnote or source. */
  next({ kind, parent, number }: Pick<Portion, "kind" | "parent" | "number">): string {
    switch (kind) {
      case "title":
        return "title";
      case "footnote":
        return `n${number ?? ""}`;
      case "source":
        return `s${number ?? ""}`;
      case "row":
        return `${parent ?? ""}r${this.#count(`r${parent ?? ""}`)}`;
      case "rendition":
        return `${parent ?? ""}${letterOf(this.#count(`f${parent ?? ""}`) - 1)}`;
      case "heading":
      case "paragraph":
      case "quotation":
      case "judgement":
      case "table":
      case "figure":
        return `${LETTERS[kind] ?? ""}${this.#count(kind)}`;
    }
  }

  #count(key: string): number {
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    return count;
  }
}

/** Ids in use; finds a free one where a place's id is taken. */
export class TakenIds {
  readonly #taken: Set<string>;
  /** Highest number in use for what stands before it, `p` of `p12`. */
  readonly #highest = new Map<string, number>();

  /** `places` are ids that will be wanted: they are free, and no free id is looked for among them. */
  constructor(ids: Iterable<string>, places: Iterable<string> = []) {
    this.#taken = new Set();
    for (const id of places) this.#note(id);
    for (const id of ids) this.take(id);
  }

  has(id: string): boolean {
    return this.#taken.has(id);
  }

  take(id: string): string {
    this.#taken.add(id);
    this.#note(id);
    return id;
  }

  /** `wanted` if it is free; otherwise the next number above all in use, or a number added to it. */
  takeFree(wanted: string): string {
    if (!this.has(wanted)) return this.take(wanted);
    const [, before = `${wanted}-`] = NUMBERED.exec(wanted) ?? [];
    let number = (this.#highest.get(before) ?? 1) + 1;
    while (this.has(`${before}${number}`)) number += 1;
    return this.take(`${before}${number}`);
  }

  #note(id: string): void {
    const [, before = "", number] = NUMBERED.exec(id) ?? [];
    if (number !== undefined && number.length < 10)
      this.#highest.set(before, Math.max(this.#highest.get(before) ?? 0, Number(number)));
  }
}

const NUMBERED = /^((?:.*[^0-9])?)([0-9]+)$/;

/** a, b, … z, aa, ab …, as columns of a sheet are called. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}
