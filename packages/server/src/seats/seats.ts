// Giving seats and taking them away. What is taken away is refused at the next request of every process, with every session,
// token and certificate that sat on it.
import { randomUUID } from "node:crypto";
import { openPeopleView, openPlacingView, openSelfView, writeNodeJournal } from "../access/index.ts";
import type { Seat, SeatCaller } from "../access/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { judgeWithdrawal, notHere, refused, requireMayGive, requireMayTouch } from "./rules.ts";
import type { WantedSeat } from "./rules.ts";
import {
  findPersonByName,
  insertGrant,
  insertPerson,
  listGrants,
  noteWithdrawal,
  withdrawGrant,
} from "./store.ts";
import type { Grant, Person } from "./store.ts";

/** The seats that stand of the caller's member, for those who look after its people. @throws ServerError NOT_FOUND. */
export function listSeats(reader: Reader, caller: SeatCaller): Promise<readonly Grant[]> {
  return listGrants(reader, openPeopleView(caller.seat));
}

/**
 * Gives a person who can sign in already one more seat.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export async function giveSeat(
  tx: Transactor,
  caller: SeatCaller,
  { seat, cases, host }: WantedSeat & { readonly host: string | null },
): Promise<Grant["id"]> {
  requireMayGive(caller, { seat, cases }, { host, administered: true });
  const person = await findPersonByName(tx, openPeopleView(caller.seat), {
    member: seat.member,
    name: seat.name ?? "",
  });
  if (person === null) throw refused(`${seat.name ?? ""} is not here yet. Invite that person to the seat.`);
  return place(tx, { person, seat, cases, by: caller.seat.id });
}

/** Makes the person where it is not here yet, and puts it on the seat. For what was decided before. */
export async function placeSeat(
  tx: Transactor,
  { seat, cases, by }: WantedSeat & { readonly by: string },
): Promise<Person> {
  const named = { member: seat.member, name: seat.name ?? "" };
  const view = openPlacingView(seat.member);
  const known = await findPersonByName(tx, view, named);
  const person = known ?? { id: randomUUID(), ...named };
  if (known === null) await insertPerson(tx, view, { ...person, by });
  await place(tx, { person, seat, cases, by });
  return person;
}

async function place(
  tx: Transactor,
  { person, seat, cases, by }: WantedSeat & { readonly person: Person; readonly by: string },
): Promise<string> {
  const view = openPlacingView(seat.member);
  if ((await listGrants(tx, view)).some((grant) => grant.seat.id === seat.id))
    throw refused(`${seat.id} stands already. Withdraw it first, to give it for other cases.`);
  const id = randomUUID();
  await insertGrant(tx, view, { id, person: person.id, seat, cases, grantedBy: by });
  await writeNodeJournal(tx, {
    ...{ member: seat.member, seat: by, action: "seat.give", subject: seat.id },
    detail: { cases: cases === "all" ? cases : [...cases] },
  });
  return id;
}

/** What came of asking to withdraw a seat: it is gone, or another administrator has to say so too. */
export interface Withdrawal {
  readonly seat: Seat;
  readonly state: "proposed" | "withdrawn";
}

/**
 * Takes a seat away, at once; that of an administrator when a second one says so too. The last administrator for all cases of
 * a member stays, or nobody could give any seat.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export async function withdrawSeat(tx: Transactor, caller: SeatCaller, id: string): Promise<Withdrawal> {
  const view = openPeopleView(caller.seat);
  const grants = await listGrants(tx, view);
  const grant = grants.find((one) => one.id === id);
  const own = grants.find((one) => one.seat.id === caller.seat.id);
  if (grant === undefined || own === undefined) throw notHere();
  requireMayTouch(caller, grant);
  const others = grants.filter((one) => one.id !== id && isFullAdministrator(one));
  if (isFullAdministrator(grant) && others.length === 0)
    throw refused("This is the member's last administrator for all cases. Give another one the seat first.");
  const state = judgeWithdrawal(own, grant);
  const by = caller.seat.id;
  if (state === "proposed") await noteWithdrawal(tx, view, { id, by });
  else await withdrawGrant(tx, view, { id, by });
  await writeNodeJournal(tx, {
    ...{ member: grant.seat.member, seat: by, subject: grant.seat.id },
    action: state === "proposed" ? "seat.propose-withdrawal" : "seat.withdraw",
    detail: grant.withdrawal === null ? {} : { proposedBy: grant.withdrawal.by },
  });
  return { seat: grant.seat, state };
}

export function isFullAdministrator({ seat, cases }: WantedSeat): boolean {
  return seat.role === "administrator" && cases === "all";
}

/** Whether `member` has an administrator for all cases. Says it to the node, which says it to nobody of another member. */
export async function isAdministered(reader: Reader, member: string): Promise<boolean> {
  return (await listGrants(reader, openPlacingView(member))).some(isFullAdministrator);
}

/** The first seat of a person, by which it is called; null where none stands. */
export async function findSeatOf(reader: Reader, person: string): Promise<Seat | null> {
  const [grant] = await listGrants(reader, openSelfView({ person }));
  return grant?.seat ?? null;
}

/** The seat somebody decided from, where it still stands: what it decided is worth nothing once it does not. */
export async function findStanding(reader: Reader, seat: Seat): Promise<Grant | null> {
  const grants = await listGrants(reader, openPlacingView(seat.member));
  return grants.find((grant) => grant.seat.id === seat.id) ?? null;
}
