import type { Instant } from "@entente/core/encoding";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";

/** A leaf with its opening; what has no commitment has null there. */
export interface LeafRow {
  readonly index: number;
  readonly at: Instant;
  readonly entry: Uint8Array;
  readonly kind: string | null;
  readonly digest: string | null;
  readonly salt: string | null;
}

export async function readLeaves(reader: Reader, from: number, to: number): Promise<readonly LeafRow[]> {
  return reader
    .selectFrom("ledger_leaf")
    .leftJoin("commitment", "commitment.leaf_index", "ledger_leaf.index")
    .select(["ledger_leaf.index", "at", "entry", "kind", "digest", "salt"])
    .where("ledger_leaf.index", ">=", from)
    .where("ledger_leaf.index", "<", to)
    .orderBy("ledger_leaf.index")
    .execute();
}

/** How many leaves there are, and one more than the greatest index: the same when none is missing. */
export async function measureLeaves(
  reader: Reader,
): Promise<{ readonly count: number; readonly end: number }> {
  const row = await reader
    .selectFrom("ledger_leaf")
    .select((of) => [of.fn.countAll<number>().as("count"), of.fn.max("index").as("last")])
    .executeTakeFirstOrThrow();
  const last = row.last as number | null;
  return { count: row.count, end: last === null ? 0 : last + 1 };
}

/** One tile as stored; null where there is none. */
export async function findTile(reader: Reader, level: number, number: number): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("ledger_tile")
    .select("hashes")
    .where("level", "=", level)
    .where("number", "=", number)
    .executeTakeFirst();
  return row?.hashes ?? null;
}

/** Every tile's place, without its hashes. */
export async function listTilePlaces(
  reader: Reader,
): Promise<readonly { readonly level: number; readonly number: number }[]> {
  return reader
    .selectFrom("ledger_tile")
    .select(["level", "number"])
    .orderBy("level")
    .orderBy("number")
    .execute();
}

export async function listCheckpoints(
  reader: Reader,
): Promise<readonly { readonly size: number; readonly note: string }[]> {
  return reader.selectFrom("ledger_checkpoint").select(["size", "note"]).orderBy("size").execute();
}

export async function listCosignatures(
  reader: Reader,
): Promise<readonly { readonly size: number; readonly vkey: string; readonly line: string }[]> {
  return reader
    .selectFrom("ledger_cosignature")
    .select(["size", "vkey", "line"])
    .orderBy("size")
    .orderBy("vkey")
    .execute();
}

/** The note signed over exactly `size` leaves; null where none was. */
export async function findCheckpointNote(reader: Reader, size: number): Promise<string | null> {
  if (!Number.isSafeInteger(size)) return null;
  const row = await reader
    .selectFrom("ledger_checkpoint")
    .select("note")
    .where("size", "=", size)
    .executeTakeFirst();
  return row?.note ?? null;
}

/** The first checkpoint that covers a leaf: the one its own transaction signed. Null where there is none. */
export async function findCovering(
  reader: Reader,
  leafIndex: number,
): Promise<{ readonly size: number; readonly note: string } | null> {
  const row = await reader
    .selectFrom("ledger_checkpoint")
    .select(["size", "note"])
    .where("size", ">", leafIndex)
    .orderBy("size")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

export async function listCosignatureLines(reader: Reader, size: number): Promise<readonly string[]> {
  if (!Number.isSafeInteger(size)) return [];
  const rows = await reader
    .selectFrom("ledger_cosignature")
    .select("line")
    .where("size", "=", size)
    .execute();
  return rows.map(({ line }) => line);
}

export async function listMigrations(
  reader: Reader,
): Promise<readonly { readonly number: number; readonly name: string; readonly sha256: string }[]> {
  return reader.selectFrom("migration").select(["number", "name", "sha256"]).orderBy("number").execute();
}

export async function listCases(
  reader: Reader,
): Promise<
  readonly { readonly id: string; readonly slug: string; readonly lead: string; readonly exercise: boolean }[]
> {
  return reader
    .selectFrom("case_file")
    .select(["id", "slug", "lead", "exercise"])
    .orderBy("opened_at")
    .execute();
}

/** Editions of the published record, oldest first. */
export async function listEditions(
  reader: Reader,
  caseId: string,
): Promise<readonly { readonly edition: number; readonly digest: string; readonly leafIndex: number }[]> {
  return reader
    .selectFrom("publication")
    .select(["edition", "manifest_digest as digest", "leaf_index as leafIndex"])
    .where("case_id", "=", caseId)
    .orderBy("edition")
    .execute();
}

export async function readRecord(
  reader: Reader,
  { caseId, edition }: { readonly caseId: string; readonly edition: number },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await reader
    .selectFrom("record_file")
    .select(["path", "bytes"])
    .where("case_id", "=", caseId)
    .where("edition", "=", edition)
    .orderBy("path")
    .execute();
  return new Map(rows.map(({ path, bytes }) => [path, bytes]));
}

/** Files as they were received that older nodes kept in rows, one at a time: each may be large. */
export async function* listOriginals(
  reader: Reader,
  view: View,
): AsyncGenerator<{ readonly id: string; readonly sha256: string; readonly bytes: Uint8Array }> {
  const labelled = await readUnder(reader, view);
  const ids = await labelled
    .selectFrom("original")
    .select("id")
    .where("file_id", "is", null)
    .orderBy("received_at")
    .orderBy("id")
    .execute();
  for (const { id } of ids) {
    const own = await readUnder(reader, view);
    const { bytes, ...row } = await own
      .selectFrom("original")
      .select(["id", "sha256", "bytes"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    yield { ...row, bytes: bytes ?? new Uint8Array() };
  }
}

/** What is said of the originals that are in files, by the id of the file. */
export async function readOriginalsInFiles(
  reader: Reader,
  view: View,
): Promise<ReadonlyMap<string, { readonly id: string; readonly sha256: string }>> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("original")
    .select(["id", "sha256", "file_id as fileId"])
    .where("file_id", "is not", null)
    .execute();
  return new Map(rows.map(({ id, sha256, fileId }) => [fileId ?? "", { id, sha256 }]));
}

export async function* listVersions(
  reader: Reader,
  view: View,
): AsyncGenerator<{ readonly id: string; readonly source: string; readonly sourceDigest: string }> {
  const labelled = await readUnder(reader, view);
  const ids = await labelled
    .selectFrom("document_version")
    .select("id")
    .orderBy("drafted_at")
    .orderBy("id")
    .execute();
  for (const { id } of ids) {
    const own = await readUnder(reader, view);
    yield await own
      .selectFrom("document_version")
      .select(["id", "source", "source_digest as sourceDigest"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  }
}

export async function* listIssues(
  reader: Reader,
  view: View,
): AsyncGenerator<{ readonly id: string; readonly issued: string; readonly leafIndex: number }> {
  const labelled = await readUnder(reader, view);
  // A release without a name is of a format that this program does not read.
  const rows = await labelled
    .selectFrom("release_issue")
    .select(["release_id as id", "issued", "leaf_index as leafIndex"])
    .where("name", "is not", null)
    .orderBy("leaf_index")
    .execute();
  for (const { id, issued, leafIndex } of rows) yield { id, issued, leafIndex };
}

export async function* listCuts(
  reader: Reader,
  view: View,
): AsyncGenerator<{
  readonly id: string;
  readonly file: string;
  readonly sha256: string;
  readonly leafIndex: number;
}> {
  const labelled = await readUnder(reader, view);
  const ids = await labelled.selectFrom("cut").select("id").orderBy("leaf_index").execute();
  for (const { id } of ids) {
    const own = await readUnder(reader, view);
    yield await own
      .selectFrom("cut")
      .select(["id", "file", "sha256", "leaf_index as leafIndex"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
  }
}
