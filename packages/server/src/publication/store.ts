import type { Instant } from "@entente/core/encoding";
import type { RecordDocument, RecordEdition } from "@entente/core/record";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A document as the view's own member was given it: the newest cut, and in `earlier` those it took the place of. */
export interface OwnDocument extends RecordDocument {
  readonly title: string;
}

/** The cuts made for the view's own member with what was said of them, by document name. */
export async function readOwnDocuments(reader: Reader, view: View): Promise<readonly OwnDocument[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .select(["document.name", "cut.title", "cut.file", "cut.release_id as releaseId"])
    .where("cut.case_id", "=", view.caseId)
    .where("cut.recipient", "=", view.member)
    .orderBy("document.name")
    .orderBy("cut.leaf_index")
    .execute();
  const notices = await labelled
    .selectFrom("notice")
    .select(["release_id as releaseId", "file"])
    .where("case_id", "=", view.caseId)
    .orderBy("leaf_index")
    .execute();
  return [...new Set(rows.map(({ name }) => name))].flatMap((name) => {
    const own = rows.filter((row) => row.name === name);
    const last = own.at(-1);
    if (last === undefined) return [];
    const releases = new Set(own.map(({ releaseId }) => releaseId));
    return [
      {
        ...{ name, title: last.title ?? name, cut: last.file },
        earlier: own.slice(0, -1).map(({ file }) => file),
        notices: notices.filter(({ releaseId }) => releases.has(releaseId)).map(({ file }) => file),
      },
    ];
  });
}

export async function insertPublication(
  tx: Transactor,
  row: {
    caseId: string;
    edition: number;
    why: string | null;
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
      ...{ case_id: row.caseId, edition: row.edition, why: row.why },
      ...{ published_by: row.by, published_at: row.at },
      ...{ manifest_digest: row.manifestDigest, leaf_index: row.leafIndex },
    })
    .execute();
  await tx
    .insertInto("record_file")
    .values(
      [...row.files].map(([path, bytes]) => ({
        ...{ case_id: row.caseId, edition: row.edition, path, bytes },
      })),
    )
    .execute();
}

/** The editions that were published of a case, oldest first. */
export async function listEditions(reader: Reader, caseId: string): Promise<RecordEdition["earlier"]> {
  return reader
    .selectFrom("publication")
    .select(["published_at as publishedAt", "why", "manifest_digest as manifest", "leaf_index as leaf"])
    .where("case_id", "=", caseId)
    .orderBy("edition")
    .execute();
}

/** The newest edition of a case: when, which, and how many files it has; null before. */
export async function findPublication(
  reader: Reader,
  caseId: string,
): Promise<{ publishedAt: Instant; edition: number; files: number } | null> {
  const row = await reader
    .selectFrom("publication")
    .select((of) => [
      "published_at",
      "edition",
      of
        .selectFrom("record_file")
        .whereRef("record_file.case_id", "=", "publication.case_id")
        .whereRef("record_file.edition", "=", "publication.edition")
        .select((file) => file.fn.countAll<number>().as("n"))
        .as("files"),
    ])
    .where("case_id", "=", caseId)
    .orderBy("edition", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { publishedAt: row.published_at, edition: row.edition, files: row.files ?? 0 };
}

/** What is published on this node, oldest case first, with its newest edition: anyone may know of it. */
export async function listPublications(
  reader: Reader,
): Promise<readonly { readonly slug: string; readonly publishedAt: Instant; readonly edition: number }[]> {
  const rows = await reader
    .selectFrom("publication")
    .innerJoin("case_file", "case_file.id", "publication.case_id")
    .select(["case_file.slug", "publication.published_at as publishedAt", "publication.edition"])
    .orderBy("case_file.opened_at")
    .orderBy("publication.edition")
    .execute();
  return [...new Map(rows.map((row) => [row.slug, row])).values()];
}

/** Every file of the newest edition; empty when nothing is published. */
export async function readRecordFiles(
  reader: Reader,
  slug: string,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await reader
    .selectFrom("record_file")
    .innerJoin("case_file", "case_file.id", "record_file.case_id")
    .select(["record_file.path", "record_file.bytes"])
    .where("case_file.slug", "=", slug)
    .where("record_file.edition", "=", (of) =>
      of
        .selectFrom("publication")
        .whereRef("publication.case_id", "=", "case_file.id")
        .select((one) => one.fn.max("publication.edition").as("newest")),
    )
    .orderBy("record_file.path")
    .execute();
  return new Map(rows.map(({ path, bytes }) => [path, bytes]));
}

/**
 * One file of a published record, of its newest edition where none is asked for; null where there is none. What is
 * published is public: no view is asked for.
 */
export async function findRecordFile(
  reader: Reader,
  slug: string,
  { path, edition }: { readonly path: string; readonly edition: number | null },
): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("record_file")
    .innerJoin("case_file", "case_file.id", "record_file.case_id")
    .select("record_file.bytes")
    .where("case_file.slug", "=", slug)
    .where("record_file.path", "=", path)
    .$if(edition !== null, (query) => query.where("record_file.edition", "=", edition))
    .orderBy("record_file.edition", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

/** One file of the newest edition of every other case that has one, by slug. */
export async function listNewestFiles(
  reader: Reader,
  { caseId, path }: { readonly caseId: string; readonly path: string },
): Promise<readonly Uint8Array[]> {
  const rows = await reader
    .selectFrom("record_file")
    .innerJoin("case_file", "case_file.id", "record_file.case_id")
    .select("record_file.bytes")
    .distinctOn("case_file.slug")
    .where("record_file.case_id", "!=", caseId)
    .where("record_file.path", "=", path)
    .orderBy("case_file.slug")
    .orderBy("record_file.edition", "desc")
    .execute();
  return rows.map(({ bytes }) => bytes);
}

/** One file of the newest edition of a case; null before there is one. */
export async function findNewestFile(
  reader: Reader,
  caseId: string,
  path: string,
): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("record_file")
    .select("bytes")
    .where("case_id", "=", caseId)
    .where("path", "=", path)
    .orderBy("edition", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.bytes ?? null;
}
