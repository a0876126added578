// Sessions, found by the digest of what the browser has. What stands is said by the database, on its own clock.
import { sql } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { openCredentialsView, readPeople, writePeople, writeUse } from "../../access/index.ts";
import type { PeopleView, SeatCaller } from "../../access/index.ts";
import type { SessionLimits } from "../../config/index.ts";
import type { Reader, Transactor } from "../../storage/index.ts";
import { now, seatOf, secondsFromNow } from "../store.ts";

/** With what a person showed who it is. */
export type SignedInWith = "passkey" | "single-sign-on";

export interface FoundSession {
  readonly caller: SeatCaller;
  readonly expiresAt: Instant;
  /** Its use is to be noted, or it ends for idleness. True once in a while, so that reading does not write each time. */
  readonly useToBeNoted: boolean;
}

/**
 * The sessions of secrets, by their digests. One is missing when it is unknown, ended, expired or idle too long, and when the
 * seat it sits on was withdrawn.
 */
export async function findSessions(
  reader: Reader,
  secretHashes: readonly string[],
): Promise<ReadonlyMap<string, FoundSession>> {
  const rows = await readPeople(reader, openCredentialsView(secretHashes));
  const found = await rows
    .selectFrom("standing_session as s")
    .innerJoin("standing_grant as g", "g.id", "s.grant_id")
    .select([
      "s.id",
      "s.secret_hash",
      "s.expires_at",
      "s.use_to_be_noted",
      "g.person_id",
      "g.member",
      "g.role",
      "g.name",
      "g.cases",
    ])
    .where("s.secret_hash", "=", sql<string>`ANY(${secretHashes}::text[])`)
    .execute();
  return new Map(
    found.map((row) => [
      row.secret_hash,
      {
        caller: {
          ...{ kind: "seat", seat: seatOf(row), person: row.person_id, by: "session", credential: row.id },
          ...{ scopes: null, cases: row.cases ?? "all" },
        },
        expiresAt: row.expires_at,
        useToBeNoted: row.use_to_be_noted,
      },
    ]),
  );
}

/** The same of one secret; null where there is none. */
export async function findSession(reader: Reader, secretHash: string): Promise<FoundSession | null> {
  return (await findSessions(reader, [secretHash])).get(secretHash) ?? null;
}

export async function insertSession(
  tx: Transactor,
  view: PeopleView,
  session: {
    readonly id: string;
    readonly secretHash: string;
    readonly person: string;
    readonly member: string;
    readonly grant: string;
    readonly signedInWith: SignedInWith;
    readonly limits: SessionLimits;
  },
): Promise<Instant> {
  const rows = await writePeople(tx, view);
  const { limits } = session;
  const row = await rows
    .insertInto("session")
    .values({
      ...{
        id: session.id,
        secret_hash: session.secretHash,
        person_id: session.person,
        member: session.member,
      },
      ...{ grant_id: session.grant, signed_in_with: session.signedInWith, idle_seconds: limits.idleSeconds },
      expires_at: secondsFromNow(limits.absoluteSeconds),
    })
    .returning("expires_at")
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

/** A session that stands, as its person and those who look after it see it. */
export interface SessionListed {
  readonly id: string;
  readonly person: string;
  readonly seat: string;
  readonly signedInWith: SignedInWith;
  readonly openedAt: Instant;
  readonly usedAt: Instant;
  readonly expiresAt: Instant;
}

/** The sessions that stand and that the view reaches, newest first. */
export async function listSessions(reader: Reader, view: PeopleView): Promise<readonly SessionListed[]> {
  const rows = await readPeople(reader, view);
  const found = await rows
    .selectFrom("standing_session as s")
    .innerJoin("standing_grant as g", "g.id", "s.grant_id")
    .select(["s.id", "s.person_id", "s.signed_in_with", "s.opened_at", "s.used_at", "s.expires_at"])
    .select(["g.member", "g.role", "g.name"])
    .orderBy("s.opened_at", "desc")
    .orderBy("s.id")
    .execute();
  return found.map((row) => ({
    ...{ id: row.id, person: row.person_id, seat: seatOf(row).id, signedInWith: row.signed_in_with },
    ...{ openedAt: row.opened_at, usedAt: row.used_at, expiresAt: row.expires_at },
  }));
}

export async function updateSessionUse(tx: Transactor, view: PeopleView, id: string): Promise<void> {
  const rows = await writeUse(tx, view);
  await rows
    .updateTable("session")
    .set({ used_at: now })
    .where("id", "=", id)
    // Of several requests at once one notes it.
    .where("used_at", "<", secondsFromNow(-1))
    .where("ended_at", "is", null)
    .execute();
}

export async function updateSessionGrant(
  tx: Transactor,
  view: PeopleView,
  { id, grant }: { readonly id: string; readonly grant: string },
): Promise<void> {
  const rows = await writePeople(tx, view);
  await rows
    .updateTable("session")
    .set({ grant_id: grant })
    .where("id", "=", id)
    .where("ended_at", "is", null)
    .execute();
}

/** Ends sessions that have not ended. @returns their ids. */
export async function endSessions(
  tx: Transactor,
  view: PeopleView,
  {
    which,
    by,
  }: { readonly which: { readonly id: string } | { readonly person: string }; readonly by: string },
): Promise<readonly string[]> {
  const rows = await writePeople(tx, view);
  const ended = await rows
    .updateTable("session")
    .set({ ended_by: by, ended_at: now })
    .where("id" in which ? "id" : "person_id", "=", "id" in which ? which.id : which.person)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  return ended.map(({ id }) => id);
}
