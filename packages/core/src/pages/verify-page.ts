// Checking a page: it is written again from the cut it carries, and must be what is there and what the authority signed.
// Invariant: an accepted page is what `writeCutPage` gives for its cut, names and script, and nothing else; so it shows
// what the verified cut says, whatever its bytes claim.
import {
  decodeBase64url,
  parseJson,
  readAnyObject,
  readString,
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

/** A verified cut with the whole page it gives, the line of the page's signature included. */
export interface VerifiedParts extends VerifiedCut {
  readonly page: string;
}

/**
 * Checks what a page was written from: the cut as {@link verifyCut} does, then the release authority's signature over the
 * page that cut, names and script give. Whoever calls this compares that page with what is there.
 * @throws VerificationError RENDERING_MISMATCH, and everything `verifyCut` throws.
 */
export function verifyPageParts({
  parts,
  trust,
  primitives,
}: {
  readonly parts: PageParts;
  readonly trust: Trust;
  readonly primitives: Primitives;
}): VerifiedParts {
  const text = unescapeJson(parts.cut);
  const names = readNames(unescapeJson(parts.names));
  const verified = verifyCut({ text, trust, primitives });
  const page = writeCutPage(verified, { text, names, script: parts.script }, primitives);
  const key = publicKeyBytes(verified.document.header.cnf.jwk);
  if (!primitives.verifyEd25519(key, nameDigest(page, primitives), decodeBase64url(parts.signature)))
    throw new VerificationError(
      "RENDERING_MISMATCH",
      "This page was changed after the release authority signed it: ask the sender for the file again",
    );
  const detail = "The release authority signed every byte of the page that this one cut gives.";
  return {
    ...verified,
    steps: [...verified.steps, { name: "page signature", detail }],
    page: `${page}${writeSignature(parts.signature)}`,
  };
}

/**
 * Checks a page from its first byte to its last.
 * @throws InputError CUT_SYNTAX, and as {@link verifyPageParts}.
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
  const { page, ...verified } = verifyPageParts({ parts, trust, primitives });
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
