// Unsealing: further openings of the same signature for the holder of one cut. Nothing is signed anew by the issuer: what is
// opened now was committed to when the release was signed, at the place its reading gave it then.
import { canonicalize, InputError } from "../encoding/index.ts";
import type { Primitives, Signer } from "../keys/index.ts";
import { readOpened } from "./cut-document.ts";
import { readCutFile } from "./cut-file.ts";
import type { CutParts } from "./cut-file.ts";
import { writeEvidence } from "./evidence.ts";
import { mayShow } from "./prepare.ts";
import { bindCut, digestCut } from "./present.ts";
import type { IssuedRelease, LedgerEvidence, Opening, PreparedClass, UnsealingBody } from "./release.ts";
import { openDisclosures } from "./sd-jwt.ts";

/**
 * Opens further places of `issued` to the holder of the cut file `cut`: portions, restricted spans, references (`p7`,
 * `p7/2`), and what was withheld of them or of the whole (`p7#grading`, `p7#number`, `#counts`). A portion's mark, its grading
 * if the class is shown gradings, and its place come with it; with one number come all. `digest` is what the ledger commits to.
 * @throws InputError SHAPE_INVALID for a cut of another release, a place that is none or is shown already, a part without its
 *   whole, another authority, or a time before the cut's; CUT_SYNTAX as `verifyCut`.
 */
export function unsealPlaces({
  issued,
  cut,
  places,
  iat,
  authority,
  primitives,
}: {
  readonly issued: IssuedRelease;
  readonly cut: string;
  readonly places: readonly string[];
  readonly iat: number;
  readonly authority: Signer;
  readonly primitives: Primitives;
}): { readonly body: UnsealingBody; readonly digest: Uint8Array } {
  const parts = readCutFile(cut);
  if (issued.payload !== parts.cut.release.payload) refuse("This cut is of another release");
  if (iat < parts.binding.iat)
    refuse(
      "An unsealing cannot be older than its cut: the clock of this node was put back since; whoever runs it sets it right",
    );
  const before = new Set(parts.disclosures);
  const after = chooseOpenings(issued, before, places).map(({ text }) => text);
  requireSound(parts, after, primitives);
  const body = bindCut({
    ...{ signed: parts.cut.release, header: parts.header, disclosures: after },
    ...{ recipient: parts.binding.recipient, iat, authority, primitives },
  });
  return {
    body: {
      before: parts.binding.sdHash,
      disclosures: after.filter((text) => !before.has(text)),
      kb_jwt: body.signatures[0].header.kb_jwt,
    },
    digest: digestCut(body, primitives),
  };
}

/** The text of an unsealing file: canonical JSON and one newline. */
export function sealUnsealing(
  { before, disclosures, kb_jwt }: UnsealingBody,
  evidence: LedgerEvidence,
): string {
  return `${canonicalize({
    format: "entente-unsealing/1",
    ...{ before, disclosures: [...disclosures], kb_jwt },
    evidence: writeEvidence(evidence),
  })}\n`;
}

/** What is open once `places` are: what was, what is asked for, and what comes with it. */
function chooseOpenings(
  issued: IssuedRelease,
  before: ReadonlySet<string>,
  places: readonly string[],
): readonly Opening[] {
  const asked = new Set(places);
  const told = issued.openings.filter(({ text }) => before.has(text));
  const known = new Set(issued.openings.map(({ place }) => place));
  const toldPlaces = new Set(told.map(({ place }) => place));
  if (asked.size === 0 || asked.size !== places.length)
    refuse("An unsealing opens at least one place, and none twice");
  for (const place of asked) {
    if (!known.has(place) || (/#./.test(place) && !ASKED.test(place)))
      refuse(`${place} is no place of this release`);
    if (toldPlaces.has(place)) refuse(`${place} is shown in this cut already`);
  }
  const of = issued.classes.find(({ id }) => toldPlaces.has(`#reading/${id}`));
  if (of === undefined) return refuse("This cut has no reading of this release");
  const shown = new Set([...toldPlaces, ...asked].filter((place) => !place.includes("#")));
  const counts = of.counts || [...toldPlaces, ...asked].some((place) => place.endsWith("#number"));
  return issued.openings.filter(
    (opening) =>
      before.has(opening.text) || asked.has(opening.place) || comesWith(opening, shown, { ...of, counts }),
  );
}

const ASKED = /^(?:#counts|[^/#]+#(?:grading|number))$/;

function comesWith({ place, needs }: Opening, shown: ReadonlySet<string>, of: PreparedClass): boolean {
  if (!place.includes("#")) return false;
  if (!place.startsWith("#")) return mayShow(place, of) && needs.every((one) => shown.has(one));
  const [kind, id, gap] = place.split("/");
  if (id !== of.id) return false;
  if (kind === "#aside") return of.aside.some((one) => shown.has(one));
  const behind = of.gaps[Number(gap)] ?? [];
  if (kind === "#gap") return behind.some((one) => shown.has(one));
  return kind === "#rest" && behind.every((one) => shown.has(one));
}

/** Whatever no reader would accept, such as a row without its table, is not bound either. */
function requireSound({ payload }: CutParts, disclosures: readonly string[], primitives: Primitives): void {
  try {
    readOpened(openDisclosures({ payload, disclosures }, primitives).opened);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : "";
    throw new InputError("SHAPE_INVALID", `These places cannot be unsealed together: ${why}`, null, {
      cause,
    });
  }
}

function refuse(message: string): never {
  throw new InputError("SHAPE_INVALID", message);
}
