import type { Instant, JsonObject, JsonValue } from "@entente/core/encoding";
import type { Authority } from "@entente/core/arrangements";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** One version of a member's open pledge; without levels it is its withdrawal. */
export interface VersionRow {
  readonly member: string;
  readonly number: number;
  readonly levels: JsonValue | null;
  readonly authority: Authority | null;
  readonly validUntil: Instant | null;
  readonly placedBy: string;
  readonly placedAt: Instant;
  readonly leafIndex: number;
}

/** A version that stands. */
export interface StandingRow extends VersionRow {
  readonly levels: NonNullable<JsonValue>;
}

/** Versions a view may see, all of the case for the lead and its own for a member, by member and number. */
export async function listVersions(reader: Reader, view: View): Promise<readonly VersionRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("pledge_version")
    .select(["member", "number", "levels", "authority", "valid_until as validUntil"])
    .select(["placed_by as placedBy", "placed_at as placedAt", "leaf_index as leafIndex"])
    .where("case_id", "=", view.caseId)
    .orderBy("member")
    .orderBy("number")
    .execute();
}

/** The last version of each member a view may see, unless it is a withdrawal. By member. */
export async function listLastVersions(reader: Reader, view: View): Promise<readonly StandingRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("pledge_version")
    .distinctOn("member")
    .select(["member", "number", "levels", "authority", "valid_until as validUntil"])
    .select(["placed_by as placedBy", "placed_at as placedAt", "leaf_index as leafIndex"])
    .where("case_id", "=", view.caseId)
    .orderBy("member")
    .orderBy("number", "desc")
    .execute();
  return rows.flatMap(({ levels, ...row }) => (levels === null ? [] : [{ ...row, levels }]));
}

/** How many versions the view's own member has placed. */
export async function countVersions(reader: Reader, view: View): Promise<number> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("pledge_version")
    .select((of) => of.fn.countAll<number>().as("count"))
    .where("case_id", "=", view.caseId)
    .where("member", "=", view.member)
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function insertVersion(tx: Transactor, view: View, row: VersionRow): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("pledge_version")
    .values({
      ...{ case_id: view.caseId, member: row.member, number: row.number },
      levels: row.levels === null ? null : JSON.stringify(row.levels),
      ...{ authority: row.authority, valid_until: row.validUntil },
      ...{ placed_by: row.placedBy, placed_at: row.placedAt, leaf_index: row.leafIndex },
    })
    .execute();
}

/** A member's last sealing of a round; without ciphertext it is its withdrawal. */
export interface SealedRow {
  readonly number: number;
  readonly ciphertext: Uint8Array | null;
  readonly placedAt: Instant;
  readonly leafIndex: number;
}

/** The last sealing of the view's own member for this lock; null where there is none. */
export async function findOwnSealed(reader: Reader, view: View, round: number): Promise<SealedRow | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("sealed_pledge")
    .select(["number", "ciphertext", "placed_at as placedAt", "leaf_index as leafIndex"])
    .where("case_id", "=", view.caseId)
    .where("member", "=", view.member)
    .where("round", "=", round)
    .orderBy("number", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** What is sealed for this lock, for the resolver alone: under any other view there is nothing. By member. */
export async function listSealed(
  tx: Transactor,
  view: View,
  round: number,
): Promise<
  readonly { readonly member: string; readonly ciphertext: Uint8Array; readonly leafIndex: number }[]
> {
  const labelled = await readUnder(tx, view);
  const rows = await labelled
    .selectFrom("sealed_pledge")
    .distinctOn("member")
    .select(["member", "ciphertext", "leaf_index as leafIndex"])
    .where("case_id", "=", view.caseId)
    .where("round", "=", round)
    .orderBy("member")
    .orderBy("number", "desc")
    .execute();
  return rows.flatMap(({ ciphertext, ...row }) => (ciphertext === null ? [] : [{ ...row, ciphertext }]));
}

/** Leaves whose openings this node does not keep, for an inspection to know of. Numbers, and nothing about whose. */
export async function listSealedLeaves(reader: Reader, view: View): Promise<readonly number[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("sealed_pledge")
    .select("leaf_index")
    .where("case_id", "=", view.caseId)
    .execute();
  return rows.map((row) => row.leaf_index);
}

export async function insertSealed(
  tx: Transactor,
  view: View,
  row: SealedRow & { readonly round: number; readonly placedBy: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("sealed_pledge")
    .values({
      ...{ case_id: view.caseId, member: view.member, round: row.round, number: row.number },
      ciphertext: row.ciphertext === null ? null : Buffer.from(row.ciphertext),
      ...{ placed_by: row.placedBy, placed_at: row.placedAt, leaf_index: row.leafIndex },
    })
    .execute();
}

/** The lock pledges are under, and the round the next one would be; all that a pledging member may learn of it. */
export async function readLock(
  reader: Reader,
  view: View,
): Promise<{ readonly round: number; readonly standing: LockRow | null }> {
  const labelled = await readUnder(reader, view);
  const last = await labelled
    .selectFrom("pledge_lock")
    .select(["round", "resolution_id as resolutionId", "locked_by as lockedBy", "locked_at as lockedAt"])
    .select("released_at as releasedAt")
    .where("case_id", "=", view.caseId)
    .orderBy("round", "desc")
    .limit(1)
    .executeTakeFirst();
  if (last === undefined) return { round: 1, standing: null };
  const { releasedAt, ...lock } = last;
  return releasedAt === null
    ? { round: lock.round, standing: lock }
    : { round: lock.round + 1, standing: null };
}

export interface LockRow {
  readonly round: number;
  readonly resolutionId: string;
  readonly lockedBy: string;
  readonly lockedAt: Instant;
}

export async function insertLock(tx: Transactor, view: View, row: LockRow): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("pledge_lock")
    .values({
      ...{ case_id: view.caseId, round: row.round, resolution_id: row.resolutionId },
      ...{ locked_by: row.lockedBy, locked_at: row.lockedAt, released_by: null, released_at: null },
    })
    .execute();
}

export async function updateReleased(
  tx: Transactor,
  view: View,
  row: { readonly round: number; readonly by: string; readonly at: Instant },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .updateTable("pledge_lock")
    .set({ released_by: row.by, released_at: row.at })
    .where("case_id", "=", view.caseId)
    .where("round", "=", row.round)
    .where("released_at", "is", null)
    .execute();
}

export interface ResolvedMember {
  readonly member: string;
  /** 0 when no level holds. */
  readonly level: number;
  readonly alone: boolean;
  readonly explanation: string;
}

/** A member of a final resolution; the rest is null where no level holds. */
export interface FinalMember extends ResolvedMember {
  readonly measures: readonly { readonly kind: string; readonly count: number }[] | null;
  readonly authority: Authority | null;
  readonly validUntil: Instant | null;
}

export interface NewResolution {
  readonly id: string;
  readonly by: string;
  readonly at: Instant;
  readonly members: readonly FinalMember[];
  /** Of a final one: what it was made from, and its leaf. */
  readonly final: {
    readonly pledges: JsonObject;
    readonly certificate: JsonObject;
    readonly leafIndex: number;
  } | null;
}

export async function insertResolution(tx: Transactor, view: View, row: NewResolution): Promise<void> {
  const labelled = await writeUnder(tx, view);
  const of = { case_id: view.caseId };
  await labelled
    .insertInto("resolution")
    .values({
      ...{ ...of, id: row.id, resolved_by: row.by, resolved_at: row.at },
      ...{ final: row.final !== null, leaf_index: row.final?.leafIndex ?? null },
    })
    .execute();
  if (row.members.length > 0)
    await labelled
      .insertInto("resolution_member")
      .values(
        row.members.map(({ validUntil, measures, ...member }) => ({
          ...{ ...of, resolution_id: row.id, ...member, valid_until: validUntil },
          measures: measures === null ? null : JSON.stringify(measures),
        })),
      )
      .execute();
  if (row.final !== null)
    await labelled
      .insertInto("resolution_set")
      .values({
        ...{ ...of, resolution_id: row.id, pledges: JSON.stringify(row.final.pledges) },
        certificate: JSON.stringify(row.final.certificate),
      })
      .execute();
}

/**
 * The resolution that counts: the final one while pledges are locked, else the latest trial. Null before the first, and for
 * a view that does not reach the case.
 */
export async function findResolution(reader: Reader, view: View): Promise<readonly ResolvedMember[] | null> {
  if (view.reach !== "case") return null;
  const { standing } = await readLock(reader, view);
  const labelled = await readUnder(reader, view);
  const trial = await labelled
    .selectFrom("resolution")
    .select("id")
    .where("case_id", "=", view.caseId)
    .where("final", "=", false)
    .orderBy("resolved_at", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  const id = standing?.resolutionId ?? trial?.id;
  if (id === undefined) return null;
  return labelled
    .selectFrom("resolution_member")
    .select(["member", "level", "alone", "explanation"])
    .where("resolution_id", "=", id)
    .orderBy("member")
    .execute();
}

/** Who acts by a final resolution, and what it was made from. */
export async function readFinal(
  reader: Reader,
  view: View,
  resolutionId: string,
): Promise<{
  readonly members: readonly FinalMember[];
  readonly pledges: JsonObject;
  readonly certificate: JsonObject | null;
}> {
  const labelled = await readUnder(reader, view);
  const made = await labelled
    .selectFrom("resolution_set")
    .select(["pledges", "certificate"])
    .where("resolution_id", "=", resolutionId)
    .executeTakeFirstOrThrow();
  const members = await labelled
    .selectFrom("resolution_member")
    .select(["member", "level", "alone", "explanation", "measures", "authority", "valid_until as validUntil"])
    .where("resolution_id", "=", resolutionId)
    .orderBy("member")
    .execute();
  return { members, ...made };
}

/** Every final resolution of the case, with its leaf: those whose lock was released as well. */
export async function listFinals(reader: Reader, view: View) {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("resolution")
    .select(["id", "leaf_index as leafIndex"])
    .where("case_id", "=", view.caseId)
    .where("final", "=", true)
    .orderBy("resolved_at")
    .orderBy("id")
    .execute();
  const finals = [];
  for (const row of rows) finals.push({ ...row, ...(await readFinal(reader, view, row.id)) });
  return finals;
}

/** The entry of a leaf as it stands in the ledger; null where there is none. */
export async function findEntry(reader: Reader, index: number): Promise<Uint8Array | null> {
  const row = await reader
    .selectFrom("ledger_leaf")
    .select("entry")
    .where("index", "=", index)
    .executeTakeFirst();
  return row?.entry ?? null;
}
