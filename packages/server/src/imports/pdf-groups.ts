// Which lines belong together: a paragraph ends where a line had room for the next word, where a gap is wider than between
// lines, and where a number, a letter or the sign of a list begins; rows of a table stand under each other.
import type { PageLines } from "./pdf-furniture.ts";
import { textOfFragment, textOfLine } from "./pdf-lines.ts";
import type { Fragment, Line } from "./pdf-lines.ts";

export interface Group {
  readonly kind: "text" | "table";
  readonly page: PageLines;
  readonly lines: Line[];
}

export const NUMBERED = /^(\d{1,4}[a-z]?)\.(?:\s+|$)/;
export const LETTERED = /^\(?([a-z])\)\s+/;
export const BULLET = /^(?:[•◦▪●■‣∙·–]|\uF0B7|-)\s+/u;

/** Lines of a page as paragraphs and tables. */
export function groupLines(page: PageLines): Group[] {
  const groups: Group[] = [];
  const { lines } = page;
  const leading = typicalLeading(lines);
  let next = 1;
  lines.forEach((line, index) => {
    const before = lines[index - 1];
    const last = groups.at(-1);
    const cells = countCells(line);
    const tabular =
      cells >= 2 &&
      [before, lines[index + 1]].some((other) => other !== undefined && isSameTable(line, other));
    if (tabular) {
      if (last?.kind === "table" && before !== undefined && isSameTable(before, line)) last.lines.push(line);
      else groups.push({ kind: "table", page, lines: [line] });
    } else if (
      last?.kind !== "text" ||
      before === undefined ||
      beginsParagraph(before, line, { leading, next, right: rightOf(line, lines) })
    )
      groups.push({ kind: "text", page, lines: [line] });
    else last.lines.push(line);
    if (groups.at(-1)?.lines.length === 1) {
      const number = NUMBERED.exec(`${textOfLine(line)} `)?.[1];
      if (number !== undefined) next = Number.parseInt(number, 10) + 1;
    }
  });
  return groups;
}

/** Fragments of a line; the sign of a list is none of its own. */
function countCells({ fragments }: Line): number {
  const [first] = fragments;
  const text = first === undefined ? "" : `${textOfFragment(first)} `;
  const sign = NUMBERED.test(text) || LETTERED.test(text) || BULLET.test(text);
  return fragments.length - (sign && text.trim().length <= 6 ? 1 : 0);
}

/** Rows of one table stand close, and the cells of the one with fewer begin where cells of the other do. */
function isSameTable(a: Line, b: Line): boolean {
  if (countCells(a) < 2 || countCells(b) < 2) return false;
  if (Math.abs(a.y - b.y) > Math.max(a.size, b.size) * 4) return false;
  const [few, many] = a.fragments.length < b.fragments.length ? [a, b] : [b, a];
  return few.fragments.every((cell) => many.fragments.some((other) => isAbove(cell, other, a.size)));
}

function isAbove(cell: Fragment, other: Fragment, size: number): boolean {
  return cell.x0 < other.x1 + size && other.x0 < cell.x1 + size;
}

/** Right end of the lines of this size in its column. */
function rightOf(line: Line, lines: readonly Line[]): number {
  return Math.max(
    ...lines
      .filter(({ left, size }) => left === line.left && Math.abs(size - line.size) < line.size * 0.08)
      .map(({ x1 }) => x1),
  );
}

function beginsParagraph(
  before: Line,
  line: Line,
  { leading, right, next }: { readonly leading: number; readonly right: number; readonly next: number },
): boolean {
  const gap = before.y - line.y;
  const text = `${textOfLine(line)} `;
  const size = Math.max(before.size, line.size);
  // At the head of a column a sentence may go on.
  if (gap <= 0) return endsSentence(before);
  if (gap > Math.max(leading, size * 1.15) * 1.3) return true;
  if (line.left !== before.left && endsSentence(before)) return true;
  if (Math.abs(before.size - line.size) > size * 0.08) return true;
  if (LETTERED.test(text) || BULLET.test(text)) return true;
  if (Number.parseInt(NUMBERED.exec(text)?.[1] ?? "", 10) === next) return true;
  // Set in by its first line alone, after a line that ended a sentence.
  if (line.x0 - before.x0 > size * 0.8 && before.x0 - line.left < size * 0.5 && endsSentence(before))
    return true;
  // A line breaks where the next word has no room; where it had room, the break was meant.
  const word = /^\S+/.exec(text)?.[0].length ?? 0;
  return before.x1 + (word * 0.6 + 1.5) * size < right;
}

function endsSentence(line: Line): boolean {
  return /[.!?:;]["”’')\]\d]*$/.test(textOfLine(line));
}

function typicalLeading(lines: readonly Line[]): number {
  const gaps = lines
    .map((line, index) => (lines[index - 1]?.y ?? line.y) - line.y)
    .filter((gap) => gap > 1 && gap < 60)
    .sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length * 0.3)] ?? 14;
}

/** A paragraph that runs over the end of a page is one paragraph. */
export function joinOverPages(groups: readonly Group[]): Group[] {
  const joined: Group[] = [];
  for (const group of groups) {
    const last = joined.at(-1);
    const [line, before] = [group.lines[0], last?.lines.at(-1)];
    const goesOn =
      last !== undefined &&
      line !== undefined &&
      before !== undefined &&
      last.kind === "text" &&
      group.kind === "text" &&
      last.page !== group.page &&
      !endsSentence(before) &&
      /^[\p{Ll}(]/u.test(textOfLine(line)) &&
      !LETTERED.test(textOfLine(line)) &&
      Math.abs(line.size - before.size) < line.size * 0.08;
    if (goesOn) last.lines.push(...group.lines);
    else joined.push(group);
  }
  return joined;
}
