// The tables as the program sees them. One interface per table; the SQL in migrations/ is the truth, schema.txt its
// committed manifest.
import type { Instant } from "@entente/core/encoding";
import type { ColumnType } from "kysely";

export interface Tables {
  migration: MigrationTable;
}

/** What has been applied to this database. Written by migrate.ts alone. */
export interface MigrationTable {
  number: number;
  name: string;
  sha256: string;
  applied_at: ColumnType<Instant, never, never>;
}
