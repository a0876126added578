import type { Reader, Transactor } from "../storage/index.ts";
import type { FirstKey } from "./keystore.ts";

/** Which first keys were made for this database. */
export async function listMade(reader: Reader): Promise<readonly FirstKey[]> {
  return reader.selectFrom("first_key").select(["purpose", "member"]).execute();
}

export async function insertMade(tx: Transactor, rows: readonly FirstKey[]): Promise<void> {
  await tx
    .insertInto("first_key")
    .values(rows.map(({ purpose, member }) => ({ purpose, member })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
