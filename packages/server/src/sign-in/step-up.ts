// Step-up: before an act that binds others, a person reads what it is and signs just that with their passkey. The signature is
// for one request of one session, serves once, within two minutes, and is used up in the transaction of the act itself.
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";
import type { JsonObject } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import type { Transactor } from "../storage/index.ts";
import { askForPasskey, checkPasskey } from "./passkeys.ts";
import type { RelyingParty } from "./relying-party.ts";
import { challengeFor, digestRequest, stateRequest } from "./rules.ts";
import type { SignedRequest, Statement } from "./rules.ts";
import { drawSecret } from "./secrets.ts";
import {
  findPasskey,
  findUnsigned,
  insertStepUp,
  listPasskeys,
  touchPasskey,
  useSigned,
  writeSignature,
} from "./store.ts";

/** From the question to the act, seconds. */
const STEP_UP_SECONDS = 120;

/** A question to be shown and signed. */
export interface StepUpQuestion {
  /** What the act will be sent with, in the header `entente-step-up`; of no use before it was signed. */
  readonly id: string;
  readonly statement: Statement;
  /** For the browser's `navigator.credentials.get`. */
  readonly options: PublicKeyCredentialRequestOptionsJSON;
}

/**
 * Asks for a signature of `request`. Whoever asks was admitted to it already.
 * @throws ServerError PASSKEY_NEEDED when the person has none to sign with.
 */
export async function askStepUp(
  tx: Transactor,
  {
    party,
    person,
    request,
    said,
  }: {
    readonly party: RelyingParty;
    /** Random id of the person. */
    readonly person: string;
    readonly request: SignedRequest;
    readonly said: { readonly who: string; readonly what: string; readonly toWhom: string };
  },
): Promise<StepUpQuestion> {
  const has = await listPasskeys(tx, person);
  if (has.length === 0)
    throw new ServerError(
      "PASSKEY_NEEDED",
      "This is signed with a passkey, and you have none yet. Add one under My seat, then do this again.",
    );
  const [id, nonce] = [drawSecret(), drawSecret()];
  const statement = stateRequest(request, said);
  await insertStepUp(tx, {
    ...{ secret: id, session: request.session, person, nonce, seconds: STEP_UP_SECONDS },
    ...{ request: statement.digest, statement: statement as unknown as JsonObject },
  });
  const challenge = challengeFor(statement.digest, nonce);
  return { id, statement, options: await askForPasskey(party, { challenge, of: has }) };
}

/**
 * Takes the signature of what was shown.
 * @returns false when there is nothing to sign any more, or the signature is not of it by this person.
 */
export async function signStepUp(
  tx: Transactor,
  {
    party,
    id,
    session,
    person,
    answer,
  }: {
    readonly party: RelyingParty;
    readonly id: string;
    readonly session: string;
    readonly person: string;
    readonly answer: AuthenticationResponseJSON;
  },
): Promise<boolean> {
  const waiting = await findUnsigned(tx, { secret: id, session, person });
  if (waiting === null) return false;
  const found = await findPasskey(tx, answer.id);
  const known = found?.person === person ? found : null;
  const challenge = challengeFor(waiting.request, waiting.nonce);
  const checked = await checkPasskey(party, { challenge, answer, known });
  if (checked === null) return false;
  await touchPasskey(tx, { person, credential: answer.id, counter: checked.counter });
  const { clientDataJSON, authenticatorData, signature } = answer.response;
  await writeSignature(tx, {
    ...{ secret: id, person, credential: answer.id },
    signature: { clientDataJSON, authenticatorData, signature },
  });
  return true;
}

/**
 * Uses up the signature of `request`, in the transaction of the act: what is rolled back is not used.
 * @throws ServerError STEP_UP_REFUSED when there is none for exactly this request and session, or it is over or used.
 */
export async function useStepUp(
  tx: Transactor,
  { id, person, request }: { readonly id: string; readonly person: string; readonly request: SignedRequest },
): Promise<void> {
  const { session } = request;
  const used = await useSigned(tx, { secret: id, session, person, request: digestRequest(request) });
  if (used !== null) return;
  throw new ServerError(
    "STEP_UP_REFUSED",
    "What was signed is not this, was used already, or is older than two minutes. Send it without the header entente-step-up to be asked again.",
  );
}
