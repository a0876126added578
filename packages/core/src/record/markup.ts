// Text into pages, drawings and feeds. There is one way in: `markup`, which escapes whatever is not markup already, so that
// no text of a record can be left unescaped by forgetting it.
import { escapeHtml } from "../printing/index.ts";

/** HTML, SVG or XML that was written here. */
export interface Markup {
  readonly markup: string;
}

type Piece = string | number | Markup | readonly Markup[] | null;

/** A template in which texts and numbers are escaped, markup stands as it is, and null is nothing. */
export function markup(strings: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  return { markup: String.raw({ raw: strings }, ...pieces.map(writePiece)) };
}

/** Markup that another room of the core wrote and escaped. */
export function trustMarkup(text: string): Markup {
  return { markup: text };
}

export function joinMarkup(pieces: readonly Markup[], between: string): Markup {
  return { markup: pieces.map((piece) => piece.markup).join(between) };
}

function writePiece(piece: Piece): string {
  if (piece === null) return "";
  if (typeof piece === "string" || typeof piece === "number") return escapeText(String(piece));
  return "markup" in piece ? piece.markup : piece.map((one) => one.markup).join("");
}

/** As HTML is escaped, and without the two characters that HTML may hold and XML may not. */
function escapeText(text: string): string {
  return escapeHtml(text.replace(/[\ufffe\uffff]/g, "\ufffd"));
}

/** `address` where it can only ever open a page; null for everything else. */
export function readAddress(address: string | null): string | null {
  return address !== null && /^https?:\/\/[^\s/]/.test(address) ? address : null;
}
