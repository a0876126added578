// The two ways to the database. A Reader can only select, by type and by the server; a Transactor exists only inside
// `transact`. Both run a function from its start again when the server asks for it or goes away before the commit was
// sent, so the function must do nothing that cannot be repeated outside the transaction.
import { Kysely, PostgresDialect } from "kysely";
import type { ControlledTransaction, RawBuilder, Transaction } from "kysely";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { endsConnection, explainFault, judge, outcomeUnknown } from "../machine-faults.ts";
import { ServerError } from "../errors.ts";
import { shareAnswers } from "./ask-once.ts";
import { unreachable } from "./connections.ts";
import { gather } from "./gather.ts";
import type { Outcome } from "./gather.ts";
import { announce, keepListening } from "./listen.ts";
import type { Listening } from "./listen.ts";
import type { OpenTables, Tables } from "./schema.ts";

type Selects = "selectFrom" | "selectNoFrom" | "fn" | "case" | "dynamic";
/** Selects only: it has no other method, and the server would refuse. A Transactor may stand in for it. */
export type Reader = Pick<Kysely<OpenTables>, Selects>;
/** Selects and changes, inside one transaction. */
export type Transactor = Transaction<OpenTables>;
declare const underView: unique symbol;
interface UnderView {
  readonly [underView]: true;
}
/** The same two for labelled rows as well, under a view; only `access` makes them. */
export type LabelledReader = Pick<Kysely<Tables>, Selects> & UnderView;
export type LabelledTransactor = Transaction<Tables> & UnderView;

/** A read in three parts. None does anything that cannot be done again. */
export interface Visit<B, M, T> {
  readonly before: (reader: Reader) => Promise<B>;
  readonly read: (reader: Reader, before: B) => Promise<M>;
  /** Null: what was read is what is answered. */
  readonly after: ((reader: Reader, read: M) => Promise<T>) | null;
}

export interface Database {
  /**
   * One consistent view (REPEATABLE READ, READ ONLY). @throws ServerError DATABASE_UNREACHABLE, DATABASE_FULL,
   * DATABASE_DISK_FAILED, DATABASE_DAMAGED; what `read` throws.
   */
  readonly read: <T>(read: (reader: Reader) => Promise<T>) => Promise<T>;
  /**
   * The same in one view with others that come at the same time, one after the other: for short reads that many make at
   * once, each of which asks one thing after the other.
   */
  readonly readTogether: <T>(read: (reader: Reader) => Promise<T>) => Promise<T>;
  /**
   * The same, where something is asked for all of them first, and something for all of them last, each time one after the
   * other begun in one turn and then waited for: what one statement can answer for many.
   */
  readonly visitTogether: <B, M, T>(visit: Visit<B, M, T>) => Promise<T>;
  /** One statement that adds rows, durable when it returns. Where its answer is lost it is made again: at least once. */
  readonly append: (rows: RawBuilder<unknown>) => Promise<void>;
  /**
   * One SERIALIZABLE transaction: all of it or nothing. @throws what `change` throws, after rolling back; ServerError
   * DATABASE_UNREACHABLE, DATABASE_FULL, DATABASE_DISK_FAILED, DATABASE_DAMAGED (nothing was done), DATABASE_BUSY (too many
   * conflicts, nothing was done), DATABASE_OUTCOME_UNKNOWN (the connection was lost during the commit: look before doing it again).
   */
  readonly transact: <T>(change: (transactor: Transactor) => Promise<T>) => Promise<T>;
  /**
   * The same in one transaction with others that come at the same time, one after the other: for short changes that many make
   * at once, each of which would wait for the other. One that throws undoes them all, and each is then made alone.
   */
  readonly transactTogether: <T>(change: (transactor: Transactor) => Promise<T>) => Promise<T>;
  /** Tells whoever listens, on all processes, that something changed; `what` says where, and nothing else. */
  readonly announce: (what: string) => Promise<void>;
  /** Hears what is announced; null when something may have been missed. */
  readonly listen: (heard: (what: string | null) => void) => Listening;
  readonly close: () => Promise<void>;
}

// A restarted server is back within seconds; longer than this is for a person to look at.
const PATIENCE_MS = 30_000;
const CONFLICT_TRIES = 40;

/**
 * @param findEnd why the server is not ours to use any more, asked before each attempt and whenever a connection is lost;
 * null while it is, or may come back.
 */
export function createDatabase(pool: pg.Pool, findEnd: () => ServerError | null): Database {
  const kysely = new Kysely<OpenTables>({ dialect: new PostgresDialect({ pool }) });
  const repeat = <T>(attempt: () => Promise<T>): Promise<T> => repeatWhile(findEnd, attempt);
  const read = <T>(work: (reader: Reader) => Promise<T>): Promise<T> =>
    repeat(async () => {
      const transaction = await kysely
        .startTransaction()
        .setIsolationLevel("repeatable read")
        .setAccessMode("read only")
        .execute();
      shareAnswers(transaction);
      const result = await runInside(transaction, work);
      // What was read is whole already: how the transaction ends is nothing to wait for.
      void endTransaction(transaction).catch(() => undefined);
      return result;
    });
  const transact = <T>(change: (transactor: Transactor) => Promise<T>): Promise<T> =>
    repeat(async () => {
      const transaction = await kysely.startTransaction().setIsolationLevel("serializable").execute();
      const result = await runInside(transaction, change);
      await endTransaction(transaction).catch((error: unknown) => {
        throw judge(error) === "lost" ? outcomeUnknown(error) : error;
      });
      return result;
    });
  const transactTogether = gather<Change, unknown>(CHANGES, (changes) => shareChange(transact, changes));
  const visitTogether = gather<AnyVisit, unknown>(TOGETHER, (visits) => shareView(read, visits));
  let closing: Promise<void> | null = null;
  const listening = new Set<Listening>();
  return {
    announce: (what) => announce(pool, what),
    listen: (heard) => {
      const one = keepListening(pool, heard);
      listening.add(one);
      return one;
    },
    read,
    readTogether: <T>(work: (reader: Reader) => Promise<T>) =>
      visitTogether({ before: nothing, read: work, after: null }) as Promise<T>,
    visitTogether: <B, M, T>(visit: Visit<B, M, T>) => visitTogether(visit as AnyVisit) as Promise<T>,
    append: async (rows) => {
      await repeat(() => rows.execute(kysely));
    },
    transact,
    transactTogether: <T>(change: (tx: Transactor) => Promise<T>) => transactTogether(change) as Promise<T>,
    close: () => {
      for (const one of listening) one.close();
      return (closing ??= kysely.destroy());
    },
  };
}

type AnyVisit = Visit<unknown, unknown, unknown>;

const nothing = (): Promise<null> => Promise.resolve(null);

const TOGETHER = { size: 64, atOnce: 4 } as const;

type Change = (transactor: Transactor) => Promise<unknown>;

// One transaction at a time: two would only wait for each other.
const CHANGES = { size: 32, atOnce: 1 } as const;

/** Makes changes one after the other in one transaction, or, where one of them was refused, each in its own. */
async function shareChange(
  transact: Database["transact"],
  changes: readonly Change[],
): Promise<readonly Outcome<unknown>[]> {
  if (changes.length > 1) {
    try {
      const given = await transact(async (tx) => {
        const done: unknown[] = [];
        for (const change of changes) done.push(await change(tx));
        return done;
      });
      return given.map((one) => ({ given: one }));
    } catch (error) {
      // Whether it was made is not known, or the database is away: that is so for each of them.
      if (error instanceof ServerError && error.code.startsWith("DATABASE_")) throw error;
    }
  }
  const outcomes: Outcome<unknown>[] = [];
  for (const change of changes)
    outcomes.push(
      await transact(change).then(
        (given) => ({ given }),
        (refused: unknown) => ({ refused }),
      ),
    );
  return outcomes;
}

/**
 * Does reads one after the other in one view, and then what each of them has left, all begun in one turn. One that is refused
 * may have left a question behind that is still to be answered, so the others go on in a view of their own; one that the
 * database refused is tried alone.
 */
async function shareView(
  read: Database["read"],
  visits: readonly AnyVisit[],
): Promise<readonly Outcome<unknown>[]> {
  const settled = new Map<AnyVisit, Outcome<unknown>>();
  const listLeft = (): readonly AnyVisit[] => visits.filter((visit) => !settled.has(visit));
  for (let left = listLeft(); left.length > 0; left = listLeft()) {
    const whole = await read((reader) => visitAll(reader, left, settled)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Unshared) return false;
        throw error;
      },
    );
    const [next] = whole ? [] : listLeft();
    if (next !== undefined) settled.set(next, await settle(read((reader) => visitAlone(reader, next))));
  }
  return visits.map((visit) => settled.get(visit) ?? { refused: new Error("a visit was left out") });
}

const settle = (result: Promise<unknown>): Promise<Outcome<unknown>> =>
  result.then(
    (given) => ({ given }),
    (refused: unknown) => ({ refused }),
  );

async function visitAlone(reader: Reader, { before, read, after }: AnyVisit): Promise<unknown> {
  const given = await read(reader, await before(reader));
  return after === null ? given : after(reader, given);
}

/** Settles those of them that this view answers, or refuses. @throws Unshared where the database refused one. */
async function visitAll(
  reader: Reader,
  visits: readonly AnyVisit[],
  settled: Map<AnyVisit, Outcome<unknown>>,
): Promise<void> {
  const begun = await Promise.all(visits.map(({ before }) => settle(before(reader))));
  const reads: { readonly visit: AnyVisit; readonly ask: () => Promise<unknown> }[] = [];
  for (const [place, visit] of visits.entries()) {
    const before = begun[place] ?? { refused: new Error("what came before a read left no answer") };
    const outcome = "refused" in before ? before : await settle(visit.read(reader, before.given));
    const { after } = visit;
    if ("given" in outcome) {
      if (after === null) settled.set(visit, outcome);
      else reads.push({ visit, ask: () => after(reader, outcome.given) });
      continue;
    }
    requireShared(outcome);
    settled.set(visit, outcome);
    return;
  }
  const outcomes = await Promise.all(reads.map(({ ask }) => settle(ask())));
  for (const outcome of outcomes) requireShared(outcome);
  for (const [place, { visit }] of reads.entries()) {
    const outcome = outcomes[place];
    if (outcome !== undefined) settled.set(visit, outcome);
  }
}

function requireShared(outcome: Outcome<unknown>): void {
  if ("refused" in outcome && !(outcome.refused instanceof ServerError)) throw new Unshared();
}

/** Ends a shared view before its time: the database refused one of those who share it. */
class Unshared extends Error {}

/**
 * A Reader on a connection that is inside a transaction of the caller's: for reads that must see what that one sees. It
 * ends nothing.
 */
export function openSnapshot(client: pg.Client): Reader {
  const borrowed = { query: client.query.bind(client), release: () => undefined };
  const pool = { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve() };
  // The dialect asks for the parts of a pool it uses.
  return new Kysely<OpenTables>({ dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }) });
}

/** The rows of a query written by hand, for what the builder cannot say. Through a Reader the server refuses changes. */
export async function readRows<Row>(reader: Reader, query: RawBuilder<Row>): Promise<Row[]> {
  return (await query.execute(reader as Transactor)).rows;
}

/** Does the work of a transaction, and rolls it back when the work throws. */
async function runInside<T>(
  transaction: ControlledTransaction<OpenTables>,
  work: (transactor: Transactor) => Promise<T>,
): Promise<T> {
  try {
    return await work(transaction);
  } catch (error) {
    await letGo(transaction);
    throw error;
  }
}

/** Commits. @throws the refusal, or the silence, of the server. */
async function endTransaction(transaction: ControlledTransaction<OpenTables>): Promise<void> {
  try {
    await transaction.commit().execute();
  } catch (error) {
    await letGo(transaction);
    throw error;
  }
}

/** Kysely lets go of a connection only when a commit or a rollback was asked for. */
async function letGo(transaction: ControlledTransaction<OpenTables>): Promise<void> {
  await transaction
    .rollback()
    .execute()
    .catch(() => undefined);
}

/** Runs one attempt after the other while the server's answer says that another may succeed. */
async function repeatWhile<T>(findEnd: () => ServerError | null, attempt: () => Promise<T>): Promise<T> {
  const start = performance.now();
  let conflicts = 0;
  let losses = 0;
  for (;;) {
    const end = findEnd();
    if (end !== null) throw end;
    try {
      return await attempt();
    } catch (error) {
      const trouble = judge(error);
      if (trouble === "other") throw explainFault(error) ?? error;
      if (trouble === "lost") {
        losses += 1;
        if (performance.now() - start > PATIENCE_MS)
          throw (endsConnection(error) ? explainFault(error) : null) ?? unreachable(error);
        await pause(Math.min(25 * 2 ** losses, 1000));
      } else {
        conflicts += 1;
        if (conflicts >= CONFLICT_TRIES)
          throw new ServerError(
            "DATABASE_BUSY",
            "Too many others are changing the same thing at this moment; nothing was changed. Try again shortly.",
            { cause: error },
          );
        // Apart by chance, so that two that collided do not collide again.
        await pause(Math.random() * Math.min(5 * 2 ** Math.min(conflicts, 6), 200));
      }
    }
  }
}

/**
 * Runs what prepares a database of our own, and may be run again: from its start as often as the server goes away under
 * it, for as long as a restart may take or until `findEnd` says that it will not come back.
 * @throws what `prepare` throws for any other reason, or when patience ends.
 */
export async function insistWhileLost<T>(
  prepare: () => Promise<T>,
  findEnd: () => ServerError | null,
): Promise<T> {
  const start = performance.now();
  for (;;) {
    try {
      return await prepare();
    } catch (error) {
      if (!isLost(error)) throw error;
      const end = findEnd();
      if (end !== null) throw end;
      if (performance.now() - start > PATIENCE_MS) throw error;
      await pause(200);
    }
  }
}

/** Whether a lost connection is at the bottom of an error. */
function isLost(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (judge(cause) === "lost") return true;
  return false;
}
