import type { TZeroAct } from "@entente/core/arrangements";
import type { Instant, JsonValue } from "@entente/core/encoding";
import { sql } from "kysely";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { readRows } from "../storage/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { TZeroState } from "./rules.ts";

export interface TZeroRow {
  readonly round: number;
  /** As it was set. */
  readonly instant: Instant;
  readonly state: TZeroState;
  /** As the acts of members and the written rules leave it. */
  readonly dueAt: Instant;
  readonly dueBecause: "instant" | "embargo" | "lift" | "exit" | "hold";
  readonly setAt: Instant;
  readonly armedAt: Instant | null;
  readonly openedAt: Instant | null;
  readonly openedBy: string | null;
  readonly lateMs: number | null;
  readonly stoodDownAt: Instant | null;
  readonly stoodDownBecause: string | null;
}

/** The newest round of the view's case, as far as the view reaches it; null where there is none to be seen. */
export async function findTZero(reader: Reader, view: View): Promise<TZeroRow | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("t_zero")
    .selectAll()
    .where("case_id", "=", view.caseId)
    .orderBy("round", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    ...{ round: row.round, instant: row.instant, state: row.state, dueAt: row.due_at },
    ...{ dueBecause: row.due_because, setAt: row.set_at, armedAt: row.armed_at },
    ...{ openedAt: row.opened_at, openedBy: row.opened_by, lateMs: row.late_ms },
    ...{ stoodDownAt: row.stood_down_at, stoodDownBecause: row.stood_down_because },
  };
}

/** The same, and nobody else changes it until the transaction ends. */
export async function lockTZero(tx: Transactor, view: View): Promise<TZeroRow | null> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .selectFrom("t_zero")
    .select("round")
    .where("case_id", "=", view.caseId)
    .where("state", "<>", "stood-down")
    .forUpdate()
    .execute();
  return findTZero(tx, view);
}

export async function insertRound(
  tx: Transactor,
  view: View,
  row: { readonly round: number; readonly instant: Instant; readonly by: string; readonly at: Instant },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("t_zero")
    .values({
      ...{ case_id: view.caseId, round: row.round, instant: row.instant, state: "set" },
      ...{ due_at: row.instant, due_because: "instant", set_by: row.by, set_at: row.at },
    })
    .execute();
}

type Changes = Partial<{
  readonly instant: Instant;
  readonly state: TZeroState;
  readonly due_at: Instant;
  readonly due_because: TZeroRow["dueBecause"];
  readonly resolution_id: string;
  readonly set_by: string;
  readonly set_at: Instant;
  readonly armed_by: string;
  readonly armed_at: Instant;
  readonly opened_by: string;
  readonly opened_at: Instant;
  readonly late_ms: number;
  readonly leaf_index: number;
  readonly stood_down_at: Instant;
  readonly stood_down_by: string;
  readonly stood_down_because: string;
}>;

export async function updateRound(
  tx: Transactor,
  view: View,
  round: number,
  changes: Changes,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .updateTable("t_zero")
    .set(changes)
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .execute();
}

export interface PackageRow {
  readonly member: string;
  readonly measures: JsonValue;
  readonly textDigest: string | null;
  readonly digest: string | null;
  readonly leafIndex: number | null;
  readonly leftOut: boolean;
  readonly openedAt: Instant | null;
}

/** Every round of the view's case, as it was committed. */
export async function listRounds(
  reader: Reader,
  view: View,
): Promise<
  readonly (Pick<TZeroRow, "round" | "dueAt" | "openedAt"> & { readonly leafIndex: number | null })[]
> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("t_zero")
    .select(["round", "due_at", "opened_at", "leaf_index"])
    .where("case_id", "=", view.caseId)
    .orderBy("round")
    .execute();
  return rows.map((row) => ({
    ...{ round: row.round, dueAt: row.due_at, openedAt: row.opened_at, leafIndex: row.leaf_index },
  }));
}

export async function insertPackages(
  tx: Transactor,
  view: View,
  {
    round,
    at,
    packages,
  }: {
    readonly round: number;
    readonly at: Instant;
    readonly packages: readonly Omit<PackageRow, "leftOut" | "openedAt">[];
  },
): Promise<void> {
  if (packages.length === 0) return;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("package")
    .values(
      packages.map((item) => ({
        ...{ case_id: view.caseId, round, member: item.member, measures: JSON.stringify(item.measures) },
        ...{ text_digest: item.textDigest, digest: item.digest, leaf_index: item.leafIndex, armed_at: at },
        left_out: false,
      })),
    )
    .execute();
}

/** Packages of a round that the view reaches, by member. */
export async function listPackages(
  reader: Reader,
  view: View,
  round: number,
): Promise<readonly PackageRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("package")
    .selectAll()
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("member")
    .execute();
  return rows.map((row) => ({
    ...{ member: row.member, measures: row.measures, textDigest: row.text_digest, digest: row.digest },
    ...{ leafIndex: row.leaf_index, leftOut: row.left_out, openedAt: row.opened_at },
  }));
}

/** Opens every package of a round at once, but for those left out. */
export async function openPackages(
  tx: Transactor,
  view: View,
  {
    round,
    at,
    leftOut,
  }: { readonly round: number; readonly at: Instant; readonly leftOut: readonly string[] },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  const out = sql<boolean>`member = ANY(${[...leftOut]})`;
  await labelled
    .updateTable("package")
    .set({
      left_out: out,
      opened_at: sql<Instant | null>`CASE WHEN ${out} THEN NULL ELSE ${at}::timestamptz END`,
    })
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .execute();
}

export interface MemberAct extends TZeroAct {
  readonly reason: string;
}

export async function insertAct(
  tx: Transactor,
  view: View,
  { round, seat, act }: { readonly round: number; readonly seat: string; readonly act: MemberAct },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("t_zero_act")
    .values({ case_id: view.caseId, round, seat, ...act })
    .execute();
}

/** What members did in a round, in order: all of it for the lead, its own for a member. */
export async function listActs(reader: Reader, view: View, round: number): Promise<readonly MemberAct[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("t_zero_act")
    .select(["member", "act", "at", "until", "reason"])
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("id")
    .execute();
}

export interface Rehearsal {
  readonly packages: number;
  /** How many items were still open. */
  readonly unready: number;
  /** On the machine's clock, not the exercise's. */
  readonly firstAt: Instant;
  readonly lastAt: Instant;
  readonly heldAt: Instant;
}

export async function insertRehearsal(
  tx: Transactor,
  view: View,
  { round, by, rehearsal }: { readonly round: number; readonly by: string; readonly rehearsal: Rehearsal },
): Promise<void> {
  const { packages, unready, firstAt, lastAt, heldAt } = rehearsal;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("t_zero_rehearsal")
    .values({
      ...{ case_id: view.caseId, round, packages, unready, first_at: firstAt, last_at: lastAt },
      ...{ held_by: by, held_at: heldAt },
    })
    .execute();
}

export async function listRehearsals(
  reader: Reader,
  view: View,
  round: number,
): Promise<readonly Rehearsal[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("t_zero_rehearsal")
    .selectAll()
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("id")
    .execute();
  return rows.map((row) => ({
    ...{ packages: row.packages, unready: row.unready, firstAt: row.first_at, lastAt: row.last_at },
    heldAt: row.held_at,
  }));
}

/** The database's clock: when this transaction began, which is what the database itself compares, and at this moment. */
export async function readDatabaseClock(
  reader: Reader,
): Promise<{ readonly began: Instant; readonly now: Instant }> {
  const [row] = await readRows(
    reader,
    sql<{ began: Instant; now: Instant }>`SELECT now() AS began, clock_timestamp() AS now`,
  );
  if (row === undefined) throw new RangeError("the database has a clock");
  return row;
}

/** How many packages of the newest round opened, and how far apart, in seconds; null before they did. */
export async function measureWidth(
  reader: Reader,
  view: View,
): Promise<{ readonly packages: number; readonly widthSeconds: number | null }> {
  if (view.reach !== "case") return { packages: 0, widthSeconds: null };
  const newest = await findTZero(reader, view);
  if (newest === null) return { packages: 0, widthSeconds: null };
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("package")
    .select([
      (of) => of.fn.countAll<number>().as("packages"),
      sql<number | null>`extract(epoch FROM max(opened_at) - min(opened_at))::float8`.as("width"),
    ])
    .where("case_id", "=", view.caseId)
    .where("round", "=", newest.round)
    .where("left_out", "=", false)
    .executeTakeFirstOrThrow();
  return { packages: row.packages, widthSeconds: row.width };
}
