// Persons and their seats over HTTP: what is a person's own, and what those who look after a member's people do. What a
// person signs in with is spoken of in `sign-in`.
import { Type } from "typebox";
import { openPeopleView, openSeatView, openSelfView, readSeat } from "../access/index.ts";
import type { Caller, SeatCaller } from "../access/index.ts";
import { findCaseIdentity, isConcerned, listSlugs } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { readInstant } from "@entente/core/encoding";
import { defineChange, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { confirmInvitation, invite, listGiven, withdrawInvitation } from "./invitations/invitations.ts";
import { approveRecovery, proposeRecovery } from "./invitations/recovery.ts";
import type { Invitation } from "./invitations/store.ts";
import { addMachine, revokeMachine } from "./machines/machines.ts";
import { listMachines } from "./machines/store.ts";
import { notHere } from "./rules.ts";
import type { Cases } from "./rules.ts";
import * as schema from "./schema.ts";
import { giveSeat, listSeats, withdrawSeat } from "./seats.ts";
import { changeSeat, endSession } from "./sessions/sessions.ts";
import { listSessions } from "./sessions/store.ts";
import { listGrants } from "./store.ts";
import type { Grant } from "./store.ts";
import { exportTrail } from "./trail/trail.ts";

const Text = Type.String();
const Done = Type.Object({ done: Type.Literal(true) });
const DONE = { done: true } as const;
const own = { who: "signed-in", view: "none", takes: "json", stepUp: false } as const;
const administer = {
  who: { member: ["administrator"] },
  view: "none",
  takes: "json",
  stepUp: false,
} as const;
const lookAfter = {
  who: { member: ["administrator", "auditor"] },
  view: "none",
  takes: "json",
  stepUp: false,
} as const;
const bare = { params: Nothing, query: Nothing, body: NoBody } as const;
const ofOne = { params: schema.IdParams, query: Nothing, body: NoBody } as const;

export const seatRoutes = [
  defineRead({
    ...{ id: "session.show", method: "GET", path: "/api/session", ...own },
    summary: "Who you are: the seat you sit on, and the seats you could sit on.",
    input: bare,
    answer: Type.Object({
      /** Null: the control of exercises, while it plays no office. */
      seat: Type.Union([Text, Type.Null()]),
      by: Type.Union([
        Type.Literal("session"),
        Type.Literal("token"),
        Type.Literal("certificate"),
        Type.Literal("exercise-control"),
      ]),
      seats: Type.Array(Text),
      /** The member that runs this node; null: an exercise node. */
      host: Type.Union([Text, Type.Null()]),
    }),
    read: async (reader, { caller, node: { host } }) => {
      if (caller.kind === "exercise-control")
        return { seat: caller.seat?.id ?? null, by: caller.kind, seats: [], host };
      const self = requireSeat(caller);
      // A machine has the one seat it was given.
      const grants =
        self.by === "session" ? await listGrants(reader, openSelfView(self)) : [{ seat: self.seat }];
      return { seat: self.seat.id, by: self.by, seats: grants.map(({ seat }) => seat.id), host };
    },
  }),
  defineChange({
    ...{ id: "session.sit", method: "PUT", path: "/api/session/seat", ...own },
    summary: "Sit down on another of your seats.",
    input: {
      ...{ params: Nothing, query: Nothing },
      body: Type.Object({ seat: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
    },
    answer: Done,
    change: async (tx, { caller, body }) => {
      await changeSeat(tx, requireSeat(caller), body.seat);
      return DONE;
    },
  }),
  defineRead({
    ...{ id: "session.list", method: "GET", path: "/api/sessions", ...own },
    summary: "Your sessions that stand, newest first.",
    input: bare,
    answer: Type.Object({ sessions: Type.Array(schema.SessionRow) }),
    read: async (reader, { caller }) => {
      const self = requireSeat(caller);
      const sessions = await listSessions(reader, openSelfView(self));
      return { sessions: sessions.map((row) => ({ ...row, own: row.id === self.credential })) };
    },
  }),
  defineRead({
    ...{ id: "session.list-members", method: "GET", path: "/api/member/sessions", ...lookAfter },
    summary: "The sessions of your member's people that stand, newest first.",
    input: bare,
    answer: Type.Object({ sessions: Type.Array(schema.SessionRow) }),
    read: async (reader, { caller }) => {
      const self = requireSeat(caller);
      const sessions = await listSessions(reader, openPeopleView(self.seat));
      return { sessions: sessions.map((row) => ({ ...row, own: row.id === self.credential })) };
    },
  }),
  defineChange({
    ...{ id: "session.end", method: "DELETE", path: "/api/sessions/:id", ...own },
    summary: "End a session of your own, or as an administrator one of your member, at once.",
    input: ofOne,
    answer: Done,
    change: async (tx, { caller, params }) => {
      await endSession(tx, requireSeat(caller), params.id);
      return DONE;
    },
  }),
  defineRead({
    ...{ id: "token.list", method: "GET", path: "/api/tokens", ...own },
    summary: "Your tokens and certificates that stand, newest first.",
    input: bare,
    answer: Type.Object({ tokens: Type.Array(schema.MachineRow) }),
    read: async (reader, { caller }) => {
      const view = openSelfView(requireSeat(caller));
      return { tokens: sayMachines(await listMachines(reader, view), await listGrants(reader, view)) };
    },
  }),
  defineRead({
    ...{ id: "token.list-members", method: "GET", path: "/api/member/tokens", ...lookAfter },
    summary: "The tokens and certificates of your member's people that stand, newest first.",
    input: bare,
    answer: Type.Object({ tokens: Type.Array(schema.MachineRow) }),
    read: async (reader, { caller }) => {
      const view = openPeopleView(requireSeat(caller).seat);
      return { tokens: sayMachines(await listMachines(reader, view), await listGrants(reader, view)) };
    },
  }),
  defineChange({
    ...{ id: "token.add", method: "POST", path: "/api/tokens", ...own },
    summary:
      "Let a machine in on the seat you sit on, by the digest of its token or of its certificate's key.",
    stepUp: true,
    input: { params: Nothing, query: Nothing, body: schema.NewMachineSchema },
    answer: Type.Object({ id: Text, expiresAt: Text }),
    change: (tx, { caller, body }) => addMachine(tx, requireSeat(caller), body),
  }),
  defineChange({
    ...{ id: "token.revoke", method: "DELETE", path: "/api/tokens/:id", ...own },
    summary: "Revoke a token or certificate of your own, or as an administrator one of your member, at once.",
    input: ofOne,
    answer: Done,
    change: async (tx, { caller, params }) => {
      await revokeMachine(tx, requireSeat(caller), params.id);
      return DONE;
    },
  }),
  defineRead({
    ...{ id: "seat.list", method: "GET", path: "/api/seats", ...lookAfter },
    summary: "The seats of your member that stand, by person.",
    input: bare,
    answer: Type.Object({ seats: Type.Array(schema.SeatRow) }),
    read: async (reader, { caller }) => {
      const grants = await listSeats(reader, requireSeat(caller));
      const slugs = await listSlugs(
        reader,
        grants.flatMap(({ cases }) => (cases === "all" ? [] : cases)),
      );
      return {
        seats: grants.map(({ id, seat, cases, grantedBy, grantedAt, withdrawal }) => ({
          ...{ id, seat: seat.id, grantedBy, grantedAt, withdrawal },
          cases: cases === "all" ? cases : cases.map((one) => slugs.get(one) ?? one),
        })),
      };
    },
  }),
  defineChange({
    ...{ id: "seat.give", method: "POST", path: "/api/seats", ...administer },
    summary: "Give a person of your member who is here already one more seat.",
    input: { params: Nothing, query: Nothing, body: schema.WantedSeatSchema },
    answer: Type.Object({ id: Text }),
    change: async (tx, { caller, body, node }) => {
      const by = requireSeat(caller);
      return { id: await giveSeat(tx, by, { ...(await readWanted(tx, by, body)), host: node.host }) };
    },
  }),
  defineChange({
    ...{ id: "seat.withdraw", method: "DELETE", path: "/api/seats/:id", ...administer },
    summary:
      "Take a seat of your member away, at once, with everything that sits on it. An administrator's goes when a second administrator, or the person itself, says so too within a week.",
    input: ofOne,
    answer: Type.Object({
      seat: Text,
      state: Type.Union([Type.Literal("proposed"), Type.Literal("withdrawn")]),
    }),
    change: async (tx, { caller, params }) => {
      const { seat, state } = await withdrawSeat(tx, requireSeat(caller), params.id);
      return { seat: seat.id, state };
    },
  }),
  defineRead({
    ...{ id: "invitation.list", method: "GET", path: "/api/invitations", ...administer },
    summary: "Invitations that are open: those your member gave, and those for it.",
    input: bare,
    answer: Type.Object({ invitations: Type.Array(schema.InvitationRow) }),
    read: async (reader, { caller }) => ({
      invitations: (await listGiven(reader, requireSeat(caller))).map(sayInvitation),
    }),
  }),
  defineChange({
    ...{ id: "invitation.make", method: "POST", path: "/api/invitations", ...administer },
    summary: "Invite a person who is not here yet to a seat; the answer is the code you read to that person.",
    input: { params: Nothing, query: Nothing, body: schema.WantedSeatSchema },
    answer: schema.GivenCodeSchema,
    change: async (tx, { caller, body, node }) => {
      const by = requireSeat(caller);
      return invite(tx, by, { ...(await readWanted(tx, by, body)), host: node.host });
    },
  }),
  defineChange({
    ...{ id: "invitation.confirm", method: "POST", path: "/api/invitations/:id/confirmation", ...administer },
    summary: "Say that the check code which the person read back to you is this one.",
    input: {
      ...{ params: schema.IdParams, query: Nothing },
      body: Type.Object({ check: Type.String({ maxLength: 40 }) }, { additionalProperties: false }),
    },
    answer: Type.Object({ right: Type.Boolean() }),
    change: async (tx, { caller, params, body }) => ({
      right: await confirmInvitation(tx, requireSeat(caller), { id: params.id, check: body.check }),
    }),
  }),
  defineChange({
    ...{ id: "invitation.withdraw", method: "DELETE", path: "/api/invitations/:id", ...administer },
    summary: "Take an invitation back that you gave.",
    input: ofOne,
    answer: Done,
    change: async (tx, { caller, params }) => {
      await withdrawInvitation(tx, requireSeat(caller), params.id);
      return DONE;
    },
  }),
  defineChange({
    ...{ id: "recovery.propose", method: "POST", path: "/api/recoveries", ...administer },
    summary: "Propose to let a person in again that has lost its way in.",
    input: { params: Nothing, query: Nothing, body: schema.LostPersonSchema },
    answer: Type.Object({ id: Text, expiresAt: Text }),
    change: (tx, { caller, body, node }) =>
      proposeRecovery(tx, requireSeat(caller), { ...body, host: node.host }),
  }),
  defineChange({
    ...{ id: "recovery.approve", method: "POST", path: "/api/recoveries/:id/approval", ...administer },
    summary: "As the second administrator, say so too; the answer is the code you read to that person.",
    input: {
      ...{ params: schema.IdParams, query: Nothing },
      body: Type.Object({ member: Type.String({ maxLength: 32 }) }, { additionalProperties: false }),
    },
    answer: schema.GivenCodeSchema,
    change: (tx, { caller, params, body, node }) =>
      approveRecovery(tx, requireSeat(caller), { id: params.id, member: body.member, host: node.host }),
  }),
  defineFile({
    ...{ id: "trail.export", method: "GET", path: "/api/member/trail" },
    summary: "What your own member's people did in a period, oldest first, as lines of JSON or CSV.",
    ...{ who: { member: ["auditor"] }, view: "none", takes: "json", stepUp: false, transaction: "record" },
    input: { params: Nothing, query: schema.TrailQuery, body: NoBody },
    work: (tx, { caller, query, at }) =>
      exportTrail(tx, requireSeat(caller), {
        form: query.form ?? "jsonl",
        from: readInstant(query.from ?? "1970-01-01T00:00:00Z"),
        to: readInstant(query.to ?? at),
      }),
    send: (bytes, { query }) =>
      Promise.resolve({
        ...{ bytes, status: 200 },
        ...(query.form === "csv"
          ? {
              type: "text/csv; charset=utf-8",
              headers: { "content-disposition": 'attachment; filename="trail.csv"' },
            }
          : { type: "application/jsonl; charset=utf-8", headers: {} }),
      }),
  }),
];

/** Exercise control has no seat of its own to speak of. @throws ServerError NOT_FOUND. */
function requireSeat(caller: Caller): SeatCaller {
  if (caller.kind !== "seat") throw notHere();
  return caller;
}

/**
 * A seat as it is asked for. Cases go by their slugs, and only those that concern the caller's member are there.
 * @throws ServerError REQUEST_INVALID, NOT_FOUND.
 */
async function readWanted(
  reader: Reader,
  { seat: { member } }: SeatCaller,
  wanted: { readonly seat: string; readonly cases: Cases },
) {
  const seat = readSeat(wanted.seat);
  if (wanted.cases === "all") return { seat, cases: "all" } as const;
  const cases: string[] = [];
  for (const slug of wanted.cases) {
    const of = await findCaseIdentity(reader, slug);
    const view = of === null ? null : openSeatView(readSeat(`${member}/desk`), of);
    if (of === null || view === null || !(view.reach === "case" || (await isConcerned(reader, view))))
      throw new ServerError("NOT_FOUND", `There is no case ${slug}, or it does not concern your member.`);
    cases.push(of.id);
  }
  return { seat, cases };
}

function sayMachines(machines: Awaited<ReturnType<typeof listMachines>>, grants: readonly Grant[]) {
  return machines.flatMap((machine) => {
    // Without its seat a machine comes in no more.
    const grant = grants.find(({ id }) => id === machine.grant);
    return grant === undefined ? [] : [{ ...machine, seat: grant.seat.id }];
  });
}

function sayInvitation(row: Invitation) {
  const { id, kind, member, name, role, madeBy, secondBy, expiresAt } = row;
  const state = row.confirmed
    ? ("confirmed" as const)
    : row.accepted
      ? ("accepted" as const)
      : row.codeHash === null
        ? ("proposed" as const)
        : ("open" as const);
  return { id, kind, member, name, role, madeBy, secondBy, expiresAt, state };
}
