import type { Instant, JsonValue } from "@entente/core/encoding";
import { sql } from "kysely";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { TZeroState } from "./rules.ts";

export interface TZeroRow {
  readonly instant: Instant;
  readonly state: TZeroState;
  readonly openedAt: Instant | null;
}

export async function findTZero(reader: Reader, view: View): Promise<TZeroRow | null> {
  if (view.reach !== "case") return null;
  const row = await reader
    .selectFrom("t_zero")
    .select(["instant", "state", "opened_at"])
    .where("case_id", "=", view.caseId)
    .executeTakeFirst();
  return row === undefined ? null : { instant: row.instant, state: row.state, openedAt: row.opened_at };
}

export async function upsertTZero(
  tx: Transactor,
  row: { caseId: string; instant: Instant; by: string; at: Instant },
): Promise<void> {
  const values = { instant: row.instant, state: "set" as const, set_by: row.by, set_at: row.at };
  await tx
    .insertInto("t_zero")
    .values({ case_id: row.caseId, ...values })
    .onConflict((conflict) => conflict.column("case_id").doUpdateSet(values))
    .execute();
}

export async function armPackages(
  tx: Transactor,
  caseId: string,
  at: Instant,
  packages: readonly { member: string; measures: JsonValue }[],
): Promise<void> {
  await tx
    .updateTable("t_zero")
    .set({ state: "armed", armed_at: at })
    .where("case_id", "=", caseId)
    .execute();
  if (packages.length > 0) {
    await tx
      .insertInto("package")
      .values(
        packages.map((item) => ({
          case_id: caseId,
          member: item.member,
          measures: JSON.stringify(item.measures),
          armed_at: at,
        })),
      )
      .execute();
  }
}

/** Opens every package at once. */
export async function openPackages(tx: Transactor, caseId: string, at: Instant): Promise<void> {
  await tx
    .updateTable("t_zero")
    .set({ state: "opened", opened_at: at })
    .where("case_id", "=", caseId)
    .execute();
  await tx
    .updateTable("package")
    .set({ opened_at: at })
    .where("case_id", "=", caseId)
    .where("opened_at", "is", null)
    .execute();
}

/** How many packages there are, and how far apart they opened, in seconds; null before they did. */
export async function measureWidth(
  reader: Reader,
  view: View,
): Promise<{ packages: number; widthSeconds: number | null }> {
  if (view.reach !== "case") return { packages: 0, widthSeconds: null };
  const row = await reader
    .selectFrom("package")
    .select([
      (of) => of.fn.countAll<number>().as("packages"),
      sql<number | null>`extract(epoch FROM max(opened_at) - min(opened_at))::float8`.as("width"),
    ])
    .where("case_id", "=", view.caseId)
    .executeTakeFirstOrThrow();
  return { packages: row.packages, widthSeconds: row.width };
}
