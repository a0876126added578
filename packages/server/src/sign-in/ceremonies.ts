// The ceremonies: a question, and what its answer does. A question is used up by its first answer, right or wrong. Whoever is
// not signed in is told the same whatever the reason, and what is checked for somebody is checked for nobody as well.
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { readString } from "@entente/core/encoding";
import type { Caller, SeatCaller } from "../access/index.ts";
import type { SessionLimits } from "../config/index.ts";
import { writeNodeJournal } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { NodeServices } from "../routing/index.ts";
import {
  completeInvitation,
  digestSecret,
  endSession,
  findAcceptance,
  findSeatOf,
  openSession,
} from "../seats/index.ts";
import type { OpenedSession } from "../seats/index.ts";
import type { Database, Reader, Transactor } from "../storage/index.ts";
import type { SignIn } from "./open-sign-in.ts";
import { askForNewPasskey, askForPasskey, challengeIn, checkNewPasskey, checkPasskey } from "./passkeys.ts";
import type { Passkey } from "./passkeys.ts";
import { drawSecret } from "./secrets.ts";
import { askProvider, readProviderAnswer, refuseSignIn } from "./single-sign-on.ts";
import type { OutsideIdentity } from "./single-sign-on.ts";
import {
  bindIdentity,
  deletePasskeys,
  findBound,
  findPasskey,
  insertPasskey,
  listPasskeys,
  openCeremony,
  takeCeremony,
  touchPasskey,
  unbindIdentities,
} from "./store.ts";

/** How persons sign in, and how long a session lasts that is opened by it. */
export interface Entrance extends SignIn {
  readonly sessionLimits: SessionLimits;
}

/** How long a question waits: as long as a person needs to find the device. */
const QUESTION_SECONDS = 5 * 60;
/** A person at a provider may have to look for a telephone, too. */
const OUTSIDE_SECONDS = 10 * 60;

/** Asks for any passkey of this node. */
export async function askSignIn(
  tx: Transactor,
  { party }: SignIn,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const challenge = drawSecret();
  await openCeremony(tx, { secret: challenge, kind: "sign-in", about: {}, seconds: QUESTION_SECONDS });
  return askForPasskey(party, { challenge, of: [] });
}

/** @returns the session; null when the answer signs nobody in. Either way the question is used up: commit. */
export async function signInWithPasskey(
  tx: Transactor,
  { party, sessionLimits }: Entrance,
  answer: AuthenticationResponseJSON,
): Promise<OpenedSession | null> {
  const challenge = challengeIn(answer) ?? "";
  const asked = await takeCeremony(tx, { secret: challenge, kind: "sign-in" });
  const known = await findPasskey(tx, answer.id);
  const checked = await checkPasskey(party, { challenge, answer, known });
  if (asked === null || known === null || checked === null) return null;
  const { person, credential } = known;
  await touchPasskey(tx, { person, credential, counter: checked.counter });
  return openOrRefuse(tx, { person, signedInWith: "passkey", limits: sessionLimits });
}

/** For whom a passkey is made: who was let in and is not here yet, or who is signed in. */
export type Newcomer = { readonly acceptance: string } | { readonly caller: SeatCaller };

/** Asks for a new passkey. @throws ServerError SIGN_IN_REFUSED unless the invitation was confirmed. */
export async function askNewPasskey(
  tx: Transactor,
  { party }: SignIn,
  whose: Newcomer,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const [challenge, handle] = [drawSecret(), drawSecret()];
  const [digest, shown] =
    "caller" in whose
      ? [null, showSeat(whose.caller)]
      : await readConfirmed(tx, digestSecret(whose.acceptance));
  const about =
    "caller" in whose ? { handle, person: whose.caller.person } : { handle, acceptance: digest ?? "" };
  await openCeremony(tx, { secret: challenge, kind: "passkey", about, seconds: QUESTION_SECONDS });
  const has = "caller" in whose ? await listPasskeys(tx, whose.caller.person) : [];
  return askForNewPasskey(party, { handle, shown, challenge, has });
}

export interface NewPasskeyAnswer {
  /** How the person calls the device. */
  readonly name: string;
  readonly answer: RegistrationResponseJSON;
}

/** Lets in who was invited, with the passkey that was made. @returns null as `signInWithPasskey`. */
export async function enterWithPasskey(
  tx: Transactor,
  entrance: Entrance,
  { acceptance, ...made }: NewPasskeyAnswer & { readonly acceptance: string },
): Promise<OpenedSession | null> {
  const digest = digestSecret(acceptance);
  const passkey = await readNewPasskey(tx, entrance, made, { acceptance: digest });
  if (passkey === null) return null;
  const person = await enter(tx, digest);
  if (person === null) return null;
  await insertPasskey(tx, { person, name: made.name, passkey });
  return openOrRefuse(tx, { person, signedInWith: "passkey", limits: entrance.sessionLimits });
}

/** Keeps one more passkey of who is signed in. @returns false when the answer does not hold. */
export async function addPasskey(
  tx: Transactor,
  signIn: SignIn,
  { caller, ...made }: NewPasskeyAnswer & { readonly caller: SeatCaller },
): Promise<boolean> {
  const { person } = caller;
  const passkey = await readNewPasskey(tx, signIn, made, { person });
  if (passkey === null) return false;
  await insertPasskey(tx, { person, name: made.name, passkey });
  await journalPasskey(tx, caller, { action: "passkey.add", name: made.name });
  return true;
}

export async function journalPasskey(
  tx: Transactor,
  { seat }: SeatCaller,
  { action, name }: { readonly action: string; readonly name: string },
): Promise<void> {
  await writeNodeJournal(tx, {
    ...{ member: seat.member, seat: seat.id, action, subject: `${seat.member}:${seat.name ?? ""}` },
    detail: { name },
  });
}

/** Remembers that a browser goes to a provider. @returns what the browser keeps until it is back. */
export async function openOutside(
  tx: Transactor,
  { provider, acceptance }: { readonly provider: string; readonly acceptance: string | null },
): Promise<string> {
  const binding = drawSecret();
  const digest = acceptance === null ? "" : digestSecret(acceptance);
  if (acceptance !== null) await readConfirmed(tx, digest);
  await openCeremony(tx, {
    ...{ secret: binding, kind: "outside", about: { provider, acceptance: digest } },
    seconds: OUTSIDE_SECONDS,
  });
  return binding;
}

/** Where to send the browser. @throws ServerError NOT_FOUND, PROVIDER_AWAY. */
export async function findOutside(
  { providers, returnTo }: SignIn,
  { provider, binding }: { readonly provider: string; readonly binding: string },
): Promise<string> {
  return askProvider(findProvider(providers, provider), { binding, returnTo });
}

/** What a browser that is back had gone out for; null when nothing is known of it. */
export interface Outside {
  readonly provider: string;
  /** Digest of what it holds of an invitation; empty: it is to sign in. */
  readonly acceptance: string;
}

export async function takeOutside(tx: Transactor, binding: string): Promise<Outside | null> {
  const about = await takeCeremony(tx, { secret: binding, kind: "outside" });
  if (about === null) return null;
  return {
    provider: readString(about["provider"], "/provider"),
    acceptance: readString(about["acceptance"], "/acceptance"),
  };
}

/**
 * Signs in whom the provider names, or binds who was invited to it, once and for good.
 * @throws ServerError SIGN_IN_REFUSED, PROVIDER_AWAY.
 */
export async function returnFromOutside(
  { entrance, database }: { readonly entrance: Entrance; readonly database: Database },
  {
    outside,
    binding,
    returned,
    opened,
  }: {
    readonly outside: Outside;
    readonly binding: string;
    readonly returned: string;
    /** What follows from the session in the same transaction. */
    readonly opened: (tx: Transactor, session: OpenedSession) => Promise<unknown>;
  },
): Promise<OpenedSession> {
  const provider = findProvider(entrance.providers, outside.provider);
  const identity = await readProviderAnswer(provider, { binding, returnTo: entrance.returnTo, returned });
  return database.transact(async (tx) => {
    const person =
      outside.acceptance === ""
        ? await findBound(tx, identity)
        : await bindInvited(tx, { acceptance: outside.acceptance, identity });
    const limits = entrance.sessionLimits;
    const session =
      person === null ? null : await openOrRefuse(tx, { person, signedInWith: "single-sign-on", limits });
    if (session === null) throw refuseSignIn();
    await opened(tx, session);
    return session;
  });
}

/** What the browser was signed in with before ends with the new session; a refusal ends nothing. */
export async function replaceSession(
  tx: Transactor,
  before: Caller,
  session: OpenedSession | null,
): Promise<OpenedSession | null> {
  if (session !== null && before.kind === "seat" && before.by === "session")
    await endSession(tx, before, before.credential);
  return session;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** Writes down that somebody was not let in: for the member whose passkey it was, else for the host. */
export async function journalRefusal(
  tx: Transactor,
  { host }: Pick<NodeServices, "host">,
  tried: { readonly with: "passkey" | "single-sign-on"; readonly credential: string },
): Promise<void> {
  // Looked for whether or not there is such a passkey, so that how long it takes says nothing of it.
  const known = await findPasskey(tx, tried.credential);
  const seat = await findSeatOf(tx, known?.person ?? NOBODY);
  await writeNodeJournal(tx, {
    ...{ member: seat?.member ?? host ?? "", seat: "node", action: "sign-in.refuse" },
    subject: seat === null ? "" : `${seat.member}:${seat.name ?? ""}`,
    detail: { with: tried.with },
  });
}

/** One person for one subject: who is somebody here already is not bound a second time. */
async function bindInvited(
  tx: Transactor,
  { acceptance, identity }: { readonly acceptance: string; readonly identity: OutsideIdentity },
): Promise<string> {
  const person = await enter(tx, acceptance);
  if (person === null || !(await bindIdentity(tx, { person, identity }))) throw refuseSignIn();
  return person;
}

/** Completes an invitation; who comes in anew leaves all that they signed in with before. */
async function enter(tx: Transactor, acceptance: string): Promise<string | null> {
  const entered = await refusedAsNull(completeInvitation(tx, acceptance));
  if (entered === null) return null;
  const { person, recovered } = entered;
  if (recovered) {
    await deletePasskeys(tx, person.id);
    await unbindIdentities(tx, person.id);
  }
  return person.id;
}

async function readNewPasskey(
  tx: Transactor,
  { party }: SignIn,
  { answer }: NewPasskeyAnswer,
  of: { readonly acceptance: string } | { readonly person: string },
): Promise<Passkey | null> {
  const challenge = challengeIn(answer) ?? "";
  const about = await takeCeremony(tx, { secret: challenge, kind: "passkey" });
  const handle = about === null ? "" : readString(about["handle"], "/handle");
  const passkey = await checkNewPasskey(party, { handle, challenge, answer });
  // A question that was put to one is not answered by another.
  const asked = "person" in of ? about?.["person"] === of.person : about?.["acceptance"] === of.acceptance;
  if (passkey === null || !asked) return null;
  return (await findPasskey(tx, passkey.credential)) === null ? passkey : null;
}

async function readConfirmed(reader: Reader, digest: string): Promise<readonly [string, string]> {
  const waiting = await findAcceptance(reader, digest);
  if (waiting?.confirmed !== true) throw refuseSignIn();
  return [digest, `${waiting.name} (${waiting.member})`];
}

const showSeat = ({ seat }: SeatCaller): string => `${seat.name ?? ""} (${seat.member})`;

const openOrRefuse = (
  tx: Transactor,
  opening: Parameters<typeof openSession>[1],
): Promise<OpenedSession | null> => refusedAsNull(openSession(tx, opening));

/** A refusal that must not undo what the transaction did so far: the question stays used up. */
async function refusedAsNull<T>(attempt: Promise<T>): Promise<T | null> {
  try {
    return await attempt;
  } catch (error) {
    if (error instanceof ServerError && error.code === "SIGN_IN_REFUSED") return null;
    throw error;
  }
}

function findProvider(providers: SignIn["providers"], id: string): SignIn["providers"][number] {
  const found = providers.find((one) => one.id === id);
  if (found === undefined) throw new ServerError("NOT_FOUND", "There is no such provider here.");
  return found;
}
