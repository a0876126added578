// Running text of marked text (formats/marked-text.abnf, `inline`): escapes, `***`, footnote marks and restricted spans, both
// ways. Invariant: `parseSpans(printSpans(spans))` gives `spans` back, and a brace that is not part of a well-formed span is
// an error, because a slip in a span's mark must never leave its text under the milder mark around it.
import { InputError } from "../encoding/index.ts";
import { parseMark, printMark } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import type { PlainSpan, ProblemCode, Span } from "./document.ts";
import { appendSpan } from "./spans.ts";

/** What cannot be read, at an offset of the text. */
export interface InlineProblem {
  readonly at: number;
  readonly code: ProblemCode;
  readonly message: string;
}

export interface InlineText {
  readonly spans: readonly Span[];
  /** First one met; there are no spans then, and the portion must stay unmarked (see {@link escapeBraces}). */
  readonly problem: InlineProblem | null;
  /** Offsets of restricted spans, in order. */
  readonly restrictedAt: readonly number[];
}

/** How bare marks are read. `policy` is null when the document names none that is known: no mark can be read then. */
export interface MarkContext {
  readonly policy: string | null;
  readonly policies: readonly Policy[];
}

const ESCAPABLE = "\\*{}[]()#.:-&";
/** Labels of footnotes. */
export const NOTE_LABEL = "[A-Za-z0-9-]{1,64}";
const NOTE = new RegExp(`\\[\\^(${NOTE_LABEL})\\]`, "y");
const OPENING = /\{\(([^(){}]*)\):(?: |(?=\}))/y;

/** Reads running text. Never throws. */
export function parseSpans(text: string, context: MarkContext): InlineText {
  const spans: Span[] = [];
  const restrictedAt: number[] = [];
  let at = 0;
  while (at < text.length) {
    const plain = readPlain(text, at);
    if (plain !== null) {
      for (const span of plain.spans) appendSpan<Span>(spans, span);
      at = plain.end;
      continue;
    }
    const restricted = readRestricted(text, at, context);
    if ("code" in restricted) return { spans: [], problem: restricted, restrictedAt: [] };
    restrictedAt.push(at);
    spans.push(restricted.span);
    at = restricted.end;
  }
  return { spans, problem: null, restrictedAt };
}

/** Running text as it prints. @throws InputError MARKING_UNKNOWN for a span's marking that cannot be printed. */
export function printSpans(spans: readonly Span[], policy: string, policies: readonly Policy[]): string {
  return spans
    .map((span) =>
      span.kind === "restricted"
        ? `{(${printMark(span.marking, policy, policies)}): ${printSpans(span.spans, policy, policies)}}`
        : printPlain(span),
    )
    .join("");
}

function printPlain(span: PlainSpan): string {
  switch (span.kind) {
    case "text":
      return span.text
        .replace(/[\\{}]|\[(?=\^)/g, "\\$&")
        .replace(/^\*+|\*{3,}|\*+$/g, (run) => run.replaceAll("*", "\\*"));
    case "withheld-at-source":
      return "***";
    case "note-reference":
      return `[^${span.note}]`;
    case "source-reference":
      return `[@${span.source}]`;
    case "cross-reference":
      return `{see: ${span.target}}`;
    case "cell-break":
      return " | ";
  }
}

/** One step of text, an escape, a run of asterisks or a footnote mark; null before a brace. */
function readPlain(text: string, at: number): { spans: readonly PlainSpan[]; end: number } | null {
  const char = text[at] ?? "";
  if (char === "{" || char === "}") return null;
  const next = text[at + 1];
  if (char === "\\" && next !== undefined && ESCAPABLE.includes(next))
    return { spans: [{ kind: "text", text: next }], end: at + 2 };
  if (char === "*") {
    let end = at;
    while (text[end] === "*") end++;
    // A run of three is one withheld place and a run of six is two; any other number is asterisks.
    const places = (end - at) / 3;
    return Number.isInteger(places)
      ? { spans: Array.from({ length: places }, () => ({ kind: "withheld-at-source" })), end }
      : { spans: [{ kind: "text", text: text.slice(at, end) }], end };
  }
  const note = char === "[" ? matchAt(NOTE, text, at)?.[1] : undefined;
  if (note !== undefined) return { spans: [{ kind: "note-reference", note }], end: at + note.length + 3 };
  let end = at + 1;
  while (end < text.length && !"\\*{}[".includes(text[end] ?? "")) end++;
  return { spans: [{ kind: "text", text: text.slice(at, end) }], end };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

function readRestricted(
  text: string,
  at: number,
  context: MarkContext,
): { span: Span; end: number } | InlineProblem {
  if (text[at] === "}")
    return {
      at,
      code: "SPAN_UNCLOSED",
      message: "This brace closes nothing: write \\} if it is meant as text",
    };
  const opening = matchAt(OPENING, text, at);
  if (opening === null) {
    return {
      at,
      code: "SPAN_MARK_INVALID",
      message: "Expected a stricter part such as {(S): text}: write \\{ if the brace is meant as text",
    };
  }
  const marking = readMark(opening[1] ?? "", at + 2, context);
  if ("code" in marking) return { ...marking, code: "SPAN_MARK_INVALID" };
  const spans: PlainSpan[] = [];
  let end = at + opening[0].length;
  while (end < text.length && text[end] !== "}") {
    const plain = readPlain(text, end);
    if (plain === null)
      return {
        at: end,
        code: "SPAN_MARK_INVALID",
        message: "Stricter parts do not nest: close the one before first",
      };
    for (const span of plain.spans) appendSpan(spans, span);
    end = plain.end;
  }
  if (end >= text.length)
    return { at, code: "SPAN_UNCLOSED", message: "This stricter part is not closed: write } at its end" };
  return { span: { kind: "restricted", marking: marking.marking, spans }, end: end + 1 };
}

/** The text with every brace as text: how a portion is kept that was not understood. */
export function escapeBraces(text: string): string {
  return text.replace(/\\.|[{}]/gs, (found) => (found.length === 2 ? found : `\\${found}`));
}

/** Reads a mark that stands at offset `at`. */
export function readMark(
  mark: string,
  at: number,
  context: MarkContext,
): { readonly marking: Marking } | InlineProblem {
  const code = "PORTION_MARK_INVALID";
  if (context.policy === null)
    return { at, code, message: "Marks cannot be read before the front matter names a known policy" };
  try {
    return { marking: parseMark(mark, context.policy, context.policies) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return {
      at: at + (error.position?.column ?? 1) - 1,
      code,
      message: `${error.message}, in the mark (${mark})`,
    };
  }
}
