// What went wrong between this node and another, each in one sentence: what, why, and who can mend it.
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { openPeerView, readPeople, writePeople } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface TroubleRow {
  readonly caseName: string | null;
  readonly code: string;
  readonly said: string;
  /** Where it went wrong. */
  readonly side: "here" | "there";
  readonly at: Instant;
}

export async function insertTrouble(tx: Transactor, peer: string, row: TroubleRow): Promise<void> {
  const { caseName, code, said, side, at } = row;
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .insertInto("letter_trouble")
    .values({ peer, case_name: caseName, code, said, side, at })
    .execute();
}

/** How long the same sentence is not written down again. */
const SAME_MS = 3_600_000;

/** The same, for what comes as often as somebody tries: not again within the hour. */
export async function insertTroubleOnce(tx: Transactor, peer: string, row: TroubleRow): Promise<void> {
  const labelled = await readPeople(tx, openPeerView(peer));
  const before = await labelled
    .selectFrom("letter_trouble")
    .select("at")
    .where("peer", "=", peer)
    .where("code", "=", row.code)
    .where("said", "=", row.said)
    .where("side", "=", row.side)
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  const passed = before === undefined ? null : epochMilliseconds(row.at) - epochMilliseconds(before.at);
  // A clock that was put right since wrote the one before in a time to come.
  if (passed === null || passed < 0 || passed >= SAME_MS) await insertTrouble(tx, peer, row);
}

/** The latest troubles, newest first. */
export async function listTroubles(
  reader: Reader,
  peer: string,
  most: number,
): Promise<readonly TroubleRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("letter_trouble")
    .select(["case_name as caseName", "code", "said", "side", "at"])
    .where("peer", "=", peer)
    .orderBy("id", "desc")
    .limit(most)
    .execute();
}
