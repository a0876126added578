// A cut as one self-contained page: it shows what the verified cut says and nothing else, carries the cut itself in an inert
// element, and ends in the release authority's signature over every byte before.
import { encodeBase64url, utf8, VerificationError } from "../encoding/index.ts";
import { writePage } from "../printing/index.ts";
import type { FrameLine } from "../printing/index.ts";
import { spellFingerprint } from "../keys/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { embedCut } from "./page-file.ts";
import { describeHandling, verifyCut } from "../releases/index.ts";
import type { VerifiedCut } from "../releases/index.ts";

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
  const page = writeCutPage(verified, text, { names, primitives });
  return `${page}<!-- entente-page-signature ${encodeBase64url(authority.sign(utf8(page)))} -->\n`;
}

function writeCutPage(
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
    return name === undefined || name === id ? id : `${name} (${id})`;
  };
  const { release: inLedger } = cut.evidence;
  const set =
    (face: FrameLine[number]["face"]) =>
    (one: string): FrameLine[number] => ({ text: one, face });
  const [plain, code, fingerprint] = [set("text"), set("code"), set("fingerprint")];
  return writePage({
    document: { ...document, handling: describeHandling(sayMember(recipient), sayMember(header.iss)) },
    name: `Release ${header.release}`,
    imprint: [
      plain(`release ${header.release} · authority's key `),
      fingerprint(spellFingerprint(keys.authority)),
    ],
    colophon: [
      { term: "Release", line: [code(header.release)] },
      {
        term: "Committed",
        line: [plain(`${sayInstant(inLedger.opening.at)} in `), code(header.ledger.origin)],
      },
      { term: "Issuer's key, to compare by voice", line: [fingerprint(spellFingerprint(keys.issuer))] },
      {
        term: "Release authority's key, to compare by voice",
        line: [fingerprint(spellFingerprint(keys.authority))],
      },
      { term: "To check this file", line: [code("npx entente-verify FILE")] },
    ],
    tail: embedCut(text),
    // The bytes of pictures are no part of a cut: its page tells what they show.
    pictures: new Map(),
    primitives,
  });
}

/** `2018-03-13T12:00:00.000Z` → `2018-03-13 12:00:00 UTC`: a time on paper needs its zone in words. */
function sayInstant(instant: string): string {
  return instant.replace("T", " ").replace(/(?:\.000)?Z$/, " UTC");
}
