// A person's own passkeys. One more, or one less, is signed with one of those there are; only the first of a person who came in
// through a provider is made without, and only just after.
import { PolicyError } from "@entente/core/encoding";
import type { SeatCaller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { journalPasskey } from "./ceremonies.ts";
import type { SignIn } from "./open-sign-in.ts";
import { deletePasskey, isSessionNew, listIssuers, listPasskeys } from "./store.ts";

/** How new a session is to be for a first passkey, seconds: nobody finds it open and makes a way in that lasts. */
const NEW_SECONDS = 5 * 60;

export async function listOwn(reader: Reader, { person }: SeatCaller, { providers }: SignIn) {
  const passkeys = await listPasskeys(reader, person);
  const issuers = await listIssuers(reader, person);
  return {
    passkeys: passkeys.map(({ credential, name, deviceBound, madeAt, usedAt }) => ({
      ...{ id: credential, name, deviceBound, madeAt, usedAt },
    })),
    providers: issuers.map((issuer) => providers.find((one) => one.issuer === issuer)?.name ?? issuer),
  };
}

/** @throws ServerError STEP_UP_NEEDED for whoever has a passkey to sign with; SIGN_IN_NEEDED when the session is not new. */
export async function requireFirstPasskey(tx: Transactor, caller: SeatCaller): Promise<void> {
  if ((await listPasskeys(tx, caller.person)).length > 0)
    throw new ServerError("STEP_UP_NEEDED", "You have a passkey: add the new one by signing with it.");
  if (!(await isSessionNew(tx, { ...caller, seconds: NEW_SECONDS })))
    throw new ServerError(
      "SIGN_IN_NEEDED",
      "Sign in once more; a first passkey is made within five minutes of that.",
    );
}

/** @throws ServerError NOT_FOUND; PolicyError TRANSITION_REFUSED for the last way in. */
export async function removePasskey(tx: Transactor, caller: SeatCaller, credential: string): Promise<void> {
  const { person } = caller;
  const passkeys = await listPasskeys(tx, person);
  const found = passkeys.find((one) => one.credential === credential);
  if (found === undefined) throw new ServerError("NOT_FOUND", "That is none of your passkeys.");
  if (passkeys.length === 1 && (await listIssuers(tx, person)).length === 0)
    throw new PolicyError("TRANSITION_REFUSED", "This is your only way in. Add another passkey first.");
  await deletePasskey(tx, { person, credential });
  await journalPasskey(tx, caller, { action: "passkey.remove", name: found.name });
}
