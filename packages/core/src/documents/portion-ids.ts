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

/** Ids in use; finds a free one where the one wanted is taken. */
export class TakenIds {
  readonly #taken: Set<string>;

  constructor(ids: Iterable<string>) {
    this.#taken = new Set(ids);
  }

  /** `wanted` if it is free, else with a number of its own after it. */
  takeFree(wanted: string): string {
    let id = wanted;
    for (let number = 2; this.#taken.has(id); number += 1) id = `${wanted}-${number}`;
    this.#taken.add(id);
    return id;
  }
}

/** a, b, … z, aa, ab …, as columns of a sheet are called. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}
