// Disclosures are written down before their bytes leave. Those that arrive together share one durable insert: while one
// is being committed the next collect, so a hundred readers wait for two commits and not for a hundred.
import type { Database } from "../storage/index.ts";
import { writeJournalRows } from "./store.ts";
import type { JournalRow } from "./store.ts";

interface Waiting {
  readonly row: JournalRow;
  readonly written: () => void;
  readonly failed: (error: unknown) => void;
}

// One statement takes this many at most, so that a flood cannot make one that is too long.
const ROWS_AT_ONCE = 500;

const queues = new WeakMap<Database, Waiting[]>();

/**
 * Writes down that something was disclosed, durably, before it leaves.
 * @throws ServerError of the database; then nothing may leave.
 */
export function recordDisclosure(database: Database, row: JournalRow): Promise<void> {
  return new Promise((written, failed) => {
    const queue = queues.get(database);
    if (queue !== undefined) {
      queue.push({ row, written, failed });
      return;
    }
    const waiting = [{ row, written, failed }];
    queues.set(database, waiting);
    void drain(database, waiting);
  });
}

async function drain(database: Database, queue: Waiting[]): Promise<void> {
  // What arrives in the same turn goes along with the first.
  await Promise.resolve();
  while (queue.length > 0) {
    const batch = queue.splice(0, ROWS_AT_ONCE);
    try {
      await database.transact((tx) =>
        writeJournalRows(
          tx,
          batch.map(({ row }) => row),
        ),
      );
      for (const { written } of batch) written();
    } catch (error) {
      for (const { failed } of batch) failed(error);
    }
  }
  queues.delete(database);
}
