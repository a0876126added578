import type { Instant } from "@entente/core/encoding";
import { readUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";

/** A plan of a release or of an unsealing. */
export interface PlanRow {
  readonly table: "release" | "unsealing";
  readonly row: string;
  readonly plan: string;
  readonly planDigest: string;
  /** The digest its approval was stored with; null where it is not approved. */
  readonly approved: string | null;
  /** What was prepared to be signed; null for an unsealing, which prepares nothing, and where an older node planned. */
  readonly preparation: string | null;
}

export async function listPlans(reader: Reader, view: View): Promise<readonly PlanRow[]> {
  const labelled = await readUnder(reader, view);
  const releases = await labelled
    .selectFrom("release")
    .leftJoin("release_approval", "release_approval.release_id", "release.id")
    .leftJoin("release_preparation", "release_preparation.release_id", "release.id")
    .select(["release.id as row", "plan", "release.plan_digest as planDigest"])
    .select(["release_approval.plan_digest as approved", "release_preparation.prepared as preparation"])
    .orderBy("release.ordinal")
    .execute();
  const unsealings = await labelled
    .selectFrom("unsealing")
    .leftJoin("unsealing_approval", "unsealing_approval.unsealing_id", "unsealing.id")
    .select(["unsealing.id as row", "plan", "unsealing.plan_digest as planDigest"])
    .select("unsealing_approval.plan_digest as approved")
    .orderBy("unsealing.ordinal")
    .execute();
  return [
    ...releases.map((one) => ({ table: "release" as const, ...one })),
    ...unsealings.map((one) => ({ table: "unsealing" as const, preparation: null, ...one })),
  ];
}

export interface ApprovalRow {
  readonly table: "release_approval" | "unsealing_approval";
  readonly id: string;
  readonly planDigest: string;
  readonly by: string;
  readonly at: Instant;
  readonly statement: string;
  readonly leafIndex: number;
}

/** Approvals that are signed; an older node stored some that were not. */
export async function listApprovals(reader: Reader, view: View): Promise<readonly ApprovalRow[]> {
  const labelled = await readUnder(reader, view);
  const releases = await labelled
    .selectFrom("release_approval as approval")
    .select([
      "approval.release_id as id",
      "approval.plan_digest as planDigest",
      "approval.approved_by as by",
      "approval.approved_at as at",
      "approval.statement",
      "approval.leaf_index as leafIndex",
    ])
    .orderBy("approval.leaf_index")
    .execute();
  const unsealings = await labelled
    .selectFrom("unsealing_approval as approval")
    .select([
      "approval.unsealing_id as id",
      "approval.plan_digest as planDigest",
      "approval.approved_by as by",
      "approval.approved_at as at",
      "approval.statement",
      "approval.leaf_index as leafIndex",
    ])
    .orderBy("approval.leaf_index")
    .execute();
  return [
    ...releases.flatMap(({ statement, ...one }) =>
      statement === null ? [] : [{ table: "release_approval" as const, statement, ...one }],
    ),
    ...unsealings.map((one) => ({ table: "unsealing_approval" as const, ...one })),
  ];
}

export interface UnsealingRow {
  readonly id: string;
  readonly file: string;
  readonly cutAfter: string;
  readonly sha256: string;
  readonly leafIndex: number;
  /** The cut it adds to: as it was issued, or as the unsealing before left it. */
  readonly before: string;
}

export async function listUnsealings(reader: Reader, view: View): Promise<readonly UnsealingRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("unsealing_issue")
    .innerJoin("cut", "cut.id", "unsealing_issue.cut_id")
    .select([
      "unsealing_issue.unsealing_id as id",
      "unsealing_issue.cut_id as cutId",
      "unsealing_issue.file",
      "unsealing_issue.cut_after as cutAfter",
      "unsealing_issue.sha256",
      "unsealing_issue.leaf_index as leafIndex",
      "cut.file as cut",
    ])
    .orderBy("unsealing_issue.leaf_index")
    .execute();
  return rows.map(({ cutId, cut, ...row }, index) => ({
    ...row,
    before: rows.slice(0, index).findLast((one) => one.cutId === cutId)?.cutAfter ?? cut,
  }));
}

export interface NoticeRow {
  readonly id: string;
  readonly release: string;
  readonly kind: string;
  readonly text: string;
  readonly replacedBy: string | null;
  readonly at: Instant;
  readonly file: string;
  readonly leafIndex: number;
  /** The release it is about, as it was signed. */
  readonly issued: string;
}

export async function listNotices(reader: Reader, view: View): Promise<readonly NoticeRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("notice")
    .innerJoin("release_issue", "release_issue.release_id", "notice.release_id")
    .select([
      "notice.id",
      "notice.release_name as release",
      "notice.kind",
      "notice.text",
      "notice.replaced_by as replacedBy",
      "notice.signed_at as at",
      "notice.file",
      "notice.leaf_index as leafIndex",
      "release_issue.issued",
    ])
    .orderBy("notice.leaf_index")
    .execute();
}
