// Who may give a seat to whom, and touch what somebody comes in with. Nothing anybody does here raises a reach beyond the
// doer's own, and nobody does any of it to himself.
import type { Seat } from "../access/index.ts";
import { ServerError } from "../errors.ts";

/** Ids of the cases a seat is for. */
export type Cases = "all" | readonly string[];

/** Who decides about a seat: an administrator, on a seat for these cases. */
export interface Decider {
  readonly seat: Seat;
  readonly cases: Cases;
}

export interface WantedSeat {
  readonly seat: Seat;
  readonly cases: Cases;
}

/** Whether `cases` are no more than `bounds`. */
export function staysWithin(cases: Cases, bounds: Cases): boolean {
  if (bounds === "all") return true;
  return cases !== "all" && cases.every((id) => bounds.includes(id));
}

/**
 * An administrator gives seats of its own member, within the cases of its own seat, to others than itself. For a member
 * that is hosted and has no administrator, an administrator of the host gives the first one.
 * @throws ServerError NOT_FOUND for who is none, and for another member; GRANT_REFUSED otherwise.
 */
export function requireMayGive(
  by: Decider,
  wanted: WantedSeat,
  { host, administered }: { readonly host: string | null; readonly administered: boolean },
): void {
  requireAdministrator(by);
  const { seat, cases } = wanted;
  if (seat.name === null) throw refused("A seat is given to a person: name it, such as GBR/drafter/anna.k.");
  if (seat.member !== by.seat.member) {
    // Whoever is not of the host learns nothing of another member's people, not even that it has none.
    if (by.seat.member !== host) throw notHere();
    if (seat.role !== "administrator" || cases !== "all" || administered)
      throw refused(
        `${by.seat.member} gives ${seat.member} its first administrator for all cases and no other seat. An administrator of ${seat.member} gives the others.`,
      );
  }
  if (isSame(by.seat, seat)) throw refused("Nobody gives a seat to himself. Ask another administrator.");
  if (!staysWithin(cases, by.cases))
    throw refused("Your own seat is for fewer cases. Ask an administrator whose seat is for these.");
}

/**
 * An administrator takes away, and ends, what is of its own member and reaches no further than its own seat.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export function requireMayTouch(by: Decider, of: WantedSeat): void {
  requireAdministrator(by);
  if (of.seat.member !== by.seat.member) throw notHere();
  if (!staysWithin(of.cases, by.cases))
    throw refused(
      "This reaches further than your own seat. Ask an administrator whose seat is for these cases.",
    );
}

/**
 * What it takes of `by` to withdraw a seat that it may touch. The seat of an administrator takes two: whoever proposes it, and
 * another, the person itself say, that was an administrator before it was proposed. So nobody rids himself alone of who looks
 * at what he does, nor with a seat he gave for that.
 * @throws ServerError GRANT_REFUSED for who proposed it already, and for who came since.
 */
export function judgeWithdrawal(
  by: { readonly seat: Seat; readonly grantedAt: string },
  of: {
    readonly seat: Seat;
    readonly withdrawal: { readonly by: string; readonly at: string } | null;
  },
): "proposed" | "withdrawn" {
  if (of.seat.role !== "administrator") return "withdrawn";
  if (of.withdrawal === null) return "proposed";
  if (of.withdrawal.by === by.seat.id)
    throw refused("You proposed this. Another administrator, or the person itself, has to say so too.");
  if (by.grantedAt >= of.withdrawal.at)
    throw refused(
      "This was proposed before you were an administrator. One that was, or the person itself, has to say so too.",
    );
  return "withdrawn";
}

/**
 * An administrator of the person's member, or of the host, helps a person in again that has lost its way in: never itself,
 * and nobody whose seats reach further than its own.
 * @throws ServerError NOT_FOUND, GRANT_REFUSED.
 */
export function requireMayRecover(
  by: Decider,
  {
    member,
    name,
    seats,
    host,
  }: {
    readonly member: string;
    readonly name: string;
    readonly seats: readonly WantedSeat[];
    readonly host: string | null;
  },
): void {
  requireAdministrator(by);
  if (by.seat.member !== member && by.seat.member !== host) throw notHere();
  if (by.seat.member === member && by.seat.name === name)
    throw refused("Nobody recovers himself. Two other administrators do.");
  if (seats.some(({ cases }) => !staysWithin(cases, by.cases)))
    throw refused("That person's seats reach further than yours. Ask administrators whose seats do not.");
}

/** @throws ServerError NOT_FOUND: to everyone else there is nothing here. */
export function requireAdministrator({ seat }: Decider): void {
  if (seat.role !== "administrator" || seat.name === null) throw notHere();
}

export function isSame(one: Seat, other: Seat): boolean {
  return one.member === other.member && one.name === other.name;
}

export function refused(reason: string): ServerError {
  return new ServerError("GRANT_REFUSED", reason);
}

export function notHere(): ServerError {
  return new ServerError("NOT_FOUND", "There is nothing here, or you may not see it. Ask an administrator.");
}
