import type { Instant, JsonObject } from "@entente/core/encoding";
import { noteChange } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A statement about keys as it is stored: public, and only ever added to. */
export interface StatementRow {
  readonly leafIndex: number;
  readonly kind: "rotation" | "revocation";
  readonly purpose: "issuer" | "authority";
  readonly member: string;
  /** The generation it takes from. */
  readonly generation: number;
  /** The generation that is in use from here on. */
  readonly inUse: number;
  /** Public keys of that generation, for the node to know them again. */
  readonly inUseKeys: JsonObject;
  readonly digest: string;
  readonly salt: string;
  readonly at: Instant;
  readonly by: string;
  /** The statement file with the evidence of its own moment. */
  readonly file: string;
}

/** Statements about one member's keys, or about all, in the ledger's order. */
export async function listStatements(
  reader: Reader,
  of: Pick<StatementRow, "purpose" | "member"> | null,
): Promise<readonly StatementRow[]> {
  let query = reader
    .selectFrom("key_statement")
    .select(["leaf_index as leafIndex", "kind", "purpose", "member", "generation", "in_use as inUse"])
    .select(["in_use_keys as inUseKeys", "digest", "salt", "at", "by", "file"])
    .orderBy("leaf_index");
  if (of !== null) query = query.where("purpose", "=", of.purpose).where("member", "=", of.member);
  return query.execute();
}

export async function insertStatement(tx: Transactor, row: StatementRow): Promise<void> {
  noteChange(tx, "");
  await tx
    .insertInto("key_statement")
    .values({
      ...{ leaf_index: row.leafIndex, kind: row.kind, purpose: row.purpose, member: row.member },
      ...{ generation: row.generation, in_use: row.inUse, in_use_keys: JSON.stringify(row.inUseKeys) },
      ...{ digest: row.digest, salt: row.salt, at: row.at, by: row.by, file: row.file },
    })
    .execute();
}
