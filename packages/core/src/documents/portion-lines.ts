// One portion of marked text: what stands at its start (number, mark, grading) and its running text. Used for the title,
// headings, paragraphs, quotations, captions and footnotes alike.
import type { SourcePosition } from "../encoding/index.ts";
import type { Marking } from "../markings/index.ts";
import { GRADING_REFUSED, readGrading } from "./attributes.ts";
import type { Grading, Portion, ProblemCode, Span } from "./document.ts";
import { keepText, parseSpans } from "./inline-text.ts";
import type { InlineText, Reference } from "./inline-text.ts";
import type { MarkReader } from "./mark-reader.ts";
import type { ProblemList, SourceBlock } from "./source-text.ts";

/** A mark in brackets at the start of a portion. */
const MARK = /\(([^()]*)\)(?:[ \t]+|$)/y;
const GRADING = /(\{grading:[^{}]*\})(?:[ \t]+|$)/y;
/** Number at the start of a paragraph, `131.` or `2.1.` or `12a.`. */
const NUMBER = /(\d+(?:\.\d+)*[a-z]?)\.(?:[ \t]+|$)/y;

/** A part of a mark that a misplaced bracket left outside; as text it is escaped. */
export const CONTINUED = /^(?:-|&&)(?=[ \t]|$)/;
const FOREIGN_BULLET = /^[*•–·]\s/;

/** What portions are read with. */
export interface PortionContext {
  readonly marks: MarkReader;
  readonly problems: ProblemList;
}

/** A reference with its place in the source. */
export interface PlacedReference extends Reference {
  readonly position: SourcePosition;
}

export interface PortionText {
  readonly marking: Marking | null;
  readonly grading: Grading | null;
  readonly spans: readonly Span[];
  readonly references: readonly PlacedReference[];
}

/**
 * Reads the mark and running text of `block` from `from` on. Where the mark or a restricted span cannot be read the
 * portion stays unmarked and all of its text is kept: it can then be released to nobody.
 */
export function readPortionText(
  block: SourceBlock,
  from: number,
  options: { readonly graded: boolean },
  context: PortionContext,
): PortionText {
  const refuse = (at: number, code: ProblemCode, message: string): PortionText => {
    context.problems.error(block.positionAt(at), code, message);
    return { marking: null, grading: null, ...place(block, from, readKept(block.text.slice(from), context)) };
  };
  const mark = readMark(block.text, from);
  if (mark === null) {
    const bullet = FOREIGN_BULLET.test(block.text.slice(from))
      ? ". Points of a list begin with a hyphen"
      : "";
    return refuse(
      from,
      "PORTION_UNMARKED",
      `This portion has no mark, so nobody may read it: begin it with one, as in (O)${bullet}`,
    );
  }
  const marking = context.marks.read(mark.mark);
  if (!("terms" in marking)) return refuse(from + 1 + marking.at, "PORTION_MARK_INVALID", marking.message);
  let start = mark.end;
  if (CONTINUED.test(block.text.slice(start, start + 3))) {
    return refuse(
      start,
      "PORTION_MARK_INVALID",
      "The mark seems to go on after its bracket: close it at its end, or write \\- if this is text",
    );
  }
  let grading: Grading | null = null;
  GRADING.lastIndex = start;
  const graded = options.graded ? GRADING.exec(block.text) : null;
  if (graded !== null) {
    grading = readGrading(graded[1] ?? "");
    if (grading === null) return refuse(start, GRADING_REFUSED.code, GRADING_REFUSED.message);
    start += graded[0].length;
  }
  const inline = parseSpans(start === 0 ? block.text : block.text.slice(start), context.marks);
  if (inline.problem !== null)
    return refuse(start + inline.problem.at, inline.problem.code, inline.problem.message);
  if (inline.restrictedAt.length > 0)
    warnNotStricter(marking, inline, (at) => block.positionAt(start + at), context);
  return { marking, grading, ...place(block, start, inline) };
}

/** Text of a portion that stays unmarked: read as usual where it can be, and letter by letter where it cannot. */
export function readKept(text: string, { marks }: Pick<PortionContext, "marks">): InlineText {
  const inline = parseSpans(text, marks);
  return inline.problem === null ? inline : keepText(text);
}

/** The mark in brackets at `from`, not yet read, and where the rest begins; null without one. */
export function readMark(text: string, from: number): { readonly mark: string; readonly end: number } | null {
  MARK.lastIndex = from;
  const found = MARK.exec(text);
  return found?.[1] === undefined ? null : { mark: found[1], end: MARK.lastIndex };
}

/** The number at `from` and where the rest begins; null without one. */
export function readNumber(
  text: string,
  from: number,
): { readonly number: string; readonly end: number } | null {
  NUMBER.lastIndex = from;
  const found = NUMBER.exec(text);
  return found?.[1] === undefined ? null : { number: found[1], end: NUMBER.lastIndex };
}

/** Spans of `inline`, which begins at `from` of `block`, and its references in their places. */
export function place(
  block: SourceBlock,
  from: number,
  inline: InlineText,
): Pick<PortionText, "spans" | "references"> {
  const { spans, references } = inline;
  if (references.length === 0) return { spans, references: [] };
  return {
    spans,
    references: references.map((reference) => ({
      ...reference,
      position: block.positionAt(from + reference.at),
    })),
  };
}

/** Says where a restricted span changes nothing. */
export function warnNotStricter(
  marking: NonNullable<Portion["marking"]>,
  { spans, restrictedAt }: Pick<InlineText, "spans" | "restrictedAt">,
  positionAt: (at: number) => SourcePosition,
  { marks, problems }: PortionContext,
): void {
  let index = -1;
  for (const span of spans) {
    if (span.kind !== "restricted") continue;
    index += 1;
    if (marks.join(marking, span.marking).stricter) continue;
    problems.warning(
      positionAt(restrictedAt[index] ?? 0),
      "SPAN_NOT_STRICTER",
      "This part is marked no stricter than its portion: its mark changes nothing",
    );
  }
}
