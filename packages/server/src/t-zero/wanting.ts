// The second hand that opens T-0: a job in the queue, put there in the transaction that arms or that moves the instant, so that
// one is there whenever an armed round is. The timer is quicker; where no process has had one running since, the queue has the
// job all the same.
import type { Instant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import type { Act } from "../access/index.ts";
import type { Jobs } from "../jobs/index.ts";
import type { Transactor } from "../storage/index.ts";

export type WantJob = Pick<Jobs, "want">;

/** A round, and when it was due by what was known when somebody looks at it. */
export interface DueRound {
  readonly round: number;
  readonly dueAt: Instant;
}

/**
 * Wants the round opened when it is due, in the name of the lead's office and of no person: whoever armed can stand it down,
 * and has nothing here to cancel. An exercise is opened by whoever moves its clock.
 */
export async function wantOpening(
  tx: Transactor,
  { of, at }: Pick<Act, "of" | "at">,
  { due, jobs }: { readonly due: DueRound; readonly jobs: WantJob },
): Promise<void> {
  if (of.exercise) return;
  await wantLook(tx, { of, at }, { ...due, jobs, lookAt: due.dueAt });
}

/** Wants it looked at, not before `lookAt`; resolves to the id of the job. */
export async function wantLook(
  tx: Transactor,
  { of, at }: Pick<Act, "of" | "at">,
  { jobs, ...wish }: DueRound & { readonly jobs: WantJob; readonly lookAt: Instant },
): Promise<string> {
  const seat = readSeat(`${of.lead}/release-authority`);
  return jobs.want(tx, { of, seat, at }, { kind: "t-zero", ...wish });
}
