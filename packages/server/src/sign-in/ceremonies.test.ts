// Coming in and signing in, against the real database: every question is answered once, and every refusal is the same.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { acceptInvitation, openFirstLink } from "../seats/index.ts";
import { makeAuthenticator } from "./authenticator.fixture.ts";
import type { Authenticator, Wrongs } from "./authenticator.fixture.ts";
import {
  addPasskey,
  askNewPasskey,
  askSignIn,
  enterWithPasskey,
  openOutside,
  signInWithPasskey,
  takeOutside,
} from "./ceremonies.ts";
import type { Entrance } from "./ceremonies.ts";
import { listOwn, removePasskey, requireFirstPasskey } from "./own-passkeys.ts";
import { openRelyingParty } from "./relying-party.ts";
import { drawSecret } from "./secrets.ts";
import { bindIdentity, findBound, openCeremony, takeCeremony } from "./store.ts";

const signIn: Entrance = {
  party: openRelyingParty("https://entente.example", "Entente"),
  providers: [],
  returnTo: "https://entente.example/sign-in/return",
  sessionLimits: { idleSeconds: 900, absoluteSeconds: 28_800 },
};
const place = { origin: signIn.party.origin, rpId: signIn.party.id };

let desk: SeatDesk;
let acceptance: string;
const device = makeAuthenticator();

beforeAll(async () => {
  desk = await openSeatDesk();
  const link = await desk.database.transact((tx) => openFirstLink(tx, "GBR"));
  const code = link?.code ?? "";
  const accepted = await desk.database.transact((tx) => acceptInvitation(tx, { code, name: "grace.h" }));
  acceptance = accepted?.acceptance ?? "";
});
afterAll(() => desk.close());

async function make(by: Authenticator, of: { readonly acceptance: string }, wrongs: Wrongs = {}) {
  const question = await desk.database.transact((tx) => askNewPasskey(tx, signIn, of));
  return by.make({ ...place, challenge: question.challenge, userHandle: question.user.id }, wrongs);
}

const enter = (held: string, answer: ReturnType<Authenticator["make"]>) =>
  desk.database.transact((tx) => enterWithPasskey(tx, signIn, { acceptance: held, name: "Phone", answer }));

const ask = async (): Promise<string> =>
  (await desk.database.transact((tx) => askSignIn(tx, signIn))).challenge;
const answer = (challenge: string, by = device, wrongs: Wrongs = {}) =>
  desk.database.transact((tx) => signInWithPasskey(tx, signIn, by.sign({ ...place, challenge }, wrongs)));

describe("coming in", () => {
  test("takes an invitation that was confirmed", async () => {
    await expect(make(device, { acceptance: drawSecret() })).rejects.toMatchObject({
      code: "SIGN_IN_REFUSED",
    });
    await expect(
      desk.database.transact((tx) => openOutside(tx, { provider: "ministry", acceptance: drawSecret() })),
    ).rejects.toMatchObject({ code: "SIGN_IN_REFUSED" });
  });

  test("takes a passkey made for just this invitation, by a person who was verified", async () => {
    expect(await enter(acceptance, await make(device, { acceptance }, { verified: false }))).toBeNull();
    const made = await make(device, { acceptance });
    expect(await enter(drawSecret(), made)).toBeNull();
    // That used the question up.
    expect(await enter(acceptance, made)).toBeNull();
    const session = await enter(acceptance, await make(device, { acceptance }));
    expect(session).toMatchObject({ seat: "GBR/administrator/grace.h" });
    expect(await desk.ask(session?.secret ?? "")).toMatchObject({ by: "session" });
  });

  test("is done once", async () => {
    await expect(make(makeAuthenticator(), { acceptance })).rejects.toMatchObject({
      code: "SIGN_IN_REFUSED",
    });
  });
});

describe("signing in", () => {
  test("opens a session with a new secret each time", async () => {
    const [one, other] = [await answer(await ask()), await answer(await ask())];
    expect(one?.seat).toBe("GBR/administrator/grace.h");
    expect(one?.secret).not.toBe(other?.secret);
  });

  test("answers a question once, right or wrong", async () => {
    const challenge = await ask();
    expect(await answer(challenge, device, { verified: false })).toBeNull();
    expect(await answer(challenge)).toBeNull();
  });

  test("is refused without a question, to one of another kind, and to one that is over", async () => {
    expect(await answer(drawSecret())).toBeNull();
    const open = async (kind: "passkey" | "sign-in", seconds: number): Promise<string> => {
      const secret = drawSecret();
      await desk.database.transact((tx) => openCeremony(tx, { secret, kind, about: {}, seconds }));
      return secret;
    };
    expect(await answer(await open("passkey", 60))).toBeNull();
    expect(await answer(await open("sign-in", -1))).toBeNull();
    expect(await answer(await open("sign-in", 60))).not.toBeNull();
  });

  test("is refused to a device nobody here has, in the same way", async () => {
    expect(await answer(await ask(), makeAuthenticator())).toBeNull();
  });

  test("is over for questions that nobody answered, which do not heap up", async () => {
    const count = () =>
      desk.database.read((reader) =>
        reader.selectFrom("ceremony").select("digest").where("about", "is not", null).execute(),
      );
    for (let turn = 0; turn < 30; turn += 1)
      await desk.database.transact((tx) =>
        openCeremony(tx, { secret: drawSecret(), kind: "outside", about: {}, seconds: -1 }),
      );
    await ask();
    expect((await count()).length).toBeLessThan(12);
  });
});

describe("a person's own", () => {
  test("passkeys are added and removed, and the last way in stays", async () => {
    const session = await answer(await ask());
    const caller = await desk.ask(session?.secret ?? "");
    if (caller === null) throw new Error("not signed in");
    await expect(desk.database.transact((tx) => requireFirstPasskey(tx, caller))).rejects.toMatchObject({
      code: "STEP_UP_NEEDED",
    });
    await expect(
      desk.database.transact((tx) => removePasskey(tx, caller, device.credential)),
    ).rejects.toMatchObject({ code: "TRANSITION_REFUSED" });
    const key = makeAuthenticator();
    const question = await desk.database.transact((tx) => askNewPasskey(tx, signIn, { caller }));
    expect(question.excludeCredentials).toMatchObject([{ id: device.credential }]);
    const made = key.make({ ...place, challenge: question.challenge, userHandle: question.user.id });
    const add = () =>
      desk.database.transact((tx) => addPasskey(tx, signIn, { caller, name: "Key", answer: made }));
    expect([await add(), await add()]).toEqual([true, false]);
    await desk.database.transact((tx) => removePasskey(tx, caller, device.credential));
    const own = await desk.database.read((reader) => listOwn(reader, caller, signIn));
    expect(own.passkeys.map(({ name }) => name)).toEqual(["Key"]);
    expect(await answer(await ask())).toBeNull();
    expect(await answer(await ask(), key)).not.toBeNull();
  });

  test("first passkey follows soon after a provider signed the person in", async () => {
    const ben = await desk.sit("GBR/desk/ben.l");
    await desk.database.transact((tx) => requireFirstPasskey(tx, ben));
    const late = { ...ben, credential: "00000000-0000-4000-8000-000000000000" };
    await expect(desk.database.transact((tx) => requireFirstPasskey(tx, late))).rejects.toMatchObject({
      code: "SIGN_IN_NEEDED",
    });
  });

  test("subject at a provider is bound once, and is not found under another issuer", async () => {
    const [ben, carl] = [await desk.sit("GBR/desk/dora.n"), await desk.sit("GBR/desk/carl.m")];
    const identity = { issuer: "https://login.example", subject: "f3a1" };
    const bind = (person: string) => desk.database.transact((tx) => bindIdentity(tx, { person, identity }));
    expect([await bind(ben.person), await bind(carl.person)]).toEqual([true, false]);
    const find = (issuer: string, subject: string) =>
      desk.database.read((reader) => findBound(reader, { issuer, subject }));
    expect(await find("https://login.example", "f3a1")).toBe(ben.person);
    for (const [issuer, subject] of [
      ["https://login.example/", "f3a1"],
      ["https://elsewhere.example", "f3a1"],
      ["https://login.example", "F3A1"],
      ["https://login.example", ""],
    ] as const)
      expect(await find(issuer, subject)).toBeNull();
  });
});

describe("a way out to a provider", () => {
  test("is come back from once, with what only this browser has", async () => {
    const binding = await desk.database.transact((tx) =>
      openOutside(tx, { provider: "ministry", acceptance: null }),
    );
    const take = (secret: string) => desk.database.transact((tx) => takeOutside(tx, secret));
    expect(await take(drawSecret())).toBeNull();
    expect(
      await desk.database.transact((tx) => takeCeremony(tx, { secret: binding, kind: "sign-in" })),
    ).toBeNull();
    expect(await take(binding)).toEqual({ provider: "ministry", acceptance: "" });
    expect(await take(binding)).toBeNull();
  });
});
