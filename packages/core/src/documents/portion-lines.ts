// One portion of marked text: what stands at its start (heading signs, number, mark, grading) and its running text. Used for
// the title, headings, paragraphs and footnotes alike.
import type { SourcePosition } from "../encoding/index.ts";
import type { Marking } from "../markings/index.ts";
import { readGrading } from "./attributes.ts";
import type { Grading, ProblemCode, Span } from "./document.ts";
import { escapeBraces, parseSpans, readMark } from "./inline-text.ts";
import type { MarkContext } from "./inline-text.ts";
import type { ProblemList, SourceBlock } from "./source-text.ts";
import { effectiveMarking } from "./spans.ts";

/** A mark in brackets at the start of a portion. */
export const MARK = /^\(([^()]*)\)(?:[ \t]+|$)/;
const GRADING = /^(\{grading:[^{}]*\})(?:[ \t]+|$)/;
/** Number at the start of a paragraph, `131.` or `2.1.` or `12a.`. */
const NUMBER = /^(\d+(?:\.\d+)*[a-z]?)\.(?:[ \t]+|$)/;

/** A part of a mark that a misplaced bracket left outside; as text it is escaped. */
export const CONTINUED = /^(?:-|&&)(?=[ \t]|$)/;

export interface PortionText {
  readonly marking: Marking | null;
  readonly grading: Grading | null;
  readonly spans: readonly Span[];
}

/**
 * Reads the mark and running text of `block` from `from` on. Where the mark or a restricted span cannot be read the
 * portion stays unmarked and all of its text is kept: it can then be released to nobody.
 */
export function readPortionText(
  block: SourceBlock,
  from: number,
  context: MarkContext & { readonly problems: ProblemList; readonly graded: boolean },
): PortionText {
  const report = (at: number, code: ProblemCode, message: string): void => {
    context.problems.error(block.positionAt(at), code, message);
  };
  const unmarked = (): PortionText => ({
    marking: null,
    grading: null,
    spans: parseSpans(escapeBraces(block.text.slice(from)), context).spans,
  });
  const mark = MARK.exec(block.text.slice(from));
  if (mark === null) {
    report(
      from,
      "PORTION_UNMARKED",
      "This portion has no mark, so nobody may read it: begin it with one, as in (O)",
    );
    return unmarked();
  }
  const read = readMark(mark[1] ?? "", from + 1, context);
  if ("code" in read) {
    report(read.at, read.code, read.message);
    return unmarked();
  }
  let start = from + mark[0].length;
  if (CONTINUED.test(block.text.slice(start))) {
    report(
      start,
      "PORTION_MARK_INVALID",
      "The mark seems to go on after its bracket: close it at its end, or write \\- if this is text",
    );
    return unmarked();
  }
  let grading: Grading | null = null;
  const graded = context.graded ? GRADING.exec(block.text.slice(start)) : null;
  if (graded !== null) {
    grading = readGrading(graded[1] ?? "");
    if (grading === null) {
      report(
        start,
        "GRADING_INVALID",
        "Expected a reliability A to F and a credibility 1 to 6, as in {grading: B2}",
      );
      return unmarked();
    }
    start += graded[0].length;
  }
  const inline = parseSpans(block.text.slice(start), context);
  if (inline.problem !== null) {
    report(start + inline.problem.at, inline.problem.code, inline.problem.message);
    return unmarked();
  }
  const portion = { marking: read.marking, grading, spans: inline.spans };
  warnNotStricter(portion, (index) => block.positionAt(start + (inline.restrictedAt[index] ?? 0)), context);
  return portion;
}

/** The number at `from` and where the rest begins; null without one. */
export function readNumber(
  text: string,
  from: number,
): { readonly number: string; readonly end: number } | null {
  const found = NUMBER.exec(text.slice(from));
  return found?.[1] === undefined ? null : { number: found[1], end: from + found[0].length };
}

function warnNotStricter(
  portion: PortionText,
  positionOf: (index: number) => SourcePosition,
  { policies, problems }: MarkContext & { readonly problems: ProblemList },
): void {
  const own = JSON.stringify(portion.marking);
  portion.spans
    .filter((span) => span.kind === "restricted")
    .forEach((span, index) => {
      if (JSON.stringify(effectiveMarking(portion, span, policies)) === own) {
        problems.warning(
          positionOf(index),
          "SPAN_NOT_STRICTER",
          "This part is marked no stricter than its portion: its mark changes nothing",
        );
      }
    });
}
