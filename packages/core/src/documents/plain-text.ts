// Plain text, as OCR or a text export gives it: pages parted by form feeds, blocks by empty lines, paragraphs numbered at their
// start, footnotes at the foot of a page. No heading is guessed and no word is rejoined; `***` and other signs of redaction are
// withheld at source.
import type { ParsedDocument } from "./document.ts";
import { assembleImport } from "./imported-document.ts";
import type { ImportedBlock, ImportedNote } from "./imported-document.ts";
import { joinPieces, ParagraphNumbers, splitPieceLines } from "./pieces.ts";
import type { PieceLine } from "./pieces.ts";
import { markReferences, takeNotes, trimPages } from "./plain-page.ts";
import { readPieces, REDACTION_STYLE_CODE } from "./redaction-signs.ts";
import { indexLines, ProblemList, reportControlCharacters } from "./source-text.ts";

/** A gap as between columns. */
const GAP = /\S(?: {3,}|[ ]*\t[ \t]*)\S/;

/** Reads plain text. Never throws; nothing in it is marked, so nobody may read it yet. */
export function parsePlainText(text: string): ParsedDocument {
  const problems = new ProblemList();
  reportControlCharacters(text.replaceAll("\f", " "), problems);
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const reader = new PlainReader(source, problems);
  for (const page of reader.pages()) reader.addPage(page);
  return assembleImport({ title: null, ...reader.finish(), problems: problems.list });
}

interface Page {
  readonly name: string | null;
  readonly lines: readonly PieceLine[];
  readonly asides: readonly PieceLine[];
}

class PlainReader {
  readonly #source: string;
  readonly #problems: ProblemList;
  readonly #positionAt: ReturnType<typeof indexLines>;
  readonly #blocks: ImportedBlock[] = [];
  readonly #notes: ImportedNote[] = [];
  readonly #labels = new Set<string>();
  readonly #numbers = new ParagraphNumbers();
  #open: { number: string | null; depth: number; lines: PieceLine[]; page: string | null } | null = null;
  /** The line before stands in columns. */
  #inColumns = false;

  constructor(source: string, problems: ProblemList) {
    this.#source = source;
    this.#problems = problems;
    this.#positionAt = indexLines(source);
  }

  pages(): readonly Page[] {
    let start = 0;
    const pages = this.#source.split("\f").map((text) => {
      const from = start;
      start += text.length + 1;
      const pieces = readPieces(text, (offset, message) => {
        this.#problems.warning(this.#positionAt(from + offset), REDACTION_STYLE_CODE, message);
      });
      return splitPieceLines(pieces.map((piece) => ({ ...piece, at: piece.at + from })));
    });
    return trimPages(pages).map(({ lines, asides, number }, index) => ({
      ...{ lines, asides },
      name: number ?? (pages.length > 1 ? String(index + 1) : null),
    }));
  }

  addPage(page: Page): void {
    for (const aside of page.asides) {
      this.#warn(aside, "IMPORT_SET_ASIDE", `A running head or page number is left out: "${aside.shape}"`);
    }
    const { body, notes } = takeNotes(page.lines);
    const labels = new Map<string, string>();
    for (const note of notes) labels.set(note.mark, this.#labelNote(note.mark, note.lines[0]));
    const taken = new Set<string>();
    const mark = (line: PieceLine): PieceLine =>
      markReferences(line, labels, {
        taken,
        uncertain: (figure, at) =>
          this.#problems.warning(
            this.#positionAt(at),
            "IMPORT_NOTE_MARK",
            `The figure ${figure} after a word is taken as the mark of a footnote: check it`,
          ),
      });
    this.#addBody(body.map(mark), page.name);
    for (const note of notes) {
      this.#notes.push({
        label: labels.get(note.mark) ?? note.mark,
        spans: joinPieces(note.lines),
        ...{ page: page.name, at: this.#positionAt(note.lines[0]?.pieces[0]?.at ?? 0) },
      });
    }
  }

  finish(): { readonly blocks: readonly ImportedBlock[]; readonly notes: readonly ImportedNote[] } {
    this.#close();
    return { blocks: this.#blocks, notes: this.#notes };
  }

  #addBody(lines: readonly PieceLine[], page: string | null): void {
    const first = lines.findIndex((line) => line.pieces.length > 0);
    if (first >= 0 && !this.#goesOn(lines[first])) this.#close();
    const last = lines.findLastIndex((line) => line.pieces.length > 0);
    let blockStart = this.#open === null;
    for (const [index, line] of lines.entries()) {
      if (line.pieces.length === 0) {
        // The last sentence of a page may go on over its end.
        if (index > first && index < last) this.#close();
        blockStart = this.#open === null;
        continue;
      }
      if (GAP.test(line.shape) && (this.#inColumns || GAP.test(lines[index + 1]?.shape ?? ""))) {
        this.#addColumns(line, page);
        continue;
      }
      this.#inColumns = false;
      const found = this.#numbers.read(line, blockStart);
      const before = this.#open?.lines.at(-1);
      if (found !== null || this.#open === null) {
        this.#close();
        const { number = null, depth = 0, rest = line } = found ?? {};
        this.#open = { number, depth, lines: [rest], page };
      } else {
        if (/\p{L}-$/u.test(before?.shape ?? "") && /^\p{Ll}/u.test(line.shape))
          this.#warn(
            line,
            "IMPORT_HYPHEN",
            "The line before ends in a hyphen: check how the word is written",
          );
        this.#open.lines.push(line);
      }
      blockStart = false;
    }
  }

  /** Whether the open paragraph's sentence goes on in the first line of a new page. */
  #goesOn(line: PieceLine | undefined): boolean {
    const last = this.#open?.lines.at(-1)?.shape ?? "";
    return last !== "" && !/[.!?:…]["”’')\]\uFFFC]*$/.test(last) && /^\p{Ll}/u.test(line?.shape ?? "");
  }

  #addColumns(line: PieceLine, page: string | null): void {
    const first = !this.#inColumns;
    this.#close();
    if (first) {
      this.#warn(
        line,
        "IMPORT_TABLE_SHAPE",
        "From here lines stand in columns: each is kept as a paragraph; make a table of them",
      );
    }
    this.#inColumns = true;
    this.#blocks.push({
      ...{ kind: "paragraph", depth: 0, number: null, spans: joinPieces([line]), page },
      at: this.#positionOf(line),
    });
  }

  #close(): void {
    const open = this.#open;
    this.#open = null;
    this.#inColumns = false;
    if (open === null) return;
    const { lines, ...rest } = open;
    const at = lines.find(({ pieces }) => pieces.length > 0) ?? null;
    this.#blocks.push({
      ...{ kind: "paragraph", ...rest, spans: joinPieces(lines) },
      ...(at === null ? {} : { at: this.#positionOf(at) }),
    });
  }

  /** The label of a note: its own number unless a page before used it. */
  #labelNote(mark: string, line: PieceLine | undefined): string {
    let label = mark;
    for (let next = this.#labels.size + 1; this.#labels.has(label); next++) label = String(next);
    this.#labels.add(label);
    if (label === mark) return label;
    this.#warn(
      line,
      "IMPORT_NOTE_RELABELLED",
      `The footnote ${mark} of this page is footnote ${label} here: there is a ${mark} on a page before`,
    );
    return label;
  }

  #positionOf(line: PieceLine | undefined): { line: number; column: number } {
    return this.#positionAt(line?.pieces[0]?.at ?? 0);
  }

  #warn(line: PieceLine | undefined, code: Parameters<ProblemList["warning"]>[1], message: string): void {
    this.#problems.warning(this.#positionOf(line), code, message);
  }
}
