// Who is who at a real node: over a TLS connection of its own, over a proxy, on two processes at once; and what is nobody.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { request } from "node:https";
import type { RequestOptions } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hash, X509Certificate } from "node:crypto";
import type { FastifyInstance } from "fastify";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../access/index.ts";
import { addMachine, revokeMachine } from "../seats/machines/machines.ts";
import { digestSecret, makeSecret } from "../seats/index.ts";
import { LIMITS, openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { listSeats, withdrawSeat } from "../seats/seats.ts";
import { endSession } from "../seats/sessions/sessions.ts";
import { SESSION_COOKIE } from "../sign-in/index.ts";
import { migrationsFolder, openStorageBeside } from "../storage/index.ts";
import type { Storage } from "../storage/index.ts";
import { createApp } from "./app.ts";
import { loopbackEdge, readTls } from "./edge.ts";
import { identifySeats } from "./identify-seats.ts";
import { listen } from "./listen.ts";

const PROXY = "p".repeat(43);
let desk: SeatDesk;
let other: Storage;
let chief: SeatCaller;
let folder = "";
/** Two processes of one node, as far as the database can tell: nothing is shared but it. */
let one: FastifyInstance;
let two: FastifyInstance;
let tls: FastifyInstance;
let tlsAddress = "";

const appOn = (database: SeatDesk["database"], proxySecret: string | null, edge = loopbackEdge) =>
  createApp({
    ...{ database, folder: desk.folder, kind: "real", host: "GBR", site: null, edge },
    ...{
      sessionLimits: LIMITS,
      origin: null,
      signIn: null,
      cosigners: [],
      keystore: {} as never,
      files: {} as never,
      jobs: {} as never,
      ledger: {} as never,
    },
    identify: identifySeats(database, proxySecret),
  });

function makeCertificate(name: string): { key: string; certificate: string } {
  const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
  const options = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  const subject = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  execFileSync("openssl", [...options, "-days", "2", ...subject, "-keyout", key, "-out", certificate], {
    stdio: "ignore",
  });
  return { key, certificate };
}

const digestOf = (file: string): string =>
  hash(
    "sha256",
    new X509Certificate(readFileSync(file)).publicKey.export({ type: "spki", format: "der" }),
    "base64url",
  );
const derOf = (file: string): string => new X509Certificate(readFileSync(file)).raw.toString("base64");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "entente-test-"));
  desk = await openSeatDesk();
  desk.storage.announce();
  chief = await desk.sit("GBR/administrator/chief");
  other = await openStorageBeside({
    ...{ dataFolder: desk.folder, databaseUrl: null, migrations: migrationsFolder },
    note: () => undefined,
  });
  one = await appOn(desk.database, null);
  two = await appOn(other.database, PROXY);
  const server = makeCertificate("server");
  const known = makeCertificate("known");
  tls = await appOn(desk.database, null, {
    trustedProxies: [],
    tls: readTls({ ...server, clientAuthorities: known.certificate }),
  });
  tlsAddress = await listen(tls, { host: "127.0.0.1", port: 0 });
});
afterAll(async () => {
  for (const app of [one, two, tls]) await app.close();
  await other.close();
  await desk.close();
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
const nextSeat = (): string => `GBR/drafter/r${(count += 1)}`;
const signedIn = async (): Promise<{
  caller: SeatCaller;
  secret: string;
  headers: Record<string, string>;
}> => {
  const seat = nextSeat();
  const { secret } = await desk.signIn(seat, await desk.place(seat));
  const caller = await desk.ask(secret);
  if (caller === null) throw new Error("the session does not stand");
  return { caller, secret, headers: { cookie: `${SESSION_COOKIE}=${secret}` } };
};
const machine = async (kind: "token" | "certificate", digest: string, scopes: "all" | string[] = "all") => {
  const { caller } = await signedIn();
  const wanted = { kind, digest, label: "a machine", scopes, days: 1 } as const;
  const { id } = await desk.database.transact((tx) => addMachine(tx, caller, wanted));
  return { id, caller };
};
const token = async (scopes: "all" | string[] = "all") => {
  const secret = `entente_${makeSecret()}`;
  return {
    ...(await machine("token", digestSecret(secret), scopes)),
    headers: { authorization: `Bearer ${secret}` },
  };
};
// Each from an address of its own, so that none is refused for how often another asked.
let asked = 0;
const status = async (app: FastifyInstance, headers: Record<string, string>, url = "/api/session") => {
  asked += 1;
  const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
  return (await app.inject({ url, headers, remoteAddress })).statusCode;
};

describe("revocation", () => {
  test("bites at the very next request of every process: sessions, tokens, seats", async () => {
    const grantOf = async (seat: string): Promise<string> =>
      (await desk.database.read((reader) => listSeats(reader, chief))).find((row) => row.seat.id === seat)
        ?.id ?? "";
    let refused = 0;
    for (let round = 0; round < 10; round += 1) {
      const [session, machineOf, seated] = [await signedIn(), await token(), await signedIn()];
      const ends = [
        [session.headers, (tx: never) => endSession(tx, chief, session.caller.credential)],
        [machineOf.headers, (tx: never) => revokeMachine(tx, chief, machineOf.id)],
        [seated.headers, null],
      ] as const;
      for (const [headers, end] of ends) {
        expect([await status(one, headers), await status(two, headers)]).toEqual([200, 200]);
        // Said to one process, or to the other.
        const { database } = round % 2 === 0 ? desk : other;
        if (end === null) {
          const grant = await grantOf(seated.caller.seat.id);
          await database.transact((tx) => withdrawSeat(tx, chief, grant));
        } else await database.transact((tx) => end(tx as never));
        expect([await status(one, headers), await status(two, headers)]).toEqual([401, 401]);
        refused += 2;
      }
    }
    expect(refused).toBe(60);
  });

  test("bites while requests are under way: none that began after it is answered", async () => {
    const { caller, headers } = await signedIn();
    let ended = false;
    const late: number[] = [];
    const ask = async (app: FastifyInstance): Promise<void> => {
      for (let n = 0; n < 40; n += 1) {
        const begun = ended;
        const answer = await status(app, headers);
        if (begun) late.push(answer);
      }
    };
    const asking = Promise.all([ask(one), ask(two), ask(one), ask(two)]);
    await desk.database.transact((tx) => endSession(tx, caller, caller.credential));
    ended = true;
    await asking;
    expect(late.length).toBeGreaterThan(0);
    expect(new Set(late)).toEqual(new Set([401]));
  });
});

describe("a machine", () => {
  test("calls the routes it was given, and finds nothing at the others", async () => {
    const { headers } = await token(["session.show"]);
    expect(await status(one, headers)).toBe(200);
    expect(await status(one, headers, "/api/tokens")).toBe(404);
    expect(await status(one, headers, "/api/seats")).toBe(404);
  });

  test("lets no other machine in, and gets no session's rights", async () => {
    const { headers } = await token();
    const payload = { kind: "token", digest: "d".repeat(43), label: "x", scopes: "all", days: 1 };
    const answer = await one.inject({ method: "POST", url: "/api/tokens", headers, payload });
    expect(answer.statusCode).not.toBe(200);
    const sit = await one.inject({
      method: "PUT",
      url: "/api/session/seat",
      headers,
      payload: { seat: "GBR/desk/x" },
    });
    expect(sit.statusCode).toBe(404);
  });

  test("on an administrator's seat gets what it does by name, and a digest is let in once", async () => {
    const wanted = { kind: "token", digest: digestSecret(makeSecret()), label: "x", days: 1 } as const;
    await expect(
      desk.database.transact((tx) => addMachine(tx, chief, { ...wanted, scopes: "all" })),
    ).rejects.toMatchObject({ code: "REQUEST_INVALID" });
    await desk.database.transact((tx) => addMachine(tx, chief, { ...wanted, scopes: ["seat.list"] }));
    const { caller } = await signedIn();
    await expect(
      desk.database.transact((tx) => addMachine(tx, caller, { ...wanted, scopes: "all" })),
    ).rejects.toMatchObject({ code: "REQUEST_INVALID" });
    for (const wrong of [
      { days: 0 },
      { days: 367 },
      { days: 1.5 },
      { label: "" },
      { digest: "short" },
      { scopes: [] },
    ])
      await expect(
        desk.database.transact((tx) =>
          addMachine(tx, caller, { ...wanted, digest: digestSecret(makeSecret()), scopes: "all", ...wrong }),
        ),
      ).rejects.toMatchObject({ code: "REQUEST_INVALID" });
  });
});

describe("a client certificate", () => {
  const ask = (path: string, options: RequestOptions = {}): Promise<number> =>
    new Promise((resolve, reject) => {
      const asked = request(
        new URL(path, tlsAddress),
        { rejectUnauthorized: false, agent: false, ...options },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode ?? 0);
        },
      );
      asked.once("error", reject).end();
    });
  const files = (name: string) => ({
    key: readFileSync(join(folder, `${name}.key`)),
    cert: readFileSync(join(folder, `${name}.pem`)),
  });

  test("named on a seat comes in over the node's own TLS; not one that is not named, nor one of another authority", async () => {
    expect(await ask("/api/session", files("known"))).toBe(401);
    const { id } = await machine("certificate", digestOf(join(folder, "known.pem")));
    expect(await ask("/api/session", files("known"))).toBe(200);
    expect(await ask("/api/session")).toBe(401);
    const stranger = makeCertificate("stranger");
    await machine("certificate", digestOf(stranger.certificate));
    // Its key is named on a seat, but no authority of the node's vouches for it.
    expect(await ask("/api/session", files("stranger"))).toBe(401);
    // A session beside it is what counts, and a wrong one is nobody.
    expect(await ask("/api/session", { ...files("known"), headers: { cookie: `${SESSION_COOKIE}=x` } })).toBe(
      401,
    );
    await desk.database.transact((tx) => revokeMachine(tx, chief, id));
    expect(await ask("/api/session", files("known"))).toBe(401);
  });

  test("that a proxy speaks of counts with the shared secret, and never without", async () => {
    const { certificate } = makeCertificate("proxied");
    await machine("certificate", digestOf(certificate));
    const header = `:${derOf(certificate)}:`;
    const say = (app: FastifyInstance, secret: string | null, clientCert = header) =>
      status(app, {
        "client-cert": clientCert,
        ...(secret === null ? {} : { "entente-proxy-secret": secret }),
      });
    expect(await say(two, PROXY)).toBe(200);
    expect(await say(two, null)).toBe(401);
    expect(await say(two, "")).toBe(401);
    expect(await say(two, `${PROXY}p`)).toBe(401);
    // Where no secret is set, none is right.
    expect(await say(one, PROXY)).toBe(401);
    expect(await say(one, "")).toBe(401);
    expect(await say(one, "null")).toBe(401);
    for (const broken of [
      "",
      ":",
      "::",
      ":AAAA:",
      header.slice(1),
      header.slice(0, 200),
      `${header},${header}`,
    ])
      expect(await say(two, PROXY, broken)).toBe(401);
  });
});

describe("without a credential that stands", () => {
  test("nothing in a request says who asks: headers, cookies, forms, of any kind", async () => {
    const { caller, secret } = await signedIn();
    const { headers: bearer } = await token();
    const right = bearer.authorization;
    // What somebody who knows all ids and no secret could send.
    const word = fc.oneof(
      fc.constantFrom(
        caller.seat.id,
        caller.person,
        caller.credential,
        digestSecret(secret),
        "GBR/administrator/chief",
      ),
      fc.constantFrom(
        "admin",
        "root",
        "null",
        "undefined",
        "true",
        "0",
        "*",
        "%",
        "",
        "exercise-control",
        "chief",
      ),
      fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, "~")),
    );
    const name = fc.constantFrom(
      ...["entente-seat", "entente-at", "entente-person", "x-user", "x-forwarded-user", "x-remote-user"],
      ...["x-auth-request-user", "remote-user", "x-seat", "x-original-url", "x-forwarded-for", "forwarded"],
      ...["client-cert", "x-client-cert", "x-ssl-client-verify", "x-ssl-client-s-dn", "entente-proxy-secret"],
      ...[
        "authorization",
        "proxy-authorization",
        "cookie",
        "x-api-key",
        "x-http-method-override",
        "entente-step-up",
      ],
    );
    const scheme = fc.constantFrom(
      "",
      "Bearer ",
      "bearer ",
      "Basic ",
      "Token ",
      `${SESSION_COOKIE}=`,
      "entente=",
      "session=",
    );
    const headers = fc.array(
      fc.tuple(
        name,
        fc.tuple(scheme, word).map(([a, b]) => a + b),
      ),
      { minLength: 1, maxLength: 4 },
    );
    await fc.assert(
      fc.asyncProperty(
        headers,
        fc.constantFrom("/api/session", "/api/seats", "/api/tokens"),
        async (pairs, url) => {
          expect(await status(one, Object.fromEntries(pairs), url)).toBe(401);
        },
      ),
      { numRuns: 300 },
    );
    // Nearly right is not right, and two at once are none.
    for (const headers of [
      { authorization: right.replace("Bearer", "bearer") },
      { authorization: `${right} ` },
      { authorization: right.slice(0, -1) },
      { authorization: right.replace("entente_", "") },
      { authorization: right, cookie: `${SESSION_COOKIE}=${secret}` },
      { cookie: `${SESSION_COOKIE}=${secret}; ${SESSION_COOKIE}=${secret}` },
      { cookie: `entente=${secret}` },
      { cookie: `${SESSION_COOKIE}=${right.slice(15)}` },
      { authorization: `Bearer ${secret}` },
      { authorization: `Bearer entente_${secret}` },
    ] as Record<string, string>[])
      expect([headers, await status(one, headers)]).toEqual([headers, 401]);
    expect(await status(one, { cookie: `other=1; ${SESSION_COOKIE}=${secret}` })).toBe(200);
  });
});
