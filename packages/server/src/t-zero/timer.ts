// The running node's own timer: it waits for every armed T-0 of a real case and opens it when it is due, once, whatever was
// restarted in between. It keeps nothing: what is due is asked of the database each time. Exercises have a clock of their
// own and are opened by whoever moves it.
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { listRealCases } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import type { Database } from "../storage/index.ts";
import { openArmed } from "./due.ts";
import { findTZero } from "./store.ts";
import { openLeadView } from "./t-zero.ts";
import { dropAnchor, readClock, STEP_MS } from "./time.ts";
import type { Clock } from "./time.ts";

export interface TimerRequest {
  readonly database: Database;
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or as soon as the signal is given. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

export interface TZeroTimer {
  /** Resolves when the timer has ended; an opening that is under way is finished first. */
  readonly stop: () => Promise<void>;
}

/** How often the database is asked what is due, at most, while nothing is. */
const LOOK_MS = 500;

export function startTZeroTimer({ database, clock, wait, tell }: TimerRequest): TZeroTimer {
  const stopping = new AbortController();
  const anchor = dropAnchor(clock);
  let told = 0;
  let trouble = "";
  const troubled = new Map<string, string>();

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      let next = LOOK_MS;
      try {
        const { now, aheadMs } = readClock(anchor, clock);
        if (aheadMs > STEP_MS && Math.abs(aheadMs - told) > STEP_MS) {
          told = aheadMs;
          tell(
            `This machine's clock was set ahead by ${aheadMs} ms, or the machine slept. T-0 opens by the time that was counted, ${now}; if the clock is right, the lead's release authority opens it with "entente tzero open", or the node is started anew.`,
          );
        }
        for (const { of, dueAt } of await listArmed(database)) {
          const left = epochMilliseconds(dueAt) - epochMilliseconds(readClock(anchor, clock).now);
          if (left > 0) next = Math.min(next, left);
          else next = Math.min(next, (await tryToOpen(of)) ?? next);
        }
        trouble = "";
      } catch (error) {
        // A database that is away comes back; until then there is nothing to open it with.
        const sentence = error instanceof Error ? error.message : String(error);
        if (sentence !== trouble) tell(`T-0 cannot be looked after at the moment: ${sentence}`);
        trouble = sentence;
      }
      await wait(next, stopping.signal);
    }
  };

  /** As `openNow`; what is wrong with one case is told once and keeps no other waiting. */
  const tryToOpen = async (of: CaseRow): Promise<number | null> => {
    try {
      const left = await openNow(of);
      troubled.delete(of.id);
      return left;
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (sentence !== troubled.get(of.id)) tell(`T-0 of ${of.slug} cannot be opened: ${sentence}`);
      troubled.set(of.id, sentence);
      return LOOK_MS;
    }
  };

  /** Opens what is due on this node's clock. Resolves to how long the database still wants to wait, or null. */
  const openNow = async (of: CaseRow): Promise<number | null> => {
    const opening = await database.transact(
      async (tx) => (await openArmed(tx, of, readClock(anchor, clock).now)) ?? LOOK_MS,
    );
    if (typeof opening === "number") return Math.max(1, opening);
    if (opening.outcome === "opened")
      tell(
        `T-0 of ${of.slug}: ${opening.packages} packages opened, ${opening.lateMs ?? 0} ms after ${opening.dueAt}.`,
      );
    else if (opening.outcome === "stood-down")
      tell(`T-0 of ${of.slug} was stood down: ${opening.because ?? ""}`);
    return null;
  };

  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
    },
  };
}

/** Armed T-0s of real cases, with when they are due. */
async function listArmed(
  database: Database,
): Promise<readonly { readonly of: CaseRow; readonly dueAt: Instant }[]> {
  return database.read(async (reader) => {
    const armed: { of: CaseRow; dueAt: Instant }[] = [];
    for (const of of await listRealCases(reader)) {
      const tZero = await findTZero(reader, openLeadView(of));
      if (tZero?.state === "armed") armed.push({ of, dueAt: tZero.dueAt });
    }
    return armed;
  });
}
