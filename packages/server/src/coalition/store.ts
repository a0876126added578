import type { Instant, JsonValue } from "@entente/core/encoding";
import { sql } from "kysely";
import { reachesMember, readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { ApproachEvidence, TZeroState } from "./rules.ts";

export interface ApproachRow extends ApproachEvidence {
  readonly id: string;
  readonly member: string;
  readonly ask: string;
  readonly answerBy: Instant;
  readonly openedAt: Instant;
  readonly statedAt: Instant | null;
}

/** Approaches a view may know of: all of the case for the lead, its own for a member. Ordered by member. */
export async function listApproaches(reader: Reader, view: View): Promise<readonly ApproachRow[]> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("approach")
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom("position")
          .select(["position", "taken_at"])
          .whereRef("position.approach_id", "=", "approach.id")
          .orderBy("id", "desc")
          .limit(1)
          .as("last"),
      (join) => join.onTrue(),
    )
    .select([
      "approach.id",
      "approach.member",
      "approach.ask",
      "approach.answer_by",
      "approach.opened_at",
      "approach.delivered_at",
      "last.position",
      "last.taken_at",
    ])
    .select((of) =>
      of
        .selectFrom("cut_opening")
        .innerJoin("cut", "cut.id", "cut_opening.cut_id")
        .innerJoin("approach_document", "approach_document.document_id", "cut.document_id")
        .whereRef("approach_document.approach_id", "=", "approach.id")
        .whereRef("cut.recipient", "=", "approach.member")
        .select((row) => row.fn.min("cut_opening.opened_at").as("first"))
        .as("first_opened_at"),
    )
    .where("approach.case_id", "=", view.caseId)
    .orderBy("approach.member");
  if (view.reach === "own") query = query.where("approach.member", "=", view.member);
  const rows = await query.execute();
  return rows.map((row) => ({
    id: row.id,
    member: row.member,
    ask: row.ask,
    answerBy: row.answer_by,
    openedAt: row.opened_at,
    deliveredAt: row.delivered_at,
    firstOpenedAt: row.first_opened_at ?? null,
    stated: (row.position ?? null) as ApproachRow["stated"],
    statedAt: row.taken_at ?? null,
  }));
}

/** The approach to one member, if the view may know of it; null otherwise. */
export async function findApproachId(reader: Reader, view: View, member: string): Promise<string | null> {
  if (!reachesMember(view, member)) return null;
  const row = await reader
    .selectFrom("approach")
    .select("id")
    .where("case_id", "=", view.caseId)
    .where("member", "=", member)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertApproaches(
  tx: Transactor,
  rows: readonly {
    id: string;
    caseId: string;
    member: string;
    ask: string;
    answerBy: Instant;
    openedAt: Instant;
  }[],
  documentIds: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx
    .insertInto("approach")
    .values(
      rows.map((row) => ({
        id: row.id,
        case_id: row.caseId,
        member: row.member,
        ask: row.ask,
        answer_by: row.answerBy,
        opened_at: row.openedAt,
      })),
    )
    .execute();
  const documents = rows.flatMap((row) =>
    documentIds.map((documentId) => ({ approach_id: row.id, document_id: documentId })),
  );
  if (documents.length > 0) await tx.insertInto("approach_document").values(documents).execute();
}

/** Marks approaches delivered; returns how many were not before. */
export async function markDelivered(
  tx: Transactor,
  view: View,
  members: readonly string[],
  at: Instant,
): Promise<number> {
  const result = await tx
    .updateTable("approach")
    .set({ delivered_at: at })
    .where("case_id", "=", view.caseId)
    .where("member", "in", [...members])
    .where("delivered_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** The view's own cut of a document, the latest, and whether an approach to it was delivered; null when there is none. */
export async function findOwnCut(
  reader: Reader,
  view: View,
  document: string,
): Promise<{ cutId: string; delivered: boolean } | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .leftJoin("approach", (join) =>
      join.onRef("approach.case_id", "=", "cut.case_id").onRef("approach.member", "=", "cut.recipient"),
    )
    .select(["cut.id", "approach.delivered_at"])
    .where("cut.case_id", "=", view.caseId)
    .where("document.name", "=", document)
    .where("cut.recipient", "=", view.member)
    .orderBy("cut.leaf_index", "desc")
    .executeTakeFirst();
  return row === undefined ? null : { cutId: row.id, delivered: row.delivered_at !== null };
}

export async function insertOpening(
  tx: Transactor,
  view: View,
  row: { cutId: string; seat: string; at: Instant },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("cut_opening")
    .values({ cut_id: row.cutId, seat: row.seat, opened_at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function insertPosition(
  tx: Transactor,
  row: { approachId: string; position: string; statement: string; by: string; at: Instant },
): Promise<void> {
  await tx
    .insertInto("position")
    .values({
      approach_id: row.approachId,
      position: row.position,
      statement: row.statement,
      taken_by: row.by,
      taken_at: row.at,
    })
    .execute();
}

export async function insertQuestion(
  tx: Transactor,
  row: { id: string; approachId: string; text: string; by: string; at: Instant },
): Promise<void> {
  await tx
    .insertInto("question")
    .values({ id: row.id, approach_id: row.approachId, text: row.text, asked_by: row.by, asked_at: row.at })
    .execute();
}

/** Answers the oldest open question of an approach; false when there is none. */
export async function answerQuestion(
  tx: Transactor,
  row: { approachId: string; text: string; by: string; at: Instant },
): Promise<boolean> {
  const open = await tx
    .selectFrom("question")
    .select("id")
    .where("approach_id", "=", row.approachId)
    .where("answer", "is", null)
    .orderBy("asked_at")
    .orderBy("id")
    .executeTakeFirst();
  if (open === undefined) return false;
  await tx
    .updateTable("question")
    .set({ answer: row.text, answered_by: row.by, answered_at: row.at })
    .where("id", "=", open.id)
    .execute();
  return true;
}

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
