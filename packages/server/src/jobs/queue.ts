// The queue: pg-boss over the same PostgreSQL, in a schema that a migration installed and that the application's role may
// not alter. What is in it are ids, and whose they are. Its SQL is the library's own.
import { fromKysely, PgBoss } from "pg-boss";
import type { JobWithMetadata } from "pg-boss";
import type { StatementPool, Transactor } from "../storage/index.ts";
import type { WantedKind } from "./job.ts";

const SCHEMA = "entente_queue";

/** Rounds the node makes by itself, at most once in so many seconds over all its processes. */
export const ROUND_SECONDS = { reminders: 3600, "witness-round": 300, filing: 60 } as const;
export type Round = keyof typeof ROUND_SECONDS;

/** What the queue knows of a job: ids. */
export interface QueuedJob {
  readonly job: string;
  readonly case: string;
  readonly seat: string;
}

/** One attempt, as the queue hands it to a worker. */
export interface Attempt<Data> {
  readonly data: Data;
  /** Fires when the queue has given the job to somebody else, or the process stops. */
  readonly signal: AbortSignal;
  /** No further attempt follows if this one fails. */
  readonly last: boolean;
}

export interface Queue {
  /** Puts a job in the transaction; a second one of the same id is not put. */
  readonly put: (tx: Transactor, kind: WantedKind, job: QueuedJob, startAt: Date | null) => Promise<void>;
  /** Asks for a round, unless one was asked for in the time it is for. */
  readonly askForRound: (round: Round) => Promise<void>;
  /** Takes jobs of a kind from now on, so many at once. */
  readonly work: <Data>(
    kind: WantedKind | Round,
    atOnce: number,
    handle: (attempt: Attempt<Data>) => Promise<void>,
  ) => Promise<void>;
  /** Takes nothing more, waits for what was taken, and closes the connections. */
  readonly close: () => Promise<void>;
}

export interface QueueTiming {
  /** How often it is looked for work. */
  readonly pollSeconds: number;
  /** How often it is looked for workers that died. */
  readonly watchSeconds: number;
}

/** Opens the queue. `timing` is null where no work is taken, only put. */
export function openQueue(
  statements: StatementPool,
  timing: QueueTiming | null,
  note: (sentence: string) => void,
): Queue {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => statements.execute(text, values) },
    schema: SCHEMA,
    ...{ migrate: false, createSchema: false, schedule: false, persistQueueStats: false },
    supervise: timing !== null,
    superviseIntervalSeconds: timing?.watchSeconds ?? 60,
    monitorIntervalSeconds: timing?.watchSeconds ?? 60,
    reindex: false,
  });
  let trouble = "";
  boss.on("error", (error) => {
    // The database may be away for a while; it is said once.
    if (error.message !== trouble)
      note(`The queue of background work waits for the database: ${error.message}`);
    trouble = error.message;
  });
  let starting: Promise<unknown> | null = null;
  const start = (): Promise<unknown> => (starting ??= boss.start());
  return {
    put: async (tx, kind, job, startAt) => {
      await start();
      await boss.send(kind, job, {
        id: job.job,
        db: fromKysely(tx),
        ...(startAt === null ? {} : { startAfter: startAt }),
      });
    },
    askForRound: async (round) => {
      await start();
      await boss.sendThrottled(round, null, null, ROUND_SECONDS[round], round);
    },
    work: async <Data>(
      kind: WantedKind | Round,
      atOnce: number,
      handle: (attempt: Attempt<Data>) => Promise<void>,
    ) => {
      await start();
      const options = {
        ...{ batchSize: 1, localConcurrency: atOnce, includeMetadata: true, heartbeatRefreshSeconds: 3 },
        pollingIntervalSeconds: timing?.pollSeconds ?? 1,
      } as const;
      await boss.work<object>(kind, options, async ([job]) => {
        if (job === undefined) return;
        const { retryCount, retryLimit } = job as JobWithMetadata;
        const last = retryCount >= retryLimit;
        await handle({ data: job.data as Data, signal: job.signal, last });
      });
    },
    close: async () => {
      if (starting !== null) await boss.stop({ close: false, graceful: true, timeout: 20_000 });
      await statements.close();
    },
  };
}
