import type { Instant, JsonObject } from "@entente/core/encoding";
import type { Transactor } from "../storage/index.ts";

export interface JournalRow {
  readonly caseId: string;
  readonly at: Instant;
  readonly seat: string;
  /** Verb of the house, `release.approve`. */
  readonly action: string;
  /** What it was done to. */
  readonly subject: string;
  readonly detail: JsonObject;
}

/** Writes to the audit trail in the caller's transaction: a change and its row stand or fall together. */
export async function writeJournal(tx: Transactor, row: JournalRow): Promise<void> {
  await tx
    .insertInto("journal")
    .values({
      case_id: row.caseId,
      at: row.at,
      seat: row.seat,
      action: row.action,
      subject: row.subject,
      detail: JSON.stringify(row.detail),
    })
    .execute();
}
