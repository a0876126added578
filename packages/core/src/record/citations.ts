// Citing a place of a record: a short line that holds what was read (the digest of the signed cut and the place in it) and
// where it was public (the entry of the record in its ledger). It verifies against the folder, or says why not.
import { InputError, VerificationError } from "../encoding/index.ts";
import { flattenSpans } from "../printing/index.ts";
import type { RecordCut } from "./contents.ts";
import type { RecordSite } from "./site.ts";

export interface Citation {
  readonly document: string;
  /** From 1: the anchor `p-12`. */
  readonly portion: number;
  /** Base64url SHA-256 of the cut file. */
  readonly cut: string;
  /** The entry that commits to the record it was cited from. */
  readonly leaf: number;
}

/** What a citation came to. */
export interface VerifiedCitation {
  readonly document: string;
  readonly title: string | null;
  readonly portion: number;
  /** The words that stand there, `***` where something is withheld. */
  readonly text: string;
  /** Whether another release of the document stands in its place by now. */
  readonly replaced: boolean;
  /** Whether it was cited from this very edition. */
  readonly thisEdition: boolean;
}

const FORM =
  /^entente-cite:1\/([a-z0-9][a-z0-9-]{0,63})\/p-([1-9][0-9]{0,5})\/([A-Za-z0-9_-]{43})\/(0|[1-9][0-9]{0,14})$/;

export function printCitation({ document, portion, cut, leaf }: Citation): string {
  return `entente-cite:1/${document}/p-${portion}/${cut}/${leaf}`;
}

/** @throws InputError CITATION_SYNTAX. */
export function readCitation(text: string): Citation {
  const [, document, portion, cut, leaf] = FORM.exec(text.trim()) ?? [];
  if (document === undefined || cut === undefined)
    throw new InputError(
      "CITATION_SYNTAX",
      "This is no citation: copy the whole line that begins with entente-cite:1/ from the page",
    );
  return { document, portion: Number(portion), cut, leaf: Number(leaf) };
}

/**
 * Whether a citation holds in a record that was checked.
 * @throws VerificationError CITATION_MISMATCH.
 */
export function resolveCitation(citation: Citation, site: RecordSite): VerifiedCitation {
  const { document: name, portion, cut, leaf } = citation;
  const found = site.documents.find((one) => one.name === name);
  if (found === undefined) throw mismatch(`it has no document ${name}`);
  const held: RecordCut | undefined = [found.cut, ...found.earlier].find(({ digest }) => digest === cut);
  if (held === undefined)
    throw mismatch(`its ${name} is none of the digest cited, so other words may stand there`);
  const shown = held.document.portions[portion - 1] ?? null;
  if (shown === null) throw mismatch(`${name} shows nothing at p-${portion}`);
  const leaves = [...site.edition.earlier.map((one) => one.leaf), site.leaf];
  if (!leaves.includes(leaf))
    throw mismatch(
      `neither it nor an edition before it is entry ${leaf} of the ledger; a later edition may be`,
    );
  return {
    ...{ document: name, title: held.document.title, portion, text: flattenSpans(shown.spans) },
    ...{ replaced: held !== found.cut, thisEdition: leaf === site.leaf },
  };
}

function mismatch(why: string): VerificationError {
  return new VerificationError(
    "CITATION_MISMATCH",
    `The citation does not hold in this record: ${why}. Ask whoever cited it, or take the edition it was cited from`,
  );
}
