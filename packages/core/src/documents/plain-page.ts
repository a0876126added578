// One page of plain text: its running head and foot, its page number, its footnotes. A line counts as a running head when the
// same line stands at the same edge of other pages, and as a footnote when its mark stands in the text above it.
import type { Piece, PieceLine } from "./pieces.ts";
import { cutPieces, slicePieces } from "./pieces.ts";

export interface PlainPage {
  readonly lines: readonly PieceLine[];
  /** Lines at its edges that are no running text. */
  readonly asides: readonly PieceLine[];
  /** As printed; null where none is. */
  readonly number: string | null;
}

export interface PlainNote {
  /** The number its mark has. */
  readonly mark: string;
  readonly lines: readonly PieceLine[];
}

const PAGE_NUMBER = /^(?:page\s+)?[-–—[(\s]*(\d{1,4}|[ivxlc]{1,7})[-–—\])\s]*(?:(?:of|\/)\s*\d{1,4})?$/i;
const NOTE_START =
  /^(?:(\d{1,3})[ \t]*(?=[\p{Lu}"“‘'*\uFFFC]|ibid|see\b|cf\b)|([⁰¹²³⁴-⁹]{1,3})|\[(\d{1,3})\]|\^(\d{1,3}))[ \t]*(?=\S)/u;
const RULE = /^[-_–—=*\s]{3,}$/;
/** How far up from a page's foot its notes are looked for. */
const FOOT_LINES = 400;
const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
/** A figure right after a word, unless the word is one that goes with figures, as in "para.12". */
const AFTER_WORD =
  "(?<=[\\p{L}.,;:!?\"'”’)\\]\\uFFFC])(?<!\\b(?:paras?|pp?|nos?|arts?|vols?|chs?|figs?|sec)\\.)";
const MARK = new RegExp(
  `([⁰¹²³⁴-⁹]{1,3})|\\[(\\d{1,3})\\]|\\^(\\d{1,3})|${AFTER_WORD}(\\d{1,3})(?![\\d\\p{L}])(?![.,]\\d)`,
  "giu",
);

/** Takes running heads, running feet and page numbers off pages. With one page there is nothing to compare, and all is text. */
export function trimPages(pages: readonly (readonly PieceLine[])[]): PlainPage[] {
  if (pages.length < 2) return pages.map((lines) => ({ lines, asides: [], number: null }));
  const edges = pages.map((lines) => {
    const filled = lines.flatMap((line, index) => (line.pieces.length > 0 ? [index] : []));
    return { heads: filled.slice(0, 2), feet: filled.slice(-2).reverse() };
  });
  const counts = new Map<string, number>();
  pages.forEach((lines, page) => {
    for (const side of ["heads", "feet"] as const) {
      const seen = new Set(edges[page]?.[side].map((index) => `${side} ${runningForm(lines[index]) ?? ""}`));
      for (const form of seen) counts.set(form, (counts.get(form) ?? 0) + 1);
    }
  });
  const least = Math.max(2, Math.ceil(pages.length / 3));
  return pages.map((lines, page): PlainPage => {
    const aside = new Set<number>();
    const numbers: string[] = [];
    for (const side of ["feet", "heads"] as const) {
      for (const index of edges[page]?.[side] ?? []) {
        const line = lines[index];
        const number = PAGE_NUMBER.exec(line?.shape ?? "")?.[1] ?? null;
        const form = runningForm(line);
        const repeats = form !== null && (counts.get(`${side} ${form}`) ?? 0) >= least;
        if (number === null && !repeats) break;
        const printed =
          number ??
          /^(\d{1,4})(?:\s{2,}|\t)|\s(\d{1,4})$/
            .exec(line?.shape ?? "")
            ?.slice(1)
            .find(Boolean);
        if (printed !== undefined) numbers.push(printed);
        aside.add(index);
      }
    }
    return {
      lines: lines.filter((_, index) => !aside.has(index)),
      asides: lines.filter((_, index) => aside.has(index)),
      number: numbers[0] ?? null,
    };
  });
}

/** A line without the page number at its end or, with a gap, at its start; null when it cannot be a running head. */
function runningForm(line: PieceLine | undefined): string | null {
  const shape = line?.shape ?? "";
  if (/^\d+[a-z]?\.(?:\s|$)|\uFFFC/.test(shape) || shape.length > 120) return null;
  const form = shape
    .replace(/^\d{1,4}(?:\s{2,}|\t)/, "")
    .replace(/\s+\d{1,4}$/, "")
    .trim();
  return /\p{L}/u.test(form) ? form : null;
}

/** Parts the footnotes at a page's foot from its body. */
export function takeNotes(lines: readonly PieceLine[]): {
  readonly body: readonly PieceLine[];
  readonly notes: readonly PlainNote[];
} {
  const marks = new Map<string, number>();
  lines.forEach((line, index) => {
    for (const { mark } of listMarks(line)) if (!marks.has(mark)) marks.set(mark, index);
  });
  for (let start = Math.max(1, lines.length - FOOT_LINES); start < lines.length; start++) {
    const before = lines[start - 1]?.shape ?? "";
    const first = readNoteStart(lines[start]);
    if (first === null || (marks.get(first.mark) ?? start) >= start) continue;
    if (before !== "" && !RULE.test(before)) continue;
    const notes = readNotes(lines.slice(start), marks, start);
    if (notes === null) continue;
    const body = lines.slice(0, RULE.test(before) && before !== "" ? start - 1 : start);
    return { body, notes };
  }
  return { body: lines, notes: [] };
}

/** Notes that follow one another to the page's end; null when something else stands among them. */
function readNotes(
  lines: readonly PieceLine[],
  marks: ReadonlyMap<string, number>,
  start: number,
): PlainNote[] | null {
  const notes: { mark: string; lines: PieceLine[] }[] = [];
  let blank = false;
  for (const line of lines) {
    const found = readNoteStart(line);
    const last = notes.at(-1);
    const next = last === undefined || Number(found?.mark) === Number(last.mark) + 1;
    if (found !== null && next && (marks.get(found.mark) ?? start) < start) {
      notes.push({ mark: found.mark, lines: [found.rest] });
    } else if (line.pieces.length > 0) {
      if (blank || last === undefined) return null;
      last.lines.push(line);
    }
    blank = line.pieces.length === 0;
  }
  return notes;
}

function readNoteStart(
  line: PieceLine | undefined,
): { readonly mark: string; readonly rest: PieceLine } | null {
  const found = NOTE_START.exec(line?.shape ?? "");
  if (line === undefined || found === null) return null;
  return { mark: markOf(found), rest: cutPieces(line, found[0].length) };
}

interface FoundMark {
  readonly mark: string;
  readonly from: number;
  readonly to: number;
  /** A plain figure after a word, which may be something else. */
  readonly uncertain: boolean;
}

function listMarks(line: PieceLine): FoundMark[] {
  return [...line.shape.matchAll(MARK)].map((found) => ({
    mark: markOf(found),
    from: found.index,
    to: found.index + found[0].length,
    uncertain: found[4] !== undefined,
  }));
}

function markOf(found: RegExpExecArray): string {
  const sign = found.slice(1).find(Boolean) ?? "";
  return sign.replace(/[⁰¹²³⁴-⁹]/g, (digit) => String(SUPERSCRIPTS.indexOf(digit)));
}

/** The line with references in the place of marks whose label `labels` knows; each plain figure is taken once. */
export function markReferences(
  line: PieceLine,
  labels: ReadonlyMap<string, string>,
  found: { readonly taken: Set<string>; readonly uncertain: (mark: string, at: number) => void },
): PieceLine {
  const pieces: Piece[] = [];
  let shape = "";
  let from = 0;
  const add = (part: PieceLine): void => {
    pieces.push(...part.pieces);
    shape += part.shape;
  };
  for (const mark of listMarks(line)) {
    const label = labels.get(mark.mark);
    if (label === undefined || (mark.uncertain && found.taken.has(mark.mark))) continue;
    found.taken.add(mark.mark);
    add(slicePieces(line, from, mark.from));
    const at = slicePieces(line, mark.from, mark.to).pieces[0]?.at ?? 0;
    if (mark.uncertain) found.uncertain(mark.mark, at);
    add({ pieces: [{ span: { kind: "note-reference", note: label }, at }], shape: "\uFFFC" });
    from = mark.to;
  }
  add(slicePieces(line, from, line.shape.length));
  return { pieces, shape };
}
