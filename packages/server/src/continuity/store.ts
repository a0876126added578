// Whole tables, out and in. Rows leave through COPY in PostgreSQL's own text form, in the order of their key, under one
// snapshot; they go in with triggers and foreign keys put aside, which are put back, and checked, before anything is kept.
import { createHash } from "node:crypto";
import { once } from "node:events";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import type { Instant } from "@entente/core/encoding";
import type { Reader } from "../storage/index.ts";
import type { SequenceState, TableDigest, TablePlan } from "./manifest.ts";

const SCHEMA = "entente";
/** Made by applying migrations, never copied. */
const REGISTER = "migration";

/** Starts the one snapshot a backup is made of: of a state that some order of the transactions really had. */
export async function beginSnapshot(owner: pg.ClientBase): Promise<void> {
  await owner.query("BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE");
  await owner.query("SELECT set_config('entente.backup', 'whole', true)");
}

/** Tables of the schema with the columns that are stored, all but the register of migrations. */
export async function listTables(owner: pg.ClientBase): Promise<readonly TablePlan[]> {
  const { rows } = await owner.query<{ name: string; columns: string[] }>(
    `SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relnamespace = $1::regnamespace AND c.relkind = 'r' AND c.relname <> $2
       AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
     GROUP BY c.relname ORDER BY c.relname COLLATE "C"`,
    [SCHEMA, REGISTER],
  );
  return rows;
}

export async function listSequences(owner: pg.ClientBase): Promise<readonly SequenceState[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'S'
     ORDER BY relname COLLATE "C"`,
    [SCHEMA],
  );
  const states: SequenceState[] = [];
  for (const { name } of rows) {
    const { rows: values } = await owner.query<{ last: number; called: boolean }>(
      `SELECT last_value AS last, is_called AS called FROM ${SCHEMA}.${quote(name)}`,
    );
    for (const { last, called } of values) states.push({ name, last, called });
  }
  return states;
}

/** The rows of a table in chunks of at least `size` bytes but for the last; `finish` gets their digest. */
export async function* copyOut(
  owner: pg.ClientBase,
  table: TablePlan,
  { size, finish }: { readonly size: number; readonly finish: (digest: TableDigest) => void },
): AsyncGenerator<Uint8Array> {
  const order = await describeOrder(owner, table.name);
  const columns = table.columns.map(quote).join(", ");
  const stream = owner.query(
    copyTo(`COPY (SELECT ${columns} FROM ${SCHEMA}.${quote(table.name)} ORDER BY ${order}) TO STDOUT`),
  );
  const hash = createHash("sha256");
  let chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    chunks.push(chunk);
    length += chunk.length;
    if (length < size) continue;
    yield Buffer.concat(chunks);
    chunks = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(chunks);
  finish({ name: table.name, rows: stream.rowCount, sha256: hash.digest("hex") });
}

/** The digest of a table's rows as they stand. */
export async function digestTable(owner: pg.ClientBase, table: TablePlan): Promise<TableDigest> {
  const digests: TableDigest[] = [];
  const rows = copyOut(owner, table, { size: 1, finish: (found) => digests.push(found) });
  while ((await rows.next()).done !== true);
  const [digest] = digests;
  if (digest === undefined) throw new Error(`${table.name} was not read to its end`);
  return digest;
}

/** By the primary key, text byte by byte, so that the order is the same on every server. */
async function describeOrder(owner: pg.ClientBase, table: string): Promise<string> {
  const { rows } = await owner.query<{ name: string; text: boolean }>(
    `SELECT a.attname AS name, a.attcollation <> 0 AS text
     FROM pg_index i CROSS JOIN LATERAL unnest(i.indkey::int2[]) WITH ORDINALITY AS k (number, place)
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.number
     WHERE i.indrelid = $1::regclass AND i.indisprimary ORDER BY k.place`,
    [`${SCHEMA}.${quote(table)}`],
  );
  if (rows.length === 0) throw new Error(`the table ${table} has no primary key, so its rows have no order`);
  return rows.map(({ name, text }) => `${quote(name)}${text ? ' COLLATE "C"' : ""}`).join(", ");
}

/** Where rows go in: one table after the other, each in chunks. */
export interface Loading {
  readonly write: (table: TablePlan, chunk: Uint8Array) => Promise<void>;
  /** Stops a table that is under way, so that the transaction can be undone. */
  readonly abandon: () => Promise<void>;
  /** Ends the last table, puts sequences, foreign keys, triggers and row security back as they were. */
  readonly finish: (sequences: readonly SequenceState[]) => Promise<void>;
}

interface ForeignKey {
  readonly owner: string;
  readonly name: string;
  readonly definition: string;
}

/** Begins to fill empty tables, inside a transaction of the caller's. */
export async function beginLoading(owner: pg.ClientBase, tables: readonly TablePlan[]): Promise<Loading> {
  const { rows: keys } = await owner.query<ForeignKey>(
    `SELECT c.relname AS owner, k.conname AS name, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
     WHERE c.relnamespace = $1::regnamespace AND k.contype = 'f' ORDER BY c.relname, k.conname`,
    [SCHEMA],
  );
  const forced = await listForced(owner);
  for (const { owner: table, name } of keys)
    await owner.query(`ALTER TABLE ${SCHEMA}.${quote(table)} DROP CONSTRAINT ${quote(name)}`);
  for (const { name } of tables)
    await owner.query(`ALTER TABLE ${SCHEMA}.${quote(name)} DISABLE TRIGGER USER`);
  for (const name of forced)
    await owner.query(`ALTER TABLE ${SCHEMA}.${quote(name)} NO FORCE ROW LEVEL SECURITY`);
  for (const { name } of tables) {
    // Rows that migrations themselves put in are in the backup as well.
    const { rows } = await owner.query(`SELECT 1 FROM ${SCHEMA}.${quote(name)} LIMIT 1`);
    if (rows.length > 0) await owner.query(`DELETE FROM ${SCHEMA}.${quote(name)}`);
  }
  let open: { readonly name: string; readonly stream: ReturnType<typeof copyFrom> } | null = null;
  const end = async (): Promise<void> => {
    if (open === null) return;
    const { stream } = open;
    open = null;
    stream.end();
    await once(stream, "finish");
  };
  return {
    write: async (table, chunk) => {
      if (open?.name !== table.name) {
        await end();
        const columns = table.columns.map(quote).join(", ");
        const text = `COPY ${SCHEMA}.${quote(table.name)} (${columns}) FROM STDIN`;
        open = { name: table.name, stream: owner.query(copyFrom(text)) };
        open.stream.on("error", () => undefined);
      }
      const { stream } = open;
      await new Promise<void>((done, fail) => {
        stream.once("error", fail);
        stream.write(chunk, (error) => (error == null ? done() : fail(error)));
      });
    },
    abandon: async () => {
      if (open === null) return;
      const { stream } = open;
      open = null;
      if (stream.closed) return;
      // What the server says to it is no news: its error is the one that is thrown already.
      const closed = new Promise<void>((done) => stream.once("close", () => done()));
      stream.destroy();
      await closed;
    },
    finish: async (sequences) => {
      await end();
      for (const { name, last, called } of sequences)
        await owner.query("SELECT setval($1::regclass, $2, $3)", [`${SCHEMA}.${quote(name)}`, last, called]);
      for (const { owner: table, name, definition } of keys)
        await owner.query(
          `ALTER TABLE ${SCHEMA}.${quote(table)} ADD CONSTRAINT ${quote(name)} ${definition}`,
        );
      for (const { name } of tables)
        await owner.query(`ALTER TABLE ${SCHEMA}.${quote(name)} ENABLE TRIGGER USER`);
      for (const name of forced)
        await owner.query(`ALTER TABLE ${SCHEMA}.${quote(name)} FORCE ROW LEVEL SECURITY`);
    },
  };
}

async function listForced(owner: pg.ClientBase): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relforcerowsecurity ORDER BY relname",
    [SCHEMA],
  );
  return rows.map(({ name }) => name);
}

/** Does the work in one transaction of the owner's. */
export async function inTransaction<T>(owner: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await owner.query("BEGIN");
  try {
    const result = await work();
    await owner.query("COMMIT");
    return result;
  } catch (error) {
    await owner.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

export interface NewEpoch {
  readonly openedAt: Instant;
  readonly backupMadeAt: Instant;
  readonly backupSha256: string;
  readonly ledgerSize: number;
}

/** Opens the epoch after the last one and returns its number. */
export async function insertEpoch(owner: pg.ClientBase, epoch: NewEpoch): Promise<number> {
  const { rows } = await owner.query<{ number: number }>(
    `INSERT INTO ${SCHEMA}.epoch (number, opened_at, backup_made_at, backup_sha256, ledger_size)
     SELECT coalesce(max(number), 1) + 1, $1, $2, $3, $4 FROM ${SCHEMA}.epoch RETURNING number`,
    [epoch.openedAt, epoch.backupMadeAt, epoch.backupSha256, epoch.ledgerSize],
  );
  return rows[0]?.number ?? 0;
}

/** The number of the owner's epoch, for a database of any age. */
export async function readEpochNumber(owner: pg.ClientBase): Promise<number> {
  const { rows } = await owner.query<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [
    `${SCHEMA}.epoch`,
  ]);
  if (rows[0]?.there !== true) return 1;
  const { rows: last } = await owner.query<{ number: number }>(
    `SELECT coalesce(max(number), 1) AS number FROM ${SCHEMA}.epoch`,
  );
  return last[0]?.number ?? 1;
}

export interface OpenEpoch {
  readonly number: number;
  readonly openedAt: Instant;
  readonly backupMadeAt: Instant;
  readonly ledgerSize: number;
}

/** The epoch that waits for its confirmation; null where none does. */
export async function findUnconfirmedEpoch(reader: Reader): Promise<OpenEpoch | null> {
  const row = await reader
    .selectFrom("epoch")
    .select(["number", "opened_at", "backup_made_at", "ledger_size"])
    .where("confirmed_at", "is", null)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row === undefined
    ? null
    : {
        ...{ number: row.number, openedAt: row.opened_at },
        ...{ backupMadeAt: row.backup_made_at, ledgerSize: row.ledger_size },
      };
}

/** Confirms every epoch that waits. */
export async function confirmEpochs(
  owner: pg.ClientBase,
  {
    at,
    newestSeen,
    seenBy,
  }: { readonly at: Instant; readonly newestSeen: number; readonly seenBy: readonly string[] },
): Promise<void> {
  await owner.query(
    `UPDATE ${SCHEMA}.epoch SET confirmed_at = $1, newest_seen = $2, seen_by = $3 WHERE confirmed_at IS NULL`,
    [at, newestSeen, [...seenBy]],
  );
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
