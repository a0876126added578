// Machines come in with a token or a certificate on one person's seat. The node is told a digest and nothing else: the
// secret of a token is made where it is used, and a certificate's private key stays where it is.
import { randomUUID } from "node:crypto";
import type { Instant } from "@entente/core/encoding";
import { openPeopleView, openSelfView, writeNodeJournal } from "../../access/index.ts";
import type { SeatCaller } from "../../access/index.ts";
import { ServerError } from "../../errors.ts";
import type { Transactor } from "../../storage/index.ts";
import { notHere, requireAdministrator, requireMayTouch } from "../rules.ts";
import { requireSession } from "../sessions/sessions.ts";
import { listGrants } from "../store.ts";
import { insertMachine, listMachines, revokeMachines, updateMachineUse } from "./store.ts";
import type { MachineKind } from "./store.ts";

/** The longest a machine comes in without somebody looking again. */
const MAX_DAYS = 366;
const DAY_SECONDS = 86_400;

export interface WantedMachine {
  readonly kind: MachineKind;
  /** Base64url SHA-256, of the token's secret or of the certificate's public key (SPKI, DER). */
  readonly digest: string;
  readonly label: string;
  readonly scopes: "all" | readonly string[];
  readonly days: number;
}

/**
 * Lets a machine in on the seat the caller sits on. A machine lets in no other, so a person signed in does it.
 * @throws ServerError FORBIDDEN, REQUEST_INVALID.
 */
export async function addMachine(
  tx: Transactor,
  caller: SeatCaller,
  { kind, digest, label, scopes, days }: WantedMachine,
): Promise<{ readonly id: string; readonly expiresAt: Instant }> {
  requireSession(caller);
  requireSound({ digest, label, scopes, days });
  if (caller.seat.role === "administrator" && scopes === "all")
    throw new ServerError(
      "REQUEST_INVALID",
      "A machine on an administrator's seat gets what it does by name: list the routes it may call.",
    );
  const view = openSelfView(caller);
  const grant = (await listGrants(tx, view)).find(({ seat }) => seat.id === caller.seat.id);
  if (grant === undefined) throw notHere();
  const id = randomUUID();
  const { member } = caller.seat;
  const expiresAt = await insertMachine(tx, view, {
    ...{ id, kind, digest, person: caller.person, member, grant: grant.id },
    ...{ label, scopes, seconds: days * DAY_SECONDS },
  }).catch((error: unknown) => {
    throw isTaken(error)
      ? new ServerError("REQUEST_INVALID", "This key cannot be used here. Make a new one for this machine.")
      : error;
  });
  await writeNodeJournal(tx, {
    ...{ member, seat: caller.seat.id, action: `${kind}.add`, subject: id },
    detail: { label, scopes: scopes === "all" ? scopes : [...scopes], expiresAt },
  });
  return { id, expiresAt };
}

function requireSound({ digest, label, scopes, days }: Omit<WantedMachine, "kind">): void {
  const wrong =
    (!/^[A-Za-z0-9_-]{43}$/.test(digest) && "a digest is 43 letters of base64url") ||
    (!/^[\p{L}\p{N} ._-]{1,80}$/u.test(label) &&
      "a label has 1 to 80 letters, digits, blanks, dots and dashes") ||
    (scopes !== "all" &&
      (scopes.length === 0 || !scopes.every((id) => /^[a-z][a-z-]*\.[a-z][a-z-]*$/.test(id))) &&
      "scopes are ids of routes, such as board.show, at least one") ||
    ((!Number.isInteger(days) || days < 1 || days > MAX_DAYS) && `it lasts 1 to ${MAX_DAYS} whole days`);
  if (wrong !== false) throw new ServerError("REQUEST_INVALID", `No machine was let in: ${wrong}.`);
}

/** Somebody has this digest here already; the database says whose to nobody. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "23505";
}

/** Notes that a machine came in. */
export async function noteMachineUse(tx: Transactor, caller: SeatCaller): Promise<void> {
  await updateMachineUse(tx, openSelfView(caller), caller.credential);
}

/** Revokes a token or certificate: one's own, or, for an administrator, one of its member. @throws ServerError NOT_FOUND, GRANT_REFUSED. */
export async function revokeMachine(tx: Transactor, caller: SeatCaller, id: string): Promise<void> {
  const self = openSelfView(caller);
  const own = (await listMachines(tx, self)).some((machine) => machine.id === id);
  if (!own) requireAdministrator(caller);
  const view = own ? self : openPeopleView(caller.seat);
  const machine = (await listMachines(tx, view)).find((one) => one.id === id);
  if (machine === undefined) throw notHere();
  if (!own) {
    const grant = (await listGrants(tx, view)).find((one) => one.id === machine.grant);
    // On a seat that was withdrawn it comes in no more, and whoever may look after people may tidy up.
    if (grant !== undefined) requireMayTouch(caller, grant);
  }
  await revokeMachines(tx, view, { which: { id }, by: caller.seat.id });
  await writeNodeJournal(tx, {
    ...{ member: caller.seat.member, seat: caller.seat.id, action: `${machine.kind}.revoke`, subject: id },
    detail: { label: machine.label },
  });
}
