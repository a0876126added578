// The background work of a node that serves: workers for what seats want, and the rounds the node makes by itself. Several
// processes on one database share both.
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { listApproaches, listQuestions } from "../approaches/index.ts";
import { listExercises, listRealCases } from "../cases/index.ts";
import { moveOriginals } from "../custody/index.ts";
import { viewOfLead } from "../files/index.ts";
import { insertReminders, startWorkers } from "../jobs/index.ts";
import type { Queue, Workers } from "../jobs/index.ts";
import { findPolicy, submitToAll } from "../ledger/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import { countTime, readAfterwards } from "../t-zero/index.ts";
import type { Storage } from "../storage/index.ts";
import type { Clock } from "../t-zero/index.ts";
import { fileForMachines, startFiling } from "./filing.ts";
import type { PlanServices } from "./plans.ts";
import { planDelivery, planRendering, planTZero } from "./plans.ts";
import { findReminders } from "./reminders.ts";

export interface BackgroundServices extends Omit<PlanServices, "tellTime"> {
  readonly ledger: LedgerSigner;
  readonly connectOwner: Storage["connectOwner"];
  readonly queue: Queue;
  /** The machine's two clocks. */
  readonly clock: Clock;
  /** One sentence for the person at the terminal. */
  readonly tell: (sentence: string) => void;
}

/** Starts the work. What a crash or a restore left in rows and not in the queue is put back first. */
export async function startBackground(node: BackgroundServices): Promise<Workers> {
  const { database, queue, tell, clock } = node;
  const tellTime = countTime(clock);
  await putBack(node);
  const workers = await startWorkers({
    ...{ database, queue, tell, now: wallClock },
    plans: {
      rendering: planRendering(node),
      delivery: planDelivery(node),
      "t-zero": planTZero({ ...node, tellTime }),
    },
    rounds: {
      reminders: () => makeReminders(node),
      "witness-round": () => askWitnesses(node),
      filing: () => fileForMachines(node),
    },
  });
  const filing = startFiling(node);
  return {
    stop: async () => {
      await filing.stop();
      await workers.stop();
    },
  };
}

async function putBack({ database, jobs }: BackgroundServices): Promise<void> {
  const cases = await database.read(async (reader) => [
    ...(await listRealCases(reader)),
    ...(await listExercises(reader)),
  ]);
  for (const of of cases)
    await database.transact((tx) => jobs.putBack(tx, of, `${of.lead}/release-authority`));
}

/** The hourly round: who is reminded of what, originals that still are in rows, and files that no transaction named. */
async function makeReminders({ database, files, connectOwner, tell }: BackgroundServices): Promise<void> {
  const now = wallClock();
  const { real, exercises } = await database.read(async (reader) => ({
    real: await listRealCases(reader),
    exercises: await listExercises(reader),
  }));
  for (const of of real) {
    const view = viewOfLead(of);
    const added = await database.transact(async (tx) => {
      const came = await readAfterwards(tx, view, { row: of, now, asOf: null });
      const rows = findReminders({
        ...{ lead: of.lead, now },
        approaches: await listApproaches(tx, view),
        questions: await listQuestions(tx, view),
        missing: came?.reminders ?? [],
        openedAt: came?.openedAt ?? null,
      });
      return insertReminders(tx, view, { rows, at: now });
    });
    if (added > 0) tell(`${of.slug}: ${added} new ${added === 1 ? "reminder" : "reminders"}.`);
  }
  const moving = await moveOriginals({ database, files, connectOwner }, [...real, ...exercises]);
  if (moving.moved > 0) tell(`${moving.moved} originals went from the database into encrypted files.`);
  if (!moving.cleared)
    tell("Their old bytes are cleared from the database within the hour: its table was in use.");
  await files.sweep([...real, ...exercises], Date.now());
}

/** Has the policy's witnesses cosign what was committed. That one of them is away stops nothing here, and is said. */
async function askWitnesses({ folder, database, ledger, tell }: BackgroundServices): Promise<void> {
  const found = await findPolicy(folder);
  if (found === null) return;
  for (const { failure } of await submitToAll(database, { ledger, policy: found.policy, at: wallClock() }))
    if (failure !== null) tell(`entente: ${failure.code}: ${failure.message}`);
}

/** The wall clock, for what a real node does by itself. */
const wallClock = (): Instant => readInstant(new Date().toISOString());
