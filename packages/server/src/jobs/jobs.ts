// Wanting work, looking at it, cancelling it. A job is put into the transaction of the change that wants it; what is in
// the queue is its id, and what it is about stands in a row that only the member that wanted it can see.
import { randomUUID } from "node:crypto";
import type { JsonObject } from "@entente/core/encoding";
import { openSeatView, readSeat, writeJournal } from "../access/index.ts";
import type { Act, CaseIdentity } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { hasEnded } from "./job.ts";
import type { JobRow, JobWish } from "./job.ts";
import type { Queue } from "./queue.ts";
import { insertJob, listOpenJobs, lockJob, updateJob } from "./store.ts";

export interface Jobs {
  /** Puts a job into the transaction of the change that wants it; resolves to its id. Rolled back, there is no job. */
  readonly want: (tx: Transactor, act: Act, wish: JobWish) => Promise<string>;
  /**
   * Puts jobs of a case into the queue that it lost, as after a restore of the database without it. Gives how many it put.
   */
  readonly putBack: (tx: Transactor, of: CaseIdentity, seat: string) => Promise<number>;
}

export function openJobs(queue: Queue): Jobs {
  return {
    want: async (tx, act, { kind, ...wish }) => {
      const id = randomUUID();
      const view = openSeatView(act.seat, act.of);
      const subject: JsonObject = { ...wish };
      await insertJob(tx, view, { id, seat: act.seat.id, kind, subject, wantedAt: act.at });
      const startAt = "lookAt" in wish ? new Date(wish.lookAt) : null;
      await queue.put(tx, kind, { job: id, case: act.of.id, seat: act.seat.id }, startAt);
      await writeJournal(tx, {
        ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: `job.${kind}`, subject: id },
        detail: {},
      });
      return id;
    },
    putBack: async (tx, of, seat) => {
      const open = await listOpenJobs(tx, openSeatView(readSeat(seat), of));
      for (const job of open)
        await queue.put(tx, job.kind, { job: job.id, case: of.id, seat: job.seat }, null);
      return open.length;
    },
  };
}

/**
 * Ends a job that has not ended: nothing comes of it, even where a worker is at it already.
 * @throws ServerError NOT_FOUND for a job of another seat; JOB_ENDED.
 */
export async function cancelJob(tx: Transactor, act: Act, id: string): Promise<JobRow> {
  const view = openSeatView(act.seat, act.of);
  const job = await lockJob(tx, view, id);
  if (job?.seat !== act.seat.id) throw noSuchJob();
  if (hasEnded(job))
    throw new ServerError(
      "JOB_ENDED",
      `This work is ${job.state} already; there is nothing to cancel. Ask for it again if you want it again.`,
    );
  await updateJob(tx, view, { id, state: "cancelled", endedAt: act.at });
  await writeJournal(tx, {
    ...{ caseId: act.of.id, at: act.at, seat: act.seat.id, action: "job.cancel", subject: id },
    detail: {},
  });
  return { ...job, state: "cancelled", endedAt: act.at };
}

export function noSuchJob(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    'There is no such work of yours. "GET …/jobs" lists what you asked for.',
  );
}
