import type { Instant } from "@entente/core/encoding";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** The cuts made for the view's own member, by document name; the latest of each document. */
export async function readOwnCuts(
  reader: Reader,
  view: View,
): Promise<readonly { name: string; title: string; file: string }[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .select(["document.name", "cut.title", "cut.file"])
    .where("cut.case_id", "=", view.caseId)
    .where("cut.recipient", "=", view.member)
    .orderBy("document.name")
    .orderBy("cut.leaf_index")
    .execute();
  const latest = new Map(rows.map((row) => [row.name, { ...row, title: row.title ?? row.name }]));
  return [...latest.values()];
}

export async function insertPublication(
  tx: Transactor,
  row: {
    caseId: string;
    by: string;
    at: Instant;
    manifestDigest: string;
    leafIndex: number;
    files: ReadonlyMap<string, Uint8Array>;
  },
): Promise<void> {
  noteChange(tx, row.caseId);
  await tx
    .insertInto("publication")
    .values({
      case_id: row.caseId,
      published_by: row.by,
      published_at: row.at,
      manifest_digest: row.manifestDigest,
      leaf_index: row.leafIndex,
    })
    .execute();
  await tx
    .insertInto("record_file")
    .values([...row.files].map(([path, bytes]) => ({ case_id: row.caseId, path, bytes })))
    .execute();
}

/** When the record of a case was published and how many files it has; null before. */
export async function findPublication(
  reader: Reader,
  caseId: string,
): Promise<{ publishedAt: Instant; files: number } | null> {
  const row = await reader
    .selectFrom("publication")
    .select((of) => [
      "published_at",
      of
        .selectFrom("record_file")
        .whereRef("record_file.case_id", "=", "publication.case_id")
        .select((file) => file.fn.countAll<number>().as("n"))
        .as("files"),
    ])
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row === undefined ? null : { publishedAt: row.published_at, files: row.files ?? 0 };
}

/** What is published on this node, oldest case first: anyone may know of it. */
export async function listPublications(
  reader: Reader,
): Promise<readonly { readonly slug: string; readonly publishedAt: Instant }[]> {
  return reader
    .selectFrom("publication")
    .innerJoin("case_file", "case_file.id", "publication.case_id")
    .select(["case_file.slug", "publication.published_at as publishedAt"])
    .orderBy("case_file.opened_at")
    .execute();
}

/** Every file of the published record; empty when nothing is published. */
export async function readRecordFiles(
  reader: Reader,
  slug: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await reader
    .selectFrom("record_file")
    .innerJoin("case_file", "case_file.id", "record_file.case_id")
    .select(["record_file.path", "record_file.bytes"])
    .where("case_file.slug", "=", slug)
    .orderBy("record_file.path")
    .execute();
  return new Map(rows.map(({ path, bytes }) => [path, bytes]));
}

/** One file of a published record; null where there is none. What is published is public: no view is asked for. */
export async function findRecordFile(reader: Reader, slug: string, path: string): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("record_file")
    .innerJoin("case_file", "case_file.id", "record_file.case_id")
    .select("record_file.bytes")
    .where("case_file.slug", "=", slug)
    .where("record_file.path", "=", path)
    .executeTakeFirst();
  return row?.bytes ?? null;
}
