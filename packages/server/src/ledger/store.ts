import type { Instant } from "@entente/core/encoding";
import { parseTilePath, writeEntryBundle } from "@entente/core/ledger";
import type { CommitmentOpening, TilePath } from "@entente/core/ledger";
import { sql } from "kysely";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

const HASH_LENGTH = 32;
const TILE_WIDTH = 256;
const ROWS_PER_STATEMENT = 1000;

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
  return countLeaves(tx);
}

/** How many leaves there are: they are counted from 0 without gaps, so the last one says it. */
export async function countLeaves(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom("ledger_leaf")
    .select("index")
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? 0 : row.index + 1;
}

export async function insertLeaves(tx: Transactor, leaves: readonly PlannedLeaf[]): Promise<void> {
  for (let start = 0; start < leaves.length; start += ROWS_PER_STATEMENT)
    await tx
      .insertInto("ledger_leaf")
      .values(
        leaves
          .slice(start, start + ROWS_PER_STATEMENT)
          .map(({ index, entry, opening }) => ({ index, at: opening.at as Instant, entry })),
      )
      .execute();
}

/** What opens the leaves, for this node to say what it committed to. */
export async function insertOpenings(
  tx: Transactor,
  caseId: string,
  leaves: readonly PlannedLeaf[],
): Promise<void> {
  for (let start = 0; start < leaves.length; start += ROWS_PER_STATEMENT)
    await tx
      .insertInto("commitment")
      .values(
        leaves.slice(start, start + ROWS_PER_STATEMENT).map(({ index, opening: { kind, digest, salt } }) => ({
          ...{ leaf_index: index, case_id: caseId },
          ...{ kind, digest, salt },
        })),
      )
      .execute();
}

/** Entries from `from` up to and without `to`, in order. */
export async function readEntryRange(reader: Reader, from: number, to: number): Promise<Uint8Array[]> {
  const rows = await reader
    .selectFrom("ledger_leaf")
    .select("entry")
    .where("index", ">=", from)
    .where("index", "<", to)
    .orderBy("index")
    .execute();
  return rows.map((row) => row.entry);
}

/** Every entry, for what takes the whole ledger with it: the record of a case. */
export async function readLedgerEntries(reader: Reader): Promise<Uint8Array[]> {
  return readEntryRange(reader, 0, Number.MAX_SAFE_INTEGER);
}

/**
 * The hash tiles and entry bundles of these paths, each cut to the width its path names. What is not there, or not that
 * wide, is left out.
 */
export async function readTiles(
  reader: Reader,
  paths: readonly TilePath[],
): Promise<Map<TilePath, Uint8Array>> {
  const found = new Map<TilePath, Uint8Array>();
  const asked = paths.flatMap((path) => {
    const parsed = parseTilePath(path);
    return parsed === null ? [] : [{ path, ...parsed }];
  });
  for (const { path, tile, width } of asked.filter(({ level }) => level === "entries")) {
    const entries = await readEntryRange(reader, tile * TILE_WIDTH, tile * TILE_WIDTH + width);
    if (entries.length === width) found.set(path, writeEntryBundle(entries));
  }
  const hashed = asked.filter(({ level }) => level !== "entries");
  if (hashed.length === 0) return found;
  const rows = await reader
    .selectFrom("ledger_tile")
    .select(["level", "number", "hashes"])
    .where((of) => of.or(hashed.map(({ level, tile }) => of.and({ level: Number(level), number: tile }))))
    .execute();
  for (const { path, level, tile, width } of hashed) {
    const row = rows.find((one) => one.level === Number(level) && one.number === tile);
    if (row !== undefined && row.hashes.length >= width * HASH_LENGTH)
      found.set(path, row.hashes.slice(0, width * HASH_LENGTH));
  }
  return found;
}

/** Stores tiles at their new width. The database refuses any that does not begin with what is there. */
export async function writeTiles(tx: Transactor, tiles: ReadonlyMap<TilePath, Uint8Array>): Promise<void> {
  const rows = [...tiles].flatMap(([path, hashes]) => {
    const parsed = parseTilePath(path);
    return parsed === null || parsed.level === "entries"
      ? []
      : [{ level: Number(parsed.level), number: parsed.tile, hashes }];
  });
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    await tx
      .insertInto("ledger_tile")
      .values(rows.slice(start, start + ROWS_PER_STATEMENT))
      .onConflict((conflict) =>
        conflict.columns(["level", "number"]).doUpdateSet({ hashes: (of) => of.ref("excluded.hashes") }),
      )
      .execute();
}

/** A checkpoint this node signed. */
export interface CheckpointRow {
  readonly size: number;
  /** The signed note, without cosignatures of witnesses. */
  readonly note: string;
}

/** The checkpoint over the most leaves; null while nothing has been committed. */
export async function findLatestCheckpoint(reader: Reader): Promise<CheckpointRow | null> {
  const row = await reader
    .selectFrom("ledger_checkpoint")
    .select(["size", "note"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** The checkpoint over exactly `size` leaves; null where none was signed. */
export async function findCheckpoint(reader: Reader, size: number): Promise<CheckpointRow | null> {
  const row = await reader
    .selectFrom("ledger_checkpoint")
    .select(["size", "note"])
    .where("size", "=", size)
    .executeTakeFirst();
  return row ?? null;
}

/** Sizes over which a checkpoint was signed, ascending. */
export async function listCheckpointSizes(reader: Reader): Promise<readonly number[]> {
  const rows = await reader.selectFrom("ledger_checkpoint").select("size").orderBy("size").execute();
  return rows.map(({ size }) => size);
}

export async function insertCheckpoint(
  tx: Transactor,
  row: { readonly size: number; readonly note: string; readonly at: Instant },
): Promise<void> {
  await tx
    .insertInto("ledger_checkpoint")
    .values({ size: row.size, note: row.note, signed_at: row.at })
    .execute();
}

/** A witness's signature line over one of our checkpoints. */
export interface CosignatureRow {
  readonly vkey: string;
  /** With its newline. */
  readonly line: string;
}

export async function listCosignatures(reader: Reader, size: number): Promise<readonly CosignatureRow[]> {
  return reader
    .selectFrom("ledger_cosignature")
    .select(["vkey", "line"])
    .where("size", "=", size)
    .orderBy("received_at")
    .orderBy("vkey")
    .execute();
}

/** Checkpoints that were cosigned, with the keys that did, the largest first. */
export async function listCosigned(
  reader: Reader,
): Promise<readonly { readonly size: number; readonly vkeys: readonly string[] }[]> {
  const rows = await reader
    .selectFrom("ledger_cosignature")
    .select(["size", "vkey"])
    .orderBy("size", "desc")
    .orderBy("vkey")
    .execute();
  return [...Map.groupBy(rows, ({ size }) => size)].map(([size, of]) => ({
    size,
    vkeys: of.map(({ vkey }) => vkey),
  }));
}

/** The most leaves of ours that this key is known to have cosigned; 0 where it never did. */
export async function findCosignedSize(reader: Reader, vkey: string): Promise<number> {
  const row = await reader
    .selectFrom("ledger_cosignature")
    .select("size")
    .where("vkey", "=", vkey)
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.size ?? 0;
}

/** Adds what is new; the first line of a key over a checkpoint stays. */
export async function insertCosignatures(
  tx: Transactor,
  {
    size,
    rows,
    at,
  }: { readonly size: number; readonly rows: readonly CosignatureRow[]; readonly at: Instant },
): Promise<void> {
  if (rows.length === 0) return;
  noteChange(tx, "");
  await tx
    .insertInto("ledger_cosignature")
    .values(rows.map(({ vkey, line }) => ({ size, vkey, line, received_at: at })))
    .onConflict((conflict) => conflict.columns(["size", "vkey"]).doNothing())
    .execute();
}
