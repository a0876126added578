// A cut as one self-contained page: it shows what the verified cut says and nothing else, carries the cut and the script
// that checks it here and now, and ends in the release authority's signature over every byte before.
import { canonicalize, encodeBase64url, utf8, VerificationError } from "../encoding/index.ts";
import { writePage } from "../printing/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { verifyCut } from "../releases/index.ts";
import type { VerifiedCut } from "../releases/index.ts";
import { NOTICE_STYLE, writeNotice } from "./check-notice.ts";
import { describeCopy, pickNames } from "./cut-facts.ts";
import type { Names } from "./cut-facts.ts";
import { embedParts, nameDigest, writeSignature } from "./page-file.ts";

/**
 * Renders the cut file `text` as a page and signs it. The cut is verified first, on the keys it carries: whoever calls
 * this holds the authority's key and so made the cut.
 * @param names of members by id, for the line that says whose copy it is; an id without a name stands alone.
 * @param script the bundled self-check, as `npm run build` makes it.
 * @throws VerificationError KEY_UNTRUSTED when `authority` is not the one named in the cut, and everything `verifyCut` throws.
 */
export function renderCutPage({
  text,
  names,
  authority,
  script,
  primitives,
}: {
  readonly text: string;
  readonly names: Names;
  readonly authority: Signer;
  readonly script: string;
  readonly primitives: Primitives;
}): string {
  const verified = verifyCut({ text, trust: { kind: "carried" }, primitives });
  if (authority.publicKey.x !== verified.document.header.cnf.jwk.x)
    throw new VerificationError(
      "KEY_UNTRUSTED",
      "This cut names another release authority: only that one's key can sign its page",
    );
  const page = writeCutPage(verified, { text, names, script }, primitives);
  return `${page}${writeSignature(encodeBase64url(authority.sign(nameDigest(primitives.sha256(utf8(page))))))}`;
}

/** The page without its signature. The same input gives the same bytes, so that a reader can write it again and compare. */
export function writeCutPage(
  verified: VerifiedCut,
  { text, names, script }: { readonly text: string; readonly names: Names; readonly script: string },
  primitives: Primitives,
): string {
  const picked = pickNames(verified.document, names);
  const { document, name, facts } = describeCopy(verified, picked);
  const parts = embedParts({ cut: text, names: canonicalize(picked), script });
  return writePage({
    ...facts,
    ...{ document, name },
    extras: {
      lead: parts.lead,
      notice: writeNotice(verified.document),
      style: NOTICE_STYLE,
      script: { text: script, element: parts.script },
    },
    // The bytes of pictures are no part of a cut: its page tells what they show.
    pictures: new Map(),
    primitives,
  });
}
