// Classes of flaws that other systems for sharing had (docs/security/regressions.md), each asked of all our routes at once
// rather than of the one where it was once found.
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { SeatCaller } from "../access/index.ts";
import { addMachine } from "../seats/machines/machines.ts";
import { digestSecret, makeSecret } from "../seats/index.ts";
import { LIMITS, openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { giveSession, SESSION_COOKIE, takeSession } from "../sign-in/session-cookie.ts";
import { createApp } from "./app.ts";
import { identifySeats } from "./identify-seats.ts";
import { routes } from "./registry.ts";
import { openAsking } from "./two-worlds.fixture.ts";

const FORMS_AT_LEAST = 5_000;
let desk: SeatDesk;
let app: FastifyInstance;
let chief: SeatCaller;
let session = "";
const began: Record<string, number> = {};

const closed = routes.filter(({ who }) => who !== "anyone");
const changes = routes.filter(({ method }) => method !== "GET");
/** A path of the route in which every name is of a likely form. */
const fill = (path: string): string =>
  path
    .replace(/:case\b/g, "salisbury-2018")
    .replace(/:(release|cut|id)\b/g, "00000000-0000-4000-8000-000000000001")
    .replace(/:\w+/g, "1")
    .replace(/\*$/, "x");

let addresses = 0;
/** Each from an address of its own, so that nothing is refused for how often it is asked. */
const send = (method: string, url: string, headers: Record<string, string>, payload?: object) =>
  app.inject({
    ...{ method: method as "GET", url, headers },
    ...(payload === undefined ? {} : { payload }),
    remoteAddress: `10.${(addresses >> 16) & 255}.${(addresses >> 8) & 255}.${(addresses += 1) & 255}`,
  });

beforeAll(async () => {
  desk = await openSeatDesk();
  const owner = await desk.storage.connectOwner();
  for (const table of ["person", "seat_grant", "session", "machine_credential", "invitation", "passkey"]) {
    // The owner is bound by row security as well, so it is lifted for this one look and taken back.
    await owner.query(`BEGIN; ALTER TABLE entente.${table} NO FORCE ROW LEVEL SECURITY`);
    const { rows } = await owner.query<{ count: string }>(`SELECT count(*) FROM entente.${table}`);
    began[table] = Number(rows[0]?.count);
    await owner.query("ROLLBACK");
  }
  await owner.end();
  app = await createApp({
    ...{ database: desk.database, folder: desk.folder, kind: "real", host: "GBR", site: null },
    ...{ sessionLimits: LIMITS, origin: null, signIn: null, cosigners: [] },
    ...{ keystore: {} as never, files: {} as never, jobs: {} as never, ledger: {} as never },
    identify: identifySeats(desk.database, null),
  });
  const seat = "GBR/administrator/chief";
  session = (await desk.signIn(seat, await desk.place(seat))).secret;
  const caller = await desk.ask(session);
  if (caller === null) throw new Error("the session does not stand");
  chief = caller;
});
afterAll(async () => {
  await app.close();
  await desk.close();
});

test("a new node has no account: no person, seat, session, token, invitation or passkey", () => {
  expect(began).toEqual({
    ...{ person: 0, seat_grant: 0, session: 0, machine_credential: 0, invitation: 0, passkey: 0 },
  });
});

describe("a request without a credential", () => {
  /** Ways in which other systems were told who asks, each with names that stand for somebody here. */
  const says = (word: string): readonly Record<string, string>[] => [
    ...[
      ...["entente-seat", "entente-person", "entente-step-up", "entente-proxy-secret", "x-user", "x-user-id"],
      ...["x-forwarded-user", "x-remote-user", "remote-user", "x-auth-request-user", "x-webauth-user"],
      ...[
        "x-authenticated-userid",
        "x-opencti-user",
        "opencti-applicant-id",
        "x-impersonate-user",
        "on-behalf-of",
      ],
      ...["x-seat", "x-role", "x-api-key", "client-cert", "x-ssl-client-s-dn", "proxy-authorization"],
    ].map((name) => ({ [name]: word })),
    ...["Bearer ", "Basic ", "Token ", "Bearer entente_"].map((scheme) => ({
      authorization: `${scheme}${word}`,
    })),
    ...[SESSION_COOKIE, "entente", "session", "connect.sid", "token"].map((name) => ({
      cookie: `${name}=${word}`,
    })),
    { "x-forwarded-for": "127.0.0.1", "x-real-ip": "127.0.0.1", "x-user": word },
    { "x-http-method-override": "GET", "x-user": word },
    { "x-original-url": "/api/health", "x-rewrite-url": "/api/health", "x-user": word },
  ];
  const body = (word: string): object => ({
    ...{ user: word, person: word, seat: word, by: word, role: "administrator", isAdmin: true },
    ...{ userId: word, session: word, token: word, impersonate: word },
  });

  test(`is nobody's on every closed route, in ${FORMS_AT_LEAST} forms and more, and told the same`, async () => {
    const words = [chief.seat.id, chief.person, chief.credential, digestSecret(session), "admin"];
    // By protocol, since each tells a refusal in its own form, and tells it alike.
    const answers = new Map<string, Set<string>>();
    let asked = 0;
    for (const [at, { method, path, surface }] of closed.entries())
      for (const [index, word] of words.entries()) {
        // Every route meets every form once; which name goes with it changes from route to route.
        const forms = says(word).filter(
          (_form, number) => number % words.length === (index + at) % words.length,
        );
        for (const headers of [...forms, ...(index === 0 ? says(word) : [])]) {
          const answer = await send(method, fill(path), headers, method === "GET" ? undefined : body(word));
          const told = answers.get(surface?.name ?? "api") ?? new Set();
          answers.set(surface?.name ?? "api", told.add(`${answer.statusCode} ${answer.body}`));
          asked += 1;
        }
      }
    expect(asked).toBeGreaterThanOrEqual(FORMS_AT_LEAST);
    expect([...answers.keys()].toSorted()).toEqual(
      [
        "api",
        ...new Set(closed.flatMap(({ surface }) => (surface == null ? [] : [surface.name]))),
      ].toSorted(),
    );
    for (const told of answers.values()) {
      expect([...told].map((one) => one.slice(0, 3))).toEqual(["401"]);
      expect([...told][0]).toContain("SIGN_IN_NEEDED");
    }
  }, 60_000);

  test("is let in by no other verb of the same address", async () => {
    for (const path of new Set(closed.map(({ path }) => path)))
      for (const method of ["HEAD", "OPTIONS", "PATCH", "PUT", "DELETE", "TRACE"]) {
        const { statusCode } = await send(method, fill(path), {});
        expect([method, path, [401, 404].includes(statusCode)]).toEqual([method, path, true]);
      }
  });
});

describe("a page of another site, in a browser that is signed in", () => {
  const cookie = `${SESSION_COOKIE}=`;
  test.each<[string, Record<string, string>]>([
    ["says its origin", { origin: "https://evil.example" }],
    ["hides its origin", { origin: "null" }],
    ["says it is another site", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors" }],
    ["is a neighbour", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
    [
      "posts a form",
      {
        ...{ "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
        "content-type": "application/x-www-form-urlencoded",
      },
    ],
  ])("changes nothing by any route: it %s", async (_what, headers) => {
    expect(changes.length).toBeGreaterThan(50);
    for (const { method, path, id } of changes) {
      const answer = await send(method, fill(path), { ...headers, cookie: `${cookie}${session}` });
      const code = /REQUEST_FOREIGN/.exec(answer.body)?.[0];
      expect([id, answer.statusCode, code]).toEqual([id, 403, "REQUEST_FOREIGN"]);
    }
  });

  test("is never told that it may read an answer", async () => {
    const headers = { origin: "https://evil.example", cookie: `${cookie}${session}` };
    for (const url of ["/api/session", "/api/seats", "/api/health", "/nowhere"])
      for (const method of ["GET", "OPTIONS"]) {
        const answer = await send(method, url, { ...headers, "access-control-request-method": "POST" });
        expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
      }
  });
});

describe("an act that is to be signed", () => {
  test("is asked for whatever form of answer is wanted", async () => {
    const cookie = `${SESSION_COOKIE}=${session}`;
    const forms: readonly Record<string, string>[] = [
      ...["application/json", "text/html", "application/xml", "*/*", "", "text/event-stream"].map(
        (accept) => ({ accept }),
      ),
      { "x-requested-with": "XMLHttpRequest" },
      { "x-http-method-override": "GET" },
      { "entente-step-up": "" },
      { "entente-step-up": "true" },
      { "entente-step-up": chief.credential },
      { "if-none-match": "*", "if-match": "*" },
    ];
    const signed = routes.filter(({ stepUp }) => stepUp);
    expect(signed.length).toBeGreaterThan(8);
    const codes = new Set<string>();
    for (const { method, path, id } of signed)
      for (const headers of forms) {
        const url = path.replace(/:passkey/, "00000000-0000-4000-8000-000000000001");
        const answer = await send(method, fill(url), { ...headers, cookie });
        expect([id, headers, answer.statusCode >= 400]).toEqual([id, headers, true]);
        if (id === "passkey.remove") codes.add(answer.json<{ code: string }>().code);
      }
    // Where nothing else refuses, it is the missing signature that does.
    expect([...codes].sort()).toEqual(["STEP_UP_NEEDED"]);
  });
});

test("what lets somebody in is in no answer to anybody, nor in the trail", async () => {
  const token = `entente_${makeSecret()}`;
  const digest = digestSecret(token);
  const wanted = { kind: "token", digest, label: "a machine", scopes: ["session.show"], days: 1 } as const;
  await desk.database.transact((tx) => addMachine(tx, chief, wanted));
  const auditor = "GBR/auditor/guard";
  const guard = (await desk.signIn(auditor, await desk.place(auditor))).secret;
  const told: string[] = [];
  const open = routes.filter(
    ({ method, path, id }) =>
      method === "GET" &&
      !path.includes(":") &&
      /^(seat|session|token|invitation|recover|trail|sign-in|person)/.test(id),
  );
  expect(open.length).toBeGreaterThan(4);
  for (const secret of [session, guard])
    for (const { path } of open) {
      const from = "?from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z";
      for (const url of [path, `${path}${from}`])
        told.push((await send("GET", url, { cookie: `${SESSION_COOKIE}=${secret}` })).payload);
    }
  told.push((await send("GET", "/api/session", { authorization: `Bearer ${token}` })).payload);
  expect(told.some((text) => text.includes("a machine"))).toBe(true);
  for (const text of told)
    for (const secret of [session, guard, token, digestSecret(session), digestSecret(guard)])
      expect(text).not.toContain(secret);
});

test("the session's cookie is for this host, TLS, no script and no other site", () => {
  for (const cookie of [giveSession("s"), takeSession()]) {
    expect(cookie).toMatch(/^__Host-entente=/);
    const attributes = cookie.split("; ").slice(1);
    expect(attributes).toEqual(expect.arrayContaining(["Path=/", "Secure", "HttpOnly", "SameSite=Strict"]));
    expect(attributes.some((attribute) => /^domain=/i.test(attribute))).toBe(false);
  }
});

test("every answer says how it may be used, whatever it answers", async () => {
  const cookie = `${SESSION_COOKIE}=${session}`;
  const asked: readonly [string, string, Record<string, string>, number][] = [
    ["GET", "/api/health", {}, 200],
    ["GET", "/verify", {}, 200],
    ["GET", "/api/session", { cookie }, 200],
    ["GET", "/api/session", {}, 401],
    ["GET", "/api/health", { host: "elsewhere.example" }, 403],
    ["GET", "/nowhere", {}, 404],
    ["GET", "/api/cases/none", { cookie }, 404],
    ["POST", "/api/sign-in/passkey", { "content-type": "application/json" }, 400],
  ];
  for (const [method, url, headers, status] of asked) {
    const answer = await send(method, url, headers);
    expect([url, answer.statusCode]).toEqual([url, status]);
    expect(answer.headers).toMatchObject({
      ...{ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" },
      "cache-control": "no-store",
    });
    expect(answer.headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(answer.headers["content-type"]).toMatch(/json|charset=utf-8/);
  }
});

test("a parameter given twice is refused", async () => {
  const cookie = `${SESSION_COOKIE}=${session}`;
  const asked = routes
    .filter(({ path, method }) => method === "GET" && !path.includes(":"))
    .flatMap(({ path, input }) => Object.keys(input.query.properties).map((name) => ({ path, name })));
  expect(asked.length).toBeGreaterThan(0);
  for (const { path, name } of asked) {
    const answer = await send("GET", `${path}?${name}=1&${name}=2`, { cookie });
    expect([path, name, [400, 404].includes(answer.statusCode)]).toEqual([path, name, true]);
  }
});

test("a name chosen to do harm comes back as a plain name, or is refused", async () => {
  const asking = await openAsking();
  await asking.openWorld("world-a");
  const at = "/api/cases/world-a/documents";
  const source =
    "---\ntitle: (OPR) Strelsau\noriginator: GBR\npolicy: uk\nexercise: true\n---\n\n1. (OPR) Noon.\n";
  const names = [
    ...["../../etc/passwd", "..", ".", "/etc/passwd", "C:\\boot.ini", "a\u0000.pdf", "a\r\nset-cookie: x=1"],
    ...[
      'a"; filename="b.exe',
      "a;b.pdf",
      "$(id).pdf",
      "`id`.pdf",
      "a b.pdf",
      "-rf",
      "a%2f..%2fb.pdf",
      "%00.pdf",
    ],
    ...["<script>.pdf", "\u202efdp.exe", "CON", "名前.pdf", "x".repeat(400), "", " ", "__proto__", "a'b.pdf"],
  ];
  let kept = 0;
  for (const [index, name] of names.entries()) {
    const original = {
      name,
      mediaType: "text/html",
      base64: Buffer.from("<script>1</script>").toString("base64"),
    };
    const document = `harm-${index}`;
    const drafted = await asking.ask("GBR/drafter", `${at}/${document}/versions`, {
      ...{ source, original, attachments: [] },
    });
    if (drafted.statusCode !== 200) {
      expect([name, drafted.statusCode]).toEqual([name, 400]);
      continue;
    }
    kept += 1;
    const back = await asking.ask("GBR/desk", `${at}/${document}/versions/1/original`);
    const said = String(back.headers["content-disposition"]);
    // One attachment, and of its name nothing but signs that end no header and begin no path.
    expect([name, said]).toEqual([
      name,
      expect.stringMatching(/^attachment; filename\*=UTF-8''[\w.!~*'()%-]+$/),
    ]);
    expect([name, /%2F|%5C|%0D|%0A|%00/i.test(said.replace(/%25/g, ""))]).toEqual([name, false]);
    expect(back.headers["set-cookie"]).toBeUndefined();
    expect(back.headers["x-content-type-options"]).toBe("nosniff");
  }
  expect(kept).toBeGreaterThan(0);
  await asking.close();
}, 60_000);
