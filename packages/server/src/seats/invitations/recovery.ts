// A person that has lost its way in is let in again by two administrators, or, where there are not two, by whoever has the
// node's data folder. The first administrator comes in by a link the node prints.
import { randomUUID } from "node:crypto";
import { openPlacingView, readSeat, writeNodeJournal } from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import type { Instant } from "@entente/core/encoding";
import type { Reader, Transactor } from "../../storage/index.ts";
import { isSame, notHere, refused, requireMayRecover } from "../rules.ts";
import { isAdministered, isFullAdministrator } from "../seats.ts";
import { findPersonByName, listGrants, listPersons } from "../store.ts";
import { hashCode, makeInvitationCode } from "./codes.ts";
import { DAY_SECONDS, TRIES } from "./invitations.ts";
import type { GivenCode } from "./invitations.ts";
import { insertInvitation, listInvitations, updateInvitation } from "./store.ts";

export interface LostPerson {
  readonly member: string;
  readonly name: string;
  readonly host: string | null;
}

/** Proposes to let a person in again. A second administrator has to say so too. @throws ServerError NOT_FOUND, GRANT_REFUSED. */
export async function proposeRecovery(
  tx: Transactor,
  caller: SeatCaller,
  { member, name, host }: LostPerson,
): Promise<{ readonly id: string; readonly expiresAt: Instant }> {
  await requireRecoverable(tx, caller, { member, name, host });
  const id = randomUUID();
  const by = caller.seat.id;
  const expiresAt = await insertInvitation(tx, openPlacingView(member), {
    ...{ id, kind: "recovery", member, name, role: null, cases: [], by, secondBy: null },
    ...{ seconds: DAY_SECONDS, code: null, tries: TRIES },
  });
  await writeNodeJournal(tx, {
    ...{
      member,
      seat: by,
      action: "recovery.propose",
      subject: `${member}:${name}`,
      detail: { invitation: id },
    },
  });
  return { id, expiresAt };
}

/**
 * The second administrator says so too, and gets the code to give to the person.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED for who proposed it.
 */
export async function approveRecovery(
  tx: Transactor,
  caller: SeatCaller,
  { id, member, host }: { readonly id: string; readonly member: string; readonly host: string | null },
): Promise<GivenCode> {
  if (caller.seat.member !== member && caller.seat.member !== host) throw notHere();
  const view = openPlacingView(member);
  const found = (await listInvitations(tx, view)).find((one) => one.id === id);
  if (found?.kind !== "recovery" || found.secondBy !== null || found.name === null) throw notHere();
  await requireRecoverable(tx, caller, { member, name: found.name, host });
  if (isSame(readSeat(found.madeBy), caller.seat))
    throw refused("You proposed this. Another administrator has to say so too.");
  const { code, locator, secret } = makeInvitationCode("short");
  await updateInvitation(tx, view, {
    step: "seconded",
    ...{ invitation: found, by: caller.seat.id, locator, hash: await hashCode(secret, id) },
  });
  await writeNodeJournal(tx, {
    ...{ member, seat: caller.seat.id, action: "recovery.approve", subject: `${member}:${found.name}` },
    detail: { invitation: id },
  });
  return { id, code, expiresAt: found.expiresAt };
}

async function requireRecoverable(
  tx: Transactor,
  caller: SeatCaller,
  { member, name, host }: LostPerson,
): Promise<void> {
  const seats = (await listGrants(tx, openPlacingView(member))).filter(({ seat }) => seat.name === name);
  requireMayRecover(caller, { member, name, seats, host });
  if ((await findPersonByName(tx, openPlacingView(member), { member, name })) === null) throw notHere();
}

/**
 * The code of the link for a node's first administrator, at the first start; null when one was ever made or somebody is here.
 * Whoever opens the link becomes administrator of the host, once, within a day.
 */
export async function openFirstLink(tx: Transactor, host: string): Promise<GivenCode | null> {
  const view = openPlacingView(host);
  if ((await listInvitations(tx, view)).length > 0 || (await listPersons(tx, view)).length > 0) return null;
  return makeFirstLink(tx, host);
}

/**
 * Another first link, for whoever has the data folder: earlier ones are withdrawn.
 * @throws ServerError GRANT_REFUSED when the host has an administrator.
 */
export async function renewFirstLink(tx: Transactor, host: string): Promise<GivenCode> {
  if (await isAdministered(tx, host))
    throw refused(
      `${host} has an administrator, who gives out all other seats. If the way in was lost, recover that person.`,
    );
  const view = openPlacingView(host);
  for (const invitation of await listInvitations(tx, view))
    if (invitation.kind === "first")
      await updateInvitation(tx, view, { step: "withdrawn", invitation, by: "node" });
  return makeFirstLink(tx, host);
}

async function makeFirstLink(tx: Transactor, host: string): Promise<GivenCode> {
  const given = await makeByNode(tx, { kind: "first", member: host, name: null });
  await writeNodeJournal(tx, {
    ...{ member: host, seat: "node", action: "first-link.make", subject: given.id, detail: {} },
  });
  return given;
}

/**
 * Lets an administrator of the host in again, for whoever has the data folder, where there are not two others who could.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export async function recoverAtTheNode(tx: Transactor, host: string, name: string): Promise<GivenCode> {
  const view = openPlacingView(host);
  const grants = (await listGrants(tx, view)).filter(isFullAdministrator);
  if (!grants.some(({ seat }) => seat.name === name)) throw notHere();
  if (grants.length > 2)
    throw refused(
      `${host} has two other administrators. They recover ${name}, and nobody does it from here.`,
    );
  const given = await makeByNode(tx, { kind: "recovery", member: host, name });
  await writeNodeJournal(tx, {
    ...{ member: host, seat: "node", action: "recovery.at-the-node", subject: `${host}:${name}` },
    detail: { invitation: given.id },
  });
  return given;
}

async function makeByNode(
  tx: Transactor,
  {
    kind,
    member,
    name,
  }: { readonly kind: "first" | "recovery"; readonly member: string; readonly name: string | null },
): Promise<GivenCode> {
  const id = randomUUID();
  const { code, locator, secret } = makeInvitationCode("long");
  const first = kind === "first";
  const expiresAt = await insertInvitation(tx, openPlacingView(member), {
    ...{ id, kind, member, name, role: first ? "administrator" : null, cases: first ? "all" : [] },
    ...{ by: "node", secondBy: first ? null : "node", seconds: DAY_SECONDS, tries: TRIES },
    code: { locator, hash: await hashCode(secret, id) },
  });
  return { id, code, expiresAt };
}

/** Everybody who administers the host, for whoever has the data folder. */
export async function listAdministrators(reader: Reader, host: string): Promise<readonly string[]> {
  const grants = await listGrants(reader, openPlacingView(host));
  return grants.filter(({ seat }) => seat.role === "administrator").map(({ seat }) => seat.id);
}
