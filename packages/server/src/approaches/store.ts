import type { Instant } from "@entente/core/encoding";
import { reachesMember, readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { ApproachEvidence } from "./rules.ts";

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
