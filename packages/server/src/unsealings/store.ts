import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A proposed unsealing with what became of it. */
export interface UnsealingRow {
  readonly id: string;
  readonly releaseId: string;
  readonly cutId: string;
  readonly recipient: string;
  readonly release: string | null;
  readonly places: readonly string[];
  readonly reason: string;
  readonly plan: string;
  readonly planDigest: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly approval: { readonly by: string; readonly planDigest: string; readonly statement: string } | null;
  /** The unsealing file; null until it is issued. */
  readonly file: string | null;
}

/** The cut a recipient holds of a release, with every unsealing of it so far; null when it has none. */
export async function findHeldCut(
  reader: Reader,
  view: View,
  { releaseId, recipient }: { readonly releaseId: string; readonly recipient: string },
): Promise<{ readonly id: string; readonly file: string } | null> {
  const labelled = await readUnder(reader, view);
  const cut = await labelled
    .selectFrom("cut")
    .select(["id", "file"])
    .where("case_id", "=", view.caseId)
    .where("release_id", "=", releaseId)
    .where("recipient", "=", recipient)
    .executeTakeFirst();
  if (cut === undefined) return null;
  const last = await labelled
    .selectFrom("unsealing_issue")
    .select("cut_after")
    .where("cut_id", "=", cut.id)
    .orderBy("leaf_index", "desc")
    .executeTakeFirst();
  return { id: cut.id, file: last?.cut_after ?? cut.file };
}

export async function insertUnsealing(
  tx: Transactor,
  view: View,
  row: Pick<
    UnsealingRow,
    "id" | "releaseId" | "cutId" | "places" | "reason" | "plan" | "planDigest" | "proposedBy" | "proposedAt"
  >,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("unsealing")
    .values({
      id: row.id,
      case_id: view.caseId,
      release_id: row.releaseId,
      cut_id: row.cutId,
      places: [...row.places],
      reason: row.reason,
      plan: row.plan,
      plan_digest: row.planDigest,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute();
}

/** Unsealings of the case, newest first; none for a view that does not reach it. */
export async function listUnsealings(reader: Reader, view: View): Promise<readonly UnsealingRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("unsealing")
    .innerJoin("cut", "cut.id", "unsealing.cut_id")
    .innerJoin("release_issue", "release_issue.release_id", "unsealing.release_id")
    .leftJoin("unsealing_approval", "unsealing_approval.unsealing_id", "unsealing.id")
    .leftJoin("unsealing_issue", "unsealing_issue.unsealing_id", "unsealing.id")
    .select([
      "unsealing.id",
      "unsealing.release_id as releaseId",
      "unsealing.cut_id as cutId",
      "cut.recipient",
      "release_issue.name as release",
      "unsealing.places",
      "unsealing.reason",
      "unsealing.plan",
      "unsealing.plan_digest as planDigest",
      "unsealing.proposed_by as proposedBy",
      "unsealing.proposed_at as proposedAt",
      "unsealing_approval.approved_by",
      "unsealing_approval.plan_digest as approved_digest",
      "unsealing_approval.statement",
      "unsealing_issue.file",
    ])
    .where("unsealing.case_id", "=", view.caseId)
    .orderBy("unsealing.ordinal", "desc")
    .execute();
  return rows.map(({ approved_by: by, approved_digest: planDigest, statement, ...row }) => ({
    ...row,
    approval: by === null || planDigest === null || statement === null ? null : { by, planDigest, statement },
  }));
}

/** Files of every unsealing the view may read, oldest first. */
export async function listUnsealingFiles(
  reader: Reader,
  view: View,
): Promise<readonly { readonly cutId: string; readonly file: string }[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("unsealing_issue")
    .select(["cut_id as cutId", "file"])
    .where("case_id", "=", view.caseId)
    .orderBy("leaf_index")
    .execute();
}

export async function insertApproval(
  tx: Transactor,
  view: View,
  row: {
    readonly unsealingId: string;
    readonly planDigest: string;
    readonly by: string;
    readonly at: Instant;
    readonly statement: string;
    readonly leafIndex: number;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("unsealing_approval")
    .values({
      unsealing_id: row.unsealingId,
      case_id: view.caseId,
      plan_digest: row.planDigest,
      approved_by: row.by,
      approved_at: row.at,
      statement: row.statement,
      leaf_index: row.leafIndex,
    })
    .execute();
}

export async function insertIssue(
  tx: Transactor,
  view: View,
  row: {
    readonly unsealingId: string;
    readonly cutId: string;
    readonly file: string;
    readonly cutAfter: string;
    readonly sha256: string;
    readonly by: string;
    readonly at: Instant;
    readonly leafIndex: number;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("unsealing_issue")
    .values({
      unsealing_id: row.unsealingId,
      case_id: view.caseId,
      cut_id: row.cutId,
      file: row.file,
      cut_after: row.cutAfter,
      sha256: row.sha256,
      issued_by: row.by,
      issued_at: row.at,
      leaf_index: row.leafIndex,
    })
    .execute();
}
