// Running text as it prints. What would read as syntax is escaped, and nothing else; line ends in text print as spaces.
import type { PlainSpan, Span } from "./document.ts";
import type { MarkReader } from "./mark-reader.ts";

/** How running text is printed in one document. */
export interface InlineStyle {
  readonly marks: MarkReader;
  /** What a cross-reference is written as: a number, `Table 2` or an id. */
  readonly nameOf: (target: string) => string;
  /** Whether bars are escaped, as in captions and cells of tables. */
  readonly bars: boolean;
}

const LINE_ENDS = /\r*\n[\r\n]*/g;
const SIGNS = /[\\{}]|\[(?=[\^@])/g;
const ASTERISKS = /^\*+|\*{3,}|\*+$/g;
const MARK = /\(([^(){}\\\s][^(){}\\]*)\)(?=[ \t]|$)/g;
const SPECIAL = /[\\{}[*(|\n]/;

/** @throws InputError MARKING_UNKNOWN for a span's marking that cannot be printed. */
export function printSpans(spans: readonly Span[], style: InlineStyle): string {
  let text = "";
  for (const span of spans)
    text +=
      span.kind === "restricted"
        ? `{${style.marks.print(span.marking)}: ${printSpans(span.spans, style)}}`
        : printPlain(span, style);
  return text;
}

function printPlain(span: PlainSpan, style: InlineStyle): string {
  switch (span.kind) {
    case "text":
      return printText(span.text, style);
    case "withheld-at-source":
      return "***";
    case "note-reference":
      return `[^${span.note}]`;
    case "source-reference":
      return `[@${span.source}]`;
    case "cross-reference":
      return `{see: ${style.nameOf(span.target)}}`;
    case "cell-break":
      // Rows are printed cell by cell; anywhere else a cell break is not part of the model.
      return " ";
  }
}

function printText(text: string, { marks, bars }: InlineStyle): string {
  if (!SPECIAL.test(text)) return text;
  const escaped = text
    .replace(LINE_ENDS, " ")
    .replace(SIGNS, "\\$&")
    .replace(ASTERISKS, (run) => run.replaceAll("*", "\\*"))
    .replace(MARK, (found, mark: string) => (marks.isMark(mark) ? `\\(${mark}\\)` : found));
  return bars ? escaped.replaceAll("|", "\\|") : escaped;
}
