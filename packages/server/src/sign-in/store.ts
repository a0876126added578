// What signing in remembers. Whether something is over is asked of the database's clock, which all processes of a node share.
import { sql } from "kysely";
import { canonicalize } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { openCredentialView, openSelfView, readPeople, writePeople, writeUse } from "../access/index.ts";
import type { LabelledReader, Reader, Transactor } from "../storage/index.ts";
import type { KnownPasskey, Passkey } from "./passkeys.ts";
import { digestOf } from "./secrets.ts";
import type { OutsideIdentity } from "./single-sign-on.ts";

/** `sign-in`: a passkey is to prove somebody. `passkey`: a new one is made. `outside`: a provider is asked. */
export type CeremonyKind = "sign-in" | "passkey" | "outside";

/** Rows that are over and are taken away with each new one: more than one, so that they never heap up. */
const SWEPT = 20;

const inSeconds = (seconds: number) => sql<Instant>`now() + make_interval(secs => ${seconds})`;

/** Remembers a question until its answer, or for so many seconds. `secret` is what the answer will bring along. */
export async function openCeremony(
  tx: Transactor,
  {
    secret,
    kind,
    about,
    seconds,
  }: {
    readonly secret: string;
    readonly kind: CeremonyKind;
    readonly about: JsonObject;
    readonly seconds: number;
  },
): Promise<void> {
  const over = tx
    .selectFrom("ceremony")
    .select("digest")
    .where("expires_at", "<", sql<Instant>`now()`)
    .limit(SWEPT)
    .forUpdate()
    .skipLocked();
  await tx.deleteFrom("ceremony").where("digest", "in", over).execute();
  await tx
    .insertInto("ceremony")
    .values({ digest: digestOf(secret), kind, about: JSON.stringify(about), expires_at: inSeconds(seconds) })
    .execute();
}

/** Takes a question away. @returns what it was about; null when there is none of this kind, or it is over. */
export async function takeCeremony(
  tx: Transactor,
  { secret, kind }: { readonly secret: string; readonly kind: CeremonyKind },
): Promise<JsonObject | null> {
  const row = await tx
    .deleteFrom("ceremony")
    .where("digest", "=", digestOf(secret))
    .where("kind", "=", kind)
    .returning(["about", sql<boolean>`expires_at > now()`.as("open")])
    .executeTakeFirst();
  return row?.open === true ? row.about : null;
}

export interface PasskeyRow extends KnownPasskey {
  readonly name: string;
  readonly madeAt: Instant;
  readonly usedAt: Instant | null;
}

/** @throws the database's refusal when the credential is somebody's already. */
export async function insertPasskey(
  tx: Transactor,
  { person, name, passkey }: { readonly person: string; readonly name: string; readonly passkey: Passkey },
): Promise<void> {
  const { handle, credential, publicKey, counter, deviceBound, transports } = passkey;
  const rows = await writePeople(tx, openSelfView({ person }));
  await rows
    .insertInto("passkey")
    .values({
      ...{ credential, handle, person, counter, name },
      ...{ public_key: Buffer.from(publicKey), device_bound: deviceBound, transports, used_at: null },
    })
    .execute();
}

export async function findPasskey(reader: Reader, credential: string): Promise<PasskeyRow | null> {
  const own = await readPeople(reader, openCredentialView(credential));
  const row = await passkeys(own).where("credential", "=", credential).executeTakeFirst();
  return row === undefined ? null : toPasskey(row);
}

/** Oldest first. */
export async function listPasskeys(reader: Reader, person: string): Promise<readonly PasskeyRow[]> {
  const rows = await passkeys(await readPeople(reader, openSelfView({ person })))
    .where("person", "=", person)
    .orderBy("made_at")
    .orderBy("credential")
    .execute();
  return rows.map(toPasskey);
}

export async function touchPasskey(
  tx: Transactor,
  {
    person,
    credential,
    counter,
  }: { readonly person: string; readonly credential: string; readonly counter: number },
): Promise<void> {
  const rows = await writePeople(tx, openSelfView({ person }));
  await rows
    .updateTable("passkey")
    .set({ counter, used_at: sql<Instant>`now()` })
    .where("credential", "=", credential)
    .execute();
}

/** @returns whether the person had it. */
export async function deletePasskey(
  tx: Transactor,
  { person, credential }: { readonly person: string; readonly credential: string },
): Promise<boolean> {
  const rows = await writePeople(tx, openSelfView({ person }));
  const { numDeletedRows } = await rows
    .deleteFrom("passkey")
    .where("credential", "=", credential)
    .where("person", "=", person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Takes all passkeys of a person away. */
export async function deletePasskeys(tx: Transactor, person: string): Promise<void> {
  const rows = await writePeople(tx, openSelfView({ person }));
  await rows.deleteFrom("passkey").where("person", "=", person).execute();
}

/** @returns false when the provider's subject is somebody already. */
export async function bindIdentity(
  tx: Transactor,
  { person, identity }: { readonly person: string; readonly identity: OutsideIdentity },
): Promise<boolean> {
  const rows = await writePeople(tx, openSelfView({ person }));
  const { numInsertedOrUpdatedRows } = await rows
    .insertInto("outside_identity")
    .values({ digest: digestIdentity(identity), issuer: identity.issuer, subject: identity.subject, person })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** The person a provider's subject was bound to; null: nobody. */
export async function findBound(reader: Reader, identity: OutsideIdentity): Promise<string | null> {
  const digest = digestIdentity(identity);
  const rows = await readPeople(reader, openCredentialView(digest));
  const row = await rows
    .selectFrom("outside_identity")
    .select("person")
    .where("digest", "=", digest)
    .executeTakeFirst();
  return row?.person ?? null;
}

/** Takes away whom a person is at any provider. */
export async function unbindIdentities(tx: Transactor, person: string): Promise<void> {
  const rows = await writePeople(tx, openSelfView({ person }));
  await rows.deleteFrom("outside_identity").where("person", "=", person).execute();
}

const digestIdentity = ({ issuer, subject }: OutsideIdentity): string =>
  digestOf(canonicalize([issuer, subject]));

/** The issuers a person can sign in through. */
export async function listIssuers(reader: Reader, person: string): Promise<readonly string[]> {
  const own = await readPeople(reader, openSelfView({ person }));
  const rows = await own
    .selectFrom("outside_identity")
    .select("issuer")
    .where("person", "=", person)
    .orderBy("issuer")
    .execute();
  return rows.map(({ issuer }) => issuer);
}

export interface NewStepUp {
  readonly secret: string;
  readonly session: string;
  readonly person: string;
  readonly request: string;
  readonly statement: JsonObject;
  readonly nonce: string;
  readonly seconds: number;
}

export async function insertStepUp(tx: Transactor, asked: NewStepUp): Promise<void> {
  const { secret, session, person, request, statement, nonce, seconds } = asked;
  const rows = await writeUse(tx, openSelfView({ person }));
  const over = rows
    .selectFrom("step_up")
    .select("digest")
    .where("used_at", "is", null)
    .where("expires_at", "<", sql<Instant>`now()`)
    .limit(SWEPT)
    .forUpdate()
    .skipLocked();
  await rows.deleteFrom("step_up").where("digest", "in", over).execute();
  await rows
    .insertInto("step_up")
    .values({
      ...{ digest: digestOf(secret), session, person, request, nonce },
      ...{ statement: JSON.stringify(statement), expires_at: inSeconds(seconds) },
      ...{ signed_at: null, credential: null, signature: null, used_at: null },
    })
    .execute();
}

/** A step-up by its secret, and who asked for it in which session. */
export interface StepUpOf {
  readonly secret: string;
  readonly session: string;
  readonly person: string;
}

/** What waits to be signed by `session`; null when there is nothing, or it is over, signed or used. */
export async function findUnsigned(
  reader: Reader,
  { secret, session, person }: StepUpOf,
): Promise<{ readonly request: string; readonly nonce: string } | null> {
  const rows = await readPeople(reader, openSelfView({ person }));
  const row = await rows
    .selectFrom("step_up")
    .select(["request", "nonce"])
    .where("digest", "=", digestOf(secret))
    .where("session", "=", session)
    .where("signed_at", "is", null)
    .where("expires_at", ">", sql<Instant>`now()`)
    .executeTakeFirst();
  return row ?? null;
}

export async function writeSignature(
  tx: Transactor,
  {
    secret,
    person,
    credential,
    signature,
  }: Omit<StepUpOf, "session"> & { readonly credential: string; readonly signature: JsonObject },
): Promise<void> {
  const rows = await writeUse(tx, openSelfView({ person }));
  await rows
    .updateTable("step_up")
    .set({ signed_at: sql<Instant>`now()`, credential, signature: JSON.stringify(signature) })
    .where("digest", "=", digestOf(secret))
    .execute();
}

/** Uses a signed step-up for `request`. @returns its statement; null when there is none for just this, or not any more. */
export async function useSigned(
  tx: Transactor,
  { secret, session, person, request }: StepUpOf & { readonly request: string },
): Promise<JsonObject | null> {
  const rows = await writeUse(tx, openSelfView({ person }));
  const row = await rows
    .updateTable("step_up")
    .set({ used_at: sql<Instant>`now()` })
    .where("digest", "=", digestOf(secret))
    .where("session", "=", session)
    .where("request", "=", request)
    .where("signed_at", "is not", null)
    .where("used_at", "is", null)
    .where("expires_at", ">", sql<Instant>`now()`)
    .returning("statement")
    .executeTakeFirst();
  return row?.statement ?? null;
}

const passkeys = (reader: LabelledReader) =>
  reader
    .selectFrom("passkey")
    .select([
      ...(["credential", "handle", "person", "public_key", "counter", "device_bound"] as const),
      ...(["transports", "name", "made_at", "used_at"] as const),
    ]);

const toPasskey = (
  row: Awaited<ReturnType<ReturnType<typeof passkeys>["executeTakeFirstOrThrow"]>>,
): PasskeyRow => ({
  ...{
    credential: row.credential,
    handle: row.handle,
    person: row.person,
    publicKey: row.public_key,
    counter: row.counter,
  },
  ...{ deviceBound: row.device_bound, transports: row.transports, name: row.name },
  ...{ madeAt: row.made_at, usedAt: row.used_at },
});

/** Whether a session of the person was opened within the last so many seconds. */
export async function isSessionNew(
  reader: Reader,
  {
    person,
    credential,
    seconds,
  }: { readonly person: string; readonly credential: string; readonly seconds: number },
): Promise<boolean> {
  const rows = await readPeople(reader, openSelfView({ person }));
  const row = await rows
    .selectFrom("session")
    .select("id")
    .where("id", "=", credential)
    .where("opened_at", ">", sql<Instant>`now() - make_interval(secs => ${seconds})`)
    .executeTakeFirst();
  return row !== undefined;
}
