// Rows of a table, both ways. A row's own mark stands before its first bar; a cell that begins with a mark is stricter as a
// whole. Invariant: since a row without a mark of its own is as open as its table, whatever could be a slip in a mark or in
// a bar leaves the row unmarked: a bar inside a word, a bracket that is no mark, a mark in the middle of a cell.
import type { Marking } from "../markings/index.ts";
import type { PlainSpan, ProblemCode, Span } from "./document.ts";
import { printSpans } from "./inline-printer.ts";
import type { InlineStyle } from "./inline-printer.ts";
import { keepText, parseSpans } from "./inline-text.ts";
import type { InlineText } from "./inline-text.ts";
import { CONTINUED, place, readMark, warnNotStricter } from "./portion-lines.ts";
import type { PortionContext, PortionText } from "./portion-lines.ts";
import { joinLines } from "./source-text.ts";
import type { SourceLine } from "./source-text.ts";
import { BOTH_ENDS, trimText } from "./spans.ts";

const SEPARATOR = /^\|(?:[ \t]*:?-+:?[ \t]*\|)+$/;
/** What can be read as the rest of a mark whose opening bracket is lost. */
const HALF_MARK = /^([)\\]?[^()\\]*)\)(?=[ \t]|$)/;
const BAR = /\\.|\|/gs;
const SPACE = /^[ \t]*$/;
/** Stands for no mark at all where leaving the mark out would mean that of the whole. */
const UNMARKED = "()";

interface Cut {
  readonly text: string;
  readonly at: number;
}

interface Refusal {
  readonly at: number;
  readonly code: ProblemCode;
  readonly message: string;
}

/** Whether the line says that the row above it is a heading row. */
export function isSeparator(text: string): boolean {
  return SEPARATOR.test(text);
}

/** Reads a row of a table with the marking `whole`. What cannot be read is kept and unmarked. */
export function readRow(
  line: SourceLine,
  whole: Marking | null,
  above: RowAbove | null,
  context: PortionContext,
): PortionText & RowAbove {
  const block = joinLines([line]);
  const { head, cells, problem, closed } = cutRow(line.text);
  const own = readOwnMark(head, whole, context);
  const parts = cells.map((cell) => readCell(cell, context));
  const refusal =
    problem ??
    (above === null || above.closed ? null : AFTER_UNCLOSED) ??
    ("code" in own ? own : null) ??
    parts
      .map(({ problem: inner }, index) => inner && { ...inner, at: inner.at + (cells[index]?.at ?? 0) })
      .find((inner) => inner !== null) ??
    null;
  if (refusal !== null) context.problems.error(block.positionAt(refusal.at), refusal.code, refusal.message);
  const marking = refusal === null && "marking" in own ? own.marking : null;
  const spans: Span[] = [];
  const references: PortionText["references"][number][] = [];
  // A refused row is kept as it stands, with what stands before its first bar as a cell.
  const lost = refusal !== null && head.text !== "" && head.text !== UNMARKED;
  const kept = lost ? [{ cell: head, inline: keepText(head.text) }] : [];
  cells.forEach((cell, index) => kept.push({ cell, inline: keepCell(cell, parts[index]) }));
  kept.forEach(({ cell, inline }, index) => {
    if (index > 0) spans.push({ kind: "cell-break" });
    const placed = place(block, cell.at, inline);
    spans.push(...placed.spans);
    references.push(...placed.references);
    if (marking !== null) warnNotStricter(marking, inline, (at) => block.positionAt(cell.at + at), context);
  });
  if (marking !== null && above !== null && above.cells !== cells.length)
    context.problems.warning(
      block.positionAt(0),
      "TABLE_SYNTAX",
      `Cells of this row: ${cells.length}, of the one above: ${above.cells}. Check that no bar is missing`,
    );
  return { marking, grading: null, spans, references, closed, cells: cells.length };
}

/** What a row leaves to the one below it. */
export interface RowAbove {
  /** False when its last bar is missing: the line below may be its rest, and stands under its mark. */
  readonly closed: boolean;
  readonly cells: number;
}

const AFTER_UNCLOSED: Refusal = {
  at: 0,
  code: "TABLE_SYNTAX",
  message: "The row above has no bar at its end, so this may be the rest of it: add the bar there",
};

/** The row as it prints, without the separator below a heading row. `whole` is the marking of its table. */
export function printRow(
  row: { readonly marking: Marking | null; readonly spans: readonly Span[] },
  whole: Marking | null,
  style: InlineStyle,
): string {
  const mark = printOwnMark(row.marking, whole, style);
  const cells = splitCells(row.spans).map((cell) => {
    const text = printCell(cell, { ...style, bars: true });
    return text === "" ? " |" : ` ${text} |`;
  });
  const line = `${mark === "" ? "" : `${mark} `}|${cells.join("")}`;
  return isSeparator(line) ? line.replace(/[:-]/, "\\$&") : line;
}

/** `|---|---|` below a heading row. */
export function printSeparator(spans: readonly Span[]): string {
  return `|${"---|".repeat(splitCells(spans).length)}`;
}

/** The mark of a part where it differs from that of its whole; empty where it does not. */
export function printOwnMark(own: Marking | null, whole: Marking | null, { marks }: InlineStyle): string {
  if (own === null) return whole === null ? "" : UNMARKED;
  return whole !== null && !marks.join(whole, own).stricter ? "" : marks.print(own);
}

/**
 * The marking of a part whose own mark is `text`, as read from its beginning: that of the whole, or the join of both.
 * @returns what is wrong, at an offset of the source.
 */
export function readOwnMark(
  { text, at }: Cut,
  whole: Marking | null,
  { marks }: PortionContext,
): { readonly marking: Marking | null } | Refusal {
  if (text === "") return { marking: whole };
  if (text === UNMARKED)
    return {
      at,
      code: "PORTION_UNMARKED",
      message: "() means unmarked, so nobody may read this: put a mark in the brackets, or take them out",
    };
  const mark = readMark(text, 0);
  if (mark?.end !== text.length)
    return {
      at,
      code: "PORTION_MARK_INVALID",
      message: "Expected a bar at the beginning of the row, or a mark such as (S) and a bar",
    };
  const read = marks.read(mark.mark);
  if (!("terms" in read))
    return { at: at + 1 + read.at, code: "PORTION_MARK_INVALID", message: read.message };
  if (whole === null)
    return {
      at,
      code: "PORTION_MARK_INVALID",
      message: "What this is part of has no mark that can be read, so nobody may read this: mark that first",
    };
  return { marking: marks.join(whole, read).marking };
}

/** Text whose beginning could be a mark gone wrong; null when it is just text. `at` is its offset in the source. */
export function findBrokenMark(text: string, { marks }: PortionContext): Refusal | null {
  const half = HALF_MARK.exec(text)?.[1];
  const broken = text.startsWith("(") || (half !== undefined && isHalfMark(half, marks));
  return broken
    ? {
        at: 0,
        code: "SPAN_MARK_INVALID",
        message: "Expected a mark such as (S) at the beginning: write \\( and \\) if the brackets are text",
      }
    : null;
}

/** Escapes what {@link findBrokenMark} would find in a printed text. */
export function escapeBrokenMark(text: string, { marks }: InlineStyle): string {
  if (text.startsWith("(")) return `\\${text}`;
  const half = HALF_MARK.exec(text)?.[1];
  if (half === undefined || !isHalfMark(half, marks)) return text;
  return `${half}\\${text.slice(half.length)}`;
}

/** Whether what stands before a closing bracket is a mark, or one whose bracket became another character. */
function isHalfMark(half: string, marks: PortionContext["marks"]): boolean {
  return marks.isMark(half.trim()) || marks.isMark(half.slice(1).trim());
}

/** Spans of a row, cell by cell. */
function splitCells(spans: readonly Span[]): readonly (readonly Span[])[] {
  const cells: Span[][] = [[]];
  for (const span of spans) {
    if (span.kind === "cell-break") cells.push([]);
    else cells.at(-1)?.push(span);
  }
  return cells;
}

function cutRow(text: string): {
  head: Cut;
  cells: readonly Cut[];
  problem: Refusal | null;
  closed: boolean;
} {
  const pieces: Cut[] = [];
  let problem: Refusal | null = null;
  let from = 0;
  for (const found of text.matchAll(BAR)) {
    if (found[0] !== "|") continue;
    const at = found.index;
    const alone = SPACE.test(text.charAt(at - 1)) && SPACE.test(text.charAt(at + 1));
    if (!alone)
      problem ??= {
        at,
        code: "TABLE_SYNTAX",
        message: "Expected a space on both sides of the bar between two cells: write \\| if the bar is text",
      };
    pieces.push(trimCut(text, from, at));
    from = at + 1;
  }
  const rest = trimCut(text, from, text.length);
  const [head = { text: "", at: 0 }, ...cells] = pieces;
  if (rest.text !== "") {
    problem ??= { at: text.length, code: "TABLE_SYNTAX", message: "Expected a bar at the end of the row" };
    cells.push(rest);
  }
  if (cells.length === 0) cells.push({ text: "", at: text.length });
  return { head, cells, problem, closed: rest.text === "" };
}

function trimCut(text: string, from: number, to: number): Cut {
  const raw = text.slice(from, to);
  const cut = trimText(raw, { start: true, end: false });
  return { text: trimText(cut, { start: false, end: true }), at: cut === "" ? from : to - cut.length };
}

function readCell({ text }: Cut, context: PortionContext): InlineText {
  const mark = text.startsWith("(") ? readMark(text, 0) : null;
  const marking = mark === null ? null : context.marks.read(mark.mark);
  if (mark === null || marking === null) {
    const problem = findBrokenMark(text, context);
    return problem === null ? parseSpans(text, context.marks) : { ...EMPTY, problem };
  }
  const refuse = (at: number, message: string): InlineText => ({
    ...EMPTY,
    problem: { at, code: "SPAN_MARK_INVALID", message },
  });
  if (!("terms" in marking))
    return refuse(1 + marking.at, `${marking.message}: write \\( and \\) if the brackets are text`);
  if (mark.end === text.length)
    return refuse(
      0,
      "This cell has a mark and no text: the mark of the whole row stands before its first bar",
    );
  if (CONTINUED.test(text.slice(mark.end)))
    return refuse(
      mark.end,
      "The mark seems to go on after its bracket: close it at its end, or write \\- if this is text",
    );
  const inner = parseSpans(text.slice(mark.end), context.marks);
  const shift = mark.end;
  if (inner.problem !== null)
    return { ...EMPTY, problem: { ...inner.problem, at: inner.problem.at + shift } };
  if (inner.restrictedAt[0] !== undefined)
    return refuse(
      shift + inner.restrictedAt[0],
      "Stricter parts do not nest: the mark at the beginning covers the whole cell",
    );
  return {
    spans: [{ kind: "restricted", marking, spans: inner.spans as readonly PlainSpan[] }],
    problem: null,
    restrictedAt: [0],
    references: inner.references.map((reference) => ({ ...reference, at: reference.at + shift })),
  };
}

const EMPTY: InlineText = { spans: [], problem: null, restrictedAt: [], references: [] };

/** A cell as it was read, and letter by letter where it could not be. */
function keepCell(cell: Cut, read: InlineText | undefined): InlineText {
  return read === undefined || read.problem !== null ? keepText(cell.text) : read;
}

function printCell(cell: readonly Span[], style: InlineStyle): string {
  const [only] = cell;
  if (cell.length === 1 && only?.kind === "restricted") {
    const inner = printSpans(only.spans, style);
    if (inner !== "" && inner.trim() === inner)
      return `${style.marks.print(only.marking)} ${inner.replace(CONTINUED, "\\$&")}`;
  }
  return escapeBrokenMark(trimText(printSpans(cell, style), BOTH_ENDS), style);
}
