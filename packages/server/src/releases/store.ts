import { decodeBase64url, encodeHex } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import type { ReleaseRules } from "@entente/core/planning";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** A planned release with what became of it. */
export interface ProposalRow {
  readonly id: string;
  readonly documentId: string;
  readonly document: string;
  /** The one version that is released: a later one takes a plan of its own. */
  readonly versionId: string;
  readonly draftedBy: string;
  readonly recipients: readonly string[];
  readonly rules: ReleaseRules;
  readonly publicText: string | null;
  /** The proposal's text, of which `planDigest` is the digest. */
  readonly plan: string;
  readonly planDigest: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly approval: {
    readonly by: string;
    readonly at: Instant;
    readonly planDigest: string;
    /** Signed by the release authority; null where an older node approved. */
    readonly statement: string | null;
  } | null;
  /** When it was issued, under which name; null until then. */
  readonly issued: { readonly at: Instant; readonly name: string | null } | null;
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
  readonly releaseId: string;
  /** The name its release was issued under. */
  readonly release: string;
  readonly document: string;
  /** As the cut shows it; the document's name where the title is withheld. */
  readonly documentTitle: string;
  readonly recipient: string;
  readonly banner: string;
  readonly released: number;
  readonly bytes: number;
  /** Hexadecimal SHA-256 of what the ledger commits to: the same however late the proofs are that leave with the cut. */
  readonly sha256: string;
}

export async function insertProposal(
  tx: Transactor,
  view: View,
  row: Omit<ProposalRow, "document" | "draftedBy" | "approval" | "issued"> & {
    readonly sourceDigest: string;
    /** The prepared release as text, with the random bytes it was prepared with. */
    readonly prepared: string;
  },
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
      rules: JSON.stringify(row.rules),
      public_text: row.publicText,
      source_digest: row.sourceDigest,
      plan: row.plan,
      plan_digest: row.planDigest,
      proposed_by: row.proposedBy,
      proposed_at: row.proposedAt,
    })
    .execute();
  await labelled
    .insertInto("release_preparation")
    .values({ release_id: row.id, case_id: view.caseId, prepared: row.prepared })
    .execute();
}

/** Plans of a document's releases, newest first; none for a view that does not reach the case. */
export async function listProposals(
  reader: Reader,
  view: View,
  document: string,
): Promise<readonly ProposalRow[]> {
  const labelled = await readUnder(reader, view);
  const rows = await labelled
    .selectFrom("release")
    .innerJoin("document", "document.id", "release.document_id")
    .innerJoin("document_version", "document_version.id", "release.version_id")
    .leftJoin("release_approval", "release_approval.release_id", "release.id")
    .leftJoin("release_issue", "release_issue.release_id", "release.id")
    .select([
      "release.id",
      "release.document_id as documentId",
      "document.name as document",
      "release.version_id as versionId",
      "document_version.drafted_by as draftedBy",
      "release.recipients",
      "release.rules",
      "release.public_text as publicText",
      "release.plan",
      "release.plan_digest as planDigest",
      "release.proposed_by as proposedBy",
      "release.proposed_at as proposedAt",
      "release_approval.approved_by",
      "release_approval.approved_at",
      "release_approval.plan_digest as approved_digest",
      "release_approval.statement",
      "release_issue.issued_at",
      "release_issue.name",
    ])
    .where("release.case_id", "=", view.caseId)
    .where("document.name", "=", document)
    .orderBy("release.ordinal", "desc")
    .execute();
  return rows.map(
    ({ approved_by: by, approved_at: at, approved_digest, statement, issued_at, name, ...row }) => ({
      ...row,
      rules: row.rules as unknown as ReleaseRules,
      approval: by === null || at === null ? null : { by, at, planDigest: approved_digest ?? "", statement },
      issued: issued_at === null ? null : { at: issued_at, name },
    }),
  );
}

/** The prepared release as it was stored; null when there is none, or the view does not reach the case. */
export async function findPreparation(reader: Reader, view: View, releaseId: string): Promise<string | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("release_preparation")
    .select("prepared")
    .where("case_id", "=", view.caseId)
    .where("release_id", "=", releaseId)
    .executeTakeFirst();
  return row?.prepared ?? null;
}

export async function insertApproval(
  tx: Transactor,
  view: View,
  row: {
    readonly releaseId: string;
    readonly planDigest: string;
    readonly by: string;
    readonly at: Instant;
    readonly statement: string;
    readonly leafIndex: number;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("release_approval")
    .values({
      release_id: row.releaseId,
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
    readonly releaseId: string;
    /** The random id its cuts carry. */
    readonly name: string;
    readonly issued: string;
    readonly by: string;
    readonly at: Instant;
    readonly leafIndex: number;
  },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("release_issue")
    .values({
      release_id: row.releaseId,
      case_id: view.caseId,
      name: row.name,
      issued: row.issued,
      issued_by: row.by,
      issued_at: row.at,
      leaf_index: row.leafIndex,
    })
    .execute();
}

/** An issued release by the name its cuts carry, with every opening; null when the view does not reach the case. */
export async function findIssued(
  reader: Reader,
  view: View,
  name: string,
): Promise<{
  readonly id: string;
  readonly documentId: string;
  readonly document: string;
  readonly versionId: string;
  readonly draftedBy: string;
  readonly source: string;
  readonly issued: string;
} | null> {
  const labelled = await readUnder(reader, view);
  const row = await labelled
    .selectFrom("release_issue")
    .innerJoin("release", "release.id", "release_issue.release_id")
    .innerJoin("document", "document.id", "release.document_id")
    .innerJoin("document_version", "document_version.id", "release.version_id")
    .select([
      "release.id",
      "release.document_id as documentId",
      "document.name as document",
      "release.version_id as versionId",
      "document_version.drafted_by as draftedBy",
      "document_version.source",
      "release_issue.issued",
    ])
    .where("release_issue.case_id", "=", view.caseId)
    .where("release_issue.name", "=", name)
    .executeTakeFirst();
  return row ?? null;
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
    .innerJoin("commitment", "commitment.leaf_index", "cut.leaf_index")
    .leftJoin("release_issue", "release_issue.release_id", "cut.release_id")
    .select((of) => [
      "cut.id",
      "cut.release_id as releaseId",
      "release_issue.name as release",
      "document.name as document",
      "cut.title",
      "cut.recipient",
      "cut.banner",
      "cut.released",
      of.fn<number>("octet_length", ["cut.file"]).as("bytes"),
      "commitment.digest",
    ])
    .where("cut.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient")
    .orderBy("cut.leaf_index");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  const rows = await query.execute();
  return rows.map(({ title, digest, release, ...row }) => ({
    ...row,
    release: release ?? "",
    documentTitle: title ?? row.document,
    sha256: encodeHex(decodeBase64url(digest)),
  }));
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
): Promise<readonly { id: string; releaseId: string; document: string; recipient: string; file: string }[]> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("cut")
    .innerJoin("document", "document.id", "cut.document_id")
    .select([
      "cut.id",
      "cut.release_id as releaseId",
      "document.name as document",
      "cut.recipient",
      "cut.file",
    ])
    .where("cut.case_id", "=", view.caseId)
    .orderBy("document.name")
    .orderBy("cut.recipient")
    .orderBy("cut.leaf_index");
  if (view.reach === "own") query = query.where("cut.recipient", "=", view.member);
  return query.execute();
}
