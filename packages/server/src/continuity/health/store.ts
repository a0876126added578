// What a database says of itself when asked how it is.
import type pg from "pg";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { readMigrations, readSchemaState } from "../../storage/index.ts";

export interface DatabaseHealth {
  readonly version: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly checksumFailures: number;
  readonly applied: number;
  /** Migrations this program has and the database has not. */
  readonly missing: readonly string[];
  /** Migrations the database has and this program does not know, or knows with another text. */
  readonly unknown: readonly string[];
  readonly now: Instant;
  /** Age of the oldest transaction that is open. */
  readonly oldestSeconds: number;
}

const SETTINGS = ["server_version", "fsync", "full_page_writes", "synchronous_commit", "data_checksums"];

export async function examineDatabase(owner: pg.ClientBase, migrations: string): Promise<DatabaseHealth> {
  const { rows } = await owner.query<{ name: string; setting: string }>(
    "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)",
    [SETTINGS],
  );
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  const { rows: states } = await owner.query<{ failures: number; now: Instant; oldest: number }>(
    `SELECT coalesce((SELECT checksum_failures FROM pg_stat_database WHERE datname = current_database()), 0)::int AS failures,
       clock_timestamp() AS now,
       coalesce((SELECT max(extract(epoch FROM now() - xact_start)) FROM pg_stat_activity WHERE xact_start IS NOT NULL), 0)::int AS oldest`,
  );
  const [state] = states;
  const { applied, missing } = await readSchemaState(owner, migrations);
  const known = new Set(readMigrations(migrations).map(({ name, sha256 }) => `${name} ${sha256}`));
  return {
    version: settings["server_version"] ?? "unknown",
    settings,
    checksumFailures: state?.failures ?? 0,
    applied: applied.length,
    missing,
    unknown: applied.filter(({ name, sha256 }) => !known.has(`${name} ${sha256}`)).map(({ name }) => name),
    now: state?.now ?? readInstant("1970-01-01T00:00:00.000Z"),
    oldestSeconds: state?.oldest ?? 0,
  };
}
