import type { Instant, JsonObject } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface ProposalRow {
  readonly id: string;
  readonly documentId: string;
  readonly recipients: readonly string[];
  readonly sourceDigest: string;
  readonly plan: JsonObject;
  readonly planDigest: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly approvedBy: string | null;
}

export interface CutRow {
  readonly id: string;
  readonly releaseId: string;
  readonly recipient: string;
  readonly class: string;
  readonly banner: string;
  readonly released: number;
  /** The cut file's text. */
  readonly file: string;
  /** Hexadecimal SHA-256 of the file. */
  readonly sha256: string;
  readonly leafIndex: number;
}

/** What a list says of a cut. */
export interface CutSummary {
  readonly id: string;
  readonly document: string;
  readonly documentTitle: string;
  readonly recipient: string;
  readonly banner: string;
  readonly released: number;
  readonly bytes: number;
  readonly sha256: string;
}

export async function insertProposal(tx: Transactor, row: Omit<ProposalRow, "approvedBy">): Promise<void> {
  await tx
    .insertInto("release")
    .values({
      id: row.id,
      document_id: row.documentId,
      recipients: JSON.stringify(row.recipients),
      source_digest: row.sourceDigest,
      plan: JSON.stringify(row.plan),
      plan_digest: row.planDigest,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute();
}

export async function findProposal(tx: Transactor, documentId: string): Promise<ProposalRow | null> {
  const row = await tx
    .selectFrom("release")
    .selectAll()
    .where("document_id", "=", documentId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    documentId: row.document_id,
    recipients: row.recipients,
    sourceDigest: row.source_digest,
    plan: row.plan,
    planDigest: row.plan_digest,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    approvedBy: row.approved_by,
  };
}

export async function markIssued(
  tx: Transactor,
  row: {
    readonly id: string;
    readonly approvedBy: string;
    readonly approvedAt: Instant;
    readonly issued: string;
    readonly leafIndex: number;
  },
): Promise<void> {
  await tx
    .updateTable("release")
    .set({
      approved_by: row.approvedBy,
      approved_at: row.approvedAt,
      issued: row.issued,
      leaf_index: row.leafIndex,
    })
    .where("id", "=", row.id)
    .execute();
}

const CUTS_PER_STATEMENT = 200;

export async function insertCuts(tx: Transactor, cuts: readonly CutRow[]): Promise<void> {
  for (let start = 0; start < cuts.length; start += CUTS_PER_STATEMENT) {
    await tx
      .insertInto("cut")
      .values(
        cuts.slice(start, start + CUTS_PER_STATEMENT).map((cut) => ({
          id: cut.id,
          release_id: cut.releaseId,
          recipient: cut.recipient,
          class: cut.class,
          banner: cut.banner,
          released: cut.released,
          file: cut.file,
          sha256: cut.sha256,
          leaf_index: cut.leafIndex,
        })),
      )
      .execute();
  }
}

/** The cuts a view may know of: its own, or all of the case. Ordered by document, then recipient. */
export async function listCuts(reader: Reader, view: View): Promise<readonly CutSummary[]> {
  let query = reader
    .selectFrom("cut")
    .innerJoin("release", "release.id", "cut.release_id")
    .innerJoin("document", "document.id", "release.document_id")
    .select((of) => [
      "cut.id",
      "document.name as document",
      "document.title as documentTitle",
      "cut.recipient",
      "cut.banner",
      "cut.released",
      of.fn<number>("octet_length", ["cut.file"]).as("bytes"),
      "cut.sha256",
    ])
    .where("document.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return query.execute();
}

/** One cut's file, if the view may read it; null when there is none or it may not. */
export async function findCutFile(
  reader: Reader,
  view: View,
  cutId: string,
): Promise<{ id: string; recipient: string; file: string; iss: string } | null> {
  let query = reader
    .selectFrom("cut")
    .innerJoin("release", "release.id", "cut.release_id")
    .innerJoin("document", "document.id", "release.document_id")
    .innerJoin("case_file", "case_file.id", "document.case_id")
    .select(["cut.id", "cut.recipient", "cut.file", "case_file.lead as iss"])
    .where("document.case_id", "=", view.caseId)
    .where("cut.id", "=", cutId);
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return (await query.executeTakeFirst()) ?? null;
}

/** Files of every cut the view may read, for handing them out. */
export async function readCutFiles(
  reader: Reader,
  view: View,
): Promise<readonly { document: string; recipient: string; file: string }[]> {
  let query = reader
    .selectFrom("cut")
    .innerJoin("release", "release.id", "cut.release_id")
    .innerJoin("document", "document.id", "release.document_id")
    .select(["document.name as document", "cut.recipient", "cut.file"])
    .where("document.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return query.execute();
}

/** The slug of the case a cut belongs to; ids are random, so knowing one proves nothing and this decides nothing. */
export async function findCaseOfCut(reader: Reader, cutId: string): Promise<string | null> {
  const row = await reader
    .selectFrom("cut")
    .innerJoin("release", "release.id", "cut.release_id")
    .innerJoin("document", "document.id", "release.document_id")
    .innerJoin("case_file", "case_file.id", "document.case_id")
    .select("case_file.slug")
    .where("cut.id", "=", cutId)
    .executeTakeFirst();
  return row?.slug ?? null;
}
