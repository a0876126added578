// What is said in an approach, on either side: positions, questions and their answers, the company a member was told of.
import { sql } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../../access/index.ts";
import type { View } from "../../access/index.ts";
import { sentAhead } from "../../storage/index.ts";
import type { Reader, Transactor } from "../../storage/index.ts";
import type { ApproachEvidence } from "../rules.ts";

export interface PositionRow {
  readonly member: string;
  readonly position: Exclude<ApproachEvidence["stated"], null>;
  readonly statement: string;
  readonly by: string;
  readonly at: Instant;
  readonly told: string | null;
}

/** Positions a view may know of, by member and then in order. */
export async function listPositions(reader: Reader, view: View): Promise<readonly PositionRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("position")
    .innerJoin("approach", "approach.id", "position.approach_id")
    .select(["approach.member", "position.position", "position.statement", "position.told"])
    .select(["position.taken_by as by", "position.taken_at as at"])
    .where("approach.case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("approach.member", "=", view.member))
    .orderBy("approach.member")
    .orderBy("position.ordinal")
    .execute();
  return rows.map(({ position, ...row }) => ({ ...row, position: position as PositionRow["position"] }));
}

export async function insertPosition(
  tx: Transactor,
  view: View,
  row: Omit<PositionRow, "member"> & { readonly approachId: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("position")
    .values((of) => ({
      approach_id: row.approachId,
      ordinal: of
        .selectFrom("position")
        .where("approach_id", "=", row.approachId)
        .select((one) => sql<number>`coalesce(${one.fn.max("ordinal")}, 0) + 1`.as("next")),
      position: row.position,
      statement: row.statement,
      taken_by: row.by,
      taken_at: row.at,
      told: row.told,
    }))
    .execute();
}

export interface QuestionRow {
  readonly id: string;
  readonly member: string;
  readonly text: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly due: Instant;
  readonly told: string | null;
  /** The withheld place it asks for, as the member's copy names it; null for a question in words alone. */
  readonly place: {
    readonly cutId: string;
    readonly document: string;
    readonly cutSha256: string;
    readonly name: string;
    readonly where: string;
  } | null;
  readonly answer: {
    readonly outcome: "answered" | "unsealed" | "refused";
    readonly text: string;
    readonly by: string;
    readonly at: Instant;
  } | null;
}

/** Questions a view may know of, oldest first, with what became of them. */
export async function listQuestions(reader: Reader, view: View): Promise<readonly QuestionRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("question")
    .innerJoin("approach", "approach.id", "question.approach_id")
    .leftJoin("question_answer", "question_answer.question_id", "question.id")
    .leftJoin("cut", "cut.id", "question.cut_id")
    .leftJoin("document", "document.id", "cut.document_id")
    .selectAll("question")
    .select(["approach.member", "document.name as document", "question_answer.outcome"])
    .select(["question_answer.text as answer", "question_answer.answered_by", "question_answer.answered_at"])
    .where("approach.case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("approach.member", "=", view.member))
    .orderBy("question.asked_at")
    .orderBy("question.id")
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, member: row.member, text: row.text, due: row.due, told: row.told },
    ...{ askedBy: row.asked_by, askedAt: row.asked_at },
    place:
      row.cut_id === null || row.cut_sha256 === null || row.place === null || row.place_where === null
        ? null
        : {
            ...{ cutId: row.cut_id, document: row.document ?? "", cutSha256: row.cut_sha256 },
            ...{ name: row.place, where: row.place_where },
          },
    answer:
      row.outcome === null || row.answer === null || row.answered_by === null || row.answered_at === null
        ? null
        : { outcome: row.outcome, text: row.answer, by: row.answered_by, at: row.answered_at },
  }));
}

export async function insertQuestion(
  tx: Transactor,
  view: View,
  row: Omit<QuestionRow, "member" | "answer"> & { readonly approachId: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("question")
    .values({
      ...{ id: row.id, approach_id: row.approachId, text: row.text, asked_by: row.askedBy },
      ...{ asked_at: row.askedAt, due: row.due, told: row.told },
      ...{ cut_id: row.place?.cutId ?? null, cut_sha256: row.place?.cutSha256 ?? null },
      ...{ place: row.place?.name ?? null, place_where: row.place?.where ?? null },
    })
    .modifyEnd(sentAhead)
    .execute();
}

export async function insertAnswer(
  tx: Transactor,
  view: View,
  row: {
    readonly questionId: string;
    readonly outcome: "answered" | "unsealed" | "refused";
    readonly text: string;
    readonly unsealingId: string | null;
    readonly by: string;
    readonly at: Instant;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("question_answer")
    .values({
      ...{ question_id: row.questionId, outcome: row.outcome, text: row.text },
      ...{ unsealing_id: row.unsealingId, answered_by: row.by, answered_at: row.at },
    })
    .execute();
}

/** What a member was told of the company it would be in, the latest last. */
export interface CompanyRow {
  readonly member: string;
  readonly from: number;
  readonly to: number;
  readonly most: number;
  readonly at: Instant;
}

export async function listCompanyTold(reader: Reader, view: View): Promise<readonly CompanyRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("company_told")
    .innerJoin("approach", "approach.id", "company_told.approach_id")
    .select(["approach.member", "company_told.lowest as from", "company_told.highest as to"])
    .select(["company_told.most", "company_told.told_at as at"])
    .where("approach.case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("approach.member", "=", view.member))
    .orderBy("approach.member")
    .orderBy("company_told.ordinal")
    .execute();
}

export async function insertCompanyTold(
  tx: Transactor,
  view: View,
  row: Omit<CompanyRow, "member"> & { readonly approachId: string; readonly by: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("company_told")
    .values((of) => ({
      approach_id: row.approachId,
      ordinal: of
        .selectFrom("company_told")
        .where("approach_id", "=", row.approachId)
        .select((one) => sql<number>`coalesce(${one.fn.max("ordinal")}, 0) + 1`.as("next")),
      ...{ lowest: row.from, highest: row.to, most: row.most, told_by: row.by, told_at: row.at },
    }))
    .execute();
}
