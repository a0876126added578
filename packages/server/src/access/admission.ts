// One function admits: it decides from the route's own words who may call it, and makes the View. Whoever is not admitted is
// told what is told of things that do not exist.
import { ServerError } from "../errors.ts";
import type { Caller } from "./caller.ts";
import { openExerciseView, openSeatView } from "./rules.ts";
import type { CaseIdentity, Role, Seat, View } from "./rules.ts";

/** Seats that may call a route about a case, by whose they are. An empty list is nobody. */
export interface CaseSeats {
  readonly lead: readonly Role[];
  readonly allies: readonly Role[];
}

/** Who may call a route. */
export type Who =
  /** Also without a credential. */
  | "anyone"
  /** Any seat. */
  | "signed-in"
  /** A node that this one is paired with, and nobody's seat. */
  | "peer"
  /** Seats in the case that the path names. */
  | CaseSeats
  /** Seats of the member that runs the node. */
  | { readonly node: readonly Role[] }
  /** Seats of any member, about that member alone. */
  | { readonly member: readonly Role[] };

export interface Admission {
  readonly view: View;
  /** The seat that acts; null for exercise control looking on. */
  readonly seat: Seat | null;
  /** What the journal calls who asked. */
  readonly by: string;
}

/** Admits to a case; null: for this caller it does not exist. */
export function admitToCase(who: CaseSeats, caller: Caller, of: CaseIdentity): Admission | null {
  if (caller.kind === "nobody" || caller.kind === "peer") return null;
  if (caller.kind === "exercise-control") {
    if (!of.exercise) return null;
    if (caller.seat === null) return { view: openExerciseView(of), seat: null, by: "exercise-control" };
    return admitSeat(who, caller.seat, of);
  }
  if (of.exercise || caller.seat.name === null) return null;
  if (caller.cases !== "all" && !caller.cases.includes(of.id)) return null;
  return admitSeat(who, caller.seat, of);
}

/** Admits to what belongs to no case. @throws ServerError NOT_FOUND. */
export function admitToNode(
  who: Exclude<Who, CaseSeats | "anyone">,
  caller: Caller,
  host: string | null,
): Seat | null {
  if (caller.kind === "nobody") throw notFound();
  if (caller.kind === "peer" || who === "peer") {
    // What is for seats is not for nodes, nor the other way round.
    if (caller.kind !== "peer" || who !== "peer") throw notFound();
    return null;
  }
  if (caller.kind === "exercise-control") {
    // An exercise node has no persons, seats or tokens of its own: only what any seat may see is there for its control.
    if (who !== "signed-in") throw notFound();
    return caller.seat;
  }
  if (who === "signed-in") return caller.seat;
  const { seat } = caller;
  const allowed =
    "node" in who ? seat.member === host && who.node.includes(seat.role) : who.member.includes(seat.role);
  if (!allowed) throw notFound();
  return seat;
}

function admitSeat(who: CaseSeats, seat: Seat, of: CaseIdentity): Admission | null {
  const allowed = seat.member === of.lead ? who.lead : who.allies;
  if (!allowed.includes(seat.role)) return null;
  return { view: openSeatView(seat, of), seat, by: seat.id };
}

function notFound(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}
