// A cut as one self-contained page: it needs no network and runs no script, shows what the verified cut says and nothing
// else, carries the cut itself in an inert element, and ends in the release authority's signature over every byte before.
// Invariant: no text of the document reaches the page unescaped, so "<" stands only where this file writes it.
import { encodeBase64, encodeBase64url, utf8, VerificationError } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { splitBanner, writeStyle } from "./page-style.ts";
import { describePortion, listNotes, printable, spellFingerprint } from "./printed-parts.ts";
import type { CutDocument, CutPortion, CutSpan } from "./release.ts";
import { embedCut } from "./page-file.ts";
import { verifyCut } from "./verify.ts";
import type { VerifiedCut } from "./verify.ts";

/**
 * Renders the cut file `text` as a page and signs it. The cut is verified first, on the keys it carries: whoever calls
 * this holds the authority's key and so made the cut.
 * @param names of members by id, for the line that says whose copy it is; an id without a name stands alone.
 * @throws VerificationError KEY_UNTRUSTED when `authority` is not the one named in the cut, and everything `verifyCut` throws.
 */
export function renderCutPage({
  text,
  names,
  authority,
  primitives,
}: {
  readonly text: string;
  readonly names: Readonly<Record<string, string>>;
  readonly authority: Signer;
  readonly primitives: Primitives;
}): string {
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
  if (authority.publicKey.x !== verified.document.header.cnf.jwk.x)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      "This cut names another release authority: only that one's key can sign its page",
    );
  const page = writePage(verified, text, { names, primitives });
  return `${page}<!-- entente-page-signature ${encodeBase64url(authority.sign(utf8(page)))} -->\n`;
}

function writePage(
  { document, cut }: VerifiedCut,
  text: string,
  {
    names,
    primitives,
  }: { readonly names: Readonly<Record<string, string>>; readonly primitives: Primitives },
): string {
  const { header, recipient, keys } = document;
  const sayMember = (id: string): string => {
    const name = Object.hasOwn(names, id) ? names[id] : undefined;
    return escape(name === undefined || name === id ? id : `${name} (${id})`);
  };
  const bands = splitBanner(document.banner);
  const style = writeStyle(bands);
  const styleHash = encodeBase64(primitives.sha256(utf8(style)));
  const banner = bands.map((band, index) => `<p class="level-${index}">${escape(band.text)}</p>`).join("");
  const exercise = header.exercise ? `<p class="exercise-line">EXERCISE EXERCISE EXERCISE</p>` : "";
  const title = document.title ?? `Release ${header.release}`;
  const listed = [...listNotes(document)];
  const labels = new Map(listed.map(([label], index) => [label, index]));
  const notes = listed.map(([label, note]) => writeNote(label, note, document, labels));
  const portions = document.portions.map((portion) =>
    portion === null ? GAP : writePortion(portion, document, labels),
  );
  const { release: inLedger } = cut.evidence;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${styleHash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${header.exercise ? "EXERCISE: " : ""}${escape(title)}</title>
<style>${style}</style>
</head>
<body${header.exercise ? ` class="exercise"` : ""}>
<header class="band">${banner}${exercise}</header>
<main><div class="sheet">
<p class="handling">Copy for ${sayMember(recipient)}, released by ${sayMember(header.iss)}. Handle it as its banner says; parts shown as ${WITHHELD} are withheld from this copy.</p>
${portions.join("\n")}
${notes.length === 0 ? "" : `<section class="notes" aria-label="Notes">\n${notes.join("\n")}\n</section>`}
<section class="colophon" aria-label="About this copy"><dl>
<dt>Release</dt><dd><code>${escape(header.release)}</code></dd>
<dt>Committed</dt><dd>${escape(sayInstant(inLedger.opening.at))} in <code>${escape(header.ledger.origin)}</code></dd>
<dt>Issuer's key, to compare by voice</dt><dd class="fingerprint">${spellFingerprint(keys.issuer)}</dd>
<dt>Release authority's key, to compare by voice</dt><dd class="fingerprint">${spellFingerprint(keys.authority)}</dd>
<dt>To check this file</dt><dd><code>npx entente-verify FILE</code></dd>
</dl></section>
</div></main>
<footer class="band"><p class="imprint">Copy for ${sayMember(recipient)} · release ${escape(header.release)} · authority's key <span class="fingerprint">${spellFingerprint(keys.authority)}</span></p>${exercise}${banner}</footer>
${embedCut(text)}
</body>
</html>
`;
}

/** `2018-03-13T12:00:00.000Z` → `2018-03-13 12:00:00 UTC`: a time on paper needs its zone in words. */
function sayInstant(instant: string): string {
  return instant.replace("T", " ").replace(/(?:\.000)?Z$/, " UTC");
}

const WITHHELD = `<span class="withheld" role="img" aria-label="withheld">***</span>`;
const WITHHELD_AT_SOURCE = `<span class="withheld source" role="img" aria-label="withheld by the source">***</span>`;
const GAP = `<div class="portion"><p>${WITHHELD}</p></div>`;

function writePortion(
  portion: CutPortion,
  document: CutDocument,
  labels: ReadonlyMap<string, number>,
): string {
  const { kind, number, depth, mark } = portion;
  const lead = [
    `<span class="mark">${escape(mark)}</span>`,
    ...(number === null ? [] : [`<span class="number">${escape(number)}.</span>`]),
  ].join("");
  const body = `<span class="margin">${lead}</span>${writeSpans(portion.spans, labels)}`;
  const tag = kind === "title" ? "h1" : kind === "heading" ? `h${Math.min(Math.max(depth, 1), 3) + 1}` : "p";
  const described = describePortion(portion, document);
  const aside = described === null ? "" : `<p class="aside">${escape(described)}</p>`;
  const heading = tag === "p" ? "" : " heading";
  return `<div class="portion${heading}"><${tag}>${body}</${tag}>${aside}</div>`;
}

function writeNote(
  label: string,
  note: CutPortion | null,
  document: CutDocument,
  labels: ReadonlyMap<string, number>,
): string {
  const described = note === null ? null : describePortion(note, document);
  const body =
    note === null
      ? WITHHELD
      : `<span class="mark">${escape(note.mark)}</span>${writeSpans(note.spans, labels)}${described === null ? "" : ` ${escape(described)}`}`;
  return `<p id="note-${labels.get(label) ?? 0}"><span class="number">${escape(label)}</span>${body}</p>`;
}

function writeSpans(spans: readonly CutSpan[], labels: ReadonlyMap<string, number>): string {
  return spans.map((span) => writeSpan(span, labels)).join("");
}

function writeSpan(span: CutSpan, labels: ReadonlyMap<string, number>): string {
  switch (span.kind) {
    case "text":
      return escape(span.text);
    case "withheld":
      return WITHHELD;
    case "withheld-at-source":
      return WITHHELD_AT_SOURCE;
    case "note-reference":
      return `<sup><a href="#note-${labels.get(span.note) ?? 0}" aria-label="note ${escape(span.note)}">${escape(span.note)}</a></sup>`;
    case "restricted":
      return `<span class="stricter"><span class="mark">${escape(span.mark)}</span>${writeSpans(span.spans, labels)}</span>`;
  }
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escape(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
