import type { Instant, JsonObject } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** One version of a document. */
export interface DocumentRow {
  /** Of the document, the same for all its versions. */
  readonly id: string;
  readonly caseId: string;
  /** File stem, unique in its case: `assessment`. */
  readonly name: string;
  readonly versionId: string;
  /** From 1. */
  readonly version: number;
  readonly title: string;
  readonly banner: string;
  readonly source: string;
  readonly sourceDigest: string;
  readonly originalId: string;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
}

/** A portion, or a stricter span of one: whatever has a marking of its own. */
export interface PortionRow {
  /** `p7`, or `p7/2` for its third span. */
  readonly place: string;
  readonly ordinal: number;
  /** The portion's kind, or `span`. */
  readonly kind: string;
  /** Printed in full. */
  readonly marking: string;
  readonly markingId: number;
  readonly content: JsonObject;
}

/** The id of the document of that name, made where there is none yet. */
export async function openDocument(
  tx: Transactor,
  view: View,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<string> {
  const labelled = await writeUnder(tx, view);
  const known = await labelled
    .selectFrom("document")
    .select("id")
    .where("case_id", "=", view.caseId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (known !== undefined) return known.id;
  await labelled.insertInto("document").values({ id, case_id: view.caseId, name }).execute();
  return id;
}

export async function insertVersion(
  tx: Transactor,
  view: View,
  row: DocumentRow,
  attachments: readonly { readonly name: string; readonly originalId: string }[],
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  const of = { case_id: row.caseId, document_id: row.id };
  await labelled
    .insertInto("document_version")
    .values({
      ...of,
      id: row.versionId,
      number: row.version,
      title: row.title,
      banner: row.banner,
      source: row.source,
      source_digest: row.sourceDigest,
      original_id: row.originalId,
      drafted_by: row.draftedBy,
      drafted_at: row.draftedAt,
    })
    .execute();
  if (attachments.length === 0) return;
  await labelled
    .insertInto("attachment")
    .values(
      attachments.map(({ name, originalId }) => ({
        ...of,
        version_id: row.versionId,
        name,
        original_id: originalId,
      })),
    )
    .execute();
}

const PORTIONS_PER_STATEMENT = 1000;

export async function insertPortions(
  tx: Transactor,
  view: View,
  {
    of,
    portions,
  }: { readonly of: Pick<DocumentRow, "id" | "versionId">; readonly portions: readonly PortionRow[] },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  for (let start = 0; start < portions.length; start += PORTIONS_PER_STATEMENT) {
    await labelled
      .insertInto("portion")
      .values(
        portions.slice(start, start + PORTIONS_PER_STATEMENT).map((portion) => ({
          case_id: view.caseId,
          document_id: of.id,
          version_id: of.versionId,
          place: portion.place,
          ordinal: portion.ordinal,
          kind: portion.kind,
          marking: portion.marking,
          marking_id: portion.markingId,
          content: JSON.stringify(portion.content),
        })),
      )
      .execute();
  }
}

/** Ids of portions that any version of a document has had, as far as the view may see them: all of them, for its drafters. */
export async function listUsedIds(
  reader: Reader,
  view: View,
  documentId: string,
): Promise<readonly string[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("portion")
    .select("place")
    .distinct()
    .where("case_id", "=", view.caseId)
    .where("document_id", "=", documentId)
    .where("kind", "!=", "span")
    .execute();
  return rows.map(({ place }) => place);
}

/** Portions and spans of a version that the view may see, in order: the database leaves out the others. */
export async function listPortions(
  reader: Reader,
  view: View,
  versionId: string,
): Promise<readonly PortionRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("portion")
    .select(["place", "ordinal", "kind", "marking", "marking_id", "content"])
    .where("case_id", "=", view.caseId)
    .where("version_id", "=", versionId)
    .orderBy("ordinal")
    .execute();
  return rows.map(({ marking_id: markingId, ...row }) => ({ ...row, markingId }));
}

/** A marking as the database decides over it. */
export interface MarkingRow {
  /** base64url SHA-256 of the marking as canonical JSON. */
  readonly digest: string;
  readonly terms: readonly {
    readonly policy: string;
    readonly level: string;
    readonly caveats: readonly string[];
    readonly oneOf: readonly (readonly string[])[];
    readonly releasableTo: readonly (readonly string[])[];
  }[];
}

/** Ids of markings by their digest; those the case has not met yet are added. */
export async function internMarkings(
  tx: Transactor,
  caseId: string,
  markings: readonly MarkingRow[],
): Promise<ReadonlyMap<string, number>> {
  if (markings.length === 0) return new Map();
  const fresh = await tx
    .insertInto("marking")
    .values(markings.map(({ digest, terms }) => ({ case_id: caseId, digest, terms: terms.length })))
    .onConflict((conflict) => conflict.doNothing())
    .returning(["id", "digest"])
    .execute();
  const ids = new Map(fresh.map(({ id, digest }) => [digest, id]));
  const terms = markings.flatMap(({ digest, terms: parts }) => {
    const id = ids.get(digest);
    if (id === undefined) return [];
    return parts.map((term, ordinal) => ({
      marking_id: id,
      ordinal,
      policy: term.policy,
      level: term.level,
      caveats: [...term.caveats],
      one_of: JSON.stringify(term.oneOf),
      releasable_to: JSON.stringify(term.releasableTo),
    }));
  });
  if (terms.length > 0) await tx.insertInto("marking_term").values(terms).execute();
  const known = await tx
    .selectFrom("marking")
    .select(["id", "digest"])
    .where("case_id", "=", caseId)
    .where(
      "digest",
      "in",
      markings.map(({ digest }) => digest),
    )
    .execute();
  return new Map(known.map(({ id, digest }) => [digest, id]));
}

const VERSION = [
  "document.id",
  "document.case_id as caseId",
  "document.name",
  "document_version.id as versionId",
  "document_version.number as version",
  "document_version.title",
  "document_version.banner",
  "document_version.source",
  "document_version.source_digest as sourceDigest",
  "document_version.original_id as originalId",
  "document_version.drafted_by as draftedBy",
  "document_version.drafted_at as draftedAt",
] as const;

/** Versions of a document of the view's case, whole, newest first: for those who reach the case, none otherwise. */
export async function listVersions(
  reader: Reader,
  view: View,
  name: string,
): Promise<readonly DocumentRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("document")
    .innerJoin("document_version", "document_version.document_id", "document.id")
    .select(VERSION)
    .where("document.case_id", "=", view.caseId)
    .where("document.name", "=", name)
    .orderBy("document_version.number", "desc")
    .execute();
}

/** The newest version of a document of the view's case, whole: for those who reach the case; null otherwise. */
export async function findDocument(reader: Reader, view: View, name: string): Promise<DocumentRow | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("document")
    .innerJoin("document_version", "document_version.document_id", "document.id")
    .select(VERSION)
    .where("document.case_id", "=", view.caseId)
    .where("document.name", "=", name)
    .orderBy("document_version.number", "desc")
    .executeTakeFirst();
  return row ?? null;
}

/** Versions of the view's case that have no portions: those that an older schema left behind. */
export async function listUnread(reader: Reader, view: View): Promise<readonly DocumentRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("document")
    .innerJoin("document_version", "document_version.document_id", "document.id")
    .select(VERSION)
    .where("document.case_id", "=", view.caseId)
    .where((of) =>
      of.not(
        of.exists(
          of
            .selectFrom("portion")
            .select("portion.place")
            .whereRef("portion.version_id", "=", "document_version.id"),
        ),
      ),
    )
    .execute();
}

/** Documents of the view's case in their newest version, with how many portions and recipient classes it has, by age. */
export async function listDocuments(
  reader: Reader,
  view: View,
): Promise<
  readonly { id: string; name: string; title: string; banner: string; portions: number; classes: number }[]
> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("document")
    .innerJoin("document_version as newest", (join) =>
      join.onRef("newest.document_id", "=", "document.id").on((of) =>
        of(
          "newest.number",
          "=",
          of
            .selectFrom("document_version as any")
            .whereRef("any.document_id", "=", "document.id")
            .select((v) => v.fn.max("any.number").as("n")),
        ),
      ),
    )
    .select((of) => [
      "document.id",
      "document.name",
      "newest.title",
      "newest.banner",
      of
        .selectFrom("portion")
        .whereRef("portion.version_id", "=", "newest.id")
        .where("portion.kind", "<>", "span")
        .select((p) => p.fn.countAll<number>().as("n"))
        .as("portions"),
      of
        .selectFrom("cut")
        .whereRef("cut.version_id", "=", "newest.id")
        .select((c) => c.fn.count<number>("cut.class").distinct().as("n"))
        .as("classes"),
      of
        .selectFrom("document_version as first")
        .whereRef("first.document_id", "=", "document.id")
        .select((v) => v.fn.min("first.drafted_at").as("at"))
        .as("begun"),
    ])
    .where("document.case_id", "=", view.caseId)
    .orderBy("begun")
    .orderBy("document.name")
    .execute();
  return rows.map(({ begun: _, ...row }) => ({
    ...row,
    portions: row.portions ?? 0,
    classes: row.classes ?? 0,
  }));
}
