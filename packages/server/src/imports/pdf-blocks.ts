// Lines of all pages as blocks: paragraphs, headings by their size, lists by what begins them, tables by how they stand, notes
// at the foot. Where a choice is not sure, the words stay as they are and the place is flagged.
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import { readRunningText } from "@entente/core/documents";
import { quote } from "./findings.ts";
import type { Findings } from "./findings.ts";
import type { PageLines } from "./pdf-furniture.ts";
import { textOfFragment, textOfLine } from "./pdf-lines.ts";
import type { Fragment, Line, Part } from "./pdf-lines.ts";

export interface PdfBlocks {
  readonly title: string | null;
  readonly blocks: readonly ImportedBlock[];
  readonly notes: readonly ImportedNote[];
}

interface Group {
  readonly kind: "text" | "table";
  readonly page: PageLines;
  readonly lines: Line[];
}

const NUMBERED = /^(\d{1,4}[a-z]?)\.(?:\s+|$)/;
const LETTERED = /^\(?([a-z])\)\s+/;
const BULLET = /^(?:[•◦▪●■‣∙·–]|\uF0B7|-)\s+/u;
const NOTE_START = /^(\d{1,3}|[*†‡])[.)]?\s*(?=\S)/;

/** Makes blocks of pages without their furniture. */
export function readBlocks(pages: readonly PageLines[], findings: Findings): PdfBlocks {
  return new BlockReader(pages, findings).read();
}

class BlockReader {
  readonly #pages: readonly PageLines[];
  readonly #findings: Findings;
  readonly #body: number;
  readonly #words: ReadonlySet<string>;
  readonly #pageOf: ReadonlyMap<Line, PageLines>;
  readonly #notes: ImportedNote[] = [];
  /** Labels of the notes at the foot of a page, as the source has them, and as they are here. */
  readonly #noteLabels = new Map<number, Map<string, string>>();
  readonly #numbers = new Set<string>();
  #above: string | null = null;

  constructor(pages: readonly PageLines[], findings: Findings) {
    this.#pages = pages;
    this.#findings = findings;
    this.#body = bodySize(pages);
    this.#pageOf = new Map(pages.flatMap((page) => page.lines.map((line) => [line, page] as const)));
    this.#words = new Set(
      pages.flatMap(({ lines }) =>
        lines.flatMap(
          (line) =>
            textOfLine(line)
              .toLowerCase()
              .match(/[\p{L}-]+/gu) ?? [],
        ),
      ),
    );
  }

  read(): PdfBlocks {
    for (const page of this.#pages) this.#takeNotes(page);
    const groups = joinOverPages(this.#pages.flatMap((page) => groupLines(page)));
    const sizes = this.#headingSizes(groups);
    const blocks: ImportedBlock[] = [];
    let title: string | null = null;
    for (const group of groups) {
      const size = headingSize(group, this.#body);
      const at = { line: group.page.ordinal, column: 1 };
      if (group.kind === "table") {
        blocks.push(this.#readTable(group));
      } else if (size !== null) {
        const spans = this.#readSpans(group);
        if (title === null && blocks.length === 0 && sizes[0] === size && sizes.length > 1)
          title = group.lines.map(textOfLine).join(" ");
        else
          blocks.push({
            ...{
              kind: "heading",
              depth: Math.max(sizes.indexOf(size), 0) + (title === null ? 1 : 0),
              number: null,
            },
            ...{ spans, page: group.page.label, at },
          });
      } else {
        blocks.push(this.#readParagraph(group));
      }
    }
    return { title, blocks, notes: this.#notes };
  }

  /** Notes at the foot: small, labelled, and their label stands raised in the text above. */
  #takeNotes(page: PageLines): void {
    const ordered = [...page.lines];
    const raised = new Set(
      ordered.flatMap(({ fragments }) =>
        fragments.flatMap(({ parts }) =>
          parts.filter((part, index) => part.raised && index > 0).map(({ text }) => text.trim()),
        ),
      ),
    );
    const first = ordered.findIndex(
      (line, index) =>
        line.size < this.#body * 0.93 &&
        raised.has(NOTE_START.exec(textOfLine(line))?.[1] ?? "") &&
        ordered.slice(index).every(({ size }) => size < this.#body * 0.93),
    );
    if (first < 0) return;
    const labels = new Map<string, string>();
    const close = (open: { readonly label: string; readonly lines: Line[] }): void => {
      if (open.lines.length === 0) return;
      const group: Group = { kind: "text", page, lines: open.lines };
      const spans = dropStart(this.#readSpans(group, false), NOTE_START);
      const { label: printed } = open;
      const taken = this.#notes.some(({ label }) => label === printed) || !/^\d+$/.test(printed);
      const label = taken ? `p${page.ordinal}-${labels.size + 1}` : printed;
      labels.set(printed, label);
      this.#notes.push({ label, spans, page: page.label, at: { line: page.ordinal, column: 1 } });
    };
    let open = { label: "", lines: [] as Line[] };
    for (const line of ordered.slice(first)) {
      const found = NOTE_START.exec(textOfLine(line))?.[1];
      if (found !== undefined && raised.has(found) && found !== open.label && !labels.has(found)) {
        close(open);
        open = { label: found, lines: [line] };
      } else open.lines.push(line);
    }
    close(open);
    page.lines = ordered.slice(0, first);
    this.#noteLabels.set(page.ordinal, labels);
  }

  #headingSizes(groups: readonly Group[]): number[] {
    const sizes = groups.map((group) => headingSize(group, this.#body)).filter((size) => size !== null);
    return [...new Set(sizes)].sort((a, b) => b - a);
  }

  #readParagraph(group: Group): ImportedBlock {
    const spans = this.#readSpans(group);
    const [first] = spans;
    const text = first?.kind === "text" ? first.text : "";
    const common = {
      kind: "paragraph",
      page: group.page.label,
      at: { line: group.page.ordinal, column: 1 },
    } as const;
    const numbered = NUMBERED.exec(text)?.[1];
    if (numbered !== undefined && !this.#numbers.has(numbered)) {
      this.#numbers.add(numbered);
      this.#above = numbered;
      return { ...common, depth: 0, number: numbered, spans: dropStart(spans, NUMBERED) };
    }
    const letter = LETTERED.exec(text)?.[1];
    const full = letter === undefined || this.#above === null ? null : `${this.#above}(${letter})`;
    if (full !== null && !this.#numbers.has(full)) {
      this.#numbers.add(full);
      return { ...common, depth: 1, number: full, spans: dropStart(spans, LETTERED) };
    }
    if (BULLET.test(text)) return { ...common, depth: 1, number: null, spans: dropStart(spans, BULLET) };
    return { ...common, depth: 0, number: null, spans };
  }

  #readTable(group: Group): ImportedBlock {
    const line = group.page.ordinal;
    const columns = group.lines.reduce<readonly Fragment[]>(
      (most, { fragments }) => (fragments.length > most.length ? fragments : most),
      [],
    );
    this.#findings.warn(
      line,
      "IMPORT_TABLE_SHAPE",
      `On page ${group.page.label} a table is made of how its words stand: compare its rows and cells with the page`,
    );
    return {
      ...{ kind: "table", number: null, caption: [], page: group.page.label, at: { line, column: 1 } },
      rows: group.lines.map(({ fragments, size }) => {
        const cells: PlainSpan[][] = columns.map(() => []);
        for (const fragment of fragments) {
          const at = Math.max(
            columns.findLastIndex((column) => column.x0 <= fragment.x0 + size),
            0,
          );
          const cell = cells[at] ?? [];
          if (cell.length > 0) cell.push({ kind: "text", text: " " });
          cell.push(...this.#partSpans(fragment.parts, group.page));
        }
        return { heading: false, cells };
      }),
    };
  }

  #readSpans(group: Group, withMarks = true): PlainSpan[] {
    const spans: PlainSpan[] = [];
    group.lines.forEach((line, index) => {
      const page = this.#pageOf.get(line) ?? group.page;
      const found = line.fragments.flatMap(({ parts }, fragment): PlainSpan[] => [
        ...(fragment > 0 ? [{ kind: "text", text: " " } as const] : []),
        ...this.#partSpans(parts, page, withMarks),
      ]);
      const last = spans.at(-1);
      if (index > 0 && last?.kind === "text") {
        const next = textOfLine(line);
        const joined = this.#joinHyphen(last.text, next, page);
        spans[spans.length - 1] = { kind: "text", text: joined ?? `${last.text} ` };
      } else if (index > 0) spans.push({ kind: "text", text: " " });
      spans.push(...found);
    });
    return mergeText(spans);
  }

  /** The line before without its hyphen, or with it and no space; null when the line ends otherwise. */
  #joinHyphen(before: string, after: string, page: PageLines): string | null {
    const left = /(\p{L}+)([-\u00AD\u2010])$/u.exec(before);
    const right = /^\p{Ll}+/u.exec(after)?.[0];
    if (left?.[1] === undefined || right === undefined) return null;
    const cut = before.slice(0, -1);
    if (left[2] === "\u00AD" || this.#words.has((left[1] + right).toLowerCase())) return cut;
    if (!this.#words.has(`${left[1]}-${right}`.toLowerCase()))
      this.#findings.warn(
        page.ordinal,
        "IMPORT_HYPHEN",
        `On page ${page.label} a line ends in ${quote(`${left[1]}-`)} and the next begins ${quote(right)}: look whether the word has a hyphen`,
      );
    return before;
  }

  #partSpans(parts: readonly Part[], page: PageLines, withMarks = true): PlainSpan[] {
    const labels = this.#noteLabels.get(page.ordinal);
    return parts.flatMap((part): PlainSpan[] => {
      const note = withMarks && part.raised ? labels?.get(part.text.trim()) : undefined;
      if (note !== undefined) {
        const mark = { kind: "note-reference", note } as const;
        return part.text.endsWith(" ") ? [mark, { kind: "text", text: " " }] : [mark];
      }
      if (part.visibility === "covered") return coveredSpans(part.text);
      return readRunningText(part.text, (_, message) =>
        this.#findings.warn(page.ordinal, "WIKITEXT_REDACTION_STYLE", message),
      );
    });
  }
}

/** What lies under a box was taken out by whoever drew it: it is withheld at source here, and its text is a finding. */
function coveredSpans(text: string): PlainSpan[] {
  return [
    ...(text.startsWith(" ") ? [{ kind: "text", text: " " } as const] : []),
    { kind: "withheld-at-source" },
    ...(text.endsWith(" ") ? [{ kind: "text", text: " " } as const] : []),
  ];
}

/** The size in which most signs are set. */
function bodySize(pages: readonly PageLines[]): number {
  const counts = new Map<number, number>();
  for (const { lines } of pages)
    for (const line of lines) {
      const size = Math.round(line.size * 2) / 2;
      counts.set(size, (counts.get(size) ?? 0) + textOfLine(line).length);
    }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 12;
}

/** Size of a heading in half points; null for other groups. */
function headingSize(group: Group, body: number): number | null {
  const size = Math.min(...group.lines.map((line) => line.size));
  if (group.kind === "table" || size < body * 1.12 || group.lines.length > 4) return null;
  return group.lines.map(textOfLine).join(" ").length > 300 ? null : Math.round(size * 2) / 2;
}

function groupLines(page: PageLines): Group[] {
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
function joinOverPages(groups: readonly Group[]): Group[] {
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

function dropStart(spans: readonly PlainSpan[], pattern: RegExp): readonly PlainSpan[] {
  const [first, ...rest] = spans;
  if (first?.kind !== "text") return spans;
  return [{ kind: "text", text: first.text.replace(pattern, "") }, ...rest];
}

function mergeText(spans: readonly PlainSpan[]): PlainSpan[] {
  const merged: PlainSpan[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (span.kind === "text" && last?.kind === "text")
      merged[merged.length - 1] = { kind: "text", text: last.text + span.text };
    else merged.push(span);
  }
  return merged;
}
