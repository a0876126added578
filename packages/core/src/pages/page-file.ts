// The two ends of a page's proof: the cut embedded in an element that browsers do not run, and the last line with the
// release authority's signature over all bytes before it.
// Invariant: a page holds exactly one cut, in the one spelling we would embed.
import {
  canonicalize,
  decodeBase64url,
  InputError,
  parseJson,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { Trust } from "../releases/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { VerifiedCut } from "../releases/index.ts";

const START = "<!doctype html>\n";
const OPEN = `<script type="application/json" id="entente-cut">`;
const CLOSE = "</script>";
const SIGNED = /^([\s\S]*\n)<!-- entente-page-signature ([\w-]{86}) -->\n$/;

/** The element that carries the cut file `text`. "<" is spelled as JSON escapes it, so that no text can close the element. */
export function embedCut(text: string): string {
  return `${OPEN}${text.replaceAll("<", "\\u003c")}${CLOSE}`;
}

/**
 * Checks a page from its first byte to its last: the cut it carries as {@link verifyCut} does, and the signature of that
 * cut's release authority over the whole page.
 * @throws InputError CUT_SYNTAX, VerificationError RENDERING_MISMATCH, and everything `verifyCut` throws.
 */
export function verifyCutPage({
  text,
  trust,
  primitives,
}: {
  readonly text: string;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedCut {
  const match = SIGNED.exec(text);
  const [, page = "", signature = ""] = match ?? [];
  if (match === null || !page.startsWith(START) || !text.isWellFormed())
    throw new InputError(
      "CUT_SYNTAX",
      "This is not a signed page of a cut: its first or last line is another",
    );
  const verified = verifyCut({ text: extractCut(page), trust, primitives });
  const key = publicKeyBytes(verified.document.header.cnf.jwk);
  if (!primitives.verifyEd25519(key, utf8(page), decodeBase64url(signature)))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "This page was changed after the release authority signed it: ask the sender for the file again",
    );
  const detail = "The release authority signed every byte of this page, and it carries this one cut.";
  return { ...verified, steps: [...verified.steps, { name: "page signature", detail }] };
}

function extractCut(page: string): string {
  const start = page.indexOf(OPEN);
  const end = page.indexOf(CLOSE, start);
  if (start < 0 || end < 0 || page.toLowerCase().split("<script").length !== 2)
    throw new VerificationError("RENDERING_MISMATCH", "A page carries one cut, and this one does not");
  const text = `${canonicalize(parseJson(page.slice(start + OPEN.length, end)))}\n`;
  if (embedCut(text) !== page.slice(start, end + CLOSE.length))
    throw new VerificationError("RENDERING_MISMATCH", "The cut in this page is not in its one spelling");
  return text;
}
