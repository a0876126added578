// What helps a member's desk to persuade its own house: points from its own copies, and the company it would be in.
import {
  findCompany,
  listPrecedents,
  listWithheldPlaces,
  makeTalkingPoints,
} from "@entente/core/arrangements";
import type {
  Arrangements,
  CompanyRange,
  EarlierCase,
  Precedent,
  TalkingPoint,
  WithheldPlace,
} from "@entente/core/arrangements";
import { dayOf, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { flattenSpans } from "@entente/core/printing";
import type { PrintedDocument } from "@entente/core/printing";
import { openPublicView, openSeatView, requireRole } from "../access/index.ts";
import type { Act, CaseIdentity, View } from "../access/index.ts";
import { arrangementsOf, findCase, listPublished } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readFacts } from "../measures/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { note, requireApproach } from "./approaches.ts";
import { readCopy } from "./speaking.ts";
import { insertCompanyTold } from "./spoken/store.ts";
import { listHeldCuts } from "./store.ts";

/** A copy a member was given with its approach, and what can be made of it. */
export interface ReadCopy {
  readonly document: string;
  readonly annex: boolean;
  /** As the copy shows it; null where it is withheld. */
  readonly title: string | null;
  readonly banner: string;
  /** What the member may ask for, by the names its copy gives. */
  readonly withheld: readonly WithheldPlace[];
  readonly points: readonly TalkingPoint[];
}

/** Who looks, in which case, and when. */
export interface Looking {
  readonly view: View;
  readonly row: CaseRow;
  readonly at: Instant;
}

/** The copies of an approach, read as the member reads them. @throws ServerError NOT_FOUND as `requireApproach`. */
export async function readCopies(
  reader: Reader,
  { view, row }: Pick<Looking, "view" | "row">,
  member: string,
): Promise<readonly ReadCopy[]> {
  await requireApproach(reader, view, member);
  const publicText = await readPublicText(reader, row);
  const held = await listHeldCuts(reader, view, member);
  return held.flatMap(({ document, ordinal, files }) => {
    const file = files.at(-1)?.file;
    if (ordinal === null || file === undefined) return [];
    const copy = readCopy(file);
    return [
      {
        ...{ document, annex: ordinal > 0, title: copy.title, banner: copy.banner },
        withheld: listWithheldPlaces(copy),
        points: makeTalkingPoints(copy, publicText),
      },
    ];
  });
}

/** Everything the public was given of this case; null where that is nothing. */
async function readPublicText(reader: Reader, of: CaseIdentity): Promise<string | null> {
  const cuts = await listHeldCuts(reader, openPublicView(of), "PUBLIC");
  const texts = cuts.flatMap(({ files }) => {
    const file = files.at(-1)?.file;
    return file === undefined ? [] : listTexts(readCopy(file));
  });
  // A sign that stands in no text, so that the end of one portion and the start of the next are not read as one sentence.
  return texts.length === 0 ? null : texts.join("\u0000");
}

function listTexts({ portions, footnotes }: PrintedDocument): readonly string[] {
  return [...portions.filter((portion) => portion !== null), ...footnotes].map(({ spans }) =>
    flattenSpans(spans),
  );
}

/**
 * What a member did in earlier cases: those on this node whose record is public, and the ones given (`builtIn`), which the
 * node's own replace. @throws ServerError NOT_FOUND as `requireApproach`.
 */
export async function readPrecedents(
  reader: Reader,
  { view, row, at }: Looking,
  { member, builtIn }: { readonly member: string; readonly builtIn: readonly EarlierCase[] },
): Promise<readonly Precedent[]> {
  await requireApproach(reader, view, member);
  const earlier = new Map(builtIn.map((one) => [one.id, one]));
  for (const slug of await listPublished(reader)) {
    const known = await findCase(reader, slug);
    if (known !== null) earlier.set(slug, await readFacts(reader, openPublicView(known), known));
  }
  earlier.delete(row.slug);
  const { kinds } = arrangementsOf(row);
  return listPrecedents([...earlier.values()], { member, before: dayOf(at), kinds });
}

/**
 * Tells a member how many others would act, as the range the community's rule allows. `others` is counted without the
 * member's own pledge, so that nothing it does moves the answer; `most` is how many others there are.
 * @throws PolicyError TRANSITION_REFUSED where the rule allows nothing; ServerError FORBIDDEN, NOT_FOUND.
 */
export async function tellCompany(
  tx: Transactor,
  act: Act,
  {
    member,
    others,
    most,
    arrangements,
  }: {
    readonly member: string;
    readonly others: number;
    readonly most: number;
    readonly arrangements: Arrangements;
  },
): Promise<CompanyRange> {
  requireRole(act.seat, ["desk"], act.of);
  const view = openSeatView(act.seat, act.of);
  const approachId = await requireApproach(tx, view, member);
  const range = findCompany(arrangements.company, { others, most });
  if (range === null)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      "The rule of this community lets a member be told nothing of how many others would act. It stands in the coalition file, under company.",
    );
  await insertCompanyTold(tx, view, {
    ...{ approachId, ...range, most, at: act.at, by: act.seat.id },
  });
  await note(tx, act, "approach.company", member);
  return range;
}
