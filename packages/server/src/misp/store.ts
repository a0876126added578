import type { Instant } from "@entente/core/encoding";
import { readUnder, writeUnder } from "../access/index.ts";
import type { View } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

/** An event that a member's MISP has pushed, in one of its versions. */
export interface ReceivedRow {
  readonly sender: string;
  readonly uuid: string;
  readonly version: number;
  /** Seconds since 1970. */
  readonly changed: number;
  /** UUID of who made it; null where it does not say. */
  readonly creator: string | null;
  readonly creatorName: string;
  readonly info: string;
  /** Hexadecimal SHA-256 of the content. */
  readonly digest: string;
  readonly receivedBy: string;
  readonly receivedAt: Instant;
}

const COLUMNS = [
  ...([
    "member as sender",
    "uuid",
    "version",
    "changed",
    "creator",
    "creator_name as creatorName",
    "info",
  ] as const),
  ...(["digest", "received_by as receivedBy", "received_at as receivedAt"] as const),
] as const;

/** The newest version of each event the view may read, oldest first; of one sender where one is named. */
export async function listReceived(
  reader: Reader,
  view: View,
  sender: string | null,
): Promise<readonly ReceivedRow[]> {
  const labelled = await readUnder(reader, view);
  let query = labelled
    .selectFrom("misp_event")
    .select(COLUMNS)
    .where("case_id", "=", view.caseId)
    .where((row) =>
      row.not(
        row.exists(
          row
            .selectFrom("misp_event as newer")
            .select("newer.version")
            .whereRef("newer.case_id", "=", "misp_event.case_id")
            .whereRef("newer.member", "=", "misp_event.member")
            .whereRef("newer.uuid", "=", "misp_event.uuid")
            .whereRef("newer.version", ">", "misp_event.version"),
        ),
      ),
    )
    .orderBy("received_at")
    .orderBy("member")
    .orderBy("uuid");
  if (sender !== null) query = query.where("member", "=", sender);
  return query.execute();
}

/** One event in its newest version, with its content; null where there is none or the view may not read it. */
export async function findReceived(
  reader: Reader,
  view: View,
  of: { readonly sender: string; readonly uuid: string },
): Promise<(ReceivedRow & { readonly content: string }) | null> {
  const labelled = await readUnder(reader, view);
  const found = await labelled
    .selectFrom("misp_event")
    .select([...COLUMNS, "content"])
    .where("case_id", "=", view.caseId)
    .where("member", "=", of.sender)
    .where("uuid", "=", of.uuid)
    .orderBy("version", "desc")
    .executeTakeFirst();
  return found ?? null;
}

export async function insertReceived(
  tx: Transactor,
  view: View,
  row: ReceivedRow & { readonly content: string },
): Promise<void> {
  const labelled = await writeUnder(tx, view);
  await labelled
    .insertInto("misp_event")
    .values({
      ...{ case_id: view.caseId, member: row.sender, uuid: row.uuid, version: row.version },
      ...{ changed: row.changed, creator: row.creator, creator_name: row.creatorName, info: row.info },
      ...{ content: row.content, digest: row.digest },
      ...{ received_by: row.receivedBy, received_at: row.receivedAt },
    })
    .execute();
}
