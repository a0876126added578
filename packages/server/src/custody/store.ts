import type pg from "pg";
import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A file as it was received. */
export interface OriginalRow extends KeptOriginal {
  readonly bytes: Uint8Array;
}

/** What is known of it, and where its bytes are: in its row, as older nodes kept them, or in a file. */
export interface KeptOriginal {
  readonly id: string;
  readonly documentId: string;
  readonly name: string;
  readonly mediaType: string;
  /** Hexadecimal SHA-256 of the bytes; the database checks it. */
  readonly sha256: string;
  readonly receivedAt: Instant;
  readonly receivedBy: string;
  readonly bytes: Uint8Array | null;
  readonly fileId: string | null;
}

export type CustodyAct = "received" | "imported" | "versioned" | "released" | "exported";

/** One line of the trail; it is only ever added to. */
export interface CustodyRow {
  readonly documentId: string;
  readonly versionId: string | null;
  readonly originalId: string | null;
  readonly act: CustodyAct;
  readonly seat: string;
  readonly at: Instant;
}

export async function insertOriginal(
  tx: Transactor,
  view: View,
  row: Omit<KeptOriginal, "bytes"> & { readonly size: number },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("original")
    .values({
      id: row.id,
      case_id: view.caseId,
      document_id: row.documentId,
      name: row.name,
      media_type: row.mediaType,
      size: row.size,
      sha256: row.sha256,
      bytes: null,
      file_id: row.fileId,
      received_at: row.receivedAt,
      received_by: row.receivedBy,
    })
    .execute();
}

/** The id of an original of the document with this name and these bytes; null where there is none. */
export async function findOriginal(
  reader: Reader,
  view: View,
  of: { readonly documentId: string; readonly name: string; readonly sha256: string },
): Promise<string | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("original")
    .select("id")
    .where("document_id", "=", of.documentId)
    .where("name", "=", of.name)
    .where("sha256", "=", of.sha256)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertCustody(tx: Transactor, view: View, rows: readonly CustodyRow[]): Promise<void> {
  if (rows.length === 0) return;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("custody")
    .values(
      rows.map((row) => ({
        case_id: view.caseId,
        document_id: row.documentId,
        version_id: row.versionId,
        original_id: row.originalId,
        act: row.act,
        seat: row.seat,
        at: row.at,
      })),
    )
    .execute();
}

/** An original by its id; null for a view that does not reach the case. */
export async function findKept(reader: Reader, view: View, id: string): Promise<KeptOriginal | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("original")
    .select([
      "id",
      "document_id as documentId",
      "name",
      "media_type as mediaType",
      "sha256",
      "bytes",
      "file_id as fileId",
      "received_at as receivedAt",
      "received_by as receivedBy",
    ])
    .where("case_id", "=", view.caseId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** Ids of the originals of the view's case whose bytes are in their rows. */
export async function listInRows(reader: Reader, view: View): Promise<readonly string[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("original")
    .select("id")
    .where("case_id", "=", view.caseId)
    .where("file_id", "is", null)
    .orderBy("id")
    .execute();
  return rows.map(({ id }) => id);
}

/** Takes the bytes of an original out of its row: they are in the file from now on. */
export async function leaveRow(
  tx: Transactor,
  view: View,
  { id, fileId }: { readonly id: string; readonly fileId: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .updateTable("original")
    .set({ bytes: null, file_id: fileId })
    .where("case_id", "=", view.caseId)
    .where("id", "=", id)
    .execute();
}

/**
 * Writes the table anew where bytes that were taken out of rows still lie in it: a row that was changed leaves its old bytes
 * in the table's file, and a table this small is not cleared up by itself. What is left of it are disk blocks that the machine
 * uses again, and older backups. Gives whether nothing of it is left; while somebody else holds the table, something is.
 */
export async function clearRows(owner: pg.ClientBase, moved: boolean): Promise<boolean> {
  const { rows } = await owner.query<{ left: boolean }>(
    `SELECT pg_relation_size(reltoastrelid) > 0 AND NOT EXISTS (SELECT FROM entente.original WHERE file_id IS NULL) AS left
     FROM pg_class WHERE oid = 'entente.original'::regclass`,
  );
  if (!moved && rows[0]?.left !== true) return true;
  await owner.query("SET lock_timeout = '5s'");
  try {
    await owner.query("VACUUM (FULL) entente.original");
    return true;
  } catch (error) {
    // 55P03: the lock was not to be had.
    if (error instanceof Error && "code" in error && error.code === "55P03") return false;
    throw error;
  }
}

/** What an original is, without its bytes. */
export interface OriginalSummary {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly receivedAt: Instant;
  readonly receivedBy: string;
}

/** Originals of a document, oldest first; none for a view that does not reach the case. */
export async function listOriginals(
  reader: Reader,
  view: View,
  documentId: string,
): Promise<readonly OriginalSummary[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("original")
    .select([
      "id",
      "name",
      "media_type as mediaType",
      "size",
      "sha256",
      "received_at as receivedAt",
      "received_by as receivedBy",
    ])
    .where("case_id", "=", view.caseId)
    .where("document_id", "=", documentId)
    .orderBy("received_at")
    .orderBy("name")
    .execute();
}

/** The custody trail of a document, oldest first; empty for a view that does not reach the case. */
export async function listCustody(
  reader: Reader,
  view: View,
  documentId: string,
): Promise<
  readonly { act: CustodyAct; version: number | null; original: string | null; seat: string; at: Instant }[]
> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("custody")
    .leftJoin("document_version", "document_version.id", "custody.version_id")
    .select([
      "custody.act",
      "document_version.number as version",
      "custody.original_id as original",
      "custody.seat",
      "custody.at",
    ])
    .where("custody.case_id", "=", view.caseId)
    .where("custody.document_id", "=", documentId)
    .orderBy("custody.id")
    .execute();
}
