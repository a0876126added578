// The clock of the database, which is a second opinion on what time it is.
import { sql } from "kysely";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { Reader } from "../storage/index.ts";

export async function readDatabaseClock(reader: Reader): Promise<Instant> {
  const { at } = await reader
    .selectNoFrom(
      sql<string>`to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as("at"),
    )
    .executeTakeFirstOrThrow();
  return readInstant(at);
}
