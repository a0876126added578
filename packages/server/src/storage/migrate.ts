// Brings a database to the schema of this program: plain SQL files, in the order of their numbers, each in a transaction
// of its own together with its record, never edited after they landed. A database that knows more than this program, or
// something else under the same number, is left alone.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type pg from "pg";
import { ServerError } from "../errors.ts";
import { SCHEMA } from "./connections.ts";

export interface Migration {
  readonly number: number;
  /** `0001-ledger-and-journal.sql`. */
  readonly name: string;
  readonly sql: string;
  /** Of the text with line ends as LF, in hex. */
  readonly sha256: string;
}

/** One migration as a database, or a backup of one, says it was applied. */
export interface Applied {
  readonly number: number;
  readonly name: string;
  readonly sha256: string;
}

const NAME = /^(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/;
// Any number will do as long as only we use it: "ente" in ASCII.
const LOCK = 0x656e7465;

/**
 * Applies what is missing, one node at a time. `client` is connected as the owner of the schema.
 * @throws ServerError SCHEMA_NEWER, SCHEMA_CHANGED, START_DATABASE_FAILED (the file's name and the server's reason).
 */
export async function migrate(client: pg.ClientBase, folder: string): Promise<{ applied: string[] }> {
  return migrateThrough(client, readMigrations(folder));
}

/**
 * Brings an empty database to the schema a backup was made at, which may be older than this program's.
 * @throws ServerError SCHEMA_NEWER, SCHEMA_CHANGED, START_DATABASE_FAILED.
 */
export async function migrateAsFar(
  client: pg.ClientBase,
  folder: string,
  as: readonly Applied[],
): Promise<void> {
  const known = readMigrations(folder);
  compareMigrations(known, as);
  await migrateThrough(client, known.slice(0, as.length));
}

/** What was applied to a database and what this program has beyond it; nothing is compared and nothing changed. */
export async function readSchemaState(
  client: pg.ClientBase,
  folder: string,
): Promise<{ readonly applied: readonly Applied[]; readonly missing: readonly string[] }> {
  const applied = (await hasRegister(client)) ? (await listApplied(client)).rows : [];
  const names = new Set(applied.map(({ name }) => name));
  const missing = readMigrations(folder).filter(({ name }) => !names.has(name));
  return { applied, missing: missing.map(({ name }) => name) };
}

async function migrateThrough(
  client: pg.ClientBase,
  known: readonly Migration[],
): Promise<{ applied: string[] }> {
  await client.query("SELECT pg_advisory_lock($1)", [LOCK]);
  try {
    await createRegister(client);
    const { rows } = await listApplied(client);
    compareMigrations(known, rows);
    const missing = known.slice(rows.length);
    for (const migration of missing) await apply(client, migration);
    return { applied: missing.map((migration) => migration.name) };
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [LOCK]).catch(() => undefined);
  }
}

/**
 * Looks, and changes nothing: whether a database that another process keeps up to date has exactly this schema.
 * @throws ServerError SCHEMA_NEWER, SCHEMA_CHANGED, SCHEMA_OLDER.
 */
export async function requireSchema(client: pg.ClientBase, folder: string): Promise<void> {
  const known = readMigrations(folder);
  const { rows } = (await hasRegister(client)) ? await listApplied(client) : { rows: [] };
  compareMigrations(known, rows);
  const [missing] = known.slice(rows.length);
  if (missing !== undefined)
    throw new ServerError(
      "SCHEMA_OLDER",
      `The node that is running is of an older version than this program: its database lacks ${missing.name}. Use the commands of that version, or stop the node and start it with this one; nothing was changed.`,
    );
}

/** The migrations of a folder, by number, without gaps. @throws ServerError SCHEMA_CHANGED when the folder is not in order. */
export function readMigrations(folder: string): Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort();
  return names.map((name, index) => {
    const number = Number(NAME.exec(name)?.[1] ?? Number.NaN);
    if (number !== index + 1)
      throw new ServerError(
        "SCHEMA_CHANGED",
        `${basename(folder)}/${name} is out of place: migrations are named 0001-what-it-does.sql and counted without gaps. Reinstall this program.`,
      );
    const sql = readFileSync(join(folder, name), "utf8").replaceAll("\r\n", "\n");
    return { number, name, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });
}

function compareMigrations(known: readonly Migration[], applied: readonly Applied[]): void {
  applied.forEach((record, index) => {
    const migration = known[index];
    if (migration === undefined)
      throw new ServerError(
        "SCHEMA_NEWER",
        `The database was last used by a newer version of this program (it has ${record.name}). Start that version or a later one; nothing was changed.`,
      );
    if (
      migration.number !== record.number ||
      migration.name !== record.name ||
      migration.sha256 !== record.sha256
    )
      throw new ServerError(
        "SCHEMA_CHANGED",
        `The database was built with another text of ${record.name} than this program holds. Start the version that made it, or restore the file; nothing was changed.`,
      );
  });
}

function listApplied(client: pg.ClientBase): Promise<pg.QueryResult<Applied>> {
  return client.query<Applied>(`SELECT number, name, sha256 FROM ${SCHEMA}.migration ORDER BY number`);
}

async function hasRegister(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [
    `${SCHEMA}.migration`,
  ]);
  return rows[0]?.there === true;
}

async function createRegister(client: pg.ClientBase): Promise<void> {
  if (await hasRegister(client)) return;
  try {
    await client.query(`
      CREATE SCHEMA IF NOT EXISTS ${SCHEMA};
      CREATE TABLE IF NOT EXISTS ${SCHEMA}.migration (
        number integer PRIMARY KEY,
        name text NOT NULL,
        sha256 text NOT NULL,
        applied_at timestamptz NOT NULL DEFAULT now()
      )`);
  } catch (error) {
    throw failed(`schema ${SCHEMA} cannot be created`, error);
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query("BEGIN");
    await client.query(migration.sql);
    await client.query(`INSERT INTO ${SCHEMA}.migration (number, name, sha256) VALUES ($1, $2, $3)`, [
      migration.number,
      migration.name,
      migration.sha256,
    ]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw failed(`${migration.name} cannot be applied`, error);
  }
}

function failed(what: string, error: unknown): ServerError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ServerError(
    "START_DATABASE_FAILED",
    `The database's ${what}: ${reason}. Nothing of it was kept; have the database's administrator look at the rights of the role in DATABASE_URL, or report this.`,
    { cause: error },
  );
}
