// The rows about people: persons, seats, what they come in with, and the node's journal. All are under row security; the
// database's own clock says when, and what stands.
import type { ColumnType, GeneratedAlways } from "kysely";
import type { Instant, JsonObject } from "@entente/core/encoding";

type Json = ColumnType<JsonObject, string, never>;
/** Set by the database. */
type Made = ColumnType<Instant, never, never>;
/** Set once, later. */
type Later<Value> = ColumnType<Value | null, never, Value>;

export type RoleWord = "drafter" | "release-authority" | "desk" | "publisher" | "auditor" | "administrator";

interface StandingGrant {
  id: string;
  person_id: string;
  member: string;
  name: string;
  role: RoleWord;
  cases: readonly string[] | null;
  granted_by: string;
  granted_at: Made;
  withdrawal_by: Later<string>;
  withdrawal_at: Later<Instant>;
}

interface StandingSession {
  id: string;
  secret_hash: string;
  person_id: string;
  member: string;
  grant_id: string;
  signed_in_with: "passkey" | "single-sign-on";
  opened_at: Made;
  used_at: ColumnType<Instant, never, Instant>;
  expires_at: Instant;
}

interface StandingMachine {
  id: string;
  kind: "token" | "certificate";
  digest: string;
  person_id: string;
  member: string;
  grant_id: string;
  label: string;
  scopes: readonly string[] | null;
  made_at: Made;
  expires_at: Instant;
  used_at: Later<Instant>;
}

interface InvitationRow {
  id: string;
  kind: "first" | "seat" | "recovery";
  member: string;
  name: string | null;
  role: RoleWord | null;
  cases: readonly string[] | null;
  made_by: string;
  made_at: Made;
  expires_at: Instant;
  second_by: Later<string>;
  locator: string | null;
  code_hash: string | null;
  tries_left: number;
  accepted_at: Later<Instant>;
  acceptance_hash: Later<string>;
  check_hash: Later<string>;
  checks_left: number;
  confirmed_by: Later<string>;
  confirmed_at: Later<Instant>;
  completed_at: Later<Instant>;
  withdrawn_by: Later<string>;
  withdrawn_at: Later<Instant>;
}

export interface SeatTables {
  person: { id: string; member: string; name: string; made_at: Made; made_by: string };
  seat_grant: StandingGrant & { withdrawn_by: Later<string>; withdrawn_at: Later<Instant> };
  standing_grant: StandingGrant;
  session: StandingSession & {
    idle_seconds: number;
    ended_by: Later<string>;
    ended_at: Later<Instant>;
  };
  standing_session: StandingSession & { use_to_be_noted: boolean };
  machine_credential: StandingMachine & { revoked_by: Later<string>; revoked_at: Later<Instant> };
  standing_machine: StandingMachine & { use_to_be_noted: boolean };
  invitation: InvitationRow;
  open_invitation: InvitationRow;
  node_journal: {
    id: GeneratedAlways<number>;
    at: Made;
    member: string;
    by_member: string | null;
    seat: string;
    action: string;
    subject: string;
    detail: Json;
  };
}
