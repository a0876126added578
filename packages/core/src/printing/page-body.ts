// The body of a document's page, the same for a cut and for a whole document: portions, tables, figures, notes and sources
// from the printed model. Invariant: no text of the document reaches the page unescaped, so "<" stands only where this
// file writes it; anchors count what is shown and never carry an id or a number of the source.
import { encodeBase64, encodeHex } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { RenditionFile } from "../documents/index.ts";
import { UNMARKED } from "./print-document.ts";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "./printed-document.ts";
import { describePortion, listBlocks, listNotes, printable, splitCells } from "./printed-parts.ts";
import type { PrintedBlock, PrintedNote } from "./printed-parts.ts";

export const WITHHELD = `<span class="withheld" role="img" aria-label="withheld">***</span>`;
const WITHHELD_AT_SOURCE = `<span class="withheld source" role="img" aria-label="withheld by the source">***</span>`;

/** Bytes of pictures by the name of their file. What is not here is told by its text. */
export type Pictures = ReadonlyMap<string, Uint8Array>;

/** How the places of a body can be pointed at from outside. Places count what is shown in `portions`, gaps too, from 1. */
export interface Places {
  /** Id of the element of each place. */
  readonly anchor: (place: number) => string;
  /** HTML that follows the text of a place. */
  readonly after: (place: number) => string;
}

/**
 * The portions, then the notes, then the sources, as HTML. A picture whose bytes are not those of its digest is left out.
 * Without `places` only what the text itself refers to has an anchor.
 */
export function writeBody(
  document: PrintedDocument,
  {
    pictures,
    primitives,
    places,
  }: { readonly pictures: Pictures; readonly primitives: Primitives; readonly places: Places | null },
): string {
  const notes = listNotes(document);
  const desk = openDesk(document, notes, places);
  const show = (file: RenditionFile): string | null => {
    const bytes = pictures.get(file.name);
    if (bytes === undefined) return null;
    const whole = file.sha256 === null || file.sha256 === encodeHex(primitives.sha256(bytes));
    return whole ? `data:${file.mediaType};base64,${encodeBase64(bytes)}` : null;
  };
  const blocks = listBlocks(document).map((block) => writeBlock(block, desk, show));
  const [footnotes, sources] = (["footnote", "source"] as const).map((kind) =>
    notes.filter((note) => note.kind === kind).map((note) => writeNote(note, desk)),
  );
  return [...blocks, ...writeFoot("Notes", footnotes), ...writeFoot("Sources", sources)].join("\n");
}

/** `text` so that it stands in HTML as itself, in running text and in attributes. */
export function escapeHtml(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** What writing one page needs to know of the whole of it. */
interface Desk {
  readonly document: PrintedDocument;
  /** Anchor of a portion that something refers to. */
  readonly anchorOf: (id: string) => string | null;
  /** Anchor of an entry at the foot. */
  readonly noteAnchor: (kind: PrintedNote["kind"], label: string) => string;
  /** Anchor of the next reference to an entry, and all of them once the page is written. */
  readonly nextReference: (note: string) => string;
  readonly references: (note: string) => readonly string[];
  readonly markOf: (id: string | null) => string | null;
  /** HTML that follows the text of a portion. */
  readonly after: (portion: PrintedPortion) => string;
}

function openDesk(document: PrintedDocument, notes: readonly PrintedNote[], places: Places | null): Desk {
  const { portions, footnotes } = document;
  const anchors = new Map<string, string>();
  const targets = new Set(
    [...portions.filter((one) => one !== null), ...footnotes].flatMap(({ spans }) => listTargets(spans)),
  );
  for (const [index, portion] of portions.entries())
    if (portion !== null && (places !== null || targets.has(portion.id)))
      anchors.set(portion.id, places?.anchor(index + 1) ?? `portion-${index}`);
  const noteAnchors = new Map(
    notes.map(({ kind, label }, index) => [
      `${kind} ${label}`,
      `${kind === "source" ? "source" : "note"}-${index}`,
    ]),
  );
  const noteAnchor: Desk["noteAnchor"] = (kind, label) => noteAnchors.get(`${kind} ${label}`) ?? "";
  for (const note of footnotes)
    if (note.kind === "footnote" || note.kind === "source")
      anchors.set(note.id, noteAnchor(note.kind, note.number ?? note.id));
  const counts = countReferences(document, noteAnchor);
  const written = new Map<string, number>();
  const marks = new Map(portions.flatMap((one) => (one === null ? [] : [[one.id, one.mark]])));
  return {
    document,
    noteAnchor,
    anchorOf: (id) => anchors.get(id) ?? null,
    nextReference: (note) => {
      const count = written.get(note) ?? 0;
      written.set(note, count + 1);
      return `${note}-from-${count}`;
    },
    references: (note) =>
      Array.from({ length: counts.get(note) ?? 0 }, (_, index) => `${note}-from-${index}`),
    markOf: (id) => (id === null ? null : (marks.get(id) ?? null)),
    after: (portion) => {
      const index = portions.indexOf(portion);
      return places === null || index < 0 ? "" : places.after(index + 1);
    },
  };
}

function countReferences(
  { portions, footnotes }: PrintedDocument,
  noteAnchor: Desk["noteAnchor"],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const count = (spans: readonly PrintedSpan[]): void => {
    for (const span of spans) {
      if (span.kind === "restricted") count(span.spans);
      const anchor =
        span.kind === "note-reference"
          ? noteAnchor("footnote", span.note)
          : span.kind === "source-reference"
            ? noteAnchor("source", span.source)
            : null;
      if (anchor !== null) counts.set(anchor, (counts.get(anchor) ?? 0) + 1);
    }
  };
  for (const portion of [...portions, ...footnotes]) if (portion !== null) count(portion.spans);
  return counts;
}

function listTargets(spans: readonly PrintedSpan[]): readonly string[] {
  return spans.flatMap((span) => {
    if (span.kind === "cross-reference") return [span.target];
    return span.kind === "restricted" ? listTargets(span.spans) : [];
  });
}

function writeBlock(block: PrintedBlock, desk: Desk, show: (file: RenditionFile) => string | null): string {
  switch (block.kind) {
    case "gap":
      return `<div class="portion"><p>${WITHHELD}</p></div>`;
    case "portion":
      return writePortion(block.portion, desk);
    case "table":
      return writeTable(block, desk);
    case "figure":
      return writeFigure(block, desk, show);
  }
}

function writePortion(portion: PrintedPortion, desk: Desk): string {
  const { kind, number, depth, mark } = portion;
  const heading = kind === "title" || kind === "heading";
  const tag = kind === "title" ? "h1" : kind === "heading" ? `h${Math.min(Math.max(depth, 1), 3) + 1}` : "p";
  const sub = kind === "paragraph" && depth > 0;
  const label = number === null ? "" : `<span class="number">${escapeHtml(number)}.</span>`;
  // A part of a paragraph hangs below it: its mark stays in the margin, its own letter moves in.
  const inside = number === null ? "•" : `${/\(([^()]*)\)$/.exec(number)?.[1] ?? number})`;
  const margin = `<span class="margin">${writeMark(mark)}${sub ? "" : label}</span>`;
  const lead = sub ? `${margin}<span class="number">${escapeHtml(inside)}</span>` : margin;
  const text = `<${tag}${sub ? ` class="sub depth-${Math.min(depth, 2)}"` : ""}>${lead}${writeSpans(portion.spans, desk)}</${tag}>`;
  const quoted = kind === "quotation" ? `<blockquote>${text}</blockquote>` : text;
  return `<div class="portion${heading ? " heading" : ""}"${writeAnchor(portion, desk)}>${quoted}${writeAside(portion, desk)}</div>`;
}

function writeTable(
  { portion, rows, columns }: PrintedBlock & { readonly kind: "table" },
  desk: Desk,
): string {
  const caption = `caption-${desk.document.portions.indexOf(portion)}`;
  const isHead = (row: PrintedPortion | null): boolean => row !== null && row.depth > 0;
  const body = rows.findIndex((row) => !isHead(row));
  const head = body < 0 ? rows : rows.slice(0, body);
  const rest = rows.slice(head.length);
  const write = (row: PrintedPortion | null): string => writeRow(row, columns, desk);
  const parts = [
    ...(head.length === 0 ? [] : [`<thead>${head.map(write).join("")}</thead>`]),
    ...(rest.length === 0 ? [] : [`<tbody>${rest.map(write).join("\n")}</tbody>`]),
  ];
  // A wide table scrolls in its own frame, which a keyboard must be able to reach.
  const table =
    parts.length === 0
      ? `<p>${WITHHELD}</p>`
      : `<div class="scroll" role="region" aria-labelledby="${caption}" tabindex="0"><table aria-labelledby="${caption}">${parts.join("\n")}</table></div>`;
  return `<figure class="portion"${writeAnchor(portion, desk)}><figcaption id="${caption}">${writeCaption(portion, "Table", desk)}</figcaption>${table}${writeAside(portion, desk)}</figure>`;
}

function writeRow(row: PrintedPortion | null, columns: number, desk: Desk): string {
  if (row === null) return `<tr><td colspan="${columns}">${WITHHELD}</td></tr>`;
  const cells = splitCells(row.spans);
  const described = describePortion(row, desk.document);
  const mark = row.mark === desk.markOf(row.parent) ? "" : writeMark(row.mark);
  const tag = row.depth > 0 ? `th scope="col"` : "td";
  const written = Array.from({ length: columns }, (_, index) => {
    const last = index === columns - 1 && described !== null;
    const aside = last ? ` <span class="aside">${escapeHtml(described)}</span>` : "";
    const lead = index === 0 ? mark : "";
    return `<${tag}>${lead}${writeSpans(cells[index] ?? [], desk)}${aside}</${tag.slice(0, 2)}>`;
  });
  return `<tr${writeAnchor(row, desk)}>${written.join("")}</tr>`;
}

function writeFigure(
  { portion, renditions }: PrintedBlock & { readonly kind: "figure" },
  desk: Desk,
  show: (file: RenditionFile) => string | null,
): string {
  const pictures = renditions.map((rendition) => {
    const mark = rendition.mark === portion.mark ? "" : writeMark(rendition.mark);
    const source = rendition.file === null ? null : show(rendition.file);
    const aside = writeAside(rendition, desk);
    const name = rendition.file === null ? "" : `<code>${escapeHtml(rendition.file.name)}</code>, `;
    const said = writeSpans(rendition.spans, desk);
    const anchor = writeAnchor(rendition, desk);
    return source === null
      ? `<div class="picture"${anchor}><p>${mark}${said}</p><p class="aside">${name}a picture that is not in this file.</p>${aside}</div>`
      : `<div class="picture"${anchor}><img src="${source}" alt=""><p class="aside">${mark}${said}</p>${aside}</div>`;
  });
  const shown = pictures.length === 0 ? `<div class="picture"><p>${WITHHELD}</p></div>` : pictures.join("\n");
  return `<figure class="portion"${writeAnchor(portion, desk)}>${shown}<figcaption>${writeCaption(portion, "Figure", desk)}</figcaption>${writeAside(portion, desk)}</figure>`;
}

function writeCaption(portion: PrintedPortion, noun: string, desk: Desk): string {
  const name =
    portion.number === null ? "" : `<span class="number">${noun} ${escapeHtml(portion.number)}.</span>`;
  return `<span class="margin">${writeMark(portion.mark)}</span>${name}${writeSpans(portion.spans, desk)}`;
}

function writeNote({ kind, label, portion }: PrintedNote, desk: Desk): string {
  const anchor = desk.noteAnchor(kind, label);
  const described = portion === null ? null : describePortion(portion, desk.document);
  const body =
    portion === null
      ? WITHHELD
      : `${writeMark(portion.mark)}${writeSpans(portion.spans, desk)}${described === null ? "" : ` <span class="aside">${escapeHtml(described)}</span>`}`;
  const references = desk.references(anchor);
  const back = references.map((reference, index) => {
    const which = references.length === 1 ? "" : ` ${index + 1}`;
    return ` <a class="back" href="#${reference}" aria-label="back to reference${which} of ${kind === "source" ? "source" : "note"} ${escapeHtml(label)}">↑${which.trim()}</a>`;
  });
  return `<p id="${anchor}"><span class="number">${escapeHtml(label)}</span>${body}${back.join("")}</p>`;
}

function writeFoot(name: string, entries: readonly string[] = []): readonly string[] {
  if (entries.length === 0) return [];
  const title = name === "Notes" ? "" : `<p class="foot-title">${name}</p>\n`;
  return [`<section class="notes" aria-label="${name}">\n${title}${entries.join("\n")}\n</section>`];
}

function writeAnchor({ id }: PrintedPortion, desk: Desk): string {
  const anchor = desk.anchorOf(id);
  return anchor === null ? "" : ` id="${anchor}"`;
}

function writeAside(portion: PrintedPortion, desk: Desk): string {
  const described = describePortion(portion, desk.document);
  const aside = described === null ? "" : `<p class="aside">${escapeHtml(described)}</p>`;
  return `${aside}${desk.after(portion)}`;
}

/** A line that is no portion, on a minister's sheet, has no mark. */
function writeMark(mark: string): string {
  if (mark === "") return "";
  return `<span class="mark${mark === UNMARKED ? " unmarked" : ""}">${escapeHtml(mark)}</span>`;
}

function writeSpans(spans: readonly PrintedSpan[], desk: Desk): string {
  return spans.map((span) => writeSpan(span, desk)).join("");
}

function writeSpan(span: PrintedSpan, desk: Desk): string {
  switch (span.kind) {
    case "text":
      return escapeHtml(span.text);
    case "withheld":
      return WITHHELD;
    case "withheld-at-source":
      return WITHHELD_AT_SOURCE;
    case "note-reference":
      return writeReference("footnote", span.note, desk);
    case "source-reference":
      return writeReference("source", span.source, desk);
    case "cross-reference": {
      const anchor = desk.anchorOf(span.target);
      const called = escapeHtml(span.called);
      return anchor === null ? called : `<a href="#${anchor}">${called}</a>`;
    }
    case "cell-break":
      return " ";
    case "restricted":
      return `<span class="stricter">${writeMark(span.mark)}${writeSpans(span.spans, desk)}</span>`;
  }
}

function writeReference(kind: PrintedNote["kind"], label: string, desk: Desk): string {
  const anchor = desk.noteAnchor(kind, label);
  const shown = escapeHtml(kind === "source" ? `[${label}]` : label);
  return `<sup><a id="${desk.nextReference(anchor)}" href="#${anchor}" aria-label="${kind === "source" ? "source" : "note"} ${escapeHtml(label)}">${shown}</a></sup>`;
}
