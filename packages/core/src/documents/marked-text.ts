// Marked text, the source format a person can type (formats/marked-text.abnf), read strictly. Invariants: nothing visible is
// lost, since what is not understood stays as an unmarked paragraph and a problem; and a slip never widens, since a line that
// looks like the start of a portion is one, also inside a paragraph.
import type { Policy } from "../markings/index.ts";
import { BodyReader } from "./body-reader.ts";
import type { MarkedDocument, ParsedDocument, Portion } from "./document.ts";
import { readFrontMatter } from "./front-matter.ts";
import { MarkReader } from "./mark-reader.ts";
import { findUnits } from "./marked-lines.ts";
import { ProblemList, reportControlCharacters, splitLines } from "./source-text.ts";
import { plainText } from "./spans.ts";

/** Reads marked text. Never throws: what is wrong is in `problems`, and is nobody's to read until it is put right. */
export function parseMarkedText(text: string, policies: readonly Policy[]): ParsedDocument {
  return parsePlacedText(text, policies).parsed;
}

/** The same, with the line on which the text of each portion begins, then of each footnote: for marks beside what is typed. */
export function parsePlacedText(
  text: string,
  policies: readonly Policy[],
): { readonly parsed: ParsedDocument; readonly lines: readonly number[] } {
  const problems = new ProblemList();
  reportControlCharacters(text, problems);
  const front = readFrontMatter(splitLines(text), policies, problems);
  const marks = new MarkReader(front.policy === "" ? null : front.policy, policies);
  const reader = new BodyReader({ marks, problems });
  if (front.title !== null) reader.addTitle(front.title);
  for (const line of front.kept) reader.keep(line);
  for (const unit of findUnits(front.body, marks)) reader.addUnit(unit);
  const { portions, footnotes, lines } = reader.finish();
  const document: MarkedDocument = {
    title: describeTitle(portions),
    originator: front.originator,
    policy: front.policy,
    caseSlug: front.caseSlug,
    date: front.date,
    exercise: front.exercise,
    portions,
    footnotes,
  };
  return { parsed: { document, problems: problems.list, page: null }, lines };
}

/** The title without its restricted parts. */
function describeTitle(portions: readonly Portion[]): string {
  const spans = portions[0]?.kind === "title" ? portions[0].spans : [];
  return spans.map((span) => (span.kind === "restricted" ? "***" : plainText([span]))).join("");
}
