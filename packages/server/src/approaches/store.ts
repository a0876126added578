import { sql } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { reachesMember, readUnder, tellSeat, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { ApproachEvidence, Evidence } from "./rules.ts";
import { listPositions, listQuestions } from "./spoken/store.ts";

export interface ApproachRow extends ApproachEvidence {
  readonly id: string;
  readonly member: string;
  readonly ask: string;
  readonly answerBy: Instant;
  readonly openedAt: Instant;
  readonly statedAt: Instant | null;
  /** Whether a question of the member has no answer yet. */
  readonly waits: boolean;
}

/** Approaches a view may know of: all of the case for the lead, its own for a member. Ordered by member. */
export async function listApproaches(reader: Reader, view: View): Promise<readonly ApproachRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("approach")
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom("position")
          .select(["position", "taken_at"])
          .whereRef("position.approach_id", "=", "approach.id")
          .orderBy("ordinal", "desc")
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
    .select((of) => [
      of
        .selectFrom("cut_opening")
        .innerJoin("cut", "cut.id", "cut_opening.cut_id")
        .innerJoin("approach_document", "approach_document.document_id", "cut.document_id")
        .whereRef("approach_document.approach_id", "=", "approach.id")
        .whereRef("cut.recipient", "=", "approach.member")
        .select((row) => row.fn.min("cut_opening.opened_at").as("first"))
        .as("first_opened_at"),
      of
        .exists(
          of
            .selectFrom("question")
            .leftJoin("question_answer", "question_answer.question_id", "question.id")
            .whereRef("question.approach_id", "=", "approach.id")
            .where("question_answer.question_id", "is", null)
            .select("question.id"),
        )
        .as("waits"),
    ])
    .where("approach.case_id", "=", view.caseId)
    .orderBy("approach.member")
    .$if(view.reach === "own", (own) => own.where("approach.member", "=", view.member))
    .execute();
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
    waits: Boolean(row.waits),
  }));
}

/** What the rows say of each approach the view may know of, by member, in the order in which it happened. */
export async function readTrails(
  reader: Reader,
  view: View,
): Promise<ReadonlyMap<string, readonly Evidence[]>> {
  const labelled = await readUnder(reader, view);
  const approaches = await labelled
    .selectFrom("approach")
    .select(["id", "member", "ask", "opened_at", "opened_by", "delivered_at", "delivered_by"])
    .where("case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("member", "=", view.member))
    .execute();
  const openings = await labelled
    .selectFrom("cut_opening")
    .innerJoin("cut", "cut.id", "cut_opening.cut_id")
    .innerJoin("approach", (join) =>
      join.onRef("approach.case_id", "=", "cut.case_id").onRef("approach.member", "=", "cut.recipient"),
    )
    .innerJoin("approach_document", (join) =>
      join
        .onRef("approach_document.approach_id", "=", "approach.id")
        .onRef("approach_document.document_id", "=", "cut.document_id"),
    )
    .innerJoin("document", "document.id", "cut.document_id")
    .select(["approach.member", "document.name", "approach_document.ordinal"])
    .select(["cut_opening.opened_at", "cut_opening.seat"])
    .where("approach.case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("approach.member", "=", view.member))
    .execute();
  const receipts = await labelled
    .selectFrom("cut_receipt")
    .innerJoin("cut", "cut.id", "cut_receipt.cut_id")
    .innerJoin("document", "document.id", "cut.document_id")
    .select(["cut.recipient as member", "document.name"])
    .select(["cut_receipt.stage", "cut_receipt.received_at", "cut_receipt.seat"])
    .where("cut.case_id", "=", view.caseId)
    .$if(view.reach === "own", (own) => own.where("cut.recipient", "=", view.member))
    .orderBy("cut_receipt.stage")
    .execute();
  const questions = await listQuestions(reader, view);
  const stated = await listPositions(reader, view);
  const trail: (Evidence & { readonly member: string })[] = [
    ...approaches.flatMap(({ member, ask, ...row }) => [
      said(member, "approached", "approach", { at: row.opened_at, seat: row.opened_by, what: ask }),
      ...(row.delivered_at === null
        ? []
        : [
            said(member, "delivered", "approach", { at: row.delivered_at, seat: row.delivered_by, what: "" }),
          ]),
    ]),
    ...receipts.map(({ member, name, stage, received_at, seat }) =>
      said(member, stage === "delivered" ? "arrived" : "verified", "cut_receipt", {
        ...{ at: received_at, seat, what: name },
      }),
    ),
    ...openings.map(({ member, name, ordinal, opened_at, seat }) =>
      said(member, ordinal === 0 ? "opened" : "opened the annex", "cut_opening", {
        ...{ at: opened_at, seat, what: name },
      }),
    ),
    ...questions.map(({ member, askedAt, askedBy, text }) =>
      said(member, "asked", "question", { at: askedAt, seat: askedBy, what: text }),
    ),
    ...stated.map(({ member, position, at, by, statement, told }) =>
      said(member, position, "position", {
        at,
        seat: by,
        what: told === null ? statement : `${statement} (${told})`,
      }),
    ),
  ];
  // Rows of one instant stay in the order above: it is the order in which such things happen.
  trail.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return Map.groupBy(
    trail.map((one) => ({ ...one, seat: one.seat === null ? null : tellSeat(view, one.seat) })),
    ({ member }) => member,
  );
}

function said(
  member: string,
  says: Evidence["says"],
  row: Evidence["row"],
  { at, seat, what }: Pick<Evidence, "at" | "seat" | "what">,
): Evidence & { readonly member: string } {
  return { member, says, row, at, seat, what };
}

/** The approach to one member, if the view may know of it; null otherwise. */
export async function findApproachId(reader: Reader, view: View, member: string): Promise<string | null> {
  if (!reachesMember(view, member)) return null;
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("approach")
    .select("id")
    .where("case_id", "=", view.caseId)
    .where("member", "=", member)
    .executeTakeFirst();
  return row?.id ?? null;
}

export async function insertApproaches(
  tx: Transactor,
  view: View,
  rows: readonly {
    readonly id: string;
    readonly member: string;
    readonly ask: string;
    readonly answerBy: Instant;
    readonly openedAt: Instant;
    readonly openedBy: string;
  }[],
  documentIds: readonly string[],
): Promise<void> {
  if (rows.length === 0) return;
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("approach")
    .values(
      rows.map(({ id, member, ask, ...row }) => ({
        ...{ id, case_id: view.caseId, member, ask, answer_by: row.answerBy },
        ...{ opened_at: row.openedAt, opened_by: row.openedBy },
      })),
    )
    .execute();
  const documents = rows.flatMap((row) =>
    documentIds.map((documentId, ordinal) => ({ approach_id: row.id, document_id: documentId, ordinal })),
  );
  if (documents.length > 0) await labelled.insertInto("approach_document").values(documents).execute();
}

/** Marks approaches delivered; returns how many were not before. */
export async function markDelivered(
  tx: Transactor,
  view: View,
  { members, at, by }: { readonly members: readonly string[]; readonly at: Instant; readonly by: string },
): Promise<number> {
  const labelled = await writeUnder(tx, view);
  const result = await labelled
    .updateTable("approach")
    .set({ delivered_at: at, delivered_by: by })
    .where("case_id", "=", view.caseId)
    .where("member", "in", [...members])
    .where("delivered_at", "is", null)
    .executeTakeFirst();
  return Number(result.numUpdatedRows);
}

/** A cut a member holds, with the text it has by now: every unsealing included. */
export interface HeldCut {
  readonly cutId: string;
  readonly document: string;
  /** 0 the document the approach is about, from 1 its annexes; null where no approach brings it. */
  readonly ordinal: number | null;
  /** As issued, then after each unsealing, oldest first. */
  readonly files: readonly { readonly unsealingId: string | null; readonly file: string }[];
}

/** The cuts `member` holds, the latest of each document, main documents first; none a view may not read. */
export async function listHeldCuts(reader: Reader, view: View, member: string): Promise<readonly HeldCut[]> {
  if (!reachesMember(view, member)) return [];
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .leftJoin("approach", (join) =>
      join.onRef("approach.case_id", "=", "cut.case_id").onRef("approach.member", "=", "cut.recipient"),
    )
    .leftJoin("approach_document", (join) =>
      join
        .onRef("approach_document.approach_id", "=", "approach.id")
        .onRef("approach_document.document_id", "=", "cut.document_id"),
    )
    .leftJoin("unsealing_issue", "unsealing_issue.cut_id", "cut.id")
    .select(["cut.id", "document.name", "cut.file", "approach_document.ordinal"])
    .select(["unsealing_issue.unsealing_id", "unsealing_issue.cut_after"])
    .where("cut.case_id", "=", view.caseId)
    .where("cut.recipient", "=", member)
    .orderBy(sql`approach_document.ordinal NULLS LAST`)
    .orderBy("document.name")
    .orderBy("cut.leaf_index", "desc")
    .orderBy("unsealing_issue.leaf_index")
    .execute();
  const held = new Map<
    string,
    HeldCut & { readonly files: { unsealingId: string | null; file: string }[] }
  >();
  for (const { id, name, file, ordinal, unsealing_id: unsealingId, cut_after: after } of rows) {
    const known = held.get(name);
    // Of two cuts of one document the later counts, and comes first.
    if (known !== undefined && known.cutId !== id) continue;
    const cut = known ?? { cutId: id, document: name, ordinal, files: [{ unsealingId: null, file }] };
    if (after !== null) cut.files.push({ unsealingId, file: after });
    held.set(name, cut);
  }
  return [...held.values()];
}

export async function insertOpening(
  tx: Transactor,
  view: View,
  row: { readonly cutId: string; readonly seat: string; readonly at: Instant },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("cut_opening")
    .values({ cut_id: row.cutId, seat: row.seat, opened_at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The first that a member's node says of a stage counts. */
export async function insertReceipt(
  tx: Transactor,
  view: View,
  row: {
    readonly cutId: string;
    readonly stage: "delivered" | "verified";
    readonly seat: string;
    readonly at: Instant;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("cut_receipt")
    .values({ cut_id: row.cutId, stage: row.stage, seat: row.seat, received_at: row.at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
