// Passkeys (WebAuthn level 3): the question to the browser, and the check of its answer. User verification is required
// both times: having the device is not enough, its owner shows themselves to it with a finger, a face or a PIN.
import { generateKeyPairSync } from "node:crypto";
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { RelyingParty } from "./relying-party.ts";

/** What is kept of a passkey. */
export interface Passkey {
  /** 32 random bytes, base64url: by what the device knows it. It says nothing of the person. */
  readonly handle: string;
  /** Credential id, base64url. */
  readonly credential: string;
  /** COSE public key. */
  readonly publicKey: Uint8Array;
  readonly counter: number;
  /** The private key cannot leave the device it was made on. */
  readonly deviceBound: boolean;
  readonly transports: readonly string[];
}

/** How long a person has for a finger or a PIN, milliseconds. */
const PATIENCE_MS = 120_000;
/** Ed25519, ECDSA on P-256, RSA (RFC 9053): what devices have. Fixed, so that it does not change with the runtime. */
const ALGORITHMS = [-8, -7, -257];
const VERIFIED = "required" as const;

// With the formats of certificates it knows it is large, and a node may run for days before somebody signs in.
const loadLibrary = () => import("@simplewebauthn/server");

/** The question that makes a passkey on a person's device. The device is asked to keep it, so that signing in needs no name. */
export async function askForNewPasskey(
  party: RelyingParty,
  {
    handle,
    shown,
    challenge,
    has,
  }: {
    readonly handle: string;
    /** What the device shows to its owner. */
    readonly shown: string;
    /** base64url, 32 bytes. */
    readonly challenge: string;
    /** Passkeys the person has, none of which is to be made again on the same device. */
    readonly has: readonly Pick<Passkey, "credential" | "transports">[];
  },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await loadLibrary();
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: shown,
    userDisplayName: shown,
    userID: Uint8Array.from(Buffer.from(handle, "base64url")),
    challenge: Buffer.from(challenge, "base64url"),
    timeout: PATIENCE_MS,
    attestationType: "none",
    excludeCredentials: listAllowed(has),
    authenticatorSelection: { residentKey: "required", userVerification: VERIFIED },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/** @returns what to keep of the passkey; null when the answer does not hold, for whatever reason. */
export async function checkNewPasskey(
  party: RelyingParty,
  {
    handle,
    challenge,
    answer,
  }: { readonly handle: string; readonly challenge: string; readonly answer: RegistrationResponseJSON },
): Promise<Passkey | null> {
  const { verifyRegistrationResponse } = await loadLibrary();
  const verified = await orNull(
    verifyRegistrationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserPresence: true,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    }),
  );
  if (verified?.registrationInfo === undefined || isFramed(answer.response.clientDataJSON)) return null;
  const { credential, credentialDeviceType } = verified.registrationInfo;
  return {
    handle,
    credential: credential.id,
    publicKey: credential.publicKey,
    counter: credential.counter,
    deviceBound: credentialDeviceType === "singleDevice",
    transports: answer.response.transports ?? [],
  };
}

/**
 * The question for a signature with a passkey. With nothing in `of` the device offers what it has for this node, so that
 * nobody says a name before they have signed; a step-up asks for the person's own.
 */
export async function askForPasskey(
  party: RelyingParty,
  {
    challenge,
    of,
  }: { readonly challenge: string; readonly of: readonly Pick<Passkey, "credential" | "transports">[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await loadLibrary();
  return generateAuthenticationOptions({
    rpID: party.id,
    challenge: Buffer.from(challenge, "base64url"),
    timeout: PATIENCE_MS,
    userVerification: VERIFIED,
    allowCredentials: listAllowed(of),
  });
}

/** Whose passkey it is, and the passkey as the node knows it. */
export interface KnownPasskey extends Passkey {
  readonly person: string;
}

/**
 * Checks a signature. An unknown passkey is checked as well, against a key that nobody has, so that the answer takes as long
 * as for a known one.
 * @param known what the node knows under the credential of the answer; null: nothing.
 * @returns the device's new count; null when the answer does not hold, for whatever reason.
 */
export async function checkPasskey(
  party: RelyingParty,
  {
    challenge,
    answer,
    known,
  }: {
    readonly challenge: string;
    readonly answer: AuthenticationResponseJSON;
    readonly known: KnownPasskey | null;
  },
): Promise<{ readonly counter: number } | null> {
  const { verifyAuthenticationResponse } = await loadLibrary();
  const verified = await orNull(
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      credential: {
        id: answer.id,
        publicKey: Uint8Array.from(known?.publicKey ?? NOBODYS_KEY),
        counter: known?.counter ?? 0,
      },
    }),
  );
  if (known === null || verified?.verified !== true || isFramed(answer.response.clientDataJSON)) return null;
  // A device that kept the passkey says whose it is; one that says somebody else answered for somebody else.
  const { userHandle } = answer.response;
  if (userHandle !== undefined && userHandle !== known.handle) return null;
  return { counter: verified.authenticationInfo.newCounter };
}

/** The challenge an answer was made for, as its maker says; null when that cannot be read. Nothing is proved by it. */
export function challengeIn(answer: {
  readonly response: { readonly clientDataJSON: string };
}): string | null {
  const challenge = readClientData(answer.response.clientDataJSON)?.["challenge"];
  return typeof challenge === "string" && /^[\w-]{43}$/.test(challenge) ? challenge : null;
}

/** Whether a page within a page asked: ours is shown in no other, so nothing of it comes from there. */
const isFramed = (clientDataJSON: string): boolean => {
  const data = readClientData(clientDataJSON);
  return data === null || (data["crossOrigin"] ?? false) !== false || data["topOrigin"] !== undefined;
};

function readClientData(clientDataJSON: string): Readonly<Record<string, unknown>> | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

const listAllowed = (passkeys: readonly Pick<Passkey, "credential" | "transports">[]) =>
  passkeys.map(({ credential, transports }) => ({
    id: credential,
    transports: [...transports] as AuthenticatorTransport[],
  }));

/** The library throws for every way in which an answer can be wrong; to who sent it they are all the same. */
const orNull = <T>(verification: Promise<T>): Promise<T | null> => verification.catch(() => null);

/** A P-256 key made at the start, whose private half is forgotten at once. COSE, RFC 9053 section 7.1.1. */
const NOBODYS_KEY = makeNobodysKey();

function makeNobodysKey(): Uint8Array {
  const { x = "", y = "" } = generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey.export({
    format: "jwk",
  });
  const point = (label: number, coordinate: string) =>
    Buffer.concat([Buffer.from([label, 0x58, 0x20]), Buffer.from(coordinate, "base64url")]);
  return Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01]),
    point(0x21, x),
    point(0x22, y),
  ]);
}
