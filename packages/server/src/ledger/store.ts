import type { Instant } from "@entente/core/encoding";
import type { CommitmentOpening } from "@entente/core/ledger";
import { sql } from "kysely";
import type { Reader, Transactor } from "../storage/index.ts";

/** One leaf as planned: its place, its public entry and its private opening. */
export interface PlannedLeaf {
  readonly index: number;
  readonly entry: Uint8Array;
  readonly leafHash: Uint8Array;
  readonly opening: CommitmentOpening;
}

/** Takes the one place at the end of the ledger for the rest of the transaction and says how many leaves there are. */
export async function lockEnd(tx: Transactor): Promise<number> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('entente.ledger'))`.execute(tx);
  const row = await tx
    .selectFrom("ledger_leaf")
    .select((of) => of.fn.countAll<number>().as("size"))
    .executeTakeFirstOrThrow();
  return row.size;
}

export async function insertLeaves(
  tx: Transactor,
  caseId: string,
  leaves: readonly PlannedLeaf[],
): Promise<void> {
  if (leaves.length === 0) return;
  await tx
    .insertInto("ledger_leaf")
    .values(
      leaves.map(({ index, entry, leafHash, opening }) => ({
        index,
        at: opening.at as Instant,
        entry,
        leaf_hash: leafHash,
      })),
    )
    .execute();
  await tx
    .insertInto("commitment")
    .values(
      leaves.map(({ index, opening: { kind, digest, salt } }) => ({
        leaf_index: index,
        case_id: caseId,
        kind,
        digest,
        salt,
      })),
    )
    .execute();
}

export async function readLeafHashes(reader: Reader): Promise<Uint8Array[]> {
  const rows = await reader.selectFrom("ledger_leaf").select("leaf_hash").orderBy("index").execute();
  return rows.map((row) => row.leaf_hash);
}

export async function readLedgerEntries(reader: Reader): Promise<Uint8Array[]> {
  const rows = await reader.selectFrom("ledger_leaf").select("entry").orderBy("index").execute();
  return rows.map((row) => row.entry);
}

/** The latest checkpoint's note; null while nothing has been committed. */
export async function findLatestNote(reader: Reader): Promise<string | null> {
  const row = await reader
    .selectFrom("ledger_checkpoint")
    .select("note")
    .orderBy("size", "desc")
    .executeTakeFirst();
  return row?.note ?? null;
}

export async function insertCheckpoint(
  tx: Transactor,
  row: { size: number; note: string; at: Instant },
): Promise<void> {
  await tx
    .insertInto("ledger_checkpoint")
    .values({ size: row.size, note: row.note, signed_at: row.at })
    .onConflict((conflict) => conflict.column("size").doNothing())
    .execute();
}
