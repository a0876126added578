import { hash, randomUUID } from "node:crypto";
import { InputError, PolicyError, utf8 } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { listMarkings, parseMarkedText } from "@entente/core/documents";
import type { MarkedDocument, ParsedDocument } from "@entente/core/documents";
import { printBanner, rollUp } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { openSeatView, requireRole, writeJournal } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { insertCustody, readOriginal, receiveFile } from "../custody/index.ts";
import type { CustodyRow, OriginalRow, ReceivedFile, Reception } from "../custody/index.ts";
import type { FileStore } from "../files/index.ts";
import type { Transactor } from "../storage/index.ts";
import { describeMarking, listPlaces } from "./portions.ts";
import {
  findDocument,
  insertPortions,
  insertVersion,
  internMarkings,
  listUsedIds,
  listVersions,
  openDocument,
} from "./store.ts";
import type { DocumentRow, PortionRow } from "./store.ts";
import { followOn } from "./versions.ts";

export interface Draft {
  /** File stem; a name the case knows already gets a new version. */
  readonly name: string;
  /** Marked text. */
  readonly source: string;
  /** What the text was made from; null when the text itself is what came. */
  readonly original: ReceivedFile | null;
  /** Where the pictures are found that the text refers to by name; the others are left alone. */
  readonly attachments: readonly ReceivedFile[];
}

/**
 * Stores a draft, or the next version of one. It must be without errors, so that marking and audience exist before the
 * first byte is stored. What was proposed of an earlier version stays with that version.
 * @throws InputError DOCUMENT_INVALID with the first problem's place; PolicyError TRANSITION_REFUSED when nothing
 * changed; ServerError FORBIDDEN.
 */
export async function draftDocument(
  tx: Transactor,
  act: Act,
  {
    community,
    files: store,
    ...draft
  }: Draft & { readonly community: CompiledCommunity; readonly files: FileStore },
): Promise<DocumentRow> {
  requireRole(act.seat, ["drafter"], act.of);
  const { name } = draft;
  const { policies } = community.community;
  const parsed = parseMarkedText(draft.source, policies);
  refuseProblems(name, parsed);
  const view = openSeatView(act.seat, act.of);
  const before = await findDocument(tx, view, name);
  const attachments = choosePictures(name, parsed.document, draft.attachments);
  const { document, source } = followOn(
    before && { row: before, everUsed: await listUsedIds(tx, view, before.id) },
    { document: parsed.document, source: draft.source },
    policies,
  );
  const sourceDigest = hash("sha256", source, "base64url");
  if (before?.sourceDigest === sourceDigest)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `${name}: this is what version ${before.version} says already; the drafter changes something first.`,
    );
  // Stricter spans count as well: a banner over the portions alone would be too low.
  const banner = rollUp(listMarkings(document, policies), community);
  if (banner === null)
    throw new InputError("DOCUMENT_INVALID", `${name}: not every portion is marked; the drafter marks it`);
  const id = await openDocument(tx, view, { id: before?.id ?? randomUUID(), name });
  const files = await receiveFiles(
    tx,
    { act, view, documentId: id, files: store },
    { ...draft, attachments },
  );
  const row: DocumentRow = {
    id,
    caseId: act.of.id,
    name,
    versionId: randomUUID(),
    version: (before?.version ?? 0) + 1,
    title: document.title,
    banner: printBanner(banner, policies),
    source,
    sourceDigest,
    originalId: files.original,
    draftedBy: act.seat.id,
    draftedAt: act.at,
  };
  await insertVersion(tx, view, row, files.attachments);
  await storePortions(tx, view, { of: row, document, community });
  await insertCustody(tx, view, [
    ...(draft.original === null ? [] : [custodyOf(act, row, "imported")]),
    custodyOf(act, row, "versioned"),
  ]);
  await writeJournal(tx, {
    caseId: act.of.id,
    at: act.at,
    seat: act.seat.id,
    action: "document.draft",
    subject: name,
    detail: { digest: row.sourceDigest, version: row.version },
  });
  return row;
}

/** Writes the rows of a version's portions. @throws InputError DOCUMENT_INVALID when one is not marked. */
export async function storePortions(
  tx: Transactor,
  view: View,
  {
    of,
    document,
    community,
  }: {
    readonly of: DocumentRow;
    readonly document: MarkedDocument;
    readonly community: CompiledCommunity;
  },
): Promise<void> {
  const { policies } = community.community;
  const places = listPlaces(document, policies).map(({ marking, ...place }) => {
    if (marking === null)
      throw new InputError(
        "DOCUMENT_INVALID",
        `${of.name}: ${place.place} is not marked; the drafter marks it`,
      );
    return { ...place, printed: printBanner(marking, policies), marking: describeMarking(marking) };
  });
  const distinct = new Map(places.map(({ marking }) => [marking.digest, marking]));
  const ids = await internMarkings(tx, of.caseId, [...distinct.values()]);
  const portions = places.map(({ place, kind, printed, marking, content }, ordinal): PortionRow => {
    const markingId = ids.get(marking.digest);
    if (markingId === undefined) throw new RangeError("every marking was interned");
    return { place, ordinal, kind, marking: printed, markingId, content };
  });
  await insertPortions(tx, view, { of, portions });
}

/**
 * Hands out the original of a version, null when the view does not reach it. Custody and journal say so in the same
 * transaction, before any byte leaves.
 */
export async function exportOriginal(
  tx: Transactor,
  view: View,
  {
    name,
    version,
    by,
    at,
    files,
  }: {
    readonly name: string;
    readonly version: number;
    readonly by: string;
    readonly at: Instant;
    readonly files: FileStore;
  },
): Promise<OriginalRow | null> {
  const row = (await listVersions(tx, view, name)).find((one) => one.version === version);
  const original = row === undefined ? null : await readOriginal(tx, view, { id: row.originalId, files });
  if (row === undefined || original === null) return null;
  await insertCustody(tx, view, [
    {
      ...{ documentId: row.id, versionId: row.versionId, originalId: original.id },
      ...{ act: "exported", seat: by, at },
    },
  ]);
  await writeJournal(tx, {
    caseId: view.caseId,
    at,
    seat: by,
    action: "document.export",
    subject: name,
    detail: { version, sha256: original.sha256 },
  });
  return original;
}

/** @throws InputError DOCUMENT_INVALID when the text names a picture that did not come with it. */
function choosePictures(
  name: string,
  { portions }: MarkedDocument,
  files: readonly ReceivedFile[],
): readonly ReceivedFile[] {
  const wanted = new Set(portions.flatMap(({ file }) => (file === null ? [] : [file.name])));
  return [...wanted].map((picture) => {
    const file = files.find((one) => one.name === picture);
    if (file === undefined)
      throw new InputError(
        "DOCUMENT_INVALID",
        `${name}: the picture ${picture} is not there; put it beside the document`,
      );
    return file;
  });
}

/** Keeps what came: the original of the text, and the pictures. */
async function receiveFiles(
  tx: Transactor,
  reception: Reception,
  { name, source, original, attachments }: Draft,
): Promise<{ original: string; attachments: readonly { name: string; originalId: string }[] }> {
  const typed = { name: `${name}.md`, mediaType: "text/markdown", bytes: utf8(source) };
  const kept = await receiveFile(tx, reception, original ?? typed);
  const pictures: { name: string; originalId: string }[] = [];
  for (const file of attachments)
    pictures.push({ name: file.name, originalId: await receiveFile(tx, reception, file) });
  return { original: kept, attachments: pictures };
}

function custodyOf(act: Act, row: DocumentRow, done: "imported" | "versioned"): CustodyRow {
  return {
    ...{ documentId: row.id, versionId: row.versionId, originalId: row.originalId },
    ...{ act: done, seat: act.seat.id, at: act.at },
  };
}

function refuseProblems(name: string, { problems }: ParsedDocument): void {
  const first = problems.find((problem) => problem.severity === "error");
  if (first === undefined) return;
  const { line, column, code, message } = first;
  throw new InputError(
    "DOCUMENT_INVALID",
    `${name}: ${code}: ${message} Run "entente document inspect" to see every problem.`,
    { line, column },
  );
}
