// A table of wikitext, `{|` to `|}`, in rows and cells. Attributes hold no words of the text and are set aside; cells that
// span several columns or rows are reported, because rows here are plain.
import type { ImportedBlock, ImportedRow } from "./imported-document.ts";
import { cutPieces, joinPieces, splitPieces } from "./pieces.ts";
import type { PieceLine } from "./pieces.ts";

const ATTRIBUTE = "[a-z-]{1,40}\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s\"'|=]+)";
const ATTRIBUTES = new RegExp(`^\\s*${ATTRIBUTE}(?:\\s+${ATTRIBUTE})*\\s*$`, "i");

interface OpenCell {
  readonly heading: boolean;
  readonly lines: PieceLine[];
}

/** Takes the lines of one table, the one with `{|` included. */
export class WikitextTable {
  /** Attributes met on the way. */
  readonly asides: string[] = [];
  /** Whether a cell spans several columns or rows, or holds another table. */
  misshapen = false;
  readonly #rows: OpenCell[][] = [];
  readonly #caption: PieceLine[] = [];
  /** Where lines go that begin no cell. */
  #open: PieceLine[] = [];
  #nested = 0;

  /** False once the line that ends the table has been taken. */
  add(line: PieceLine): boolean {
    const { shape } = line;
    if (shape.startsWith("{|")) {
      if (this.#open.length > 0 || this.#rows.length > 0) {
        this.#nested += 1;
        this.misshapen = true;
        this.#keep(line);
      } else {
        this.#setAside(shape.slice(2));
      }
    } else if (this.#nested > 0) {
      if (shape.startsWith("|}")) this.#nested -= 1;
      this.#keep(line);
    } else if (shape.startsWith("|}")) {
      const rest = cutPieces(line, 2);
      this.#keep(rest);
      return false;
    } else if (shape.startsWith("|-")) {
      this.#setAside(shape.slice(2).replace(/^-+/, ""));
      this.#rows.push([]);
      this.#open = [];
    } else if (shape.startsWith("|+")) {
      this.#caption.push(this.#dropAttributes(cutPieces(line, 2)));
      this.#open = this.#caption;
    } else if (/^[|!]/.test(shape)) {
      this.#addCells(line, shape.startsWith("!"));
    } else {
      this.#keep(line);
    }
    return true;
  }

  finish(): Omit<Extract<ImportedBlock, { kind: "table" }>, "page"> {
    return {
      kind: "table",
      number: null,
      caption: joinPieces(this.#caption),
      rows: this.#rows
        .filter((row) => row.length > 0)
        .map((row): ImportedRow => ({
          heading: row.every(({ heading }) => heading),
          cells: row.map(({ lines }) => joinPieces(lines.filter(({ pieces }) => pieces.length > 0))),
        })),
    };
  }

  /** A line that begins no cell goes on in the one before, or is one. */
  #keep(line: PieceLine): void {
    if (line.pieces.length === 0) return;
    if (this.#open.length === 0) this.#addCells(line, false, 0);
    else this.#open.push(line);
  }

  #addCells(line: PieceLine, heading: boolean, from = 1): void {
    if (this.#rows.length === 0) this.#rows.push([]);
    for (const cell of splitPieces(cutPieces(line, from), heading ? /!!|\|\|/g : /\|\|/g)) {
      const lines = [this.#dropAttributes(cell)];
      this.#rows.at(-1)?.push({ heading, lines });
      this.#open = lines;
    }
  }

  #dropAttributes(cell: PieceLine): PieceLine {
    const bar = cell.shape.indexOf("|");
    const before = cell.shape.slice(0, Math.max(bar, 0));
    if (bar < 0 || !ATTRIBUTES.test(before)) return cell;
    this.#setAside(before);
    return cutPieces(cell, bar + 1);
  }

  #setAside(attributes: string): void {
    if (/\b(?:col|row)span\b/i.test(attributes)) this.misshapen = true;
    if (attributes.trim() !== "") this.asides.push(attributes.trim());
  }
}
