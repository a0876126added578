// Marked text, printed in its one canonical spelling: a line for each portion, a blank line between them, footnotes last.
// Invariant: reading what is printed gives the document back, and an unmarked portion never reads as a marked one.
import { printMark } from "../markings/index.ts";
import type { Policy } from "../markings/index.ts";
import { printGrading, printJudgement } from "./attributes.ts";
import type { MarkedDocument, Portion } from "./document.ts";
import { printFrontMatter } from "./front-matter.ts";
import { printSpans } from "./inline-text.ts";
import { CONTINUED, readNumber } from "./portion-lines.ts";

/**
 * The document as marked text, ending with a newline.
 * @throws InputError MARKING_UNKNOWN when a marking is of no policy in `policies`.
 */
export function printMarkedText(document: MarkedDocument, policies: readonly Policy[]): string {
  const title = document.portions.find(({ kind }) => kind === "title");
  const blocks = document.portions
    .filter((portion) => portion !== title)
    .map((portion) => printPortion(portion, document, policies));
  const notes = document.footnotes.map((note) => {
    const grading = note.grading === null || note.marking === null ? "" : printGrading(note.grading);
    return joinWords(`[^${note.number ?? ""}]:`, printText(note, grading, document, policies));
  });
  const front = printFrontMatter({
    ...document,
    title: title === undefined ? null : printText(title, "", document, policies),
  });
  const parts = [front.join("\n"), ...blocks, ...(notes.length === 0 ? [] : [notes.join("\n")])];
  return `${parts.join("\n\n")}\n`;
}

function printPortion(portion: Portion, document: MarkedDocument, policies: readonly Policy[]): string {
  const text = printText(portion, "", document, policies);
  if (portion.kind === "heading") return joinWords("#".repeat(portion.depth), text);
  const attributes = [
    ...(portion.judgement === null
      ? []
      : [printJudgement(portion.judgement, printSupports(portion.judgement.supports, document))]),
    ...(portion.grading === null ? [] : [printGrading(portion.grading)]),
  ];
  const line =
    portion.number === null
      ? portion.marking === null
        ? escapeStart(text)
        : text
      : joinWords(`${portion.number}.`, text);
  return [...attributes, line].join("\n");
}

/** Mark, grading and running text. */
function printText(
  portion: Portion,
  grading: string,
  { policy }: MarkedDocument,
  policies: readonly Policy[],
): string {
  const text = printSpans(portion.spans, policy, policies);
  if (portion.marking === null) return text.replace(/^\(/, "\\(");
  const safe = text.replace(CONTINUED, "\\$&");
  return joinWords(`(${printMark(portion.marking, policy, policies)})`, joinWords(grading, safe));
}

function joinWords(first: string, rest: string): string {
  return first === "" || rest === "" ? first + rest : `${first} ${rest}`;
}

/** Keeps an unmarked paragraph from reading as a heading, a rule, a numbered paragraph or a footnote. */
function escapeStart(text: string): string {
  const number = readNumber(text, 0);
  if (number !== null) return `${number.number}\\${text.slice(number.number.length)}`;
  return text.replace(/^#|^-(?=-+$)/, "\\$&").replace(/^(\[\^[^\]]*\]):/, "$1\\:");
}

function printSupports(supports: readonly string[], document: MarkedDocument): readonly string[] {
  return supports.map((id) => {
    const portion = document.portions.find((other) => other.id === id);
    if (portion?.number === undefined || portion.number === null) return id;
    return document.portions.find(({ number }) => number === portion.number) === portion
      ? portion.number
      : id;
  });
}
