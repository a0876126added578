// Running text of marked text (formats/marked-text.abnf, `inline`): escapes, `***`, marks of footnotes and sources,
// cross-references and restricted spans. Invariants: reading what inline-printer.ts prints gives the spans back; a brace that
// is not part of a well-formed span is an error, and so is a mark in the middle of text, because a slip in a mark, or a lost
// line end before it, must never leave its text under the milder mark around it.
import type { Marking } from "../markings/index.ts";
import type { PlainSpan, ProblemCode, Span } from "./document.ts";
import type { MarkReader } from "./mark-reader.ts";

/** What cannot be read, at an offset of the text. */
export interface InlineProblem {
  readonly at: number;
  readonly code: ProblemCode;
  readonly message: string;
}

/** Where a text refers to something. */
export interface Reference {
  readonly kind: "note" | "source" | "portion";
  readonly label: string;
  readonly at: number;
}

export interface InlineText {
  readonly spans: readonly Span[];
  /** First one met; there are no spans then, and the portion must stay unmarked (see {@link keepText}). */
  readonly problem: InlineProblem | null;
  /** Offsets of restricted spans, in order. */
  readonly restrictedAt: readonly number[];
  readonly references: readonly Reference[];
}

const ESCAPABLE = "\\*{}[]()#.:-&|>!";
/** Labels of footnotes and sources. */
export const NOTE_LABEL = "[A-Za-z0-9-]{1,64}";
const SPECIAL = /[\\*{}[(]/;
const PLAIN = /[^\\*{}[(]+/y;
const LABEL = new RegExp(`\\[([\\^@])(${NOTE_LABEL})\\]`, "y");
const SEE = /\{see:[ \t]*([^{}|\\*[\],]*[^{}|\\*[\], \t])[ \t]*\}/y;
const OPENING = /\{\(([^(){}]*)\):(?: |(?=\}))/y;
/** A mark as it would stand at the start of a portion. To be text, both of its brackets are escaped. */
const INNER_MARK = /\(([^(){}\\\s][^(){}\\]*)\\?\)(?=[ \t]|$)/y;
const HALF_ESCAPED = /\(([^(){}\\\s][^(){}\\]*)\)(?=[ \t]|$)/y;

const NOTHING: readonly never[] = [];

/** Reads running text. Never throws. */
export function parseSpans(text: string, marks: MarkReader): InlineText {
  if (!SPECIAL.test(text)) {
    const spans: readonly Span[] = text === "" ? NOTHING : [{ kind: "text", text }];
    return { spans, problem: null, restrictedAt: NOTHING, references: NOTHING };
  }
  return new Scanner(text, marks).read();
}

/** Text that was not understood, kept: braces and marks in it are text. */
export function keepText(text: string): InlineText {
  return new Scanner(text, null).read();
}

class Scanner {
  readonly #text: string;
  /** Null where braces and marks are text. */
  readonly #marks: MarkReader | null;
  readonly #references: Reference[] = [];
  #at = 0;
  #problem: InlineProblem | null = null;

  constructor(text: string, marks: MarkReader | null) {
    this.#text = text;
    this.#marks = marks;
  }

  read(): InlineText {
    const spans: Span[] = [];
    const restrictedAt: number[] = [];
    while (this.#problem === null) {
      this.#readPlain(spans);
      if (this.#stopped()) break;
      restrictedAt.push(this.#at);
      const restricted = this.#readRestricted();
      if (restricted !== null) spans.push(restricted);
    }
    const problem: InlineProblem | null = this.#problem;
    return problem === null
      ? { spans, problem, restrictedAt, references: this.#references }
      : { spans: NOTHING, problem, restrictedAt: NOTHING, references: NOTHING };
  }

  #stopped(): boolean {
    return this.#problem !== null || this.#at >= this.#text.length;
  }

  /** Reads up to a brace that is no cross-reference, a problem or the end. Two runs of text never stand side by side. */
  #readPlain(spans: Span[]): void {
    const text = this.#text;
    let words = "";
    const put = (span: PlainSpan): void => {
      if (words !== "") spans.push({ kind: "text", text: words });
      words = "";
      spans.push(span);
    };
    while (this.#at < text.length) {
      PLAIN.lastIndex = this.#at;
      const run = PLAIN.exec(text);
      if (run !== null) {
        words += run[0];
        this.#at = PLAIN.lastIndex;
        if (this.#at >= text.length) break;
      }
      const char = text.charAt(this.#at);
      // Apart from the sum, because what puts a span also takes the words before it.
      let more = "";
      if (char === "\\") more = this.#readEscape();
      else if (char === "*") more = this.#readAsterisks(put);
      else if (char === "[") more = this.#readLabel(put);
      else if (char === "(") more = this.#readBracket();
      else if (this.#marks === null) {
        more = char;
        this.#at += 1;
      } else if (!this.#readCrossReference(put)) break;
      words += more;
      if (this.#problem !== null) return;
    }
    if (words !== "") spans.push({ kind: "text", text: words });
  }

  #readEscape(): string {
    const next = this.#text.charAt(this.#at + 1);
    const escaped = next !== "" && ESCAPABLE.includes(next);
    if (next === "(" && this.#isMark(HALF_ESCAPED, this.#at + 1)) this.#refuseMark(this.#at);
    this.#at += escaped ? 2 : 1;
    return escaped ? next : "\\";
  }

  /** A run of three is one withheld place and a run of six is two; any other number is asterisks. */
  #readAsterisks(put: (span: PlainSpan) => void): string {
    const start = this.#at;
    while (this.#text.charAt(this.#at) === "*") this.#at += 1;
    const length = this.#at - start;
    if (length % 3 !== 0) return this.#text.slice(start, this.#at);
    for (let place = 0; place < length; place += 3) put({ kind: "withheld-at-source" });
    return "";
  }

  #readLabel(put: (span: PlainSpan) => void): string {
    LABEL.lastIndex = this.#at;
    const [whole, sign, label = ""] = LABEL.exec(this.#text) ?? [];
    if (whole === undefined) {
      this.#at += 1;
      return "[";
    }
    this.#references.push({ kind: sign === "^" ? "note" : "source", label, at: this.#at });
    put(sign === "^" ? { kind: "note-reference", note: label } : { kind: "source-reference", source: label });
    this.#at += whole.length;
    return "";
  }

  #readBracket(): string {
    if (this.#isMark(INNER_MARK, this.#at)) this.#refuseMark(this.#at);
    this.#at += 1;
    return "(";
  }

  #readCrossReference(put: (span: PlainSpan) => void): boolean {
    SEE.lastIndex = this.#at;
    const [whole, target] = SEE.exec(this.#text) ?? [];
    if (whole === undefined || target === undefined || target.length > 64) return false;
    this.#references.push({ kind: "portion", label: target, at: this.#at });
    put({ kind: "cross-reference", target });
    this.#at += whole.length;
    return true;
  }

  #isMark(pattern: RegExp, at: number): boolean {
    if (this.#marks === null) return false;
    pattern.lastIndex = at;
    const mark = pattern.exec(this.#text)?.[1];
    return mark !== undefined && this.#marks.isMark(mark);
  }

  #refuseMark(at: number): void {
    this.#refuse(
      at,
      "MARK_MISPLACED",
      "This looks like the mark of another portion: begin a new line with it, write {(S): …} for a stricter part, or \\( and \\) if it is text",
    );
  }

  #refuse(at: number, code: ProblemCode, message: string): null {
    this.#problem ??= { at, code, message };
    return null;
  }

  #readRestricted(): Span | null {
    const at = this.#at;
    if (this.#text.charAt(at) === "}")
      return this.#refuse(at, "SPAN_UNCLOSED", "This brace closes nothing: write \\} if it is meant as text");
    OPENING.lastIndex = at;
    const opening = OPENING.exec(this.#text);
    if (opening === null || this.#marks === null) {
      return this.#refuse(
        at,
        "SPAN_MARK_INVALID",
        "Expected a stricter part such as {(S): text} or a reference such as {see: 12}: write \\{ if the brace is meant as text",
      );
    }
    const marking: Marking | { at: number; message: string } = this.#marks.read(opening[1] ?? "");
    if (!("terms" in marking)) return this.#refuse(at + 2 + marking.at, "SPAN_MARK_INVALID", marking.message);
    this.#at += opening[0].length;
    const spans: PlainSpan[] = [];
    // Braces end it, so that nothing restricted gets in.
    this.#readPlain(spans);
    if (this.#problem !== null) return null;
    if (this.#at >= this.#text.length)
      return this.#refuse(at, "SPAN_UNCLOSED", "This stricter part is not closed: write } at its end");
    if (this.#text.charAt(this.#at) !== "}")
      return this.#refuse(
        this.#at,
        "SPAN_MARK_INVALID",
        "Stricter parts do not nest: close the one before first",
      );
    this.#at += 1;
    return { kind: "restricted", marking, spans };
  }
}
