// Lines of marked text put together to units: a unit is what one portion, or a table or figure with its parts, is read from.
// Invariant: a line that looks like the start of a portion is one, also in the middle of a paragraph, so that a forgotten
// blank line never puts a text under the mark before it.
import { readAttribute } from "./attributes.ts";
import { NOTE_LABEL } from "./inline-text.ts";
import type { MarkReader } from "./mark-reader.ts";
import { readMark, readNumber } from "./portion-lines.ts";
import { cutLine } from "./source-text.ts";
import type { SourceLine } from "./source-text.ts";

export const HEADING = /^(#{1,3})(?:[ \t]+|$)/;
const FOREIGN = /^(?:#{4,}|-{3,}$|\||!\[)/;
export const DEFINITION = new RegExp(`^\\[([\\^@])(${NOTE_LABEL})\\]:[ \\t]*`);
const BULLET = /^-(?:[ \t]+|$)/;
/** `a)` of a sub-paragraph, `iv)`, and `1)` of what stands below it. */
const LABEL = /^([a-z]{1,2}|[ivx]{3,5}|\d{1,3})\)(?:[ \t]+|$)/;

/** A row of a table, or a picture of a figure, with the attribute lines before it. */
export interface UnitPart {
  readonly attributes: readonly SourceLine[];
  readonly line: SourceLine;
}

/** Lines of one unit, with the attribute lines before it. Lines of a quotation have lost their `>`. */
export interface Unit {
  readonly kind: "heading" | "paragraph" | "quotation" | "definition" | "foreign" | "table" | "figure";
  readonly attributes: SourceLine[];
  /** Of a table or figure: the caption. */
  readonly lines: SourceLine[];
  readonly parts: UnitPart[];
  /** The line that begins a table or figure. */
  readonly opening: SourceLine | null;
}

type LineKind =
  | "text"
  | "heading"
  | "foreign"
  | "definition"
  | "attribute"
  | "table"
  | "figure"
  | "quotation"
  | "start"
  | "mark";

/** What begins at the start of a paragraph's line, before the mark: a bullet or the label of a sub-paragraph. */
export function readLabel(
  text: string,
): { readonly label: string | null; readonly depth: 1 | 2; readonly end: number } | null {
  const bullet = BULLET.exec(text)?.[0].length;
  if (bullet !== undefined) {
    const second = BULLET.exec(text.slice(bullet))?.[0].length;
    return second === undefined
      ? { label: null, depth: 1, end: bullet }
      : { label: null, depth: 2, end: bullet + second };
  }
  const found = LABEL.exec(text);
  return found?.[1] === undefined ? null : { label: found[1], depth: 1, end: found[0].length };
}

export function findUnits(lines: readonly SourceLine[], marks: MarkReader): Unit[] {
  return new UnitFinder(marks).find(lines);
}

/** Whether an unmarked text would read as something else at the start of a line. */
export function isStart(text: string, marks: MarkReader): boolean {
  return classifyLine(text, marks) !== "text";
}

class UnitFinder {
  readonly #marks: MarkReader;
  readonly #units: Unit[] = [];
  #attributes: SourceLine[] = [];
  /** The unit that a line of text goes on with. */
  #open: Unit | null = null;
  /** The table or figure that takes rows or pictures. */
  #whole: Unit | null = null;

  constructor(marks: MarkReader) {
    this.#marks = marks;
  }

  find(lines: readonly SourceLine[]): Unit[] {
    for (const line of lines) {
      if (line.text === "") {
        this.#orphan();
        this.#open = this.#whole = null;
      } else if (!this.#addPart(line)) {
        this.#addLine(line, classifyLine(line.text, this.#marks));
      }
    }
    this.#orphan();
    return this.#units;
  }

  #addLine(line: SourceLine, kind: LineKind): void {
    if (kind === "attribute") {
      this.#attributes.push(line);
      this.#open = null;
      return;
    }
    if (this.#addCaption(line, kind)) return;
    if (kind === "text" && this.#open !== null) {
      this.#open.lines.push(line);
      return;
    }
    this.#whole = null;
    switch (kind) {
      case "text":
      case "start":
      case "mark":
        this.#begin("paragraph", line);
        return;
      case "quotation":
        this.#addQuotation(line);
        return;
      case "table":
      case "figure":
        this.#whole = this.#begin(kind, null, line);
        return;
      case "heading":
        this.#begin(kind, line);
        this.#open = null;
        return;
      case "definition":
        this.#begin(kind, line);
        return;
      case "foreign":
        this.#orphan();
        this.#begin(kind, line);
        this.#open = null;
        return;
    }
  }

  /** A line of a table or figure that is no caption. */
  #addPart(line: SourceLine): boolean {
    const whole = this.#whole;
    if (whole === null) return false;
    const { text } = line;
    const fits = whole.kind === "table" ? isRow(text) : text.startsWith("![");
    if (!fits) return false;
    whole.parts.push({ attributes: this.#attributes, line });
    this.#attributes = [];
    this.#open = null;
    return true;
  }

  #addCaption(line: SourceLine, kind: LineKind): boolean {
    const whole = this.#whole;
    if (whole === null || whole.parts.length > 0 || whole.lines.length > 0) return false;
    if (kind !== "text" && kind !== "mark") return false;
    whole.lines.push(line);
    whole.attributes.push(...this.#attributes);
    this.#attributes = [];
    this.#open = whole;
    return true;
  }

  #addQuotation(line: SourceLine): void {
    const inner = cutLine(line, 1);
    if (inner.text === "") {
      this.#orphan();
      this.#open = null;
      return;
    }
    if (this.#open?.kind === "quotation" && !isMarked(inner.text, this.#marks)) this.#open.lines.push(inner);
    else this.#begin("quotation", inner);
  }

  #begin(kind: Unit["kind"], line: SourceLine | null, opening: SourceLine | null = null): Unit {
    const lines = line === null ? [] : [line];
    const unit: Unit = { kind, attributes: this.#attributes, lines, parts: [], opening };
    this.#attributes = [];
    this.#units.push(unit);
    this.#open = unit;
    return unit;
  }

  /** Attribute lines that nothing follows. */
  #orphan(): void {
    const orphans = this.#attributes;
    this.#attributes = [];
    for (const line of orphans)
      this.#units.push({ kind: "foreign", attributes: [], lines: [line], parts: [], opening: null });
  }
}

/** Inside a table everything with a bar at one of its ends is meant as a row, and so is what begins with a mark and a bar. */
function isRow(text: string): boolean {
  return text.startsWith("|") || /(?:^|[^\\])(?:\\\\)*\|$/.test(text) || /^\([^()|]*\)[ \t]*\|/.test(text);
}

function isMarked(text: string, marks: MarkReader): boolean {
  const mark = text.startsWith("(") ? readMark(text, 0) : null;
  return mark !== null && marks.isMark(mark.mark);
}

/** Looks at the first character before anything else, since most lines are running text. */
function classifyLine(text: string, marks: MarkReader): LineKind {
  switch (text.charAt(0)) {
    case "#":
      return HEADING.test(text) ? "heading" : FOREIGN.test(text) ? "foreign" : "text";
    case "-":
      return FOREIGN.test(text) ? "foreign" : BULLET.test(text) ? "start" : "text";
    case "|":
    case "!":
      return FOREIGN.test(text) ? "foreign" : "text";
    case ">":
      return "quotation";
    case "[":
      return DEFINITION.test(text) ? "definition" : "text";
    case "{": {
      const attribute = readAttribute(text);
      if (attribute === null) return "text";
      return attribute.kind === "table" || attribute.kind === "figure" ? attribute.kind : "attribute";
    }
    case "(":
      return isMarked(text, marks) ? "mark" : "text";
    default:
      return LABEL.test(text) || readNumber(text, 0) !== null ? "start" : "text";
  }
}
