// What the edge remembers: answers to changes that came with a key, and its secret.
import { sql } from "kysely";
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

/** @returns false when the key has its change already, made or just being made. */
export async function insertChange(
  tx: Transactor,
  { keyHash, bodyHash, answer, hours }: ChangeMade & { readonly keyHash: string; readonly hours: number },
): Promise<boolean> {
  const row = await tx
    .insertInto("change_made")
    .values({
      ...{ key_hash: keyHash, body_hash: bodyHash, answer },
      expires_at: sql`now() + make_interval(hours => ${hours})`,
    })
    // No look before: two that come together meet here, and one of them waits for the other.
    .onConflict((conflict) => conflict.column("key_hash").doNothing())
    .returning("key_hash")
    .executeTakeFirst();
  return row !== undefined;
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
