// What every import ends with: blocks and notes in source order become the portions of a document. Invariants: nothing
// imported is marked, so nobody may read it until a person marks it; no word is lost on the way; the document is one that
// marked text can hold, and what had to be bent for that is said.
import type { SourcePosition } from "../encoding/index.ts";
import type {
  MarkedDocument,
  ParsedDocument,
  PlainSpan,
  Portion,
  Problem,
  ProblemCode,
  ProofreadPage,
  RenditionFile,
} from "./document.ts";
import { NOTE_LABEL } from "./inline-text.ts";
import { findInvisible } from "./source-text.ts";
import { appendSpan, plainText, trimSpans, trimText } from "./spans.ts";

/** A part of the source as an importer understood it. Line ends in its text read as spaces. */
export type ImportedBlock = (
  | {
      readonly kind: "heading" | "paragraph" | "quotation";
      /** Headings from 1; paragraphs 0, or how deep they stand in a list. */
      readonly depth: number;
      /** As printed, without its full stop; of a sub-paragraph in full, `3(a)`. */
      readonly number: string | null;
      readonly spans: readonly PlainSpan[];
    }
  | {
      readonly kind: "table";
      readonly number: string | null;
      readonly caption: readonly PlainSpan[];
      readonly rows: readonly ImportedRow[];
    }
  | {
      readonly kind: "figure";
      readonly number: string | null;
      readonly caption: readonly PlainSpan[];
      readonly renditions: readonly { readonly alt: string; readonly file: RenditionFile }[];
    }
) & {
  readonly page: string | null;
  /** Where it begins, for what is found only here; the source's beginning without it. */
  readonly at?: SourcePosition;
};

export interface ImportedRow {
  /** True for a row of column headings. */
  readonly heading: boolean;
  readonly cells: readonly (readonly PlainSpan[])[];
}

export interface ImportedNote {
  /** As the source calls it, and as its note references name it. */
  readonly label: string;
  readonly spans: readonly PlainSpan[];
  readonly page: string | null;
  readonly at?: SourcePosition;
}

/** What an importer made of a source. */
export interface ImportedSource {
  readonly title: string | null;
  readonly blocks: readonly ImportedBlock[];
  readonly notes: readonly ImportedNote[];
  readonly problems: readonly Problem[];
  /** The frame of a ProofreadPage page. */
  readonly page?: ProofreadPage | null;
  /** Where the body begins; line 1 without it. */
  readonly first?: SourcePosition;
}

const LABEL = new RegExp(`^${NOTE_LABEL}$`);
const DEEPEST = { heading: 3, paragraph: 2, quotation: 0 } as const;

/**
 * Makes an unmarked document. Never throws. Empty blocks go; rows of a table get equally many cells; depths that marked
 * text does not know become the deepest it knows; labels it cannot hold, or that stand twice, become the next free number;
 * a reference to no note stays as text. All but the first two are problems.
 */
export function assembleImport(source: ImportedSource): ParsedDocument {
  return new Assembly(source).finish();
}

class Assembly {
  readonly #source: ImportedSource;
  readonly #first: SourcePosition;
  readonly #problems: Problem[];
  readonly #portions: Portion[] = [];
  readonly #footnotes: Portion[] = [];
  readonly #labels = new Map<string, string>();
  readonly #used = new Set<string>();
  readonly #counts = { h: 0, p: 0, q: 0, t: 0, f: 0 };
  /** An importer that looked at the source itself has said where each invisible character stands. */
  readonly #looksForInvisible: boolean;

  constructor(source: ImportedSource) {
    this.#source = source;
    this.#first = source.first ?? { line: 1, column: 1 };
    this.#problems = [...source.problems];
    this.#looksForInvisible = source.problems.every(({ code }) => code !== "TEXT_CONTROL_CHARACTER");
  }

  finish(): ParsedDocument {
    const labels = this.#labelNotes();
    const title = joinSpaces(this.#source.title ?? "").trim();
    if (title !== "")
      this.#add({ id: "title", kind: "title", spans: this.#clean(textOf(title), this.#first) });
    for (const block of this.#source.blocks) this.#addBlock(block);
    this.#source.notes.forEach(({ spans, page, at }, index) => {
      const label = labels[index] ?? "";
      this.#footnotes.push({
        ...EMPTY,
        ...{ id: `n${label}`, kind: "footnote", number: label, page },
        spans: this.#clean(spans, at ?? this.#first),
      });
    });
    this.#source.notes.forEach(({ at }, index) => {
      const label = labels[index] ?? "";
      if (!this.#used.has(label))
        this.#warn(at ?? this.#first, "NOTE_UNUSED", `Nothing refers to the footnote ${label}`);
    });
    if (this.#portions.length + this.#footnotes.length > 0) {
      this.#warn(
        this.#first,
        "PORTION_UNMARKED",
        "Nothing in this source is marked, so nobody may read it: mark each portion before you release it",
      );
    }
    const document: MarkedDocument = {
      ...{ title, originator: "", policy: "", caseSlug: null, date: null, exercise: false },
      portions: this.#portions,
      footnotes: this.#footnotes,
    };
    const problems = this.#problems
      .map((problem, index) => ({ problem, index }))
      .sort(
        (a, b) => a.problem.line - b.problem.line || a.problem.column - b.problem.column || a.index - b.index,
      )
      .map(({ problem }) => problem);
    return { document, problems, page: this.#source.page ?? null };
  }

  /** The label each note gets, in their order. References keep to the first note of a label. */
  #labelNotes(): string[] {
    const { notes } = this.#source;
    const taken = new Set(notes.map(({ label }) => label).filter((label) => LABEL.test(label)));
    let next = 1;
    return notes.map(({ label, at }) => {
      if (LABEL.test(label) && !this.#labels.has(label)) {
        this.#labels.set(label, label);
        return label;
      }
      while (taken.has(String(next))) next += 1;
      const given = String(next);
      taken.add(given);
      if (!this.#labels.has(label)) this.#labels.set(label, given);
      this.#warn(
        at ?? this.#first,
        "IMPORT_NOTE_RELABELLED",
        `The footnote "${label}" is footnote ${given} here: its label stands twice or cannot be one`,
      );
      return given;
    });
  }

  #addBlock(block: ImportedBlock): void {
    const at = block.at ?? this.#first;
    const { page } = block;
    switch (block.kind) {
      case "heading":
      case "paragraph":
      case "quotation": {
        const spans = this.#clean(block.spans, at);
        if (spans.length === 0 && block.number === null) return;
        if (spans.length === 0) {
          // A number without words is no heading, no quotation and no sub-paragraph: it is words.
          this.#add({ id: this.#nextId("p"), kind: "paragraph", spans: textOf(`${block.number}.`), page });
          return;
        }
        const { kind } = block;
        const least = kind === "heading" ? 1 : 0;
        const depth = Math.min(Math.max(block.depth, least), DEEPEST[kind]);
        if (depth < block.depth) {
          this.#warn(
            at,
            "IMPORT_STRUCTURE_FLATTENED",
            `This ${kind} stands ${block.depth} deep in the source and ${depth} deep here: check its place`,
          );
        }
        const letter = kind === "heading" ? "h" : kind === "paragraph" ? "p" : "q";
        this.#add({ id: this.#nextId(letter), kind, number: block.number, depth, spans, page });
        return;
      }
      case "table":
        this.#addTable(block, at);
        return;
      case "figure": {
        if (block.renditions.length === 0 && this.#clean(block.caption, at).length === 0) return;
        const id = this.#nextId("f");
        this.#add({
          ...{ id, kind: "figure", number: block.number, page },
          spans: this.#clean(block.caption, at),
        });
        block.renditions.forEach(({ alt, file }, index) => {
          this.#add({
            ...{ id: `${id}${letterOf(index)}`, kind: "rendition", parent: id, file, page },
            spans: this.#clean(textOf(alt), at),
          });
        });
        return;
      }
    }
  }

  #addTable(block: Extract<ImportedBlock, { kind: "table" }>, at: SourcePosition): void {
    const id = this.#nextId("t");
    this.#add({
      ...{ id, kind: "table", number: block.number, page: block.page },
      spans: this.#clean(block.caption, at),
    });
    const width = block.rows.reduce((most, { cells }) => Math.max(most, cells.length), 1);
    block.rows.forEach(({ heading, cells }, index) => {
      const spans = Array.from({ length: width }, (_, column): PlainSpan[] => [
        ...(column === 0 ? [] : [{ kind: "cell-break" } as const]),
        ...this.#clean(
          (cells[column] ?? []).filter((span) => span.kind !== "cell-break"),
          at,
        ),
      ]).flat();
      this.#add({
        ...{ id: `${id}r${index + 1}`, kind: "row", depth: heading ? 1 : 0, parent: id, page: block.page },
        spans,
      });
    });
  }

  #add(portion: Pick<Portion, "id" | "kind" | "spans"> & Partial<Portion>): void {
    this.#portions.push({ ...EMPTY, ...portion });
  }

  /** Spans in normal form on one line, without spaces at their ends, with references to notes that are there. */
  #clean(spans: readonly PlainSpan[], at: SourcePosition): readonly PlainSpan[] {
    const clean: PlainSpan[] = [];
    for (const span of spans) {
      if (span.kind === "text") {
        appendSpan(clean, { kind: "text", text: joinSpaces(span.text) });
      } else if (span.kind === "note-reference") {
        const note = this.#labels.get(span.note);
        if (note === undefined) {
          appendSpan(clean, { kind: "text", text: `[^${span.note}]` });
          this.#warn(
            at,
            "NOTE_UNDEFINED",
            `There is no footnote ${span.note} in this source: its mark is kept as text`,
          );
        } else {
          this.#used.add(note);
          clean.push({ kind: "note-reference", note });
        }
      } else {
        clean.push(span);
      }
    }
    const trimmed = trimSpans(clean);
    if (this.#looksForInvisible) this.#reportInvisible(trimmed, at);
    return trimmed;
  }

  #reportInvisible(spans: readonly PlainSpan[], at: SourcePosition): void {
    const found = findInvisible(plainText(spans));
    if (found !== null)
      this.#problems.push({
        ...at,
        severity: "error",
        code: "TEXT_CONTROL_CHARACTER",
        message: found.message,
      });
  }

  #warn(at: SourcePosition, code: ProblemCode, message: string): void {
    this.#problems.push({ line: at.line, column: at.column, severity: "warning", code, message });
  }

  #nextId(letter: "h" | "p" | "q" | "t" | "f"): string {
    this.#counts[letter] += 1;
    return `${letter}${this.#counts[letter]}`;
  }
}

const EMPTY = {
  ...{ number: null, depth: 0, parent: null, origin: null, marking: null, grading: null, judgement: null },
  ...{ file: null, page: null },
} as const;

function textOf(text: string): readonly PlainSpan[] {
  return text === "" ? [] : [{ kind: "text", text }];
}

/** Line ends and tabs, with the spaces around them, as one space. */
function joinSpaces(text: string): string {
  if (!/[\n\r\t\f]/.test(text)) return text;
  const parts = text.split(/[\n\r\t\f]+/);
  const last = parts.length - 1;
  return parts.map((part, index) => trimText(part, { start: index > 0, end: index < last })).join(" ");
}

/** a, b, … z, aa, ab …, as columns of a sheet are called. */
function letterOf(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26));
  return index < 26 ? letter : `${letterOf(Math.floor(index / 26) - 1)}${letter}`;
}
