// Running text of text sources in pieces that remember where they stand: pieces in lines, lines in paragraphs.
import type { PlainSpan } from "./document.ts";
import { appendSpan, trimSpans } from "./spans.ts";

/** A piece of running text and its offset in the source. Text may hold line ends. */
export interface Piece {
  readonly span: PlainSpan;
  readonly at: number;
  /** In it the source's own signs are plain letters. */
  readonly literal?: true;
}

/** A line of pieces, without spaces at either end. */
export interface PieceLine {
  readonly pieces: readonly Piece[];
  /** Its text, with the sign U+FFFC for every piece that is not text. */
  readonly shape: string;
}

const NOT_TEXT = "\uFFFC";
const NUMBER = /^(\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?)\.(?=\s|$|\uFFFC)\s*/;
const SUB_PARAGRAPH = /^\(?([a-z]|\d{1,2})\)(?=\s|\uFFFC)\s*/;

/** Cuts pieces at line ends. Empty lines are kept, as they part blocks. */
export function splitPieceLines(pieces: readonly Piece[]): PieceLine[] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.span.kind !== "text") {
      lines.at(-1)?.push(piece);
      continue;
    }
    let at = piece.at;
    piece.span.text.split("\n").forEach((text, index) => {
      if (index > 0) lines.push([]);
      if (text !== "") lines.at(-1)?.push({ ...piece, span: { kind: "text", text }, at });
      at += text.length + 1;
    });
  }
  return lines.map(trimLine);
}

/** The pieces from the character `from` of the line's shape to `to`, without spaces at either end. */
export function cutPieces(line: PieceLine, from: number, to = line.shape.length): PieceLine {
  return trimLine(takePieces(line.pieces, from, to));
}

/** The same with the spaces at its ends. */
export function slicePieces(line: PieceLine, from: number, to: number): PieceLine {
  return { pieces: takePieces(line.pieces, from, to), shape: line.shape.slice(from, to) };
}

/** The parts of a line between the places where `separator` matches its shape. */
export function splitPieces(line: PieceLine, separator: RegExp): PieceLine[] {
  const parts: PieceLine[] = [];
  let from = 0;
  for (const found of line.shape.matchAll(separator)) {
    parts.push(cutPieces(line, from, found.index));
    from = found.index + found[0].length;
  }
  return [...parts, cutPieces(line, from)];
}

/** Spans of lines joined by single spaces. */
export function joinPieces(lines: readonly PieceLine[]): readonly PlainSpan[] {
  const spans: PlainSpan[] = [];
  lines.forEach((line, index) => {
    if (index > 0) appendSpan(spans, { kind: "text", text: " " });
    for (const { span } of line.pieces) appendSpan(spans, span);
  });
  return trimSpans(spans);
}

/** What stands at the start of a numbered paragraph or sub-paragraph, and the rest of its line. */
export interface NumberedLine {
  readonly number: string;
  readonly depth: number;
  readonly rest: PieceLine;
}

/**
 * Reads paragraph numbers in their order. At the start of a block any number counts. Inside one only the number that comes
 * next does, since a wrapped line may begin with a year and a full stop too; and letters of sub-paragraphs only in theirs.
 */
export class ParagraphNumbers {
  #paragraph: string | null = null;
  #letter: string | null = null;
  #figure: number | null = null;

  read(line: PieceLine, startsBlock: boolean): NumberedLine | null {
    const found = NUMBER.exec(line.shape);
    const number = found?.[1];
    if (found !== null && number !== undefined && (startsBlock || this.#isNext(number))) {
      [this.#paragraph, this.#letter, this.#figure] = [number, null, null];
      return { number, depth: 0, rest: cutPieces(line, found[0].length) };
    }
    return this.#readSubParagraph(line, startsBlock);
  }

  #isNext(number: string): boolean {
    const before = this.#paragraph;
    if (before === null) return false;
    const split = (text: string): readonly [string, number] => {
      const last = text.lastIndexOf(".");
      return [text.slice(0, last + 1), Number.parseInt(text.slice(last + 1), 10)];
    };
    const [[stem, now], [stemBefore, last]] = [split(number), split(before)];
    return stem === stemBefore && now === last + 1;
  }

  #readSubParagraph(line: PieceLine, startsBlock: boolean): NumberedLine | null {
    const found = SUB_PARAGRAPH.exec(line.shape);
    const sign = found?.[1];
    if (found === null || sign === undefined || this.#paragraph === null) return null;
    const rest = cutPieces(line, found[0].length);
    if (/[a-z]/.test(sign)) {
      const next = this.#letter === null ? "a" : String.fromCharCode(this.#letter.charCodeAt(0) + 1);
      if (sign !== next || (this.#letter === null && !startsBlock)) return null;
      [this.#letter, this.#figure] = [sign, null];
      return { number: `${this.#paragraph}(${sign})`, depth: 1, rest };
    }
    if (this.#letter === null || Number(sign) !== (this.#figure ?? 0) + 1) return null;
    if (this.#figure === null && !startsBlock) return null;
    this.#figure = Number(sign);
    return { number: `${this.#paragraph}(${this.#letter})(${sign})`, depth: 2, rest };
  }
}

function takePieces(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const taken: Piece[] = [];
  let start = 0;
  for (const piece of pieces) {
    const length = piece.span.kind === "text" ? piece.span.text.length : 1;
    const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, length)];
    if (begin < end) {
      taken.push(
        piece.span.kind === "text"
          ? {
              ...piece,
              span: { kind: "text", text: piece.span.text.slice(begin, end) },
              at: piece.at + begin,
            }
          : piece,
      );
    }
    start += length;
  }
  return taken;
}

function shapeOf(pieces: readonly Piece[]): string {
  return pieces.map(({ span }) => (span.kind === "text" ? span.text : NOT_TEXT)).join("");
}

function trimLine(pieces: readonly Piece[]): PieceLine {
  const shape = shapeOf(pieces);
  let [from, to] = [0, shape.length];
  while (from < to && " \t\f".includes(shape[from] ?? "x")) from++;
  while (to > from && " \t\f".includes(shape[to - 1] ?? "x")) to--;
  return { pieces: takePieces(pieces, from, to), shape: shape.slice(from, to) };
}
