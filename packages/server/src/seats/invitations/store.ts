// Invitations, found by the first part of their code, by what the accepting browser holds, or by those who made them.
import type { Instant } from "@entente/core/encoding";
import { readPeople, writePeople } from "../../access/index.ts";
import type { PeopleView, Role } from "../../access/index.ts";
import type { LabelledTransactor, Reader, Transactor } from "../../storage/index.ts";
import type { Cases } from "../rules.ts";
import { now, secondsFromNow } from "../store.ts";

/**
 * `first`: the link a node prints for its first administrator. `seat`: one administrator invites one person to one seat.
 * `recovery`: two administrators let a person in again that has lost its way in.
 */
export type InvitationKind = "first" | "seat" | "recovery";

export interface Invitation {
  readonly id: string;
  readonly kind: InvitationKind;
  readonly member: string;
  /** Null for the first link until it is accepted. */
  readonly name: string | null;
  /** Null for a recovery, which gives no seat. */
  readonly role: Role | null;
  readonly cases: Cases;
  readonly madeBy: string;
  readonly secondBy: string | null;
  readonly expiresAt: Instant;
  readonly codeHash: string | null;
  readonly triesLeft: number;
  readonly accepted: boolean;
  readonly checkHash: string | null;
  readonly checksLeft: number;
  readonly confirmed: boolean;
}

export interface NewInvitation {
  readonly id: string;
  readonly kind: InvitationKind;
  readonly member: string;
  readonly name: string | null;
  readonly role: Role | null;
  readonly cases: Cases;
  readonly by: string;
  readonly secondBy: string | null;
  readonly seconds: number;
  readonly code: { readonly locator: string; readonly hash: string } | null;
  readonly tries: number;
}

export async function insertInvitation(
  tx: Transactor,
  view: PeopleView,
  made: NewInvitation,
): Promise<Instant> {
  const rows = await writePeople(tx, view);
  const row = await rows
    .insertInto("invitation")
    .values({
      ...{ id: made.id, kind: made.kind, member: made.member, name: made.name, role: made.role },
      ...{ cases: made.cases === "all" ? null : made.cases, made_by: made.by, second_by: made.secondBy },
      ...{ locator: made.code?.locator ?? null, code_hash: made.code?.hash ?? null },
      ...{ tries_left: made.tries, checks_left: made.tries, expires_at: secondsFromNow(made.seconds) },
    })
    .returning("expires_at")
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

/** Those that are open and that the view reaches, newest first. */
export async function listInvitations(reader: Reader, view: PeopleView): Promise<readonly Invitation[]> {
  const rows = await readPeople(reader, view);
  const found = await rows
    .selectFrom("open_invitation")
    .select([
      "id",
      "kind",
      "member",
      "name",
      "role",
      "cases",
      "made_by",
      "second_by",
      "expires_at",
      "code_hash",
    ])
    .select(["tries_left", "accepted_at", "check_hash", "checks_left", "confirmed_at"])
    .orderBy("made_at", "desc")
    .orderBy("id")
    .execute();
  return found.map((row) => ({
    ...{ id: row.id, kind: row.kind, member: row.member, name: row.name, role: row.role },
    ...{ cases: row.cases ?? "all", madeBy: row.made_by, secondBy: row.second_by, expiresAt: row.expires_at },
    ...{ codeHash: row.code_hash, triesLeft: row.tries_left, accepted: row.accepted_at !== null },
    ...{ checkHash: row.check_hash, checksLeft: row.checks_left, confirmed: row.confirmed_at !== null },
  }));
}

/** What happened to one, in the order in which it can. */
export type InvitationStep =
  | { readonly step: "tried" }
  | { readonly step: "seconded"; readonly by: string; readonly locator: string; readonly hash: string }
  | {
      readonly step: "accepted";
      readonly acceptanceHash: string;
      readonly checkHash: string | null;
      readonly name: string;
    }
  | { readonly step: "checked" }
  | { readonly step: "confirmed"; readonly by: string }
  | { readonly step: "completed" }
  | { readonly step: "withdrawn"; readonly by: string };

export async function updateInvitation(
  tx: Transactor,
  view: PeopleView,
  { invitation, ...change }: InvitationStep & { readonly invitation: Invitation },
): Promise<void> {
  const rows = await writePeople(tx, view);
  const update = startUpdate(rows, invitation.id);
  const { numUpdatedRows } = await take(update, invitation, change).executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new Error("the invitation was not there to be changed");
}

const startUpdate = (rows: LabelledTransactor, id: string) =>
  rows.updateTable("invitation").where("id", "=", id);

function take(
  update: ReturnType<typeof startUpdate>,
  { triesLeft, checksLeft }: Invitation,
  change: InvitationStep,
): ReturnType<typeof startUpdate> {
  switch (change.step) {
    case "tried":
      return update.set({ tries_left: triesLeft - 1 });
    case "seconded":
      return update.set({ second_by: change.by, locator: change.locator, code_hash: change.hash });
    case "accepted": {
      const { acceptanceHash, checkHash, name } = change;
      const set = update.set({ accepted_at: now, acceptance_hash: acceptanceHash, name });
      return checkHash === null ? set : set.set({ check_hash: checkHash });
    }
    case "checked":
      return update.set({ checks_left: checksLeft - 1 });
    case "confirmed":
      return update.set({ confirmed_at: now, confirmed_by: change.by });
    case "completed":
      return update.set({ completed_at: now });
    case "withdrawn":
      return update.set({ withdrawn_at: now, withdrawn_by: change.by });
  }
}
