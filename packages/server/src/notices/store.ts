import type { Instant } from "@entente/core/encoding";
import { readOfRelease, readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface NoticeRow {
  readonly id: string;
  readonly releaseId: string;
  /** The name the release's cuts carry. */
  readonly release: string;
  readonly kind: "correction" | "supersession" | "recall";
  readonly text: string;
  readonly replacedBy: string | null;
  /** The signed notice with its ledger evidence. */
  readonly file: string;
  readonly by: string;
  readonly at: Instant;
}

export async function insertNotice(
  tx: Transactor,
  view: View,
  row: NoticeRow & { readonly leafIndex: number },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("notice")
    .values({
      id: row.id,
      case_id: view.caseId,
      release_id: row.releaseId,
      release_name: row.release,
      kind: row.kind,
      text: row.text,
      replaced_by: row.replacedBy,
      file: row.file,
      signed_by: row.by,
      signed_at: row.at,
      leaf_index: row.leafIndex,
    })
    .execute();
}

/** Notices a view may see, oldest first: all of the case, or those of releases it holds a cut of. */
export async function listNotices(reader: Reader, view: View): Promise<readonly NoticeRow[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("notice")
    .select([
      "id",
      "release_id as releaseId",
      "release_name as release",
      "kind",
      "text",
      "replaced_by as replacedBy",
      "file",
      "signed_by as by",
      "signed_at as at",
    ])
    .where("case_id", "=", view.caseId)
    .orderBy("leaf_index")
    .execute();
}

/** Notice files of the release of that name, oldest first; none for a name that is unknown, and nothing else is told. */
export async function listNoticeFiles(reader: Reader, release: string): Promise<readonly string[]> {
  const labelled = await readOfRelease(reader, release);
  const rows = await labelled
    .selectFrom("notice")
    .select("file")
    .where("release_name", "=", release)
    .orderBy("leaf_index")
    .execute();
  return rows.map(({ file }) => file);
}

/** Says that a member has read a notice. The database takes it from that member, when it holds a cut of the release. */
export async function insertAcknowledgement(
  tx: Transactor,
  view: View,
  row: { readonly noticeId: string; readonly seat: string; readonly at: Instant },
): Promise<boolean> {
  const labelled = await writeUnder(tx, view);
  const before = await labelled
    .selectFrom("acknowledgement")
    .select("seat")
    .where("notice_id", "=", row.noticeId)
    .where("member", "=", view.member)
    .executeTakeFirst();
  if (before !== undefined) return false;
  await labelled
    .insertInto("acknowledgement")
    .values({
      notice_id: row.noticeId,
      case_id: view.caseId,
      member: view.member,
      seat: row.seat,
      at: row.at,
    })
    .execute();
  return true;
}

/** Who acknowledged which notice when, and who has not yet; for those who reach the case. */
export async function listAcknowledgements(
  reader: Reader,
  view: View,
): Promise<readonly { readonly noticeId: string; readonly member: string; readonly at: Instant | null }[]> {
  const labelled = await readUnder(reader, view);
  return labelled
    .selectFrom("notice")
    .innerJoin("cut", "cut.release_id", "notice.release_id")
    .leftJoin("acknowledgement", (join) =>
      join
        .onRef("acknowledgement.notice_id", "=", "notice.id")
        .onRef("acknowledgement.member", "=", "cut.recipient"),
    )
    .select(["notice.id as noticeId", "cut.recipient as member", "acknowledgement.at"])
    .where("notice.case_id", "=", view.caseId)
    .orderBy("notice.leaf_index")
    .orderBy("cut.recipient")
    .execute();
}
