import type { Day, Instant, JsonObject } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { JobRow } from "./job.ts";

const COLUMNS = [
  ...(["id", "case_id as caseId", "seat", "kind", "subject", "state", "done", "steps", "tries"] as const),
  ...(["failure", "outcome", "wanted_at as wantedAt", "ended_at as endedAt"] as const),
] as const;

export async function insertJob(
  tx: Transactor,
  view: View,
  row: Pick<JobRow, "id" | "seat" | "kind" | "subject" | "wantedAt">,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("job")
    .values({
      ...{ id: row.id, case_id: view.caseId, member: view.member, seat: row.seat, kind: row.kind },
      ...{ subject: JSON.stringify(row.subject), state: "waiting", done: 0, steps: 0, tries: 0 },
      ...{ failure: null, outcome: null, wanted_at: row.wantedAt, ended_at: null },
    })
    .execute();
}

/** A job of the view's member; null where there is none. */
export async function findJob(reader: Reader, view: View, id: string): Promise<JobRow | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled.selectFrom("job").select(COLUMNS).where("id", "=", id).executeTakeFirst();
  return row ?? null;
}

/** The same, kept from everybody else until the transaction ends. */
export async function lockJob(tx: Transactor, view: View, id: string): Promise<JobRow | null> {
  const labelled = await writeUnder(tx, view);
  const row = await labelled
    .selectFrom("job")
    .select(COLUMNS)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

/** Jobs a seat wanted in the view's case, the newest first. */
export async function listJobs(reader: Reader, view: View, seat: string): Promise<readonly JobRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("job")
    .select(COLUMNS)
    .where("case_id", "=", view.caseId)
    .where("seat", "=", seat)
    .orderBy("wanted_at", "desc")
    .orderBy("id")
    .limit(200)
    .execute();
}

/** Jobs of the view's member that have not ended, whoever wanted them. */
export async function listOpenJobs(
  reader: Reader,
  view: View,
): Promise<readonly Pick<JobRow, "id" | "seat" | "kind">[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("job")
    .select(["id", "seat", "kind"])
    .where("case_id", "=", view.caseId)
    .where("state", "in", ["waiting", "running"])
    .execute();
}

export async function updateJob(
  tx: Transactor,
  view: View,
  {
    id,
    ...change
  }: { readonly id: string } & Partial<
    Pick<JobRow, "state" | "done" | "steps" | "tries" | "failure" | "endedAt"> & {
      readonly outcome: JsonObject;
    }
  >,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  const { endedAt, outcome, ...rest } = change;
  await labelled
    .updateTable("job")
    .set({
      ...rest,
      ...(endedAt === undefined ? {} : { ended_at: endedAt }),
      ...(outcome === undefined ? {} : { outcome: JSON.stringify(outcome) }),
    })
    .where("id", "=", id)
    .execute();
}

export interface ReminderRow {
  /** Who is reminded. */
  readonly member: string;
  readonly kind: "answer-by" | "question" | "measure";
  /** Id of the approach or the question, or the kind of measure that is missing. */
  readonly subject: string;
  readonly day: Day;
  readonly due: Instant;
}

/** Writes down who is reminded, once for each thing and day. Gives how many are new. */
export async function insertReminders(
  tx: Transactor,
  view: View,
  { rows, at }: { readonly rows: readonly ReminderRow[]; readonly at: Instant },
): Promise<number> {
  if (rows.length === 0) return 0;
  const labelled = await writeUnder(tx, view);
  const added = await labelled
    .insertInto("reminder")
    .values(rows.map((row) => ({ case_id: view.caseId, ...row, at })))
    .onConflict((conflict) => conflict.doNothing())
    .returning("subject")
    .execute();
  return added.length;
}

/** Reminders of the view's member, or of all members for the lead, the newest first. */
export async function listReminders(
  reader: Reader,
  view: View,
): Promise<readonly (ReminderRow & { readonly at: Instant })[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("reminder")
    .select(["member", "kind", "subject", "day", "due", "at"])
    .where("case_id", "=", view.caseId)
    .orderBy("day", "desc")
    .orderBy("member")
    .orderBy("subject")
    .limit(500)
    .execute();
}
