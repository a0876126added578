// Putting the record of a case together from what the database holds: what is published, and what would be.
import { dayOf, PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { countingRules, readCaseFile, tallyMeasures } from "@entente/core/measures";
import type { Correction, ExposureVersion, RecordExposure } from "@entente/core/record";
import { openSeatView } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { composeFacts, headline, readClocks } from "../measures/index.ts";
import { previewRecord, publishRecord, readPublishedExposures } from "../publication/index.ts";
import type { RecordFacts, RecordPreview } from "../publication/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { listExposurePages } from "./exposures.ts";
import type { ExposurePage } from "./exposures.ts";
import { requireComplete } from "./rules.ts";

/** What is named when a record is published. */
export interface PublicationRequest {
  /** Why there is a new edition; null for the first. */
  readonly why: string | null;
  /** Pages about persons that are to be in it. */
  readonly exposures: readonly string[];
}

interface Situation {
  readonly row: CaseRow;
  readonly at: Instant;
  readonly ledger: LedgerSigner;
}

/** Publishes the next edition of the record of a case, and gives its number. @throws as publishRecord. */
export async function publishCase(
  tx: Transactor,
  act: Act,
  {
    row,
    keystore,
    ledger,
    why,
    exposures,
  }: PublicationRequest & {
    readonly row: CaseRow;
    readonly keystore: Keystore;
    readonly ledger: LedgerSigner;
  },
): Promise<number> {
  const view = openSeatView(act.seat, act.of);
  const pages = await listNewest(tx, view, row);
  const chosen = await composeExposures(tx, row, { pages, names: exposures });
  const facts = await composeRecord(tx, view, { row, at: act.at });
  return publishRecord(tx, act, { ...facts, exposures: chosen, why, keystore, ledger });
}

/** The record as it stands, with every page about a person that lacks nothing. Nothing is signed or committed. */
export async function composePreview(
  reader: Reader,
  view: View,
  { row, at, ledger }: Situation,
): Promise<RecordPreview & { readonly pages: readonly ExposurePage[] }> {
  const pages = await listNewest(reader, view, row);
  const complete = pages.filter((page) => page.missing.length === 0 && !isWithdrawn(page));
  const names = new Set(complete.map(({ name }) => name));
  const exposures = await composeExposures(reader, row, {
    // What was public and lacks something now is not in a preview; publishing refuses it and says why.
    pages: pages.filter((page) => names.has(page.name) || isWithdrawn(page)),
    names: [...names],
  });
  const facts = await composeRecord(reader, view, { row, at });
  const preview = await previewRecord(reader, { ...facts, exposures, why: null, of: row, at, ledger });
  return { ...preview, pages };
}

/** A preview as a desk reads it. */
export interface CasePreview extends Pick<RecordPreview, "published" | "edition" | "documents"> {
  /** Newest versions that are not taken back, and what each lacks. */
  readonly exposures: readonly Pick<ExposurePage, "name" | "version" | "missing">[];
  readonly corrections: readonly (Omit<Correction, "subject"> & { readonly subject: string })[];
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** HTML. */
  readonly page: string;
}

/** The preview of a case for its desk. */
export async function previewCase(reader: Reader, view: View, situation: Situation): Promise<CasePreview> {
  const { published, edition, documents, corrections, files, pages } = await composePreview(
    reader,
    view,
    situation,
  );
  return {
    ...{ published, edition, documents },
    exposures: pages
      .filter((page) => !isWithdrawn(page))
      .map(({ name, version, missing }) => ({ name, version, missing })),
    corrections: corrections.map(({ subject, ...one }) => ({ ...one, subject: subject.title })),
    files: [...files].map(([path, bytes]) => ({ path, size: bytes.length })),
    page: Buffer.from(files.get("index.html") ?? "").toString(),
  };
}

/** The newest version of each page about a person. */
async function listNewest(reader: Reader, view: View, row: CaseRow): Promise<readonly ExposurePage[]> {
  const versions = await listExposurePages(reader, view, row);
  return [...new Map(versions.map((page) => [page.name, page])).values()];
}

/**
 * What the record says of persons: the pages named, each whole, after what was said of them before; and those that were
 * public and are taken back.
 * @throws PolicyError EXPOSURE_INCOMPLETE, TRANSITION_REFUSED; ServerError NOT_FOUND, REQUEST_INVALID.
 */
async function composeExposures(
  reader: Reader,
  row: CaseRow,
  { pages, names }: { readonly pages: readonly ExposurePage[]; readonly names: readonly string[] },
): Promise<readonly RecordExposure[]> {
  const published = await readPublishedExposures(reader, row.id);
  const byName = new Map(pages.map((page) => [page.name, page]));
  const chosen = [...new Set(names)].map((name) => {
    const page = byName.get(name);
    if (page === undefined)
      throw new ServerError("NOT_FOUND", `There is no page ${name}. "entente record exposures" lists them.`);
    if (isWithdrawn(page))
      throw new PolicyError("TRANSITION_REFUSED", `The page ${name} was taken back, so it is not published.`);
    return page;
  });
  requireComplete(chosen);
  const left = published.filter(({ name }) => !names.includes(name));
  const taken = left.map((before): RecordExposure => {
    if (before.withdrawn !== null) return before;
    const withdrawal = byName.get(before.name)?.acts.find(({ kind }) => kind === "withdrawal");
    if (withdrawal === undefined)
      throw new ServerError(
        "REQUEST_INVALID",
        `The page ${before.name} is public and does not vanish without a word: name it, or take it back first.`,
      );
    return { ...before, withdrawn: { at: withdrawal.at, why: withdrawal.note } };
  });
  const standing = chosen.map((page): RecordExposure => {
    const before = published.find(({ name }) => name === page.name)?.versions ?? [];
    const version = composeVersion(page);
    const again = before.some(({ digest }) => digest === version.digest);
    return { name: page.name, versions: again ? before : [...before, version], withdrawn: null };
  });
  return [...standing, ...taken].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the public reads of a version: who stands for it by office, because a record names no person of the house. */
function composeVersion(page: ExposurePage): ExposureVersion {
  const { version, digest, person, role, summary, why, claims, reply, draftedPerson } = page;
  const others = page.acts.filter((act) => act.person !== draftedPerson);
  const office = (seat: string): string => seat.split("/").slice(0, 2).join("/");
  const legal = others.find(({ kind }) => kind === "legal-check");
  if (reply === null || legal === undefined) throw new RangeError("a page that is complete has both");
  return {
    ...{ version, digest, person, role, summary, why, claims, reply },
    validations: others
      .filter(({ kind }) => kind === "validation")
      .map(({ seat, at }) => ({ by: office(seat), at })),
    legalCheck: { by: office(legal.seat), at: legal.at, note: legal.note },
  };
}

function isWithdrawn({ acts }: ExposurePage): boolean {
  return acts.some(({ kind }) => kind === "withdrawal");
}

async function composeRecord(
  reader: Reader,
  view: View,
  { row, at }: { readonly row: CaseRow; readonly at: Instant },
): Promise<Omit<RecordFacts, "exposures" | "why">> {
  const factsJson = await composeFacts(reader, view, row);
  const facts = readCaseFile(factsJson);
  const asOf = dayOf(at);
  return {
    ...{ slug: row.slug, factsJson, names: namesOf(row) },
    tallies: countingRules.map((rule) =>
      tallyMeasures({ kind: headline.kind, caseFile: facts, asOf, rule, groups: null }),
    ),
    clocks: { ...headline, clocks: await readClocks(reader, view, facts) },
  };
}
