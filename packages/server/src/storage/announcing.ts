// Every change is announced: what a transaction writes notes where it writes, and once it is committed whoever listens on any
// process is told where to look again. It is told a little later and once for several, outside of any transaction that waits
// for its commit; what is lost on the way is found by looking now and then.
import { ServerError } from "../errors.ts";
import type { Database, Reader, Transactor } from "./database.ts";

const COLLECT_MS = 100;
/** How long closing waits for what is still to be told. */
const LAST_WORD_MS = 1_000;

const noted = new WeakMap<Reader, Set<string>>();

/**
 * Notes that the transaction changes something of a case, "" for what is of no case. Announced only if it is committed; where
 * nothing is announced, as in a transaction on a connection of somebody else's, there is nothing to note for.
 */
export function noteChange(tx: Transactor, caseId: string): void {
  noted.get(tx)?.add(caseId);
}

/** What a transaction noted until now. */
export function listNoted(tx: Transactor): readonly string[] {
  return [...(noted.get(tx) ?? [])];
}

/** The same database, which announces what its transactions note. */
export function announcing(database: Database): Database {
  const collected = new Set<string>();
  let timer: NodeJS.Timeout | null = null;
  const tellAll = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const cases = [...collected];
    collected.clear();
    await Promise.allSettled(cases.map((one) => database.announce(one)));
  };
  const collect = (cases: ReadonlySet<string>): void => {
    for (const one of cases) collected.add(one);
    if (collected.size > 0) timer ??= setTimeout(() => void tellAll(), COLLECT_MS).unref();
  };
  const noting =
    (transact: Database["transact"]): Database["transact"] =>
    async (change) => {
      // An attempt that is repeated notes anew; those who share a transaction note in one place.
      let changed: Set<string> = new Set();
      try {
        const result = await transact((tx) => {
          changed = noted.get(tx) ?? new Set();
          noted.set(tx, changed);
          return change(tx);
        });
        collect(changed);
        return result;
      } catch (error) {
        // It may have been committed.
        if (error instanceof ServerError && error.code === "DATABASE_OUTCOME_UNKNOWN") collect(changed);
        throw error;
      }
    };
  return {
    ...database,
    transact: noting(database.transact),
    transactTogether: noting(database.transactTogether),
    close: async () => {
      const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_WORD_MS).unref());
      if (collected.size > 0) await Promise.race([tellAll(), late]);
      await database.close();
    },
  };
}
