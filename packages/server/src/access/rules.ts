// Who is asking, and what that lets them reach. A view can only be made here.
import { ServerError } from "../errors.ts";

export const roles = [
  "drafter",
  "release-authority",
  "desk",
  "publisher",
  "auditor",
  "administrator",
] as const;
export type Role = (typeof roles)[number];

/** Roles that look after people. They reach nothing that is marked, whoever leads the case. */
const contentless: readonly Role[] = ["auditor", "administrator"];

/** Roles that read what their member was given. */
export const contentRoles: readonly Role[] = roles.filter((role) => !contentless.includes(role));

/** Of a member that a case was brought to: those who answer for it. What it drafts and publishes is in cases of its own. */
export const answeringRoles: readonly Role[] = ["release-authority", "desk"];

/** What a person sits on, belonging to one member: `GBR/drafter/anna.k`; in an exercise the office alone, `GBR/drafter`. */
export interface Seat {
  readonly id: string;
  readonly member: string;
  readonly role: Role;
  /** Of the person, within the member; null: an office that exercise control plays. */
  readonly name: string | null;
}

declare const viewBrand: unique symbol;

/**
 * Who is asking, compiled. `own`: what was made for `member` and nothing else. `case`: everything in one case, for the
 * lead's own seats and for the control of an exercise. `resolver`: sealed pledges of one case, which nothing else reaches;
 * it reaches nothing else either.
 */
export interface View {
  readonly [viewBrand]: true;
  readonly caseId: string;
  readonly member: string;
  readonly reach: "own" | "case" | "resolver";
}

/** What an access decision needs to know of a case. */
export interface CaseIdentity {
  readonly id: string;
  readonly lead: string;
  readonly exercise: boolean;
}

/** How a person is called within its member: in small letters, with nothing that reads as a path. */
export const personName = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/;
export const memberCode = /^[A-Z][A-Z0-9-]{0,31}$/;

/** @throws ServerError REQUEST_INVALID unless `text` is `MEMBER/role` or `MEMBER/role/name` with a role of this house. */
export function readSeat(text: string): Seat {
  const [member = "", word = "", name = null, ...rest] = text.split("/");
  const role = roles.find((known) => known === word);
  const named = name === null || personName.test(name);
  if (role === undefined || rest.length > 0 || !named || !memberCode.test(member)) {
    throw new ServerError(
      "REQUEST_INVALID",
      `"${text}" is not a seat such as GBR/drafter, or GBR/drafter/anna.k for a person; roles are ${roles.join(", ")}.`,
    );
  }
  return { id: text, member, role, name };
}

/** The person a seat's name says; null for an office, of which it is said elsewhere who holds it. */
export function personOfSeat(seat: string): string | null {
  const [member = "", , name = ""] = seat.split("/");
  return name === "" ? null : `${member}:${name}`;
}

/**
 * The view of a seat: the lead's seats reach the case, everyone else only what was made for them.
 * @throws ServerError NOT_FOUND for a role that looks after people: to it no case has contents.
 */
export function openSeatView(seat: Seat, of: CaseIdentity): View {
  if (contentless.includes(seat.role)) throw noSuchCase();
  return makeView({ caseId: of.id, member: seat.member, reach: seat.member === of.lead ? "case" : "own" });
}

/**
 * The view of exercise control, who sees all sides of a case that is an exercise.
 * @throws ServerError NOT_FOUND for a real case: to someone without a seat it does not exist.
 */
export function openExerciseView(of: CaseIdentity): View {
  if (!of.exercise) throw noSuchCase();
  return makeView({ caseId: of.id, member: of.lead, reach: "case" });
}

/** The view of the public: what was released to everyone. */
export function openPublicView(of: CaseIdentity): View {
  return makeView({ caseId: of.id, member: "PUBLIC", reach: "own" });
}

/**
 * The view under which pledges are locked: for the transaction that decides on them and hands out only what fired.
 * @throws ServerError FORBIDDEN unless the seat is a release authority of the lead.
 */
export function openResolverView(seat: Seat, of: CaseIdentity): View {
  requireRole(seat, ["release-authority"], of);
  return makeView({ caseId: of.id, member: of.lead, reach: "resolver" });
}

/** Whether `view` may read what was made for `member` in its case. */
export function reachesMember(view: View, member: string): boolean {
  return view.reach === "case" || view.member === member;
}

/**
 * A seat as `view` may be told of it: who of its own member, and of another the office without the person.
 */
export function tellSeat({ member }: Pick<View, "member">, seat: string): string {
  const [of = "", role] = seat.split("/");
  return of === member || role === undefined ? seat : `${of}/${role}`;
}

/**
 * Refuses a seat without one of the `allowed` roles, or of another member than the lead where `of` is given.
 * @throws ServerError FORBIDDEN naming the role that can help.
 */
export function requireRole(seat: Seat, allowed: readonly Role[], leadOnly: CaseIdentity | null): void {
  const own = leadOnly === null || seat.member === leadOnly.lead;
  if (!own || !allowed.includes(seat.role)) {
    throw new ServerError(
      "FORBIDDEN",
      `${seat.id} may not do this. It takes a seat with the role ${allowed.join(" or ")}${leadOnly === null ? "" : " of the lead"}.`,
    );
  }
}

function noSuchCase(): ServerError {
  return new ServerError("NOT_FOUND", "There is no such case, or you may not see it. Ask the lead's desk.");
}

function makeView(view: Omit<View, typeof viewBrand>): View {
  return Object.freeze(view) as View;
}
