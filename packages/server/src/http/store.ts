// What the edge remembers: answers to changes that came with a key, and its secret.
import { sql } from "kysely";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { readRows, sentAhead } from "../storage/index.ts";
import type { Database, Reader, Transactor } from "../storage/index.ts";

export interface ChangeMade {
  readonly bodyHash: string;
  readonly answer: Uint8Array;
}

export async function findChange(reader: Reader, keyHash: string): Promise<ChangeMade | null> {
  const row = await reader
    .selectFrom("change_made")
    .select(["body_hash", "answer"])
    .where("key_hash", "=", keyHash)
    .where("expires_at", ">", sql<never>`now()`)
    .executeTakeFirst();
  return row === undefined ? null : { bodyHash: row.body_hash, answer: row.answer };
}

/**
 * No look before: of two that come together with one key the database refuses one, with everything it did, when it ends its
 * transaction.
 */
export async function insertChange(
  tx: Transactor,
  { keyHash, bodyHash, answer, hours }: ChangeMade & { readonly keyHash: string; readonly hours: number },
): Promise<void> {
  await tx
    .insertInto("change_made")
    .values({
      ...{ key_hash: keyHash, body_hash: bodyHash, answer },
      expires_at: sql`now() + make_interval(hours => ${hours})`,
    })
    .modifyEnd(sentAhead)
    .execute();
}

/** Forgets what is over. */
export async function deleteOldChanges(database: Database): Promise<void> {
  await database.transact((tx) =>
    tx
      .deleteFrom("change_made")
      .where("expires_at", "<=", sql<never>`now()`)
      .execute(),
  );
}

/** The secret all processes of the node share: `fresh`, unless there is one. */
export async function keepSecret(database: Database, fresh: Uint8Array): Promise<Uint8Array> {
  return database.transact(async (tx) => {
    await tx
      .insertInto("edge_secret")
      .values({ secret: fresh })
      .onConflict((conflict) => conflict.column("one").doNothing())
      .execute();
    const row = await tx.selectFrom("edge_secret").select("secret").executeTakeFirstOrThrow();
    return row.secret;
  });
}

const listTables = sql<{ name: string }>`
  SELECT relname AS name FROM pg_class
  WHERE relnamespace = 'entente'::regnamespace AND relkind = 'r' AND relrowsecurity
    AND relname NOT IN ('journal', 'node_journal', 'job') AND has_table_privilege(oid, 'SELECT')
  ORDER BY relname`;

/** What somebody sees of a case, as texts that change when it does. */
export interface Standing {
  readonly rows: string;
  /** Of the work that the seat asked for itself. */
  readonly jobs: string;
}

/**
 * What `seat` sees of the view's case: of every table under row security, how many rows the view has and which change was the
 * last of them. The journal is left out, as every reading writes to it.
 */
export async function readStanding(reader: Reader, view: View, seat: string): Promise<Standing> {
  const tables = await readRows(reader, listTables);
  const labelled = await readUnder(reader, view);
  const look = sql`SELECT count(*) AS rows, max(xmin::text::bigint) AS last FROM`;
  const parts = tables.map(({ name }) => sql`${look} ${sql.id("entente", name)}`);
  // Measures and what is published are public facts, and no row of them is closed to anybody.
  for (const name of ["measure", "measure_figure", "publication"])
    parts.push(sql`${look} ${sql.id("entente", name)} WHERE case_id = ${view.caseId}`);
  // Work is shown to whoever asked for it, and not to others of the same member.
  parts.push(sql`${look} entente.job WHERE case_id = ${view.caseId} AND seat = ${seat}`);
  const found = await readRows(
    labelled as unknown as Reader,
    sql<{ rows: number; last: number | null }>`${sql.join(parts, sql` UNION ALL `)}`,
  );
  const texts = found.map(({ rows, last }) => `${rows}/${last ?? 0}`);
  return { rows: texts.slice(0, -1).join(" "), jobs: texts.at(-1) ?? "" };
}
