// A document as one self-contained page: it needs no network and runs no script. The frame is the same for a whole document
// and for a cut: banner, exercise and handling line top and bottom and on every printed page.
import { encodeBase64, utf8 } from "../encoding/index.ts";
import type { Primitives } from "../keys/index.ts";
import { escapeHtml, writeBody } from "./page-body.ts";
import type { Pictures } from "./page-body.ts";
import { writeStyle } from "./page-style.ts";
import type { PrintedDocument } from "./printed-document.ts";

/** A line of the frame; `code` and `fingerprint` are set in a typewriter's face. */
export type FrameLine = readonly {
  readonly text: string;
  readonly face: "text" | "code" | "fingerprint";
}[];

/** What a copy says of itself, around the text. */
export interface CopyFacts {
  /** Stands small at the foot of the page and of every printed page, after the handling line. */
  readonly imprint: FrameLine;
  /** Facts about this copy, below the text. */
  readonly colophon: readonly { readonly term: string; readonly line: FrameLine }[];
}

/** Facts of a copy about which nothing is to be said. */
export const NO_FACTS: CopyFacts = { imprint: [], colophon: [] };

/** What a page has beside its document and facts, written and escaped by the caller. */
export interface PageExtras {
  /** HTML that comes first in the body and shows nothing. */
  readonly lead: string;
  /** HTML before the text. */
  readonly notice: string;
  /** Rules for `notice`. */
  readonly style: string;
  /** The one script of the page, and its element, which comes last in the head; null for a page that runs none. */
  readonly script: { readonly text: string; readonly element: string } | null;
}

export interface PageInput extends CopyFacts {
  readonly document: PrintedDocument;
  /** What the page is called where it has no title to show. */
  readonly name: string;
  readonly extras: PageExtras;
  readonly pictures: Pictures;
  readonly primitives: Primitives;
}

/** Name of the Trusted Types policy under which a page may parse what it was written from. */
export const PAGE_POLICY = "entente-page";
const NO_EXTRAS: PageExtras = { lead: "", notice: "", style: "", script: null };

/**
 * The page of a whole document for its originator's own staff.
 * @param pictures bytes by file name; one that is missing, or is not what its digest says, is told by its text alone.
 */
export function renderDocumentPage({
  document,
  pictures,
  primitives,
}: Pick<PageInput, "document" | "pictures" | "primitives">): string {
  const text = (value: string): FrameLine => [{ text: value, face: "text" }];
  return writePage({
    ...{ document, pictures, primitives, imprint: [], extras: NO_EXTRAS },
    name: "A document without a title",
    colophon: [
      { term: "Originator", line: text(document.originator) },
      ...(document.date === null ? [] : [{ term: "Date", line: text(document.date) }]),
    ],
  });
}

/** The page of a copy that shows its text and facts, runs nothing and has no pictures with it. */
export function renderCopyPage(
  copy: Pick<PageInput, "document" | "name" | keyof CopyFacts>,
  primitives: Primitives,
): string {
  return writePage({ ...copy, extras: NO_EXTRAS, pictures: new Map(), primitives });
}

/** The whole page. The same input gives the same bytes. */
export function writePage({
  document,
  name,
  imprint,
  colophon,
  extras,
  pictures,
  primitives,
}: PageInput): string {
  const { bands, exercise, handling } = document;
  const style = writeStyle(bands) + extras.style;
  const banner = bands
    .map((band, index) => `<p class="level-${index}">${escapeHtml(band.text)}</p>`)
    .join("");
  const drill = exercise ? `<p class="exercise-line">EXERCISE EXERCISE EXERCISE</p>` : "";
  const facts = colophon.map(({ term, line }) => `<dt>${escapeHtml(term)}</dt><dd>${writeLine(line)}</dd>`);
  const foot = imprint.length === 0 ? "" : ` · ${writeLine(imprint)}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${writePolicy({ style, script: extras.script?.text ?? null, pictures }, primitives)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${exercise ? "EXERCISE: " : ""}${escapeHtml(document.title ?? name)}</title>
<style>${style}</style>
${extras.script?.element ?? ""}</head>
<body${exercise ? ` class="exercise"` : ""}>
${extras.lead}<header class="band">${banner}${drill}<p class="handling">${escapeHtml(handling)}</p></header>
<main><div class="sheet">
${extras.notice}${writeBody(document, { pictures, primitives, places: null })}
<section class="colophon" aria-label="About this copy"><dl>
${facts.join("\n")}
</dl></section>
</div></main>
<footer class="band"><p class="imprint">${escapeHtml(handling)}${foot}</p>${drill}${banner}</footer>
</body>
</html>
`;
}

/**
 * Nothing is fetched, run or styled but what stands in the page by its digest. A script gets no connection, and the one place
 * where it may read text as HTML is a policy of that name (Trusted Types).
 */
function writePolicy(
  {
    style,
    script,
    pictures,
  }: { readonly style: string; readonly script: string | null; readonly pictures: Pictures },
  primitives: Primitives,
): string {
  const digest = (text: string): string => `'sha256-${encodeBase64(primitives.sha256(utf8(text)))}'`;
  const rules = [
    "default-src 'none'",
    `style-src ${digest(style)}`,
    ...(pictures.size === 0 ? [] : ["img-src data:"]),
    ...(script === null
      ? []
      : [
          `script-src ${digest(script)}`,
          // A worker is this same script, from a copy of its own text: a check must not hold up reading.
          "worker-src blob:",
          "connect-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          "require-trusted-types-for 'script'",
          `trusted-types ${PAGE_POLICY}`,
        ]),
  ];
  return rules.join("; ");
}

function writeLine(line: FrameLine): string {
  return line
    .map(({ text, face }) => {
      const escaped = escapeHtml(text);
      if (face === "code") return `<code>${escaped}</code>`;
      return face === "fingerprint" ? `<span class="fingerprint">${escaped}</span>` : escaped;
    })
    .join("");
}
