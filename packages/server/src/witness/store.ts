import type { Instant } from "@entente/core/encoding";
import { sql } from "kysely";
import type { Reader, Transactor } from "../storage/index.ts";

/** A ledger this node witnesses. */
export interface WitnessedLogRow {
  readonly origin: string;
  readonly vkey: string;
  /** Leaves of the head cosigned last; 0 before the first. */
  readonly size: number;
  /** Null before the first head. */
  readonly root: Uint8Array | null;
  /** That head as monitors get it; null before the first. */
  readonly note: string | null;
}

const COLUMNS = ["origin", "vkey", "size", "root", "note"] as const;

/** Accepts a ledger; false when one of this origin is there. */
export async function insertLog(
  tx: Transactor,
  row: { readonly origin: string; readonly vkey: string },
): Promise<boolean> {
  const inserted = await tx
    .insertInto("witnessed_log")
    .values({ origin: row.origin, vkey: row.vkey })
    .onConflict((conflict) => conflict.column("origin").doNothing())
    .returning("origin")
    .execute();
  return inserted.length === 1;
}

export async function listLogs(reader: Reader): Promise<readonly WitnessedLogRow[]> {
  return reader.selectFrom("witnessed_log").select(COLUMNS).orderBy("origin").execute();
}

/** The ledger of that origin, held for the rest of the transaction: nobody else moves its head meanwhile. */
export async function lockLog(tx: Transactor, origin: string): Promise<WitnessedLogRow | null> {
  const row = await tx
    .selectFrom("witnessed_log")
    .select(COLUMNS)
    .where("origin", "=", origin)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Records a newer head, if the stored one still has the size it was checked against; false when it has not. */
export async function advanceLog(
  tx: Transactor,
  head: {
    readonly origin: string;
    readonly oldSize: number;
    readonly size: number;
    readonly root: Uint8Array;
    readonly note: string;
    readonly at: Instant;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable("witnessed_log")
    .set({ size: head.size, root: head.root, note: head.note, cosigned_at: head.at })
    .where("origin", "=", head.origin)
    .where("size", "=", head.oldSize)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** The note of the head cosigned last, of the ledger whose origin has this SHA-256 in hex; null where there is none. */
export async function findNoteByOriginHash(reader: Reader, sha256: string): Promise<string | null> {
  const row = await reader
    .selectFrom("witnessed_log")
    .select("note")
    .where(sql<string>`encode(sha256(convert_to(origin, 'UTF8')), 'hex')`, "=", sha256)
    .executeTakeFirst();
  return row?.note ?? null;
}
