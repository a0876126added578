// Checking a page: it is written again from the cut it carries, and must be what is there and what the authority signed.
// Invariant: an accepted page is what `writeCutPage` gives for its cut, names and script, and nothing else; so it shows
// what the verified cut says, whatever its bytes claim.
import {
  decodeBase64url,
  parseJson,
  readAnyObject,
  readString,
  utf8,
  VerificationError,
} from "../encoding/index.ts";
import { publicKeyBytes } from "../keys/index.ts";
import type { Primitives } from "../keys/index.ts";
import type { Trust, VerifiedCut } from "../releases/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { Names } from "./cut-facts.ts";
import { writeCutPage } from "./cut-page.ts";
import { nameDigest, readPageFile, unescapeJson, writeSignature } from "./page-file.ts";
import type { PageParts } from "./page-file.ts";

/** A verified cut with the page it gives, not signed yet. */
export interface WrittenPage extends VerifiedCut {
  readonly page: string;
}

/**
 * Checks the cut a page was written from as {@link verifyCut} does, and writes its page again. Nothing is known yet of the
 * page's signature: {@link checkPageSignature} follows.
 * @throws everything `verifyCut` throws; InputError SHAPE_INVALID for names that are none.
 */
export function rewritePage({
  parts,
  trust,
  primitives,
}: {
  readonly parts: Omit<PageParts, "signature">;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): WrittenPage {
  const text = unescapeJson(parts.cut);
  const names = readNames(unescapeJson(parts.names));
  const verified = verifyCut({ text, trust, primitives });
  return { ...verified, page: writeCutPage(verified, { text, names, script: parts.script }, primitives) };
}

/**
 * Checks the release authority's signature over a page written again, and gives the whole page with the line it stands in.
 * Whoever calls this compares that page with what is there.
 * @param digest SHA-256 of the UTF-8 bytes of the page written again.
 * @throws VerificationError RENDERING_MISMATCH; InputError BASE64_INVALID.
 */
export function checkPageSignature(
  {
    written: { page, ...verified },
    digest,
    signature,
  }: { readonly written: WrittenPage; readonly digest: Uint8Array; readonly signature: string },
  primitives: Primitives,
): WrittenPage {
  const key = publicKeyBytes(verified.document.header.cnf.jwk);
  if (!primitives.verifyEd25519(key, nameDigest(digest), decodeBase64url(signature)))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "This page was changed after the release authority signed it: ask the sender for the file again",
    );
  const detail = "The release authority signed every byte of the page that this one cut gives.";
  return {
    ...verified,
    steps: [...verified.steps, { name: "page signature", detail }],
    page: `${page}${writeSignature(signature)}`,
  };
}

/**
 * Checks a page from its first byte to its last.
 * @throws InputError CUT_SYNTAX, and as {@link rewritePage} and {@link checkPageSignature}.
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
  const parts = readPageFile(text);
  const written = rewritePage({ parts, trust, primitives });
  const digest = primitives.sha256(utf8(written.page));
  const { signature } = parts;
  const { page, ...verified } = checkPageSignature({ written, digest, signature }, primitives);
  if (page !== text)
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "This page shows something else than its cut says: ask the sender for the file again",
    );
  const detail = "Every byte of the page is what the verified cut gives, written again and compared.";
  return { ...verified, steps: [...verified.steps, { name: "page text", detail }] };
}

/** The cut file that a page carries, not checked in any way. @throws InputError CUT_SYNTAX. */
export function extractCut(text: string): string {
  return unescapeJson(readPageFile(text).cut);
}

function readNames(text: string): Names {
  const names = readAnyObject(parseJson(text), "names");
  return Object.fromEntries(Object.entries(names).map(([id, name]) => [id, readString(name, `names.${id}`)]));
}
