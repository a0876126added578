// What imports share: pieces of running text in lines, lines in blocks, blocks in portions. Nothing imported is marked, so
// nobody may read it until a person marks it; that is said once for the whole document.
import type { SourcePosition } from "../encoding/index.ts";
import type { MarkedDocument, PlainSpan, Portion } from "./document.ts";
import type { ProblemList } from "./source-text.ts";
import { appendSpan } from "./spans.ts";

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

export interface Draft {
  readonly kind: "heading" | "paragraph";
  readonly number: string | null;
  readonly spans: readonly PlainSpan[];
}

export interface DraftNote {
  readonly label: string;
  readonly spans: readonly PlainSpan[];
}

const NOT_TEXT = "\uFFFC";
/** Other ways in which sources show that something was taken out: bars, and words in square brackets. */
export const REDACTION_STYLE =
  "[\\u2586-\\u2588\\u25A0]{2,}(?:[ \\u00A0][\\u2586-\\u2588\\u25A0]{2,})*|(?:'{2,5})?\\[(?:redacted|withheld|deleted|censored|expunged|blank)\\](?:'{2,5})?";

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

/** Portions and footnotes of an unmarked document; says once that nobody may read it. */
export function finishImport(
  drafts: readonly Draft[],
  notes: readonly DraftNote[],
  report: { readonly problems: ProblemList; readonly first: SourcePosition },
): MarkedDocument {
  const counts = { heading: 0, paragraph: 0 };
  const portion = {
    ...{ depth: 0, parent: null, marking: null, grading: null, judgement: null, file: null, page: null },
  };
  const portions = drafts.map((draft): Portion => {
    counts[draft.kind] += 1;
    return {
      ...portion,
      id: `${draft.kind === "heading" ? "h" : "p"}${counts[draft.kind]}`,
      kind: draft.kind,
      number: draft.number,
      depth: draft.kind === "heading" ? 1 : 0,
      spans: draft.spans,
    };
  });
  const footnotes = notes.map(({ label, spans }): Portion => ({
    ...portion,
    id: `n${label}`,
    kind: "footnote",
    number: label,
    spans,
  }));
  if (portions.length + footnotes.length > 0) {
    report.problems.warning(
      report.first,
      "PORTION_UNMARKED",
      "Nothing in this source is marked, so nobody may read it: mark each portion before you release it",
    );
  }
  return {
    title: "",
    originator: "",
    policy: "",
    caseSlug: null,
    date: null,
    exercise: false,
    portions,
    footnotes,
  };
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

function trimSpans(spans: readonly PlainSpan[]): PlainSpan[] {
  return spans
    .map((span, index): PlainSpan => {
      if (span.kind !== "text") return span;
      const start = index === 0 ? span.text.replace(/^[ \t]+/, "") : span.text;
      let end = start.length;
      if (index === spans.length - 1) while (end > 0 && " \t".includes(start[end - 1] ?? "x")) end--;
      return { kind: "text", text: start.slice(0, end) };
    })
    .filter((span) => span.kind !== "text" || span.text !== "");
}
