import { Type } from "typebox";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Caller, SeatCaller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { defineCeremony, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { CeremonyAnswer, NodeServices, Route } from "../routing/index.ts";
import { acceptInvitation, digestSecret, endSession, findAcceptance } from "../seats/index.ts";
import type { OpenedSession } from "../seats/index.ts";
import type { Transactor } from "../storage/index.ts";
import {
  addPasskey,
  askNewPasskey,
  askSignIn,
  enterWithPasskey,
  findOutside,
  journalRefusal,
  openOutside,
  replaceSession,
  returnFromOutside,
  signInWithPasskey,
  takeOutside,
} from "./ceremonies.ts";
import type { Entrance } from "./ceremonies.ts";
import { listOwn, removePasskey, requireFirstPasskey } from "./own-passkeys.ts";
import {
  AssertionAnswer,
  AttestationAnswer,
  CreationOptions,
  OwnPasskeys,
  PasskeyName,
  ProviderName,
  RequestOptions,
  SecretText,
  SignedIn,
} from "./schemas.ts";
import { giveSession, takeSession } from "./session-cookie.ts";
import { refuseSignIn } from "./single-sign-on.ts";
import { signStepUp } from "./step-up.ts";

const closed = { additionalProperties: false } as const;
const open = { who: "anyone", view: "none", takes: "json", stepUp: false } as const;
const own = { who: "signed-in", view: "none", takes: "json", stepUp: false } as const;
/** The browser stays as it is. */
const keeps = { cookie: null, forgets: false } as const;
const plain = { params: Nothing, query: Nothing } as const;
const asked = { ...plain, body: NoBody } as const;

/** @throws ServerError NOT_FOUND where nobody signs in: at a node of exercises. */
function requireSignIn({ signIn, sessionLimits }: NodeServices): Entrance {
  if (signIn === null)
    throw new ServerError(
      "NOT_FOUND",
      "Nobody signs in at a node of exercises: everybody there is its control.",
    );
  return { ...signIn, sessionLimits };
}

/** Who is signed in with a browser. @throws ServerError NOT_FOUND for a machine, and for exercise control. */
function requirePerson(caller: Caller): SeatCaller {
  if (caller.kind !== "seat" || caller.by !== "session")
    throw new ServerError("NOT_FOUND", "This is for persons who are signed in.");
  return caller;
}

/** The one answer of everything that may sign somebody in. */
function answerSession(
  session: OpenedSession | null,
): Promise<CeremonyAnswer<{ seat: string; expiresAt: string }>> {
  if (session === null) throw refuseSignIn();
  const { seat, expiresAt, secret } = session;
  return Promise.resolve({ answer: { seat, expiresAt }, cookie: giveSession(secret), forgets: false });
}

const entering: readonly Route[] = [
  defineRead({
    ...{ id: "sign-in.ways", method: "GET", path: "/api/sign-in", ...open },
    summary: "How persons sign in at this node",
    input: asked,
    answer: Type.Object({
      kind: Type.Union([Type.Literal("exercise"), Type.Literal("real")]),
      host: Type.Union([Type.String(), Type.Null()]),
      providers: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
    }),
    read: (_reader, { node }) =>
      Promise.resolve({
        ...{ kind: node.kind, host: node.host },
        providers: (node.signIn?.providers ?? []).map(({ id, name }) => ({ id, name })),
      }),
  }),
  defineChange({
    ...{ id: "sign-in.ask", method: "POST", path: "/api/sign-in/passkey/question", ...open },
    summary: "Ask for a passkey, of whomever",
    input: asked,
    answer: RequestOptions,
    change: (tx, { node }) => askSignIn(tx, requireSignIn(node)) as never,
  }),
  defineCeremony({
    ...{ id: "sign-in.passkey", method: "POST", path: "/api/sign-in/passkey", ...open },
    summary: "Sign in with a passkey",
    input: { ...plain, body: Type.Object({ answer: AssertionAnswer }, closed) },
    answer: SignedIn,
    change: async (tx, { node, caller, body }) => {
      const answer = body.answer as AuthenticationResponseJSON;
      const session = await signInWithPasskey(tx, requireSignIn(node), answer);
      if (session === null) await journalRefusal(tx, node, { with: "passkey", credential: answer.id });
      return replaceSession(tx, caller, session);
    },
    send: answerSession,
  }),
  defineCeremony({
    ...{ id: "sign-in.provider-ask", method: "POST", path: "/api/sign-in/provider/question", ...open },
    summary: "Ask a provider of single sign-on, to sign in or to accept an invitation",
    input: {
      ...plain,
      body: Type.Object(
        { provider: ProviderName, acceptance: Type.Union([SecretText, Type.Null()]) },
        closed,
      ),
    },
    answer: Type.Object({ address: Type.String(), binding: Type.String() }),
    change: (tx, { node, body }) => {
      requireSignIn(node);
      return openOutside(tx, body);
    },
    send: async (binding, { node, body }) => {
      const address = await findOutside(requireSignIn(node), { provider: body.provider, binding });
      return { answer: { address, binding }, ...keeps };
    },
  }),
  defineCeremony({
    ...{ id: "sign-in.provider", method: "POST", path: "/api/sign-in/provider", ...open },
    summary: "Sign in, or accept an invitation, with what a provider sent back",
    input: {
      ...plain,
      body: Type.Object({ binding: SecretText, returned: Type.String({ maxLength: 4000 }) }, closed),
    },
    answer: SignedIn,
    change: (tx, { body }) => takeOutside(tx, body.binding),
    send: async (outside, { node, caller, body }) => {
      const entrance = requireSignIn(node);
      const { database } = node;
      try {
        if (outside === null) throw refuseSignIn();
        const opened = (tx: Transactor, session: OpenedSession) => replaceSession(tx, caller, session);
        return await answerSession(
          await returnFromOutside({ entrance, database }, { outside, opened, ...body }),
        );
      } catch (error) {
        // What was tried is written down although nothing else of it is kept.
        if (error instanceof ServerError && error.code === "SIGN_IN_REFUSED")
          await database.transact((tx) =>
            journalRefusal(tx, node, { with: "single-sign-on", credential: "" }),
          );
        throw error;
      }
    },
  }),
];

const Acceptance = Type.Object({ acceptance: SecretText }, closed);

const invited: readonly Route[] = [
  defineCeremony({
    ...{ id: "invitation.accept", method: "POST", path: "/api/invitation", ...open },
    summary: "Accept an invitation by the code that was read to you, or the first link",
    input: {
      ...plain,
      body: Type.Object(
        {
          code: Type.String({ maxLength: 100 }),
          name: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
        },
        closed,
      ),
    },
    answer: Type.Object({
      member: Type.String(),
      name: Type.String(),
      acceptance: Type.String(),
      checkCode: Type.Union([Type.String(), Type.Null()]),
    }),
    change: (tx, { node, body }) => {
      requireSignIn(node);
      return acceptInvitation(tx, body);
    },
    send: (accepted) => {
      if (accepted === null) throw refuseSignIn();
      return Promise.resolve({ answer: accepted, ...keeps });
    },
  }),
  defineRead({
    ...{ id: "invitation.waiting", method: "POST", path: "/api/invitation/state", ...open },
    summary: "Whether the one who invited has said that the check code is right",
    input: { ...plain, body: Acceptance },
    answer: Type.Object({ member: Type.String(), name: Type.String(), confirmed: Type.Boolean() }),
    read: async (reader, { body }) => {
      const waiting = await findAcceptance(reader, digestSecret(body.acceptance));
      if (waiting === null) throw refuseSignIn();
      return waiting;
    },
  }),
  defineChange({
    ...{ id: "invitation.passkey-ask", method: "POST", path: "/api/invitation/passkey/question", ...open },
    summary: "Ask who was invited to make a passkey",
    input: { ...plain, body: Acceptance },
    answer: CreationOptions,
    change: (tx, { node, body }) => askNewPasskey(tx, requireSignIn(node), body) as never,
  }),
  defineCeremony({
    ...{ id: "invitation.complete", method: "POST", path: "/api/invitation/passkey", ...open },
    summary: "Come in with the passkey that was made",
    input: {
      ...plain,
      body: Type.Object({ acceptance: SecretText, name: PasskeyName, answer: AttestationAnswer }, closed),
    },
    answer: SignedIn,
    change: async (tx, { node, caller, body }) => {
      const session = await enterWithPasskey(tx, requireSignIn(node), body);
      if (session === null) await journalRefusal(tx, node, { with: "passkey", credential: "" });
      return replaceSession(tx, caller, session);
    },
    send: answerSession,
  }),
];

const NewPasskey = Type.Object({ name: PasskeyName, answer: AttestationAnswer }, closed);
const Done = Type.Object({ done: Type.Literal(true) });
const done = { done: true } as const;

const holding: readonly Route[] = [
  defineRead({
    ...{ id: "passkey.list", method: "GET", path: "/api/passkeys", ...own },
    summary: "Your passkeys, and the providers you can sign in through",
    input: asked,
    answer: OwnPasskeys,
    read: (reader, { caller, node }) => listOwn(reader, requirePerson(caller), requireSignIn(node)),
  }),
  defineChange({
    ...{ id: "passkey.ask", method: "POST", path: "/api/passkeys/question", ...own },
    summary: "Ask to make one more passkey",
    input: asked,
    answer: CreationOptions,
    change: (tx, { caller, node }) =>
      askNewPasskey(tx, requireSignIn(node), { caller: requirePerson(caller) }) as never,
  }),
  ...([true, false] as const).map((stepUp) =>
    defineCeremony({
      ...{ id: stepUp ? "passkey.add" : "passkey.first", method: "POST", ...own, stepUp },
      path: stepUp ? "/api/passkeys" : "/api/passkeys/first",
      summary: stepUp
        ? "Add a passkey to yours"
        : "Make your first passkey, just after a provider signed you in",
      input: { ...plain, body: NewPasskey },
      answer: Done,
      change: async (tx, { caller, node, body }) => {
        const person = requirePerson(caller);
        if (!stepUp) await requireFirstPasskey(tx, person);
        const answer = body.answer as RegistrationResponseJSON;
        return addPasskey(tx, requireSignIn(node), { caller: person, name: body.name, answer });
      },
      send: (added) => {
        if (!added) throw refuseSignIn();
        return Promise.resolve({ answer: done, ...keeps });
      },
    }),
  ),
  defineChange({
    ...{ id: "passkey.remove", method: "DELETE", path: "/api/passkeys/:passkey", ...own, stepUp: true },
    summary: "Remove one of your passkeys",
    input: {
      ...{ query: Nothing, body: NoBody },
      params: Type.Object({ passkey: Type.String({ pattern: "^[A-Za-z0-9_-]{1,1400}$" }) }, closed),
    },
    answer: Done,
    change: async (tx, { caller, params }) => {
      await removePasskey(tx, requirePerson(caller), params.passkey);
      return done;
    },
  }),
  defineCeremony({
    ...{ id: "session.leave", method: "DELETE", path: "/api/session", ...own },
    summary: "Sign out: this session ends, and the browser forgets it",
    input: asked,
    answer: Done,
    change: async (tx, { caller }) => {
      const person = requirePerson(caller);
      await endSession(tx, person, person.credential);
      return done;
    },
    send: () => Promise.resolve({ answer: done, cookie: takeSession(), forgets: true }),
  }),
  defineCeremony({
    ...{ id: "step-up.sign", method: "POST", path: "/api/step-up", ...own },
    summary: "Sign what you were shown, with your passkey",
    input: { ...plain, body: Type.Object({ id: SecretText, answer: AssertionAnswer }, closed) },
    answer: Done,
    change: (tx, { caller, node, body }) => {
      const { credential: session, person } = requirePerson(caller);
      const answer = body.answer as AuthenticationResponseJSON;
      return signStepUp(tx, { party: requireSignIn(node).party, id: body.id, session, person, answer });
    },
    send: (signed) => {
      if (!signed)
        throw new ServerError(
          "STEP_UP_REFUSED",
          "This does not sign what you were shown. Begin again with the act.",
        );
      return Promise.resolve({ answer: done, ...keeps });
    },
  }),
];

export const signInRoutes: readonly Route[] = [...entering, ...invited, ...holding];
