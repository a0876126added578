import type { Instant } from "@entente/core/encoding";
import type { Reader, Transactor } from "../storage/index.ts";

export interface RunRow {
  readonly scenarioDigest: string;
  readonly steps: number;
  /** Steps done, which are always the first ones. */
  readonly done: number;
}

/** How far the exercise of a case has come; null when it has none. */
export async function findRun(reader: Reader, caseId: string): Promise<RunRow | null> {
  const row = await reader
    .selectFrom("exercise_run")
    .select((of) => [
      "scenario_digest",
      "steps",
      of
        .selectFrom("exercise_step")
        .whereRef("exercise_step.case_id", "=", "exercise_run.case_id")
        .select((step) => step.fn.countAll<number>().as("n"))
        .as("done"),
    ])
    .where("case_id", "=", caseId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { scenarioDigest: row.scenario_digest, steps: row.steps, done: row.done ?? 0 };
}

export async function insertRun(
  tx: Transactor,
  row: { caseId: string; scenarioDigest: string; steps: number },
): Promise<void> {
  await tx
    .insertInto("exercise_run")
    .values({ case_id: row.caseId, scenario_digest: row.scenarioDigest, steps: row.steps })
    .execute();
}

/** Marks a step done in the transaction of its effect. A second attempt violates the key, so no step happens twice. */
export async function insertStep(
  tx: Transactor,
  row: { caseId: string; ordinal: number; action: string; at: Instant },
): Promise<void> {
  await tx
    .insertInto("exercise_step")
    .values({ case_id: row.caseId, ordinal: row.ordinal, action: row.action, at: row.at })
    .execute();
}
