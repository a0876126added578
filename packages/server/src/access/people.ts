// Who asks for rows about people: persons, seats, sessions, tokens, invitations, the node's journal. These views are apart
// from those of cases: none of them opens anything of a case, and no view of a case opens them.
import { ServerError } from "../errors.ts";
import type { SeatCaller } from "./caller.ts";
import type { Role, Seat } from "./rules.ts";

declare const peopleBrand: unique symbol;

/**
 * `people`: a member's persons and what they did, for its administrators and auditors. `self`: a person's own. `credential`:
 * the rows that a credential opens, named by its digest, for whoever has it in hand. `peer`: letters from and to one other
 * node, named by its fingerprint.
 */
export type PeopleView = { readonly [peopleBrand]: true } & (
  | { readonly reach: "people"; readonly member: string }
  | { readonly reach: "self"; readonly person: string }
  | { readonly reach: "credential"; readonly digest: string }
  | { readonly reach: "peer"; readonly node: string }
);

const lookAfterPeople: readonly Role[] = ["administrator", "auditor"];

/** The people of the seat's own member. @throws ServerError NOT_FOUND for a role that does not look after people. */
export function openPeopleView(seat: Seat): PeopleView {
  if (!lookAfterPeople.includes(seat.role))
    throw new ServerError("NOT_FOUND", "There is nothing here, or you may not see it. Ask an administrator.");
  return make({ reach: "people", member: seat.member });
}

/** The people of `member`, for the node itself where it puts in place what was decided: never to show anything of them. */
export function openPlacingView(member: string): PeopleView {
  return make({ reach: "people", member });
}

/** What is a person's own. */
export function openSelfView({ person }: Pick<SeatCaller, "person">): PeopleView {
  return make({ reach: "self", person });
}

/** What a credential opens: `digest` of a secret, or the part of a code that names its row. */
export function openCredentialView(digest: string): PeopleView {
  return make({ reach: "credential", digest });
}

/**
 * What several credentials open, in the hands of as many who ask at the same time: `digests` of secrets and keys, base64url
 * SHA-256. Whoever asks under it gives each no more than what is under its own. Anything else among them opens nothing.
 */
export function openCredentialsView(digests: readonly string[]): PeopleView {
  return make({ reach: "credential", digest: digests.filter((text) => /^[\w-]{43}$/.test(text)).join(" ") });
}

/** Letters from and to the node of that fingerprint, and of no other. */
export function openPeerView(node: string): PeopleView {
  return make({ reach: "peer", node });
}

// A union keeps its members apart only when each is made as what it is.
function make(
  view:
    | { reach: "people"; member: string }
    | { reach: "self"; person: string }
    | { reach: "credential"; digest: string }
    | { reach: "peer"; node: string },
): PeopleView {
  return Object.freeze(view) as PeopleView;
}
