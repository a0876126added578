// A browser and its session, over HTTP: what signing in ends, what signing out leaves behind, and what is written down of those
// who were not let in.
import type { FastifyInstance, LightMyRequestResponse } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPeopleView, readPeople, readSeat } from "../access/index.ts";
import { acceptInvitation, openFirstLink } from "../seats/index.ts";
import { LIMITS, openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { makeAuthenticator } from "../sign-in/authenticator.fixture.ts";
import { openSignIn, SESSION_COOKIE } from "../sign-in/index.ts";
import { createApp } from "./app.ts";
import { identifySeats } from "./identify-seats.ts";

const device = makeAuthenticator();
const stranger = makeAuthenticator();
let desk: SeatDesk;
let app: FastifyInstance;
let place = { origin: "", rpId: "" };

const post = (url: string, payload: object | null, cookie = ""): Promise<LightMyRequestResponse> =>
  app.inject({
    method: "POST",
    url,
    headers: cookie === "" ? {} : { cookie },
    ...(payload === null ? {} : { payload }),
  });

/** The cookie of an answer, as the browser sends it again. */
const cookieOf = ({ headers }: LightMyRequestResponse): string =>
  String(headers["set-cookie"]).split(";")[0] ?? "";

async function signIn(by: typeof device, cookie = ""): Promise<LightMyRequestResponse> {
  const { challenge } = (await post("/api/sign-in/passkey/question", null)).json<{ challenge: string }>();
  return post("/api/sign-in/passkey", { answer: by.sign({ ...place, challenge }, {}) }, cookie);
}

const ask = (cookie: string) => app.inject({ url: "/api/session", headers: { cookie } });

beforeAll(async () => {
  desk = await openSeatDesk();
  const { database, folder } = desk;
  const sign = await openSignIn({ origin: "http://localhost:8480", folder });
  place = { origin: sign.party.origin, rpId: sign.party.id };
  const rest = { keystore: {}, files: {}, jobs: {}, ledger: {} } as never as Pick<
    Parameters<typeof createApp>[0],
    "keystore" | "files" | "jobs" | "ledger"
  >;
  app = await createApp({
    ...rest,
    ...{ database, folder, kind: "real", host: "GBR", site: null, origin: null, cosigners: [] },
    ...{ sessionLimits: LIMITS, signIn: sign, identify: identifySeats(database, null) },
  });
  const link = await database.transact((tx) => openFirstLink(tx, "GBR"));
  const accepted = await database.transact((tx) =>
    acceptInvitation(tx, { code: link?.code ?? "", name: "grace.h" }),
  );
  const acceptance = accepted?.acceptance ?? "";
  const question = await post("/api/invitation/passkey/question", { acceptance });
  const { challenge, user } = question.json<{ challenge: string; user: { id: string } }>();
  const answer = device.make({ ...place, challenge, userHandle: user.id }, {});
  expect((await post("/api/invitation/passkey", { acceptance, name: "Phone", answer })).statusCode).toBe(200);
});
afterAll(async () => {
  await app.close();
  await desk.close();
});

const refusals = () =>
  desk.database.read(async (reader) =>
    (await readPeople(reader, openPeopleView(readSeat("GBR/auditor/anna"))))
      .selectFrom("node_journal")
      .select(["member", "seat", "subject", "detail"])
      .where("action", "=", "sign-in.refuse")
      .orderBy("id")
      .execute(),
  );

describe("a browser", () => {
  test("that signs in again ends the session it had, and no other", async () => {
    const first = cookieOf(await signIn(device));
    const elsewhere = cookieOf(await signIn(device));
    expect((await ask(first)).statusCode).toBe(200);
    const second = cookieOf(await signIn(device, first));
    expect([(await ask(first)).statusCode, (await ask(second)).statusCode]).toEqual([401, 200]);
    expect((await ask(elsewhere)).statusCode).toBe(200);
  });

  test("that is refused keeps the session it had", async () => {
    const before = cookieOf(await signIn(device));
    expect((await signIn(stranger, before)).statusCode).toBe(401);
    expect((await ask(before)).statusCode).toBe(200);
  });

  test("forgets what it kept when somebody signs out, and at no other answer", async () => {
    const entered = await signIn(device);
    expect(entered.headers["clear-site-data"]).toBeUndefined();
    const cookie = cookieOf(entered);
    const left = await app.inject({ method: "DELETE", url: "/api/session", headers: { cookie } });
    expect(left.headers["clear-site-data"]).toBe('"cache", "storage"');
    expect(String(left.headers["set-cookie"])).toContain(`${SESSION_COOKIE}=; Max-Age=0`);
    expect((await ask(cookie)).statusCode).toBe(401);
  });

  test("that is not let in is written down, for the member whose passkey it was, else for the host", async () => {
    const before = (await refusals()).length;
    const { challenge } = (await post("/api/sign-in/passkey/question", null)).json<{ challenge: string }>();
    const wrong = { answer: device.sign({ ...place, challenge }, { verified: false }) };
    const refused = [await post("/api/sign-in/passkey", wrong), await signIn(stranger)];
    expect(refused.map(({ statusCode }) => statusCode)).toEqual([401, 401]);
    // One answer for both, which says nothing of who is known here.
    expect(refused[0]?.body).toBe(refused[1]?.body);
    const returned = { binding: "A".repeat(43), returned: "?code=x&state=y" };
    expect((await post("/api/sign-in/provider", returned)).statusCode).toBe(401);
    expect((await refusals()).slice(before)).toEqual([
      { member: "GBR", seat: "node", subject: "GBR:grace.h", detail: { with: "passkey" } },
      { member: "GBR", seat: "node", subject: "", detail: { with: "passkey" } },
      { member: "GBR", seat: "node", subject: "", detail: { with: "single-sign-on" } },
    ]);
  });
});
