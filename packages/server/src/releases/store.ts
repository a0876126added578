import type { Instant, JsonObject } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface ProposalRow {
  readonly id: string;
  readonly documentId: string;
  /** The one version that is released: a later one takes a proposal of its own. */
  readonly versionId: string;
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
  readonly documentId: string;
  readonly versionId: string;
  readonly releaseId: string;
  readonly recipient: string;
  readonly class: string;
  /** As the cut shows it; null where it is withheld. */
  readonly title: string | null;
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
  /** As the cut shows it; the document's name where the title is withheld. */
  readonly documentTitle: string;
  readonly recipient: string;
  readonly banner: string;
  readonly released: number;
  readonly bytes: number;
  readonly sha256: string;
}

export async function insertProposal(
  tx: Transactor,
  view: View,
  row: Omit<ProposalRow, "approvedBy">,
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("release")
    .values({
      id: row.id,
      case_id: view.caseId,
      document_id: row.documentId,
      version_id: row.versionId,
      recipients: JSON.stringify(row.recipients),
      source_digest: row.sourceDigest,
      plan: JSON.stringify(row.plan),
      plan_digest: row.planDigest,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute();
}

/** What was proposed of a version; null when nothing was, or the view does not reach the case. */
export async function findProposal(
  tx: Transactor,
  view: View,
  versionId: string,
): Promise<ProposalRow | null> {
  const labelled = await readUnder(tx, view);
  const row = await labelled
    .selectFrom("release")
    .selectAll()
    .where("version_id", "=", versionId)
    .executeTakeFirst();
  if (row === undefined) return null;
  return {
    id: row.id,
    documentId: row.document_id,
    versionId: row.version_id,
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
  view: View,
  row: {
    readonly id: string;
    readonly approvedBy: string;
    readonly approvedAt: Instant;
    readonly issued: string;
    readonly leafIndex: number;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
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

/** Stores the cuts, and which places each class of recipients was given. */
export async function insertCuts(
  tx: Transactor,
  view: View,
  {
    releaseId,
    classes,
    cuts,
  }: {
    readonly releaseId: string;
    readonly classes: readonly { readonly id: string; readonly released: readonly string[] }[];
    readonly cuts: readonly CutRow[];
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  if (classes.length > 0)
    await labelled
      .insertInto("released_class")
      .values(
        classes.map(({ id, released }) => ({
          ...{ case_id: view.caseId, release_id: releaseId, class: id },
          places: [...released],
        })),
      )
      .execute();
  for (let start = 0; start < cuts.length; start += CUTS_PER_STATEMENT) {
    await labelled
      .insertInto("cut")
      .values(
        cuts.slice(start, start + CUTS_PER_STATEMENT).map((cut) => ({
          id: cut.id,
          case_id: view.caseId,
          document_id: cut.documentId,
          version_id: cut.versionId,
          release_id: cut.releaseId,
          recipient: cut.recipient,
          class: cut.class,
          title: cut.title,
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

/** The cuts a view may know of: its own, or all of the case. Ordered by document, recipient, and age. */
export async function listCuts(reader: Reader, view: View): Promise<readonly CutSummary[]> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .select((of) => [
      "cut.id",
      "document.name as document",
      "cut.title",
      "cut.recipient",
      "cut.banner",
      "cut.released",
      of.fn<number>("octet_length", ["cut.file"]).as("bytes"),
      "cut.sha256",
    ])
    .where("cut.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient")
    .orderBy("cut.leaf_index");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  const rows = await query.execute();
  return rows.map(({ title, ...row }) => ({ ...row, documentTitle: title ?? row.document }));
}

/** One cut's file, if the view may read it; null when there is none or it may not. */
export async function findCutFile(
  reader: Reader,
  view: View,
  cutId: string,
): Promise<{ id: string; recipient: string; file: string; iss: string } | null> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("cut")
    .innerJoin("case_file", "case_file.id", "cut.case_id")
    .select(["cut.id", "cut.recipient", "cut.file", "case_file.lead as iss"])
    .where("cut.case_id", "=", view.caseId)
    .where("cut.id", "=", cutId);
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return (await query.executeTakeFirst()) ?? null;
}

/** Files of every cut the view may read, for handing them out; of two of one document, the later stands later. */
export async function readCutFiles(
  reader: Reader,
  view: View,
): Promise<readonly { document: string; recipient: string; file: string }[]> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .select(["document.name as document", "cut.recipient", "cut.file"])
    .where("cut.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient")
    .orderBy("cut.leaf_index");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return query.execute();
}
