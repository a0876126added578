// Tokens and certificates of machines, found by a digest: of the token's secret, or of the certificate's public key.
import { sql } from "kysely";
import type { Instant } from "@entente/core/encoding";
import { openCredentialsView, readPeople, writePeople, writeUse } from "../../access/index.ts";
import type { PeopleView, SeatCaller } from "../../access/index.ts";
import type { Reader, Transactor } from "../../storage/index.ts";
import { now, seatOf, secondsFromNow } from "../store.ts";

export type MachineKind = "token" | "certificate";

export interface FoundMachine {
  readonly caller: SeatCaller;
  /** As of a session. */
  readonly useToBeNoted: boolean;
}

/** The machines of digests, by them. One is missing when it is unknown, revoked or expired, or when its seat was withdrawn. */
export async function findMachines(
  reader: Reader,
  { kind, digests }: { readonly kind: MachineKind; readonly digests: readonly string[] },
): Promise<ReadonlyMap<string, FoundMachine>> {
  const rows = await readPeople(reader, openCredentialsView(digests));
  const found = await rows
    .selectFrom("standing_machine as m")
    .innerJoin("standing_grant as g", "g.id", "m.grant_id")
    .select([
      "m.id",
      "m.digest",
      "m.scopes",
      "m.use_to_be_noted",
      "g.person_id",
      "g.member",
      "g.role",
      "g.name",
      "g.cases",
    ])
    .where("m.kind", "=", kind)
    .where("m.digest", "=", sql<string>`ANY(${digests}::text[])`)
    .execute();
  return new Map(
    found.map((row) => [
      row.digest,
      {
        caller: {
          ...{ kind: "seat", seat: seatOf(row), person: row.person_id, by: kind, credential: row.id },
          ...{ scopes: row.scopes, cases: row.cases ?? "all" },
        },
        useToBeNoted: row.use_to_be_noted,
      },
    ]),
  );
}

export interface NewMachine {
  readonly id: string;
  readonly kind: MachineKind;
  readonly digest: string;
  readonly person: string;
  readonly member: string;
  readonly grant: string;
  readonly label: string;
  readonly scopes: "all" | readonly string[];
  readonly seconds: number;
}

export async function insertMachine(tx: Transactor, view: PeopleView, machine: NewMachine): Promise<Instant> {
  const rows = await writePeople(tx, view);
  const row = await rows
    .insertInto("machine_credential")
    .values({
      ...{ id: machine.id, kind: machine.kind, digest: machine.digest, person_id: machine.person },
      ...{ member: machine.member, grant_id: machine.grant, label: machine.label },
      ...{ scopes: machine.scopes === "all" ? null : machine.scopes },
      expires_at: secondsFromNow(machine.seconds),
    })
    .returning("expires_at")
    .executeTakeFirstOrThrow();
  return row.expires_at;
}

export interface MachineListed {
  readonly id: string;
  readonly kind: MachineKind;
  readonly person: string;
  readonly grant: string;
  readonly label: string;
  readonly scopes: "all" | readonly string[];
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

/** What stands and the view reaches, newest first. */
export async function listMachines(reader: Reader, view: PeopleView): Promise<readonly MachineListed[]> {
  const rows = await readPeople(reader, view);
  const found = await rows
    .selectFrom("standing_machine")
    .select(["id", "kind", "person_id", "grant_id", "label", "scopes", "made_at", "expires_at", "used_at"])
    .orderBy("made_at", "desc")
    .orderBy("id")
    .execute();
  return found.map((row) => ({
    ...{ id: row.id, kind: row.kind, person: row.person_id, grant: row.grant_id, label: row.label },
    ...{ scopes: row.scopes ?? "all", madeAt: row.made_at, expiresAt: row.expires_at, usedAt: row.used_at },
  }));
}

export async function updateMachineUse(tx: Transactor, view: PeopleView, id: string): Promise<void> {
  const rows = await writeUse(tx, view);
  await rows
    .updateTable("machine_credential")
    .set({ used_at: now })
    .where("id", "=", id)
    .where((where) => where.or([where("used_at", "is", null), where("used_at", "<", secondsFromNow(-1))]))
    .execute();
}

/** Revokes what was not. @returns the ids. */
export async function revokeMachines(
  tx: Transactor,
  view: PeopleView,
  {
    which,
    by,
  }: { readonly which: { readonly id: string } | { readonly person: string }; readonly by: string },
): Promise<readonly string[]> {
  const rows = await writePeople(tx, view);
  const revoked = await rows
    .updateTable("machine_credential")
    .set({ revoked_by: by, revoked_at: now })
    .where("id" in which ? "id" : "person_id", "=", "id" in which ? which.id : which.person)
    .where("revoked_at", "is", null)
    .returning("id")
    .execute();
  return revoked.map(({ id }) => id);
}
