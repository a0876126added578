// Opening what is due, for the timer and for the job that stands behind it. Neither decides anything: both ask the opening
// itself, under the same clocks.
import { epochMilliseconds, instantAt } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { readSeat } from "../access/index.ts";
import { arrangementsOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Transactor } from "../storage/index.ts";
import { openDue } from "./opening.ts";
import type { Opening } from "./opening.ts";
import { findTZero, readDatabaseClock } from "./store.ts";
import { openLeadView } from "./t-zero.ts";
import { wantLook } from "./wanting.ts";
import type { DueRound, WantJob } from "./wanting.ts";

/** What came of the job. */
interface DueOutcome {
  readonly opened: boolean;
  /** Id of the job that looks again, where some clock is behind; null where there is nothing to look for. */
  readonly next: string | null;
}

/** Opens the round if it is still armed, and due when the job was wanted for; looks again later where a clock is behind. */
export async function openRound(
  tx: Transactor,
  of: CaseRow,
  { due, now, jobs }: { readonly due: DueRound; readonly now: Instant; readonly jobs: WantJob },
): Promise<DueOutcome> {
  const tZero = await findTZero(tx, openLeadView(of));
  // Whoever moved the instant, or armed another round, has wanted another job in the same transaction.
  if (tZero?.state !== "armed" || tZero.round !== due.round || tZero.dueAt !== due.dueAt)
    return { opened: false, next: null };
  const opening = await openArmed(tx, of, now);
  if (typeof opening !== "number") return { opened: opening?.outcome === "opened", next: null };
  const { now: there } = await readDatabaseClock(tx);
  const lookAt = instantAt(epochMilliseconds(there) + opening);
  return { opened: false, next: await wantLook(tx, { of, at: now }, { ...due, jobs, lookAt }) };
}

/**
 * Opens the armed T-0 of a real case if it is due, on the node's clock and on the database's. How many milliseconds the
 * later of them still wants to wait where it is not; null where none is armed.
 */
export async function openArmed(tx: Transactor, of: CaseRow, now: Instant): Promise<Opening | number | null> {
  const seat = readSeat(`${of.lead}/release-authority`);
  const tZero = await findTZero(tx, openLeadView(of));
  if (tZero?.state !== "armed") return null;
  const { began } = await readDatabaseClock(tx);
  // A clock is behind: nothing has failed, it is only not time there.
  const earlier = began < now ? began : now;
  if (earlier < tZero.dueAt) return epochMilliseconds(tZero.dueAt) - epochMilliseconds(earlier);
  return openDue(tx, { of, seat, at: now }, { rules: arrangementsOf(of).tZero, by: "node" });
}
