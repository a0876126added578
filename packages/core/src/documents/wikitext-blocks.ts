// Lines of wikitext in blocks: headings, numbered paragraphs and sub-paragraphs, list items, quotations, tables, pictures. Lines
// of several pages follow each other, so a paragraph, a quotation or a table may go on over a page's end.
import type { SourcePosition } from "../encoding/index.ts";
import type { ImportedBlock } from "./imported-document.ts";
import { cutPieces, joinPieces, ParagraphNumbers } from "./pieces.ts";
import type { Piece, PieceLine } from "./pieces.ts";
import { readRunningText, REDACTION_STYLE_CODE } from "./redaction-signs.ts";
import type { BlockSign, Report } from "./wikitext-scanner.ts";
import { WikitextTable } from "./wikitext-table.ts";

interface OpenParagraph {
  readonly kind: "paragraph" | "quotation";
  readonly depth: number;
  readonly number: string | null;
  readonly lines: PieceLine[];
  readonly place: LinePlace;
}

interface OpenTable {
  readonly table: WikitextTable;
  /** Cells hold text alone: pictures met in the table follow it. */
  readonly pictures: ImportedBlock[];
  readonly place: LinePlace;
}

export interface LinePlace {
  readonly page: string | null;
  readonly at: SourcePosition;
}

const LIST = /^[*#:;]+/;

export class WikitextBlocks {
  readonly #blocks: ImportedBlock[] = [];
  readonly #numbers = new ParagraphNumbers();
  readonly #report: Report;
  readonly #setAside: (text: string) => void;
  #paragraph: OpenParagraph | null = null;
  #table: OpenTable | null = null;
  #quotations = 0;
  /** Templates that are open: while there are some, an empty line ends nothing. */
  #openTemplates = 0;
  /** Ordered items so far, for each list prefix that is open. */
  #items = new Map<string, number>();
  #blockStart = true;

  constructor(report: Report, setAside: (text: string) => void) {
    this.#report = report;
    this.#setAside = setAside;
  }

  /** The first line of a page may begin a numbered paragraph when the page before ends a sentence. */
  beginPage(afterSentence: boolean): void {
    if (afterSentence) this.#blockStart = true;
  }

  addSign(sign: BlockSign, place: LinePlace): void {
    if (sign.kind === "picture") {
      const caption = readRunningText(sign.caption, (_, message) => {
        this.#report(place.at, REDACTION_STYLE_CODE, message);
      });
      if (this.#table === null) this.#close();
      (this.#table?.pictures ?? this.#blocks).push({
        ...{ kind: "figure", number: null, caption, ...place },
        renditions: [{ alt: "", file: sign.picture }],
      });
    } else if (this.#table === null) {
      this.#close();
      if (sign.kind === "open-quotation") this.#quotations += 1;
      else if (sign.kind === "close-quotation") this.#quotations = Math.max(this.#quotations - 1, 0);
    }
  }

  addLine(line: PieceLine, place: LinePlace): void {
    if (this.#table !== null) {
      if (!this.#table.table.add(line)) this.#closeTable(true);
      return;
    }
    if (line.pieces.length === 0) {
      if (this.#openTemplates === 0) this.#close();
      return;
    }
    if (this.#openTemplates === 0 || this.#paragraph === null) this.#begin(line, place);
    else this.#paragraph.lines.push(line);
    this.#blockStart = false;
    this.#openTemplates = Math.max(this.#openTemplates + countOpened(line), 0);
  }

  finish(): readonly ImportedBlock[] {
    this.#close();
    if (this.#table !== null) this.#closeTable(false);
    return this.#blocks;
  }

  #begin(line: PieceLine, place: LinePlace): void {
    const list = LIST.exec(line.shape)?.[0];
    if (list === undefined) this.#items.clear();
    if (line.shape.startsWith("{|")) {
      this.#close();
      this.#table = { table: new WikitextTable(), pictures: [], place };
      this.#table.table.add(line);
      return;
    }
    if (/^-{4,}$/.test(line.shape)) {
      this.#close();
      return;
    }
    const heading = this.#quotations === 0 ? readHeading(line) : null;
    if (heading !== null) {
      this.#close();
      const spans = joinPieces([stripLine(heading.line)]);
      this.#blocks.push({ kind: "heading", depth: heading.depth, number: null, spans, ...place });
      return;
    }
    if (list !== undefined) {
      this.#close();
      this.#addItem(list, line, place);
      return;
    }
    const found = this.#quotations > 0 ? null : this.#numbers.read(line, this.#blockStart);
    if (found !== null) {
      this.#close();
      this.#open({ number: found.number, depth: found.depth, line: found.rest, place });
    } else if (this.#paragraph === null) {
      this.#open({ number: null, depth: 0, line, place });
    } else {
      this.#paragraph.lines.push(line);
    }
  }

  #addItem(list: string, line: PieceLine, place: LinePlace): void {
    for (const prefix of this.#items.keys()) if (prefix.length > list.length) this.#items.delete(prefix);
    let rest = cutPieces(line, list.length);
    if (list.endsWith("#")) {
      const count = (this.#items.get(list) ?? 0) + 1;
      this.#items.set(list, count);
      // The number is what a reader of the page sees; as a paragraph's number it would stand twice.
      const number: Piece = { span: { kind: "text", text: `${count}. ` }, at: line.pieces[0]?.at ?? 0 };
      rest = { pieces: [number, ...rest.pieces], shape: rest.shape };
    }
    const spans = joinPieces([stripLine(rest)]);
    if (this.#quotations > 0)
      this.#blocks.push({ kind: "quotation", depth: 0, number: null, spans, ...place });
    else this.#blocks.push({ kind: "paragraph", depth: list.length, number: null, spans, ...place });
  }

  #open(paragraph: {
    readonly number: string | null;
    readonly depth: number;
    readonly line: PieceLine;
    readonly place: LinePlace;
  }): void {
    const { number, depth, line, place } = paragraph;
    const kind = this.#quotations > 0 ? "quotation" : "paragraph";
    this.#paragraph = { kind, depth, number, lines: [line], place };
  }

  #close(): void {
    this.#blockStart = true;
    this.#openTemplates = 0;
    const open = this.#paragraph;
    this.#paragraph = null;
    if (open === null) return;
    const { kind, depth, number, lines, place } = open;
    this.#blocks.push({ kind, depth, number, spans: joinPieces(lines.map(stripLine)), ...place });
  }

  #closeTable(ended: boolean): void {
    const open = this.#table;
    this.#table = null;
    this.#blockStart = true;
    if (open === null) return;
    for (const aside of open.table.asides) this.#setAside(aside);
    if (!ended || open.table.misshapen) {
      this.#report(
        open.place.at,
        "IMPORT_TABLE_SHAPE",
        ended
          ? "Cells of this table span columns or rows, or hold a table: compare it with the source"
          : "This table has no end in the source: check what belongs to it",
      );
    }
    this.#blocks.push({ ...open.table.finish(), ...open.place }, ...open.pictures);
  }
}

/** Takes out the quotation marks that mean bold and italic. */
export function stripQuotes(piece: Piece): Piece {
  return piece.span.kind === "text" && piece.literal !== true
    ? { ...piece, span: { kind: "text", text: piece.span.text.replace(/'{2,}/g, "") } }
    : piece;
}

function stripLine(line: PieceLine): PieceLine {
  return { pieces: line.pieces.map(stripQuotes), shape: line.shape };
}

function readHeading(line: PieceLine): { readonly line: PieceLine; readonly depth: number } | null {
  if (/^'''(?!')((?:(?!''').)+)'''$/.test(line.shape))
    return { line: cutPieces(line, 3, line.shape.length - 3), depth: 1 };
  const signs = /^(={1,6})[^=](?:.*[^=])?\1$/.exec(line.shape)?.[1]?.length;
  if (signs === undefined) return null;
  return { line: cutPieces(line, signs, line.shape.length - signs), depth: Math.max(signs - 1, 1) };
}

/** Templates opened in a line, less those closed. */
function countOpened(line: PieceLine): number {
  return line.shape.split("{{").length - line.shape.split("}}").length;
}
