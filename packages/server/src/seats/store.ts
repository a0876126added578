// Persons and the seats they were given.
import { sql } from "kysely";
import type { RawBuilder } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { readPeople, readSeat, writePeople } from "../access/index.ts";
import type { PeopleView, Role, Seat } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import type { Cases } from "./rules.ts";

/** The database's clock, `seconds` from now: machines that share it share one time. */
export function secondsFromNow(seconds: number): RawBuilder<Instant> {
  return sql<Instant>`now() + make_interval(secs => ${seconds})`;
}

export const now = sql<Instant>`now()`;

/** A seat somebody was given, as long as it stands. */
export interface Grant {
  readonly id: string;
  readonly person: string;
  readonly seat: Seat;
  /** Ids of the cases it is for. */
  readonly cases: Cases;
  readonly grantedBy: string;
  readonly grantedAt: Instant;
  /** Who proposed to withdraw it, an administrator's seat, in the last week; null when nobody did. */
  readonly withdrawal: { readonly by: string; readonly at: Instant } | null;
}

export interface Person {
  readonly id: string;
  readonly member: string;
  readonly name: string;
}

export async function insertPerson(
  tx: Transactor,
  view: PeopleView,
  { by, ...person }: Person & { readonly by: string },
): Promise<void> {
  const rows = await writePeople(tx, view);
  await rows
    .insertInto("person")
    .values({ ...person, made_by: by })
    .execute();
}

export async function findPersonByName(
  reader: Reader,
  view: PeopleView,
  { member, name }: Omit<Person, "id">,
): Promise<Person | null> {
  const rows = await readPeople(reader, view);
  const row = await rows
    .selectFrom("person")
    .select(["id", "member", "name"])
    .where("member", "=", member)
    .where("name", "=", name)
    .executeTakeFirst();
  return row ?? null;
}

export async function listPersons(reader: Reader, view: PeopleView): Promise<readonly Person[]> {
  const rows = await readPeople(reader, view);
  return rows.selectFrom("person").select(["id", "member", "name"]).orderBy("name").execute();
}

export async function insertGrant(
  tx: Transactor,
  view: PeopleView,
  grant: Omit<Grant, "grantedAt" | "withdrawal">,
): Promise<void> {
  const rows = await writePeople(tx, view);
  const { member, role, name } = grant.seat;
  await rows
    .insertInto("seat_grant")
    .values({
      ...{ id: grant.id, person_id: grant.person, member, name: name ?? "", role },
      ...{ cases: grant.cases === "all" ? null : grant.cases, granted_by: grant.grantedBy },
    })
    .execute();
}

/** The seats that stand and that the view reaches, by name and role. */
export async function listGrants(reader: Reader, view: PeopleView): Promise<readonly Grant[]> {
  const rows = await readPeople(reader, view);
  const grants = await rows
    .selectFrom("standing_grant")
    .select(["id", "person_id", "member", "name", "role", "cases", "granted_by", "granted_at"])
    .select(["withdrawal_by", "withdrawal_at"])
    .orderBy("name")
    .orderBy("role")
    .execute();
  return grants.map(toGrant);
}

/** Notes who proposes to withdraw an administrator's seat. */
export async function noteWithdrawal(
  tx: Transactor,
  view: PeopleView,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<void> {
  const rows = await writePeople(tx, view);
  await rows
    .updateTable("seat_grant")
    .set({ withdrawal_by: by, withdrawal_at: now })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .execute();
}

/** @returns whether it stood until now. */
export async function withdrawGrant(
  tx: Transactor,
  view: PeopleView,
  { id, by }: { readonly id: string; readonly by: string },
): Promise<boolean> {
  const rows = await writePeople(tx, view);
  const { numUpdatedRows } = await rows
    .updateTable("seat_grant")
    .set({ withdrawn_by: by, withdrawn_at: now })
    .where("id", "=", id)
    .where("withdrawn_at", "is", null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export interface GrantRow {
  readonly id: string;
  readonly person_id: string;
  readonly member: string;
  readonly name: string;
  readonly role: Role;
  readonly cases: readonly string[] | null;
  readonly granted_by: string;
  readonly granted_at: Instant;
  readonly withdrawal_by: string | null;
  readonly withdrawal_at: Instant | null;
}

function toGrant(row: GrantRow): Grant {
  return {
    ...{ id: row.id, person: row.person_id, seat: seatOf(row), cases: row.cases ?? "all" },
    ...{ grantedBy: row.granted_by, grantedAt: row.granted_at },
    withdrawal:
      row.withdrawal_by === null || row.withdrawal_at === null
        ? null
        : { by: row.withdrawal_by, at: row.withdrawal_at },
  };
}

export function seatOf({ member, role, name }: Pick<GrantRow, "member" | "role" | "name">): Seat {
  return readSeat(`${member}/${role}/${name}`);
}
