// What every rendering of a cut says of the copy itself: whose it is, where it was committed, and whose keys made it, as
// words to be compared by voice. One source for page, paper, office file and text.
import { SPOKEN_WORDS, spellFingerprint, spellWords } from "../keys/index.ts";
import type { CopyFacts, FrameLine, PrintedDocument } from "../printing/index.ts";
import { describeHandling } from "../releases/index.ts";
import type { CutDocument, VerifiedCut } from "../releases/index.ts";

/** Names of members by id, as a page says them; an id without a name stands alone. */
export type Names = Readonly<Record<string, string>>;

/** A cut with what stands around it, ready for any renderer. */
export interface CutCopy {
  readonly document: PrintedDocument;
  /** What it is called where it has no title to show. */
  readonly name: string;
  readonly facts: CopyFacts;
}

/** The copy of a cut that `verifyCut` has given. */
export function describeCopy(
  { document, cut }: Pick<VerifiedCut, "document" | "cut">,
  names: Names,
): CutCopy {
  const { header, keys } = document;
  const { opening } = cut.evidence.release;
  const [plain, code, fingerprint] = [set("text"), set("code"), set("fingerprint")];
  return {
    document: {
      ...document,
      handling: sayHandling(document, names),
    },
    name: `Release ${header.release}`,
    facts: {
      imprint: [
        plain(`release ${header.release} · issuer’s keys: `),
        fingerprint(spellWords(keys.issuer, SPOKEN_WORDS)),
      ],
      colophon: [
        { term: "Release", line: [code(header.release)] },
        {
          term: "Committed",
          line: [plain(`${sayInstant(opening.at)} in `), code(header.ledger.origin)],
        },
        {
          term: "Issuer’s keys, to compare by voice",
          line: [fingerprint(spellWords(keys.issuer, SPOKEN_WORDS))],
        },
        { term: "The same, every digit", line: [fingerprint(spellFingerprint(keys.issuer))] },
        {
          term: "Release authority’s key, which the issuer’s keys vouch for",
          line: [fingerprint(spellFingerprint(keys.authority))],
        },
        { term: "To check this file", line: [code("npx entente-verify FILE")] },
      ],
    },
  };
}

/** The names a copy is written with: the recipient's and the originator's, nobody else's. */
export function pickNames({ recipient, header }: CutDocument, names: Names): Names {
  const ids = [...new Set([header.iss, recipient])].filter((id) => Object.hasOwn(names, id));
  return Object.fromEntries(ids.map((id) => [id, names[id] ?? ""]));
}

/** Whose copy it is and how to handle it; how much of the whole it is only where the cut opens that. */
export function sayHandling({ recipient, header, counts }: CutDocument, names: Names): string {
  const handling = describeHandling(sayMember(recipient, names), sayMember(header.iss, names));
  return counts === null
    ? handling
    : `${handling} You see ${counts.shown} of ${counts.of} portions, notes and sources included.`;
}

function sayMember(id: string, names: Names): string {
  const name = Object.hasOwn(names, id) ? names[id] : undefined;
  return name === undefined || name === id ? id : `${name} (${id})`;
}

function set(face: FrameLine[number]["face"]): (text: string) => FrameLine[number] {
  return (text) => ({ text, face });
}

/** `2018-03-13T12:00:00.000Z` → `2018-03-13 12:00:00 UTC`: a time on paper needs its zone in words. */
function sayInstant(instant: string): string {
  return instant.replace("T", " ").replace(/(?:\.000)?Z$/, " UTC");
}
