// What is remembered of packages that open without a conductor, and of shares of their keys: each under the view of the node
// whose member leads, which may be this node itself.
import { sql } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { openPeerView, readPeople, writePeople } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";

export interface EmbargoRow {
  /** Fingerprint of the node whose member leads. */
  readonly peer: string;
  readonly digest: string;
  readonly caseName: string;
  readonly instant: Instant;
  /** The embargo file. */
  readonly bytes: Uint8Array;
  /** The card of that node when it was taken, by which it was verified. */
  readonly card: string;
  readonly takenAt: Instant;
  readonly openedAt: Instant | null;
  /** How many shares there were when opening was last tried, and failed. */
  readonly triedWith: number;
}

export interface ShareRow {
  readonly member: string;
  /** As it was given, encrypted to its holder's node; null where it was given to a node elsewhere. */
  readonly sealed: Uint8Array | null;
  /** As its holder let it go; null: it has not, as far as is known here. */
  readonly text: string | null;
  readonly letGoAt: Instant | null;
}

/** Keeps a package. False: it was here. */
export async function insertEmbargo(
  tx: Transactor,
  row: Omit<EmbargoRow, "openedAt" | "triedWith">,
): Promise<boolean> {
  const labelled = await writePeople(tx, openPeerView(row.peer));
  const made = await labelled
    .insertInto("embargo")
    .values({
      ...{ peer: row.peer, digest: row.digest, case_name: row.caseName, instant: row.instant },
      ...{ bytes: Buffer.from(row.bytes), card: row.card, taken_at: row.takenAt },
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return Number(made.numInsertedOrUpdatedRows ?? 0) === 1;
}

/** Packages of one lead's node, the earliest instant first. */
export async function listEmbargoes(reader: Reader, peer: string): Promise<readonly EmbargoRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("embargo")
    .select(["peer", "digest", "case_name as caseName", "instant", "bytes", "card"])
    .select(["taken_at as takenAt", "opened_at as openedAt", "tried_with as triedWith"])
    .where("peer", "=", peer)
    .orderBy("instant")
    .orderBy("digest")
    .execute();
}

export async function findEmbargo(reader: Reader, peer: string, digest: string): Promise<EmbargoRow | null> {
  return (await listEmbargoes(reader, peer)).find((row) => row.digest === digest) ?? null;
}

/** Shares of one package, by member. */
export async function listShares(
  reader: Reader,
  peer: string,
  embargo: string,
): Promise<readonly ShareRow[]> {
  const labelled = await readPeople(reader, openPeerView(peer));
  return labelled
    .selectFrom("embargo_share")
    .select(["member", "sealed", "text", "let_go_at as letGoAt"])
    .where("peer", "=", peer)
    .where("embargo", "=", embargo)
    .orderBy("member")
    .execute();
}

interface OfEmbargo {
  readonly peer: string;
  readonly embargo: string;
  readonly member: string;
}

/** Keeps a share as it was given; one that is here stays. */
export async function insertGiven(
  tx: Transactor,
  { peer, embargo, member, sealed }: OfEmbargo & { readonly sealed: Uint8Array },
): Promise<void> {
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .insertInto("embargo_share")
    .values({ peer, embargo, member, sealed: Buffer.from(sealed) })
    .onConflict((conflict) =>
      conflict
        .columns(["peer", "embargo", "member"])
        .doUpdateSet({ sealed: Buffer.from(sealed) })
        .where("embargo_share.sealed", "is", null)
        .where("embargo_share.text", "is", null),
    )
    .execute();
}

/** Keeps a share that was let go. False: it was here. */
export async function insertLetGo(
  tx: Transactor,
  { peer, embargo, member, text, at }: OfEmbargo & { readonly text: string; readonly at: Instant },
): Promise<boolean> {
  const labelled = await writePeople(tx, openPeerView(peer));
  const made = await labelled
    .insertInto("embargo_share")
    .values({ peer, embargo, member, text, let_go_at: at })
    .onConflict((conflict) =>
      conflict
        .columns(["peer", "embargo", "member"])
        .doUpdateSet({ text, let_go_at: at })
        .where("embargo_share.text", "is", null),
    )
    .executeTakeFirst();
  return Number(made.numInsertedOrUpdatedRows ?? 0) === 1;
}

export async function updateEmbargo(
  tx: Transactor,
  { peer, digest }: Pick<EmbargoRow, "peer" | "digest">,
  change: { readonly opened_at: Instant } | { readonly tried_with: number },
): Promise<void> {
  const labelled = await writePeople(tx, openPeerView(peer));
  await labelled
    .updateTable("embargo")
    .set(change)
    .where("peer", "=", peer)
    .where("digest", "=", digest)
    .execute();
}

/** The clock of the database, which is a second opinion on what time it is. */
export async function readDatabaseClock(reader: Reader): Promise<Instant> {
  const { at } = await reader
    .selectNoFrom(
      sql<Instant>`to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`.as("at"),
    )
    .executeTakeFirstOrThrow();
  return at;
}
