import type { Instant } from "@entente/core/encoding";
import type { Consent } from "@entente/core/planning";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** Adds an answer. The database takes it from the member it is of, and from nobody else. */
export async function insertConsent(
  tx: Transactor,
  view: View,
  row: Consent & { readonly seat: string; readonly at: Instant },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("consent")
    .values({ case_id: view.caseId, ...row })
    .execute();
}

/**
 * The newest answer to each question of origin, release, portion and recipient, sorted by these; for those who reach the
 * case, all of them, for a member its own.
 */
export async function listConsents(reader: Reader, view: View): Promise<readonly Consent[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("consent")
    .distinctOn(["origin", "release", "portion", "recipient"])
    .select(["origin", "release", "portion", "recipient", "answer"])
    .where("case_id", "=", view.caseId)
    .orderBy("origin")
    .orderBy("release")
    .orderBy("portion")
    .orderBy("recipient")
    .orderBy("id", "desc")
    .execute();
}
