// How a person comes in for the first time: by a code that an administrator reads to it, and a check code that it reads back.
// Who overhears the code and is quicker gets no seat, for then the right person has nothing to read back. The first
// administrator of a node comes in by a link that the node prints once.
import { randomUUID } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import {
  openCredentialView,
  openPeopleView,
  openPlacingView,
  personName,
  readSeat,
  writeNodeJournal,
} from "../../access/index.ts";
import type { Seat, SeatCaller } from "../../access/index.ts";
import { ServerError } from "../../errors.ts";
import type { Reader, Transactor } from "../../storage/index.ts";
import { notHere, refused, requireAdministrator, requireMayGive, staysWithin } from "../rules.ts";
import type { WantedSeat } from "../rules.ts";
import { findStanding, isAdministered, placeSeat } from "../seats.ts";
import { digestSecret, makeSecret, readCode } from "../secrets.ts";
import { revokeMachines } from "../machines/store.ts";
import { endSessions } from "../sessions/store.ts";
import { findPersonByName } from "../store.ts";
import type { Person } from "../store.ts";
import { hashCode, isSameHash, makeCheckCode, makeInvitationCode, splitCode } from "./codes.ts";
import { insertInvitation, listInvitations, updateInvitation } from "./store.ts";
import type { Invitation } from "./store.ts";

export const TRIES = 5;
export const DAY_SECONDS = 86_400;

/** A code to be given to somebody; shown once, here, and kept nowhere. */
export interface GivenCode {
  readonly id: string;
  readonly code: string;
  readonly expiresAt: Instant;
}

/**
 * Invites a person who is not here yet to a seat.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export async function invite(
  tx: Transactor,
  caller: SeatCaller,
  { seat, cases, host }: WantedSeat & { readonly host: string | null },
): Promise<GivenCode> {
  const foreign = seat.member !== caller.seat.member;
  const administered = !foreign || (await isAdministered(tx, seat.member));
  requireMayGive(caller, { seat, cases }, { host, administered });
  const view = openPlacingView(seat.member);
  // A second person would become the one who is here: that takes two administrators.
  if (await findPersonByName(tx, view, { member: seat.member, name: seat.name ?? "" }))
    throw refused(
      `${seat.name ?? ""} is here already. Give the seat without an invitation, or recover the person.`,
    );
  const id = randomUUID();
  const made = makeInvitationCode("short");
  const { locator } = made;
  const expiresAt = await insertInvitation(tx, view, {
    ...{ id, kind: "seat", member: seat.member, name: seat.name, role: seat.role, cases, by: caller.seat.id },
    ...{
      secondBy: null,
      seconds: DAY_SECONDS,
      code: { locator, hash: await hashCode(made.secret, id) },
      tries: TRIES,
    },
  });
  await writeNodeJournal(tx, {
    ...{ member: seat.member, seat: caller.seat.id, action: "invitation.make", subject: seat.id },
    detail: { invitation: id, cases: cases === "all" ? cases : [...cases] },
  });
  return { id, code: made.code, expiresAt };
}

export interface AcceptedInvitation {
  readonly id: string;
  readonly member: string;
  readonly name: string;
  /** For the accepting browser alone, until it is done. */
  readonly acceptance: string;
  /** To be read back to whoever gave the code; null for a link, which nobody gave. */
  readonly checkCode: string | null;
}

/**
 * Takes a code. Null for every reason why not: then the transaction is to be committed all the same, because it counts the
 * try. The slow hash is made for a code that names nothing, too. `name`: for the first link, whose person says how it is called.
 * @throws ServerError REQUEST_INVALID for a name that is none, which counts as no try.
 */
export async function acceptInvitation(
  tx: Transactor,
  { code, name }: { readonly code: string; readonly name: string | null },
): Promise<AcceptedInvitation | null> {
  if (name !== null && !personName.test(name))
    throw new ServerError(
      "REQUEST_INVALID",
      `"${name}" is no name of a person here: small letters and digits, with single dots or dashes between, such as anna.k.`,
    );
  const parts = splitCode(code);
  const view = openCredentialView(parts?.locator ?? "none");
  const [found] = await listInvitations(tx, view);
  const hash = await hashCode(parts?.secret ?? "", found?.id ?? "none");
  if (found === undefined || found.codeHash === null || found.accepted || found.triesLeft === 0) return null;
  await updateInvitation(tx, view, { step: "tried", invitation: found });
  const said = found.kind === "first" ? name : found.name;
  if (!isSameHash(hash, found.codeHash)) {
    await writeNodeJournal(tx, {
      ...{ member: found.member, seat: "node", action: "invitation.refuse", subject: found.id },
      detail: { triesLeft: found.triesLeft - 1 },
    });
    return null;
  }
  if (said === null) return null;
  const acceptance = makeSecret();
  // What the node itself printed was given by nobody who could check.
  const checkCode = found.madeBy === "node" ? null : makeCheckCode();
  const checkHash = checkCode === null ? null : await hashCode(checkCode, found.id);
  await updateInvitation(tx, view, {
    ...{ step: "accepted", invitation: found, name: said },
    ...{ acceptanceHash: digestSecret(acceptance), checkHash },
  });
  if (checkCode === null)
    await updateInvitation(tx, view, { step: "confirmed", invitation: found, by: "node" });
  await writeNodeJournal(tx, {
    ...{ member: found.member, seat: "node", action: "invitation.accept", subject: found.id, detail: {} },
  });
  return { id: found.id, member: found.member, name: said, acceptance, checkCode };
}

/**
 * Says that the check code which was read back is right, by the person who gave the code. False when it is wrong; then the
 * transaction is to be committed all the same, because it counts the try, and after a few the invitation is withdrawn.
 * @throws ServerError NOT_FOUND.
 */
export async function confirmInvitation(
  tx: Transactor,
  caller: SeatCaller,
  { id, check }: { readonly id: string; readonly check: string },
): Promise<boolean> {
  const { invitation, view } = await requireGiven(tx, caller, id);
  if (!invitation.accepted || invitation.confirmed || invitation.checkHash === null) throw notHere();
  const by = caller.seat.id;
  await updateInvitation(tx, view, { step: "checked", invitation });
  const right = isSameHash(await hashCode(readCode(check.slice(0, 40)), id), invitation.checkHash);
  if (right) await updateInvitation(tx, view, { step: "confirmed", invitation, by });
  else if (invitation.checksLeft <= 1)
    await updateInvitation(tx, view, { step: "withdrawn", invitation, by: "node" });
  await writeNodeJournal(tx, {
    ...{ member: invitation.member, seat: by, action: right ? "invitation.confirm" : "invitation.mismatch" },
    ...{ subject: id, detail: {} },
  });
  return right;
}

/** Takes back an invitation. @throws ServerError NOT_FOUND unless the caller gave it. */
export async function withdrawInvitation(tx: Transactor, caller: SeatCaller, id: string): Promise<void> {
  const { invitation, view } = await requireGiven(tx, caller, id);
  await updateInvitation(tx, view, { step: "withdrawn", invitation, by: caller.seat.id });
  await writeNodeJournal(tx, {
    ...{
      member: invitation.member,
      seat: caller.seat.id,
      action: "invitation.withdraw",
      subject: id,
      detail: {},
    },
  });
}

/** The invitations the caller's member gave or is given, for its administrators. @throws ServerError NOT_FOUND. */
export function listGiven(reader: Reader, caller: SeatCaller): Promise<readonly Invitation[]> {
  requireAdministrator(caller);
  return listInvitations(reader, openPeopleView(caller.seat));
}

async function requireGiven(tx: Transactor, caller: SeatCaller, id: string) {
  const given = (await listGiven(tx, caller)).find((one) => one.id === id);
  if (given === undefined) throw notHere();
  // Who gave the code is who hears the check code: for a recovery, the second administrator.
  if ((given.secondBy ?? given.madeBy) !== caller.seat.id) throw notHere();
  return { invitation: given, view: openPlacingView(given.member) };
}

export interface WaitingPerson {
  readonly id: string;
  readonly kind: Invitation["kind"];
  readonly member: string;
  readonly name: string;
  readonly confirmed: boolean;
}

/** The invitation that a browser accepted, by the digest of what it holds; null when there is none that is open. */
export async function findAcceptance(reader: Reader, acceptanceHash: string): Promise<WaitingPerson | null> {
  const [found] = await listInvitations(reader, openCredentialView(acceptanceHash));
  if (found === undefined || !found.accepted || found.name === null) return null;
  const { id, kind, member, name, confirmed } = found;
  return { id, kind, member, name, confirmed };
}

/**
 * Lets the person in, in the transaction that stores what it signs in with from now on: makes it, and puts it on its seat.
 * `recovered`: it was here before; all its sessions, tokens and certificates have ended, and what it signed in with until
 * now must end in the same transaction.
 * @throws ServerError SIGN_IN_REFUSED unless it was confirmed, and whoever decided it could decide it now.
 */
export async function completeInvitation(
  tx: Transactor,
  acceptanceHash: string,
): Promise<{ readonly person: Person; readonly recovered: boolean }> {
  const [found] = await listInvitations(tx, openCredentialView(acceptanceHash));
  if (found?.confirmed !== true || found.name === null) throw outdated();
  const { member, name } = found;
  const view = openPlacingView(member);
  const person =
    found.kind === "recovery"
      ? await recoverPerson(tx, found, name)
      : await placeInvited(tx, found, readSeat(`${member}/${found.role ?? ""}/${name}`));
  await updateInvitation(tx, view, { step: "completed", invitation: found });
  await writeNodeJournal(tx, {
    ...{ member, seat: "node", action: "invitation.complete", subject: found.id },
    detail: { person: `${member}:${name}` },
  });
  return { person, recovered: found.kind === "recovery" };
}

async function placeInvited(
  tx: Transactor,
  { kind, cases, madeBy }: Invitation,
  seat: Seat,
): Promise<Person> {
  const { member, name } = seat;
  if ((await findPersonByName(tx, openPlacingView(member), { member, name: name ?? "" })) !== null)
    throw outdated();
  if (kind === "first") {
    if (await isAdministered(tx, member)) throw outdated();
  } else {
    const by = await findStanding(tx, readSeat(madeBy));
    if (by === null || !staysWithin(cases, by.cases)) throw outdated();
    if (by.seat.member !== member && (await isAdministered(tx, member))) throw outdated();
  }
  return placeSeat(tx, { seat, cases, by: madeBy });
}

async function recoverPerson(
  tx: Transactor,
  { member, madeBy, secondBy }: Invitation,
  name: string,
): Promise<Person> {
  const view = openPlacingView(member);
  for (const by of [madeBy, secondBy ?? ""])
    if (by !== "node" && (await findStanding(tx, readSeat(by))) === null) throw outdated();
  const person = await findPersonByName(tx, view, { member, name });
  if (person === null) throw outdated();
  await endSessions(tx, view, { which: { person: person.id }, by: "node" });
  await revokeMachines(tx, view, { which: { person: person.id }, by: "node" });
  return person;
}

function outdated(): ServerError {
  return new ServerError("SIGN_IN_REFUSED", "This invitation cannot be used any more. Ask for another one.");
}
