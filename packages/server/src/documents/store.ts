import type { Instant } from "@entente/core/encoding";
import type { Reader, Transactor } from "../storage/index.ts";
import type { View } from "../access/index.ts";

export interface DocumentRow {
  readonly id: string;
  readonly caseId: string;
  /** File stem, unique in its case: `assessment`. */
  readonly name: string;
  readonly title: string;
  readonly banner: string;
  readonly source: string;
  readonly sourceDigest: string;
  readonly draftedBy: string;
  readonly draftedAt: Instant;
}

export interface PortionRow {
  readonly place: string;
  readonly ordinal: number;
  readonly kind: string;
  readonly number: string | null;
  readonly marking: string;
}

export async function insertDocument(
  tx: Transactor,
  row: DocumentRow,
  portions: readonly PortionRow[],
): Promise<void> {
  await tx
    .insertInto("document")
    .values({
      id: row.id,
      case_id: row.caseId,
      name: row.name,
      title: row.title,
      banner: row.banner,
      source: row.source,
      source_digest: row.sourceDigest,
      drafted_by: row.draftedBy,
      drafted_at: row.draftedAt,
    })
    .execute();
  await tx
    .insertInto("portion")
    .values(portions.map((portion) => ({ document_id: row.id, ...portion })))
    .execute();
}

/** A document of the view's case by name, whole: for those who reach the case, nobody else; null otherwise. */
export async function findDocument(reader: Reader, view: View, name: string): Promise<DocumentRow | null> {
  if (view.reach !== "case") return null;
  const row = await reader
    .selectFrom("document")
    .selectAll()
    .where("case_id", "=", view.caseId)
    .where("name", "=", name)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    caseId: row.case_id,
    name: row.name,
    title: row.title,
    banner: row.banner,
    source: row.source,
    sourceDigest: row.source_digest,
    draftedBy: row.drafted_by,
    draftedAt: row.drafted_at,
  };
}

/** Documents of the view's case with how many portions and recipient classes each has, by name. */
export async function listDocuments(
  reader: Reader,
  view: View,
): Promise<
  readonly { id: string; name: string; title: string; banner: string; portions: number; classes: number }[]
> {
  if (view.reach !== "case") return [];
  const rows = await reader
    .selectFrom("document")
    .select((of) => [
      "document.id",
      "document.name",
      "document.title",
      "document.banner",
      of
        .selectFrom("portion")
        .whereRef("portion.document_id", "=", "document.id")
        .select((p) => p.fn.countAll<number>().as("n"))
        .as("portions"),
      of
        .selectFrom("cut")
        .innerJoin("release", "release.id", "cut.release_id")
        .whereRef("release.document_id", "=", "document.id")
        .select((c) => c.fn.count<number>("cut.class").distinct().as("n"))
        .as("classes"),
    ])
    .where("case_id", "=", view.caseId)
    .orderBy("drafted_at")
    .orderBy("name")
    .execute();
  return rows.map((row) => ({
    ...row,
    portions: row.portions ?? 0,
    classes: row.classes ?? 0,
  }));
}
