// Filing after every change: what is committed is announced, and the lists of the case it is of are brought up to it. Nothing
// relies on hearing: a round looks at every case as well, and so does a node that starts.
import { setTimeout as pause } from "node:timers/promises";
import { findCase, findCaseById, listExercises, listRealCases } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Database } from "../storage/index.ts";
import { fileCuts } from "../taxii/index.ts";

export interface FilingServices {
  readonly database: Database;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface Filing {
  /** Hears of nothing new, and resolves when what it was about to file is filed. */
  readonly stop: () => Promise<void>;
}

/** How long it looks no more after it has looked, and as many times as long as it looked: a fifth of the time at the most. */
const REST = { ms: 250, times: 4 } as const;

/** Files whenever something was committed, beginning with what was committed before. */
export function startFiling({ database, tell }: FilingServices): Filing {
  const waiting = new Set<string | null>();
  const stopped = new AbortController();
  let working: Promise<void> | null = null;
  const work = async (): Promise<void> => {
    for (let [next] = waiting; next !== undefined; [next] = waiting) {
      waiting.delete(next);
      const began = performance.now();
      try {
        await fileChanged({ database, tell }, next);
      } catch (error) {
        tell(`Objects for machines were not filed, and are within a minute: ${sayError(error)}`);
      }
      if (stopped.signal.aborted) return;
      const rest = Math.max(REST.ms, REST.times * (performance.now() - began));
      await pause(rest, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  };
  const listening = database.listen((heard) => {
    // "" is of no case.
    if (heard === "" || stopped.signal.aborted) return;
    waiting.add(heard);
    working ??= work().finally(() => {
      working = null;
    });
  });
  return {
    stop: async () => {
      stopped.abort();
      listening.close();
      await working;
    },
  };
}

/** Files for every case: the round. */
export const fileForMachines = (services: FilingServices): Promise<void> => fileChanged(services, null);

/** Files for the case of that id, or for all. */
async function fileChanged({ database, tell }: FilingServices, id: string | null): Promise<void> {
  for (const row of await readCases(database, id)) {
    const filed = await fileCuts(database, row);
    if (filed > 0) tell(`${row.slug}: ${filed} objects were filed for machines of their recipients.`);
  }
}

async function readCases(database: Database, id: string | null): Promise<readonly CaseRow[]> {
  return database.read(async (reader) => {
    if (id !== null) return [await findCaseById(reader, id)].filter((row) => row !== null);
    const rows: CaseRow[] = [];
    for (const { slug } of [...(await listRealCases(reader)), ...(await listExercises(reader))]) {
      const row = await findCase(reader, slug);
      if (row !== null) rows.push(row);
    }
    return rows;
  });
}

const sayError = (error: unknown): string => (error instanceof Error ? error.message : "it did not say why");
