// Working: a job is planned outside of any transaction, as often as it takes, and applied in one, with the row that says
// it is done. Whoever applies holds the row; whoever comes later finds it ended and does nothing. So it may be worked at
// twice and is done once, whatever was killed.
import { InputError, PolicyError, readInstant, VerificationError } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { openSeatView, readSeat } from "../access/index.ts";
import type { Act, View } from "../access/index.ts";
import { findCaseById } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Database, Transactor } from "../storage/index.ts";
import { hasEnded, wantedKinds } from "./job.ts";
import type { JobRow, WantedKind } from "./job.ts";
import type { Attempt, Queue, QueuedJob, Round } from "./queue.ts";
import { findJob, lockJob, updateJob } from "./store.ts";

/** What is worked at, and how far it is to be said. */
export interface Work {
  readonly job: JobRow;
  readonly of: CaseRow;
  readonly view: View;
  readonly seat: Act["seat"];
  /** Fires when it is cancelled, or somebody else has it. */
  readonly signal: AbortSignal;
  /** Says how far it is. @throws when it is cancelled. */
  readonly report: (done: number, steps: number) => Promise<void>;
}

/** Does the work in the transaction that marks it as done; gives ids of what came of it. Null: not yet, look again later. */
export type Apply = (tx: Transactor, act: Act) => Promise<JsonObject>;

/** How one kind of work is done: everything slow while planning, everything that lasts while applying. */
export type Plan = (work: Work) => Promise<Apply>;

export interface WorkerRequest {
  readonly database: Database;
  readonly queue: Queue;
  readonly plans: Readonly<Record<WantedKind, Plan>>;
  /** What the node does by itself, in turns. */
  readonly rounds: Readonly<Record<Round, () => Promise<void>>>;
  readonly now: () => Instant;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface Workers {
  /** Takes nothing new, and resolves when what was taken has ended. */
  readonly stop: () => Promise<void>;
}

/** How many of one kind a process works at. Rendering is what takes memory. */
const AT_ONCE: Readonly<Record<WantedKind, number>> = { rendering: 1, delivery: 1, "t-zero": 1 };
const LOOK_FOR_CANCEL_MS = 500;
const ASK_FOR_ROUNDS_MS = 60_000;

export async function startWorkers(request: WorkerRequest): Promise<Workers> {
  const { queue, rounds, tell } = request;
  for (const kind of wantedKinds)
    await queue.work<QueuedJob>(kind, AT_ONCE[kind], (attempt) => workAt(request, attempt));
  const names = Object.keys(rounds) as Round[];
  for (const round of names) await queue.work<null>(round, 1, () => rounds[round]());
  const ask = async (): Promise<void> => {
    for (const round of names)
      await queue.askForRound(round).catch((error: unknown) => {
        tell(`A round of ${round} could not be asked for: ${error instanceof Error ? error.message : ""}`);
      });
  };
  await ask();
  const asking = setInterval(() => void ask(), ASK_FOR_ROUNDS_MS);
  return {
    stop: async () => {
      clearInterval(asking);
      await queue.close();
    },
  };
}

/** One attempt at one job. @throws what its plan throws, so that the queue tries again. */
async function workAt(
  { database, plans, now, tell }: WorkerRequest,
  { data, signal: given, last }: Attempt<QueuedJob>,
): Promise<void> {
  const of = await database.read((reader) => findCaseById(reader, data.case));
  if (of === null) return;
  const seat = readSeat(data.seat);
  const view = openSeatView(seat, of);
  const job = await database.transact(async (tx) => {
    const row = await lockJob(tx, view, data.job);
    if (row === null || hasEnded(row)) return null;
    await updateJob(tx, view, { id: row.id, state: "running", tries: row.tries + 1, done: 0, steps: 0 });
    return row;
  });
  if (job === null) return;
  const cancelled = new AbortController();
  const signal = AbortSignal.any([given, cancelled.signal]);
  const looking = setInterval(() => {
    database
      .read((reader) => findJob(reader, view, job.id))
      .then((row) => {
        if (row === null || hasEnded(row)) cancelled.abort();
      })
      .catch(() => undefined);
  }, LOOK_FOR_CANCEL_MS);
  const report: Work["report"] = async (done, steps) => {
    signal.throwIfAborted();
    await database.transact(async (tx) => {
      const row = await lockJob(tx, view, job.id);
      if (row === null || hasEnded(row)) cancelled.abort();
      else await updateJob(tx, view, { id: job.id, done, steps });
    });
    signal.throwIfAborted();
  };
  try {
    const apply = await plans[job.kind]({ job, of, view, seat, signal, report });
    signal.throwIfAborted();
    await database.transact(async (tx) => {
      const row = await lockJob(tx, view, job.id);
      if (row === null || hasEnded(row)) return;
      const at = of.exercise ? of.clock : now();
      const outcome = await apply(tx, { of, seat, at });
      const steps = Math.max(row.steps, 1);
      await updateJob(tx, view, { id: job.id, state: "done", done: steps, steps, outcome, endedAt: at });
    });
  } catch (error) {
    if (cancelled.signal.aborted) return;
    const code = codeOf(error);
    // What was refused stays refused; what was in the way may be gone at the next attempt.
    const final =
      last ||
      error instanceof PolicyError ||
      error instanceof InputError ||
      error instanceof VerificationError;
    await database.transact(async (tx) => {
      const row = await lockJob(tx, view, job.id);
      if (row === null || hasEnded(row)) return;
      const at = of.exercise ? of.clock : now();
      await updateJob(tx, view, {
        ...{ id: job.id, failure: code },
        ...(final ? { state: "failed", endedAt: at } : { state: "waiting" }),
      });
    });
    if (final) {
      tell(`Background work ${job.kind} ${job.id} failed: ${code}.`);
      return;
    }
    // The queue keeps what it is thrown: a code, and nothing of what was worked at.
    // eslint-disable-next-line preserve-caught-error -- the cause may hold content
    throw new Error(code);
  } finally {
    clearInterval(looking);
  }
}

/** A code and nothing else: what an error says may be about what it was working at. */
function codeOf(error: unknown): string {
  const known = error instanceof ServerError || error instanceof PolicyError || error instanceof InputError;
  return known || error instanceof VerificationError ? error.code : "INTERNAL";
}

/** The wall clock, for nodes. */
export const wallClock = (): Instant => readInstant(new Date().toISOString());
