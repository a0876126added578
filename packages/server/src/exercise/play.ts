// Playing a scenario: one step, one transaction, which also marks the step done. Killed anywhere, it goes on with the
// first step that is not done, and none happens twice.
import { advanceClock, arrangementsOf, communityOf, findCase, openCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { InputError, PolicyError } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { FileStore } from "../files/index.ts";
import type { Keystore } from "../keys/index.ts";
import type { LedgerSigner } from "../ledger/index.ts";
import type { Database, Transactor } from "../storage/index.ts";
import type { WantJob } from "../t-zero/index.ts";
import type { Scenario, Step } from "./scenario.ts";
import { performances } from "./steps.ts";
import type { Stage } from "./stage.ts";
import { findRun, insertRun, insertStep } from "./store.ts";

export interface Players {
  readonly database: Database;
  readonly keystore: Keystore;
  readonly ledger: LedgerSigner;
  readonly files: FileStore;
  readonly jobs: WantJob;
  /** Called after each step with what is done and what there is. */
  readonly report: (step: Step, done: number, of: number) => void;
}

/**
 * Plays what is left of `scenario` and returns how many steps that was.
 * @throws ServerError SCENARIO_INVALID when the case was begun from another version of the scenario, STEP_FAILED naming
 * the step that was refused and why.
 */
export async function playScenario(
  scenario: Scenario,
  { database, keystore, ledger, files, jobs, report }: Players,
): Promise<number> {
  const begun = await countDone(scenario, database);
  // Read once: what a case is and whom it concerns does not change under its steps.
  let known: CaseRow | null = null;
  for (let done = begun; done < scenario.steps.length;) {
    const step = scenario.steps[done];
    if (step === undefined) break;
    try {
      known = await database.transact(async (tx) => {
        const row =
          step.action === "case.open"
            ? await open(tx, step, { scenario, keystore })
            : (known ?? (await findCase(tx, scenario.facts.id)));
        if (row === null)
          throw new ServerError("SCENARIO_INVALID", "The first step of a script is case.open.");
        await perform(tx, step, row, {
          scenario,
          facts: scenario.facts,
          community: communityOf(row),
          arrangements: arrangementsOf(row),
          keystore,
          ledger,
          files,
          jobs,
        }).catch((error: unknown) => {
          throw nameStep(step, error);
        });
        await advanceClock(tx, row.id, step.at);
        await insertStep(tx, { caseId: row.id, ordinal: step.ordinal, action: step.action, at: step.at });
        return row;
      });
      done += 1;
    } catch (error) {
      // The database went away during the commit: it knows whether the step was done, so it is asked.
      if (!(error instanceof ServerError) || error.code !== "DATABASE_OUTCOME_UNKNOWN") throw error;
      done = await countDone(scenario, database);
    }
    report(step, done, scenario.steps.length);
  }
  return scenario.steps.length - begun;
}

/** How many steps of the scenario are done on this node. */
export async function countDone(scenario: Scenario, database: Database): Promise<number> {
  return database.read(async (reader) => {
    const row = await findCase(reader, scenario.facts.id);
    if (row === null) return 0;
    const run = await findRun(reader, row.id);
    if (run?.scenarioDigest !== scenario.digest) {
      throw new ServerError(
        "SCENARIO_INVALID",
        `The case ${row.slug} on this node was begun from another version of the scenario. Use another data folder, or the folder it was begun from.`,
      );
    }
    return run.done;
  });
}

async function open(
  tx: Transactor,
  step: Step,
  { scenario, keystore }: Pick<Stage, "scenario" | "keystore">,
): Promise<CaseRow> {
  const row = await openCase(tx, {
    keystore,
    seat: step.seat,
    at: step.at,
    factsJson: scenario.factsJson,
    community: scenario.community,
    coalition: scenario.coalition,
  });
  if (!row.exercise)
    throw new ServerError("SCENARIO_INVALID", "The community of a scenario must say that it is an exercise.");
  await insertRun(tx, { caseId: row.id, scenarioDigest: scenario.digest, steps: scenario.steps.length });
  return row;
}

async function perform(tx: Transactor, step: Step, row: CaseRow, stage: Stage): Promise<void> {
  if (step.action === "case.open") return;
  await performances[step.action](tx, { of: row, seat: step.seat, at: step.at }, step.input, stage);
}

/** A refusal by a rule becomes the script's error; anything else (a lost connection, a fault) stays what it is. */
function nameStep(step: Step, error: unknown): unknown {
  if (!(error instanceof InputError || error instanceof PolicyError || error instanceof ServerError))
    return error;
  return new ServerError(
    "STEP_FAILED",
    `Step ${step.ordinal + 1} (${step.action} by ${step.seat.id} at ${step.at}): ${error.code}: ${error.message}`,
    { cause: error },
  );
}
