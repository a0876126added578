import type { Instant, JsonValue } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface PledgeRow {
  readonly member: string;
  readonly sealed: boolean;
  readonly levels: JsonValue;
}

export async function upsertPledge(
  tx: Transactor,
  caseId: string,
  row: PledgeRow & { by: string; at: Instant; leafIndex: number },
): Promise<void> {
  const values = {
    sealed: row.sealed,
    levels: JSON.stringify(row.levels),
    placed_by: row.by,
    placed_at: row.at,
    leaf_index: row.leafIndex,
  };
  await tx
    .insertInto("pledge")
    .values({ case_id: caseId, member: row.member, ...values })
    .onConflict((conflict) => conflict.columns(["case_id", "member"]).doUpdateSet(values))
    .execute();
}

/** Whether T-0 has gone beyond being set, after which no pledge changes. All that a pledging member may learn of it. */
export async function arePledgesLocked(tx: Transactor, caseId: string): Promise<boolean> {
  const row = await tx
    .selectFrom("t_zero")
    .select("state")
    .where("case_id", "=", caseId)
    .where("state", "<>", "set")
    .executeTakeFirst();
  return row !== undefined;
}

/** Every pledge of a case, for resolution, which alone may see all of them. Ordered by member. */
export async function readPledgesForResolution(reader: Reader, view: View): Promise<readonly PledgeRow[]> {
  if (view.reach !== "case") return [];
  return reader
    .selectFrom("pledge")
    .select(["member", "sealed", "levels"])
    .where("case_id", "=", view.caseId)
    .orderBy("member")
    .execute();
}

export interface ResolvedMember {
  readonly member: string;
  /** 0 when no level holds. */
  readonly level: number;
  readonly alone: boolean;
  readonly explanation: string;
}

export async function insertResolution(
  tx: Transactor,
  row: { id: string; caseId: string; by: string; at: Instant; members: readonly ResolvedMember[] },
): Promise<void> {
  await tx
    .insertInto("resolution")
    .values({ id: row.id, case_id: row.caseId, resolved_by: row.by, resolved_at: row.at })
    .execute();
  if (row.members.length > 0) {
    await tx
      .insertInto("resolution_member")
      .values(row.members.map((member) => ({ resolution_id: row.id, ...member })))
      .execute();
  }
}

/** The latest resolution of the view's case; null before the first, and for a view that does not reach the case. */
export async function findResolution(reader: Reader, view: View): Promise<readonly ResolvedMember[] | null> {
  if (view.reach !== "case") return null;
  const latest = await reader
    .selectFrom("resolution")
    .select("id")
    .where("case_id", "=", view.caseId)
    .orderBy("resolved_at", "desc")
    .orderBy("id")
    .executeTakeFirst();
  if (latest === undefined) return null;
  return reader
    .selectFrom("resolution_member")
    .select(["member", "level", "alone", "explanation"])
    .where("resolution_id", "=", latest.id)
    .orderBy("member")
    .execute();
}
