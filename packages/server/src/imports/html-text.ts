// Paragraphs of a page as they build up: running text until something ends it, then a paragraph, a list item or a part of a
// quotation, and after it the pictures that stood in it.
import type { ImportedBlock, PlainSpan } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import type { HtmlFindings } from "./html-findings.ts";
import { flattenBlock, isBlank, joinRuns, ParagraphBook } from "./text-source.ts";

/** What is around a place in the page. */
export interface HtmlPlace {
  readonly quoted: boolean;
  /** The lists around, outermost first; true for one that numbers paragraphs of the document. */
  readonly list: readonly boolean[];
  /** White space is kept. */
  readonly pre: boolean;
}

/** A list item whose first paragraph is still to come. */
interface OpenItem {
  /** The paragraph's number, where the list numbers paragraphs. */
  readonly number: string | null;
  /** What a reader sees before it. */
  readonly sign: string;
}

export class HtmlText {
  readonly #findings: HtmlFindings;
  readonly #numbers = new ParagraphBook();
  #blocks: ImportedBlock[] = [];
  #run: PlainSpan[] = [];
  #runAt: SourcePosition = { line: 1, column: 1 };
  #pictures: ImportedBlock[] = [];
  #item: OpenItem | null = null;

  constructor(findings: HtmlFindings) {
    this.#findings = findings;
  }

  get blocks(): readonly ImportedBlock[] {
    return this.#blocks;
  }

  addText(text: string): void {
    if (text === "") return;
    if (text.trim() !== "") this.#begin();
    this.#run.push({ kind: "text", text });
  }

  addMark(note: string): void {
    this.#begin();
    this.#run.push({ kind: "note-reference", note });
  }

  addPicture(picture: ImportedBlock): void {
    this.#pictures.push(picture);
  }

  addBlock(...blocks: readonly ImportedBlock[]): void {
    this.#blocks.push(...blocks);
  }

  /** Takes back the blocks from the one at `from` on. */
  takeBlocks(from: number): ImportedBlock[] {
    return this.#blocks.splice(from);
  }

  /** The running text that `add` adds. */
  textOf(add: () => void): string {
    const before = this.#run.length;
    add();
    return this.#run
      .slice(before)
      .map((span) => (span.kind === "text" ? span.text : ""))
      .join("");
  }

  beginItem(item: OpenItem | null): void {
    this.#item = item;
  }

  /** Ends an item; one without words still has its number. */
  endItem(place: HtmlPlace): void {
    this.endParagraph(place);
    const number = this.#item?.number ?? null;
    this.#item = null;
    if (number === null) return;
    const spans: PlainSpan[] = [{ kind: "text", text: `${number}.` }];
    this.addBlock({ kind: "paragraph", depth: 0, number: null, spans, page: null, at: this.#findings.at });
  }

  /** What `add` adds, by itself and on one line. */
  apart(place: HtmlPlace, add: (place: HtmlPlace) => void): readonly PlainSpan[] {
    const [blocks, run, runAt] = [this.#blocks, this.#run, this.#runAt];
    const [pictures, item] = [this.#pictures, this.#item];
    [this.#blocks, this.#run, this.#pictures, this.#item] = [[], [], [], null];
    const inner: HtmlPlace = { quoted: true, list: [], pre: place.pre };
    add(inner);
    this.endParagraph(inner);
    const inside = this.#blocks;
    [this.#blocks, this.#run, this.#runAt] = [blocks, run, runAt];
    [this.#pictures, this.#item] = [pictures, item];
    return joinRuns(inside.flatMap(flattenBlock));
  }

  /** Ends the paragraph at hand. */
  endParagraph(place: HtmlPlace): void {
    const [run, pictures] = [this.#run, this.#pictures];
    [this.#run, this.#pictures] = [[], []];
    if (!isBlank(run)) this.#addParagraph(run, place);
    this.#blocks.push(...pictures);
  }

  #addParagraph(run: readonly PlainSpan[], place: HtmlPlace): void {
    const at = this.#runAt;
    const spans = readRun(run, (text) => this.#findings.readText(text, at));
    const item = this.#item;
    this.#item = null;
    const signed: readonly PlainSpan[] =
      item === null ? spans : [{ kind: "text", text: item.sign }, ...spans];
    if (place.quoted) {
      this.addBlock({ kind: "quotation", depth: 0, number: null, spans: signed, page: null, at });
      return;
    }
    const depth = place.list.filter((numbering) => !numbering).length;
    const numbered =
      item?.number != null
        ? this.#numbers.number(item.number, spans)
        : item === null && depth === 0
          ? this.#numbers.read(spans)
          : { number: null, spans: signed };
    this.addBlock({ kind: "paragraph", depth, ...numbered, page: null, at });
  }

  #begin(): void {
    if (isBlank(this.#run)) this.#runAt = this.#findings.at;
  }
}

/** Neighbouring texts of a run as one, so that a sign of redaction is found across tags; then its signs. */
function readRun(run: readonly PlainSpan[], read: (text: string) => PlainSpan[]): PlainSpan[] {
  const spans: PlainSpan[] = [];
  let text = "";
  for (const span of run) {
    if (span.kind === "text") {
      text += span.text;
      continue;
    }
    spans.push(...read(collapse(text)), span);
    text = "";
  }
  return [...spans, ...read(collapse(text))];
}

function collapse(text: string): string {
  return text.includes("\n") ? text : text.replace(/ {2,}/g, " ");
}
