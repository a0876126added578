// Sessions of persons: opaque, kept on the node, and looked up at every request. What ends here is refused at the next
// request of every process, because none of them remembers.
import { randomUUID } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import { openPeopleView, openSelfView, writeNodeJournal } from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import type { SessionLimits } from "../../config/index.ts";
import { ServerError } from "../../errors.ts";
import type { Transactor } from "../../storage/index.ts";
import { notHere, requireAdministrator, requireMayTouch } from "../rules.ts";
import { digestSecret, makeSecret } from "../secrets.ts";
import { listGrants } from "../store.ts";
import { endSessions, insertSession, listSessions, updateSessionGrant, updateSessionUse } from "./store.ts";
import type { SignedInWith } from "./store.ts";

export interface OpenedSession {
  readonly id: string;
  /** For the browser's cookie, and nowhere else. */
  readonly secret: string;
  readonly seat: string;
  readonly expiresAt: Instant;
}

/**
 * Opens a session for a person who has just shown who it is, on the first of its seats. A new secret each time: what somebody
 * brought from before signing in is worth nothing after.
 * @throws ServerError SIGN_IN_REFUSED when no seat of the person stands.
 */
export async function openSession(
  tx: Transactor,
  {
    person,
    signedInWith,
    limits,
  }: { readonly person: string; readonly signedInWith: SignedInWith; readonly limits: SessionLimits },
): Promise<OpenedSession> {
  const view = openSelfView({ person });
  const [grant] = await listGrants(tx, view);
  if (grant === undefined) throw signInRefused();
  const secret = makeSecret();
  const id = randomUUID();
  const { seat } = grant;
  const expiresAt = await insertSession(tx, view, {
    ...{ id, secretHash: digestSecret(secret), person, member: seat.member, grant: grant.id },
    ...{ signedInWith, limits },
  });
  await writeNodeJournal(tx, {
    ...{ member: seat.member, seat: seat.id, action: "session.open", subject: id },
    detail: { with: signedInWith },
  });
  return { id, secret, seat: seat.id, expiresAt };
}

/** One answer for every reason why somebody is not let in. */
export function signInRefused(): ServerError {
  return new ServerError(
    "SIGN_IN_REFUSED",
    "You are not signed in. Try again; if it stays so, an administrator of your member can say why, or invite you again.",
  );
}

/** Notes that a session was used. */
export async function noteSessionUse(tx: Transactor, caller: SeatCaller): Promise<void> {
  await updateSessionUse(tx, openSelfView(caller), caller.credential);
}

/** Sits down on another of the person's seats. @throws ServerError NOT_FOUND when that seat is not the person's. */
export async function changeSeat(tx: Transactor, caller: SeatCaller, seat: string): Promise<void> {
  requireSession(caller);
  const view = openSelfView(caller);
  const grant = (await listGrants(tx, view)).find((own) => own.seat.id === seat);
  if (grant === undefined)
    throw new ServerError(
      "NOT_FOUND",
      "That is none of your seats. Your seats are listed with your session.",
    );
  await updateSessionGrant(tx, view, { id: caller.credential, grant: grant.id });
  await writeNodeJournal(tx, {
    ...{ member: grant.seat.member, seat: caller.seat.id, action: "session.sit", subject: seat, detail: {} },
  });
}

/**
 * Ends a session: one's own, or, for an administrator, one of its member that reaches no further than its own seat.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export async function endSession(tx: Transactor, caller: SeatCaller, id: string): Promise<void> {
  const self = openSelfView(caller);
  const own = (await listSessions(tx, self)).some((session) => session.id === id);
  if (!own) requireAdministrator(caller);
  const view = own ? self : openPeopleView(caller.seat);
  const session = (await listSessions(tx, view)).find((one) => one.id === id);
  if (session === undefined) throw notHere();
  if (!own) {
    // A session may change to any of its person's seats, so all of them count.
    const seats = (await listGrants(tx, view)).filter(({ person }) => person === session.person);
    for (const grant of seats) requireMayTouch(caller, grant);
  }
  await endSessions(tx, view, { which: { id }, by: caller.seat.id });
  await writeNodeJournal(tx, {
    ...{ member: caller.seat.member, seat: caller.seat.id, action: "session.end", subject: id, detail: {} },
  });
}

/** What only a person does, signed in: a machine is refused. @throws ServerError FORBIDDEN. */
export function requireSession(caller: SeatCaller): void {
  if (caller.by === "session") return;
  throw new ServerError(
    "FORBIDDEN",
    "A machine may not do this. A person does it, signed in on the same seat.",
  );
}
