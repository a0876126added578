// The minister's page: one sheet from a cut's own printed model, for a reader with two minutes. What happened, what is
// judged and how surely, how to handle it. Portions stand whole and unchanged or not at all.
// Invariant: every word of the document on the sheet stands in the cut; nothing is shortened, joined or worked out.
import type { Primitives } from "../keys/index.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { flattenSpans, renderCopyPage } from "../printing/index.ts";
import type { VerifiedCut } from "../releases/index.ts";
import { describeCopy } from "./cut-facts.ts";
import type { CutCopy, Names } from "./cut-facts.ts";

/** Letters that fit one sheet of paper below banner and title, with marks and the foot. */
const ROOM = 2_000;
/** What a portion takes beside its letters: its last line and the space below. */
const PER_PORTION = 90;
const TOLD = new Set(["paragraph", "quotation"]);

/** The sheet of a cut that `verifyCut` has given, ready for any renderer. */
export function describeSheet(verified: Pick<VerifiedCut, "document" | "cut">, names: Names): CutCopy {
  const copy = describeCopy(verified, names);
  const { document } = copy;
  const facts = { ...copy.facts, colophon: [] };
  return { ...copy, facts, document: { ...document, portions: choosePortions(document), footnotes: [] } };
}

/** The sheet as a page. It carries no cut, so it cannot check itself; its words tell whose it is. */
export function renderSheetPage({ document, name, facts }: CutCopy, primitives: Primitives): string {
  return renderCopyPage({ document, name, ...facts }, primitives);
}

function choosePortions(document: PrintedDocument): readonly PrintedPortion[] {
  const shown = document.portions.filter((portion) => portion !== null);
  const judged = shown.filter(({ kind }) => kind === "judgement").map(strip);
  const title = shown
    .filter(({ kind }) => kind === "title")
    .slice(0, 1)
    .map(strip);
  const telling = shown.filter(({ kind, depth }) => TOLD.has(kind) && depth === 0);
  // Where paragraphs are numbered, those before the first number are words about the paper and not of it.
  const numbered = telling.filter(({ number }) => number !== null);
  const told = (numbered.length > 0 ? numbered : telling).map(strip);
  // One paragraph says what happened; judgements come before further paragraphs, which take the room that is left.
  const first = fit(told.slice(0, 1), ROOM - measure(title));
  const judgements = fit(judged, ROOM - measure([...title, ...first]));
  const further = fit(told.slice(1), ROOM - measure([...title, ...first, ...judgements]));
  const left = judged.length - judgements.length + told.length - first.length - further.length;
  return [
    ...title,
    ...section("What happened", [...first, ...further]),
    ...section("What is judged, and how surely", judgements),
    ...section("How to handle this sheet", [line(sayHandling(document, left > 0))]),
  ];
}

/** As many from the front as fit. */
function fit(portions: readonly PrintedPortion[], room: number): readonly PrintedPortion[] {
  const taken: PrintedPortion[] = [];
  for (const portion of portions) {
    if (measure([...taken, portion]) > room) break;
    taken.push(portion);
  }
  return taken;
}

function measure(portions: readonly PrintedPortion[]): number {
  return portions.reduce((sum, { spans }) => sum + flattenSpans(spans).length + PER_PORTION, 0);
}

/** References lead to places that are not on the sheet, so they are left out; what a judgement rests on stands in the cut. */
function strip(portion: PrintedPortion): PrintedPortion {
  const { judgement } = portion;
  return {
    ...portion,
    ...{ number: null, parent: null, depth: 0 },
    judgement: judgement === null ? null : { ...judgement, supports: [] },
    spans: stripSpans(portion.spans),
  };
}

function stripSpans(spans: readonly PrintedSpan[]): readonly PrintedSpan[] {
  return spans.flatMap((span): readonly PrintedSpan[] => {
    switch (span.kind) {
      case "note-reference":
      case "source-reference":
        return [];
      case "cross-reference":
        return [{ kind: "text", text: span.called }];
      case "restricted":
        return [{ ...span, spans: stripSpans(span.spans) }];
      default:
        return [span];
    }
  });
}

function sayHandling({ bands }: PrintedDocument, more: boolean): string {
  return [
    `Everything here stands in one copy marked ${bands.map(({ text }) => text).join(" and ")}.`,
    ...(more ? ["That copy says more than fits this sheet."] : []),
    "To know that it is the originator’s, have the words at the foot read to you by voice.",
  ].join(" ");
}

function section(name: string, portions: readonly PrintedPortion[]): readonly PrintedPortion[] {
  return portions.length === 0 ? [] : [{ ...line(name), kind: "heading", depth: 1 }, ...portions];
}

/** A line of the sheet's own. It is no portion and has no mark. */
function line(text: string): PrintedPortion {
  return {
    ...{ id: `sheet ${text}`, kind: "paragraph", number: null, depth: 0, parent: null },
    ...{ mark: "", banner: "", grading: null, judgement: null, file: null, origin: null },
    spans: [{ kind: "text", text }],
  };
}
