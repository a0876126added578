// Lines of all pages as blocks: paragraphs, headings by their size, lists by what begins them, tables by how they stand, notes
// at the foot. Where a choice is not sure, the words stay as they are and the place is flagged.
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import { readRunningText } from "@entente/core/documents";
import { quote } from "./findings.ts";
import type { Findings } from "./findings.ts";
import type { PageLines } from "./pdf-furniture.ts";
import { BULLET, groupLines, joinOverPages, LETTERED, NUMBERED } from "./pdf-groups.ts";
import type { Group } from "./pdf-groups.ts";
import { textOfLine } from "./pdf-lines.ts";
import type { Fragment, Line, Part } from "./pdf-lines.ts";

export interface PdfBlocks {
  readonly title: string | null;
  readonly blocks: readonly ImportedBlock[];
  readonly notes: readonly ImportedNote[];
}

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
