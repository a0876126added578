// What every rendering says in the same words and puts together in the same way: what a portion is called, judgements and
// gradings, the notes and sources at the foot, the parts of tables and figures. Everything here sees the printed model only.
import type { Judgement, ProbabilityScale } from "../documents/index.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "./printed-document.ts";

// Control characters and explicit text direction could redraw a terminal or reorder a line; they become visible.
// eslint-disable-next-line no-control-regex
const UNPRINTABLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;
/** Words of an unnumbered portion that stand for it. */
const NAMING_WORDS = 5;

/** `text` with every character that could act on its surroundings replaced by U+FFFD. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, "\ufffd");
}

/** The words of `spans` in a line, `***` where something is withheld, without marks of notes and sources. */
export function flattenSpans(spans: readonly PrintedSpan[]): string {
  return spans.map(flattenSpan).join("");
}

function flattenSpan(span: PrintedSpan): string {
  switch (span.kind) {
    case "text":
      return span.text;
    case "withheld":
    case "withheld-at-source":
      return "***";
    case "note-reference":
    case "source-reference":
      return "";
    case "cross-reference":
      return span.called;
    case "cell-break":
      return " ";
    case "restricted":
      return flattenSpans(span.spans);
  }
}

/**
 * What a portion is called where another refers to it: `paragraph 12`, `table 2`, `note 3`; by its first words where it has
 * no number. A part is called as its whole is, because the place of a row would tell how many rows are before it.
 */
export function callPortion(
  portion: PrintedPortion,
  byId: ReadonlyMap<string, Pick<PrintedPortion, "kind" | "number" | "spans" | "parent">>,
): string {
  const whole = portion.parent === null ? undefined : byId.get(portion.parent);
  const { kind, number, spans } = whole ?? portion;
  if (kind === "title") return "the title";
  if (number !== null) return `${NOUNS[kind]} ${number}`;
  const words = flattenSpans(spans).trim().split(/\s+/);
  const start = words.slice(0, NAMING_WORDS).join(" ");
  return `the ${NOUNS[kind]} “${start}${words.length > NAMING_WORDS ? " …" : ""}”`;
}

const NOUNS: Readonly<Record<PrintedPortion["kind"], string>> = {
  title: "title",
  heading: "heading",
  paragraph: "paragraph",
  quotation: "quotation",
  judgement: "judgement",
  table: "table",
  row: "table",
  figure: "figure",
  rendition: "figure",
  footnote: "note",
  source: "source",
};

const SCALES: Readonly<Record<ProbabilityScale, string>> = {
  phia: "PHIA yardstick",
  icd203: "ICD 203",
  "stix-wep": "words of estimative probability",
  "stix-dni": "DNI scale",
};

/**
 * `Highly likely (PHIA yardstick), high confidence; rests on 1 and 2. From DEU. Graded B2.`, or null when there is nothing to
 * say.
 * What rests on something that is not shown says only that.
 */
export function describePortion(
  { judgement, grading, origin }: Pick<PrintedPortion, "judgement" | "grading" | "origin">,
  document: Pick<PrintedDocument, "portions" | "footnotes">,
): string | null {
  const parts = [
    ...(judgement === null ? [] : [describeJudgement(judgement, document)]),
    ...(origin === null ? [] : [`From ${origin.member}.`]),
    ...(grading === null ? [] : [`Graded ${grading.reliability}${grading.credibility}.`]),
  ];
  return parts.length === 0 ? null : parts.join(" ");
}

function describeJudgement(
  { scale, term, confidence, supports }: Judgement,
  document: Pick<PrintedDocument, "portions" | "footnotes">,
): string {
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const byId = new Map(shown.map((portion) => [portion.id, portion]));
  const called = supports.map((id) => {
    const found = byId.get(id);
    if (found === undefined) return null;
    // Paragraphs are what a judgement usually rests on: their numbers alone read as in print.
    return NUMBER_ALONE.has(found.kind) && found.number !== null ? found.number : callPortion(found, byId);
  });
  const present = [...new Set(called.filter((name) => name !== null))];
  const rests = called.includes(null) ? [...present, "what is withheld"] : present;
  const said =
    rests.length < 2 ? rests.join("") : `${rests.slice(0, -1).join(", ")} and ${rests.at(-1) ?? ""}`;
  const start = `${term.charAt(0).toUpperCase()}${term.slice(1)} (${SCALES[scale]}), ${confidence} confidence`;
  return said === "" ? `${start}.` : `${start}; rests on ${said}.`;
}

const NUMBER_ALONE: ReadonlySet<string> = new Set(["paragraph", "quotation", "judgement"]);

/** One entry at the foot of a document; `portion` is null when it is withheld though its reference is shown. */
export interface PrintedNote {
  readonly kind: "footnote" | "source";
  readonly label: string;
  readonly portion: PrintedPortion | null;
}

/** Notes, then sources, each in the order of their first reference; those nothing refers to come last. */
export function listNotes(document: Pick<PrintedDocument, "portions" | "footnotes">): readonly PrintedNote[] {
  const shown = [...document.portions.filter((portion) => portion !== null), ...document.footnotes];
  const references = shown.flatMap(({ spans }) => listReferences(spans));
  const list = (kind: PrintedNote["kind"]): PrintedNote[] => {
    const byLabel = new Map(
      document.footnotes.filter((note) => note.kind === kind).map((note) => [note.number ?? note.id, note]),
    );
    const labels = references.filter((reference) => reference.kind === kind).map(({ label }) => label);
    return [...new Set([...labels, ...byLabel.keys()])].map((label) => ({
      ...{ kind, label },
      portion: byLabel.get(label) ?? null,
    }));
  };
  return [...list("footnote"), ...list("source")];
}

function listReferences(spans: readonly PrintedSpan[]): readonly Pick<PrintedNote, "kind" | "label">[] {
  return spans.flatMap((span): readonly Pick<PrintedNote, "kind" | "label">[] => {
    if (span.kind === "note-reference") return [{ kind: "footnote", label: span.note }];
    if (span.kind === "source-reference") return [{ kind: "source", label: span.source }];
    return span.kind === "restricted" ? listReferences(span.spans) : [];
  });
}

/** A block of the body as it is set: a portion, a gap, or a table or figure with its parts. */
export type PrintedBlock =
  | { readonly kind: "portion"; readonly portion: PrintedPortion }
  | { readonly kind: "gap" }
  /** Null stands for one or more withheld rows. `columns` is the most cells a shown row has. */
  | {
      readonly kind: "table";
      readonly portion: PrintedPortion;
      readonly rows: readonly (PrintedPortion | null)[];
      readonly columns: number;
    }
  /** No rendition at all: the picture is withheld. Withheld renditions beside a shown one leave nothing. */
  | {
      readonly kind: "figure";
      readonly portion: PrintedPortion;
      readonly renditions: readonly PrintedPortion[];
    };

/** The body block by block. A gap between two rows of a table is its withheld rows; one after its last row may be anything. */
export function listBlocks({ portions }: Pick<PrintedDocument, "portions">): readonly PrintedBlock[] {
  const blocks: PrintedBlock[] = [];
  for (let at = 0; at < portions.length; at++) {
    const portion = portions[at] ?? null;
    if (portion === null) {
      blocks.push({ kind: "gap" });
      continue;
    }
    if (portion.kind !== "table" && portion.kind !== "figure") {
      blocks.push({ kind: "portion", portion });
      continue;
    }
    let end = at + 1;
    for (let next = end; next < portions.length; next++) {
      const part = portions[next] ?? null;
      if (part === null) continue;
      if (part.parent !== portion.id) break;
      end = next + 1;
    }
    const parts = portions.slice(at + 1, end);
    const shown = parts.filter((part) => part !== null);
    blocks.push(
      portion.kind === "table"
        ? { kind: "table", portion, rows: parts, columns: countColumns(shown) }
        : { kind: "figure", portion, renditions: shown },
    );
    at = end - 1;
  }
  return blocks;
}

/** The cells of a row. */
export function splitCells(spans: readonly PrintedSpan[]): readonly (readonly PrintedSpan[])[] {
  const cells: PrintedSpan[][] = [[]];
  for (const span of spans) {
    if (span.kind === "cell-break") cells.push([]);
    else cells.at(-1)?.push(span);
  }
  return cells;
}

function countColumns(rows: readonly PrintedPortion[]): number {
  return Math.max(1, ...rows.map(({ spans }) => splitCells(spans).length));
}
