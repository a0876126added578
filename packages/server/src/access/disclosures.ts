// Disclosures are written down before their bytes leave. Those that arrive together share one durable insert: while one
// is being committed the next collect, so a hundred readers wait for two commits and not for a hundred.
import { gather } from "../storage/index.ts";
import type { Database } from "../storage/index.ts";
import { appendJournalRows } from "./store.ts";
import type { JournalRow } from "./store.ts";

// One statement takes this many at most, so that a flood cannot make one that is too long.
const ROUNDS = { size: 500, atOnce: 1 } as const;

const recorders = new WeakMap<Database, (row: JournalRow) => Promise<unknown>>();

/**
 * Writes down that something was disclosed, durably, before it leaves. Where the database's answer is lost it is written
 * again: a row too many says of something that it may have left.
 * @throws ServerError of the database; then nothing may leave.
 */
export async function recordDisclosure(database: Database, row: JournalRow): Promise<void> {
  const record = recorders.get(database) ?? openRecorder(database);
  await record(row);
}

function openRecorder(database: Database): (row: JournalRow) => Promise<unknown> {
  const record = gather(ROUNDS, async (rows: readonly JournalRow[]) => {
    await appendJournalRows(database, rows);
    return rows.map(() => ({ given: null }));
  });
  recorders.set(database, record);
  return record;
}
