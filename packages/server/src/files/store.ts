import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { FileRow } from "./file.ts";

/** The wrapped key of a case's files; null before its first file. */
export async function findCaseKey(reader: Reader, caseId: string): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("case_key")
    .select("wrapped")
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row?.wrapped ?? null;
}

/** Keeps a case's key where it has none. */
export async function insertCaseKey(tx: Transactor, caseId: string, wrapped: Uint8Array): Promise<void> {
  await tx
    .insertInto("case_key")
    .values({ case_id: caseId, wrapped })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertFile(tx: Transactor, view: View, row: FileRow): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("stored_file")
    .values({
      ...{ id: row.id, case_id: view.caseId, member: row.member, media_type: row.mediaType },
      ...{ sha256: row.sha256, size: row.size },
    })
    .execute();
}

const COLUMNS = ["id", "case_id as caseId", "member", "media_type as mediaType", "sha256", "size"] as const;

/** A file the view reaches; null where it reaches none. */
export async function findFile(reader: Reader, view: View, id: string): Promise<FileRow | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("stored_file")
    .select(COLUMNS)
    .where("case_id", "=", view.caseId)
    .where("id", "=", id)
    .executeTakeFirst();
  return row ?? null;
}

/** Every file of the view's case that it reaches. */
export async function listFiles(reader: Reader, view: View): Promise<readonly FileRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("stored_file")
    .select(COLUMNS)
    .where("case_id", "=", view.caseId)
    .orderBy("id")
    .execute();
}
