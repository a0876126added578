// What is signed is done, once, by who signed it; anything else is refused. Against the real database.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../access/index.ts";
import { openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { makeAuthenticator } from "./authenticator.fixture.ts";
import type { Authenticator } from "./authenticator.fixture.ts";
import { askStepUp, signStepUp, useStepUp } from "./step-up.ts";
import { openRelyingParty } from "./relying-party.ts";
import { challengeFor, digestRequest, stateRequest } from "./rules.ts";
import type { SignedRequest } from "./rules.ts";
import { drawSecret } from "./secrets.ts";
import { insertPasskey, insertStepUp } from "./store.ts";
import { checkNewPasskey } from "./passkeys.ts";

const party = openRelyingParty("https://entente.example", "Entente");
const place = { origin: party.origin, rpId: party.id };
const said = { who: "GBR/release-authority/anna.k", what: "Approve a release", toWhom: "EST, LVA" };
const body = { planDigest: "J2eKx0m1s3a9QXcyAF3oSpXlMquN4dZcF4DmGJDoGgE" };

let desk: SeatDesk;
let anna: SeatCaller;
let device: Authenticator;

beforeAll(async () => {
  desk = await openSeatDesk();
  anna = await desk.sit("GBR/release-authority/anna.k");
  device = await giveDevice(anna);
});
afterAll(() => desk.close());

async function giveDevice({ person }: SeatCaller): Promise<Authenticator> {
  const made = makeAuthenticator();
  const [handle, challenge] = [drawSecret(), drawSecret()];
  const answer = made.make({ ...place, challenge, userHandle: handle });
  const passkey = await checkNewPasskey(party, { handle, challenge, answer });
  if (passkey === null) throw new Error("no passkey");
  await desk.database.transact((tx) => insertPasskey(tx, { person, name: "Phone", passkey }));
  return made;
}

const requestOf = (caller: SeatCaller, sent: SignedRequest["body"] = body): SignedRequest => ({
  ...{ route: "release.approve", params: { case: "salisbury-2018", release: "one" }, query: {} },
  ...{ body: sent, session: caller.credential },
});

const ask = (request: SignedRequest, caller = anna) =>
  desk.database.transact((tx) => askStepUp(tx, { party, person: caller.person, request, said }));

const sign = (id: string, challenge: string, by = { caller: anna, device }) =>
  desk.database.transact((tx) =>
    signStepUp(tx, {
      ...{ party, id, session: by.caller.credential, person: by.caller.person },
      answer: by.device.sign({ ...place, challenge }),
    }),
  );

const use = (id: string, request: SignedRequest, caller = anna) =>
  desk.database.transact((tx) => useStepUp(tx, { id, person: caller.person, request }));

async function signed(request = requestOf(anna)): Promise<string> {
  const { id, options } = await ask(request);
  expect(await sign(id, options.challenge)).toBe(true);
  return id;
}

const refused = { code: "STEP_UP_REFUSED" };

describe("a question", () => {
  test("says who, what, to whom, every word that is sent, and words for all of it together", async () => {
    const request = requestOf(anna);
    const { statement, options } = await ask(request);
    expect(statement).toMatchObject({ ...said, digest: digestRequest(request) });
    expect(statement.lines.map(({ label }) => label)).toEqual(["case", "release", "plan digest"]);
    expect(statement.lines[2]?.text).toMatch(/^([a-z]+ ){6}\(J2eKx/);
    expect(statement.words.split(" ")).toHaveLength(6);
    expect(options).toMatchObject({
      userVerification: "required",
      allowCredentials: [{ id: device.credential }],
    });
  });

  test("asks for the digest of the request, under a number of its own each time", async () => {
    const one = await ask(requestOf(anna));
    const other = await ask(requestOf(anna));
    expect(one.statement.digest).toBe(other.statement.digest);
    expect(one.options.challenge).not.toBe(other.options.challenge);
    expect(challengeFor(one.statement.digest, "a")).not.toBe(challengeFor(one.statement.digest, "b"));
  });

  test("cannot be put to who has no passkey", async () => {
    const ben = await desk.sit("GBR/desk/ben.l");
    await expect(ask(requestOf(ben), ben)).rejects.toMatchObject({ code: "PASSKEY_NEEDED" });
  });
});

describe("a signature", () => {
  test("serves once", async () => {
    const id = await signed();
    await use(id, requestOf(anna));
    await expect(use(id, requestOf(anna))).rejects.toMatchObject(refused);
  });

  test("serves again when the act was rolled back, and not twice at one time", async () => {
    const id = await signed();
    const failed = desk.database.transact(async (tx) => {
      await useStepUp(tx, { id, person: anna.person, request: requestOf(anna) });
      throw new Error("the act failed");
    });
    await expect(failed).rejects.toThrow("the act failed");
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => use(id, requestOf(anna))));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test.each<readonly [string, (request: SignedRequest) => SignedRequest]>([
    ["another route", (request) => ({ ...request, route: "release.issue" })],
    ["another case", (request) => ({ ...request, params: { ...request.params, case: "other" } })],
    ["one parameter more", (request) => ({ ...request, params: { ...request.params, extra: "" } })],
    ["another body", (request) => ({ ...request, body: { planDigest: `K${body.planDigest.slice(1)}` } })],
    ["no body", (request) => ({ ...request, body: null })],
    ["one word of the query", (request) => ({ ...request, query: { force: "yes" } })],
    ["another session", (request) => ({ ...request, session: "00000000-0000-4000-8000-000000000000" })],
  ])("is of no use for %s", async (_name, change) => {
    const id = await signed();
    await expect(use(id, change(requestOf(anna)))).rejects.toMatchObject(refused);
    await use(id, requestOf(anna));
  });

  test("is of no use to another person, nor made by one", async () => {
    const ben = await desk.sit("GBR/release-authority/carl.m");
    const his = await giveDevice(ben);
    const id = await signed();
    await expect(use(id, { ...requestOf(anna), session: ben.credential }, ben)).rejects.toMatchObject(
      refused,
    );
    const asked = await ask(requestOf(anna));
    expect(await sign(asked.id, asked.options.challenge, { caller: anna, device: his })).toBe(false);
    expect(await sign(asked.id, asked.options.challenge, { caller: ben, device: his })).toBe(false);
    await expect(use(asked.id, requestOf(anna))).rejects.toMatchObject(refused);
  });

  test("of another question, and a second one, are refused", async () => {
    const one = await ask(requestOf(anna));
    const other = await ask(requestOf(anna, null));
    expect(await sign(one.id, other.options.challenge)).toBe(false);
    expect(await sign(one.id, one.options.challenge)).toBe(true);
    expect(await sign(one.id, one.options.challenge)).toBe(false);
  });

  test("is needed: a question alone, an unknown id and none do nothing", async () => {
    const { id } = await ask(requestOf(anna));
    for (const one of [id, drawSecret(), "", "x".repeat(5000), "null"])
      await expect(use(one, requestOf(anna))).rejects.toMatchObject(refused);
  });

  test("is over with its time, signed or not", async () => {
    const past = async (seconds: number) => {
      const [secret, nonce] = [drawSecret(), drawSecret()];
      const request = digestRequest(requestOf(anna));
      await desk.database.transact((tx) =>
        insertStepUp(tx, {
          ...{ secret, session: anna.credential, person: anna.person, request, nonce, seconds },
          statement: {},
        }),
      );
      return { id: secret, challenge: challengeFor(request, nonce) };
    };
    const late = await past(-1);
    expect(await sign(late.id, late.challenge)).toBe(false);
    const short = await past(1);
    expect(await sign(short.id, short.challenge)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await expect(use(short.id, requestOf(anna))).rejects.toMatchObject(refused);
  });
});

describe("a statement", () => {
  const state = (sent: SignedRequest["body"]) => stateRequest(requestOf(anna, sent), said);

  test("names what is nested, and says how much is not shown", () => {
    const { lines } = state({ levels: [{ measures: ["expulsion"], count: 3 }], until: null, seal: true });
    expect(lines.slice(2)).toEqual([
      { label: "levels 1, measures", text: "expulsion" },
      { label: "levels 1, count", text: "3" },
      { label: "until", text: "none" },
      { label: "seal", text: "true" },
    ]);
    const long = state({ text: "word ".repeat(500) }).lines[2]?.text ?? "";
    expect(long).toMatch(/… \(2500 bytes, SHA-256 ([a-z]+ ?){6}\)$/);
    expect(state({ key: "A".repeat(81) }).lines[2]?.text).toMatch(/^([a-z]+ ){6}\(81 signs\)$/);
    const many = state(Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`line ${n}`, n])));
    expect(many.lines).toHaveLength(41);
    expect(many.lines[40]?.text).toContain("52 more lines");
  });

  test("has other words for one changed letter", () => {
    expect(state({ text: "three" }).words).not.toBe(state({ text: "there" }).words);
  });
});
