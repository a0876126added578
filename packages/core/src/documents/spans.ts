// Small questions about portions and spans that every reader of documents asks.
import { joinMarkings } from "../markings/index.ts";
import type { Marking, Policy } from "../markings/index.ts";
import type { MarkedDocument, PlainSpan, Portion, Span } from "./document.ts";

/**
 * The marking under which `span` of `portion` is read: the portion's own for plain spans and for null, the join of both for a
 * restricted span. Null (nobody) when the portion is unmarked.
 */
export function effectiveMarking(
  portion: Pick<Portion, "marking">,
  span: Span | null,
  policies: readonly Policy[],
): Marking | null {
  return span?.kind === "restricted"
    ? joinMarkings(portion.marking, span.marking, policies)
    : portion.marking;
}

/** Every effective marking of a document: portions, footnotes and their restricted spans. Their join is the banner. */
export function listMarkings(
  document: Pick<MarkedDocument, "portions" | "footnotes">,
  policies: readonly Policy[],
): readonly (Marking | null)[] {
  return [...document.portions, ...document.footnotes].flatMap((portion) => [
    portion.marking,
    ...portion.spans
      .filter((span) => span.kind === "restricted")
      .map((span) => effectiveMarking(portion, span, policies)),
  ]);
}

/** Running text with `***` for withheld at source and `[^1]` for a footnote's mark. Restricted parts are included. */
export function plainText(spans: readonly Span[]): string {
  return spans.map(spanText).join("");
}

function spanText(span: Span): string {
  switch (span.kind) {
    case "text":
      return span.text;
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
    case "restricted":
      return plainText(span.spans);
  }
}

/** How many places the source itself withheld, in restricted parts too. */
export function countWithheldAtSource(spans: readonly Span[]): number {
  return spans.reduce(
    (count, span) =>
      count +
      (span.kind === "restricted"
        ? countWithheldAtSource(span.spans)
        : Number(span.kind === "withheld-at-source")),
    0,
  );
}

/** Labels of the footnotes referred to, in order, with repetition. */
export function listNoteReferences(spans: readonly Span[]): readonly string[] {
  return spans.flatMap((span) =>
    span.kind === "note-reference"
      ? [span.note]
      : span.kind === "restricted"
        ? listNoteReferences(span.spans)
        : [],
  );
}

/** Appends to `spans`, keeping them in normal form: no empty text, no two texts side by side. */
export function appendSpan<Kind extends Span | PlainSpan>(spans: Kind[], span: Kind): void {
  const last = spans.at(-1);
  if (span.kind !== "text") {
    spans.push(span);
  } else if (last?.kind === "text") {
    spans[spans.length - 1] = { ...last, text: last.text + span.text };
  } else if (span.text !== "") {
    spans.push(span);
  }
}

/** Takes spaces and tabs away at the ends asked for, in time that grows with the text. */
export function trimText(text: string, ends: { readonly start: boolean; readonly end: boolean }): string {
  let [from, to] = [0, text.length];
  while (ends.start && from < to && " \t".includes(text[from] ?? "x")) from++;
  while (ends.end && to > from && " \t".includes(text[to - 1] ?? "x")) to--;
  return text.slice(from, to);
}

export const BOTH_ENDS = { start: true, end: true };

/** Running text without spaces at its ends. */
export function trimSpans(spans: readonly PlainSpan[]): readonly PlainSpan[] {
  return spans
    .map((span, index): PlainSpan => {
      if (span.kind !== "text") return span;
      const ends = { start: index === 0, end: index === spans.length - 1 };
      return { kind: "text", text: trimText(span.text, ends) };
    })
    .filter((span) => span.kind !== "text" || span.text !== "");
}
