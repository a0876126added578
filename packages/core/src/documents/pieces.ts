// Running text of text sources in pieces that remember where they stand: pieces in lines, lines in blocks.
import type { PlainSpan } from "./document.ts";
import { appendSpan, trimSpans } from "./spans.ts";

/** A piece of running text and its offset in the source. Text may hold line ends. */
export interface Piece {
  readonly span: PlainSpan;
  readonly at: number;
}

/** A line of pieces, without spaces at either end. */
export interface PieceLine {
  readonly pieces: readonly Piece[];
  /** Its text, with the sign U+FFFC for every piece that is not text. */
  readonly shape: string;
}

const NOT_TEXT = "\uFFFC";
const NUMBER = /^(\d{1,4}[a-z]?)\.(?=\s|$|\uFFFC)\s*/;

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
      if (text !== "") lines.at(-1)?.push({ span: { kind: "text", text }, at });
      at += text.length + 1;
    });
  }
  return lines.map((line) => {
    const trimmed = trimPieces(line);
    return { pieces: trimmed, shape: shapeOf(trimmed) };
  });
}

/** The pieces from the character `from` of the line's shape on. */
export function cutPieces(line: PieceLine, from: number, to = line.shape.length): PieceLine {
  const pieces: Piece[] = [];
  let start = 0;
  for (const piece of line.pieces) {
    const length = piece.span.kind === "text" ? piece.span.text.length : 1;
    const [begin, end] = [Math.max(from - start, 0), Math.min(to - start, length)];
    if (begin < end) {
      pieces.push(
        piece.span.kind === "text"
          ? { span: { kind: "text", text: piece.span.text.slice(begin, end) }, at: piece.at + begin }
          : piece,
      );
    }
    start += length;
  }
  return { pieces, shape: shapeOf(pieces) };
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

/** The paragraph number at the start of a line. */
export function readPieceNumber(
  line: PieceLine,
): { readonly number: string; readonly rest: PieceLine } | null {
  const found = NUMBER.exec(line.shape);
  return found?.[1] === undefined ? null : { number: found[1], rest: cutPieces(line, found[0].length) };
}

/** True when `number` can only be the next paragraph: a wrapped line may begin with a year and a full stop too. */
export function isNextNumber(number: string, before: string | null): boolean {
  return before !== null && Number.parseInt(number, 10) === Number.parseInt(before, 10) + 1;
}

/** Runs of lines between empty ones. */
export function groupPieceLines(lines: readonly PieceLine[]): PieceLine[][] {
  const blocks: PieceLine[][] = [];
  let open = false;
  for (const line of lines) {
    if (line.pieces.length === 0) open = false;
    else if (open) blocks.at(-1)?.push(line);
    else {
      blocks.push([line]);
      open = true;
    }
  }
  return blocks;
}

function shapeOf(pieces: readonly Piece[]): string {
  return pieces.map(({ span }) => (span.kind === "text" ? span.text : NOT_TEXT)).join("");
}

function trimPieces(pieces: readonly Piece[]): Piece[] {
  const shape = shapeOf(pieces);
  const from = /^[ \t\f]*/.exec(shape)?.[0].length ?? 0;
  let to = shape.length;
  while (to > from && " \t\f".includes(shape[to - 1] ?? "x")) to--;
  return [...cutPieces({ pieces, shape }, from, to).pieces];
}
