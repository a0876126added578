// A protocol beside our own, spoken by a telegraph: its own credential, kinds of content and refusals, and the same door.
import { createHash } from "node:crypto";
import { Type } from "typebox";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PolicyError } from "@entente/core/encoding";
import {
  Bytes,
  byBareToken,
  byTokenOrPassword,
  defineFile,
  defineRead,
  NoBody,
  Nothing,
  speakOn,
} from "../routing/index.ts";
import type { ReadCredential, Route, Surface } from "../routing/index.ts";
import { addMachine } from "../seats/machines/machines.ts";
import { digestSecret, makeSecret } from "../seats/index.ts";
import { openSeatDesk } from "../seats/seats.fixture.ts";
import type { SeatDesk } from "../seats/seats.fixture.ts";
import { SESSION_COOKIE } from "../sign-in/index.ts";
import { identifySeats } from "./identify-seats.ts";
import { mountRoutes } from "./mount.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import { createServer } from "./server.ts";

const TYPE = "application/telegram+json;version=1";

const surface = (name: string, credential: ReadCredential): Surface => ({
  ...{ name, prefix: `/${name}/`, credential, type: TYPE, bodyLimit: 64 },
  takes: (type) => type === TYPE,
  gives: (accept) => accept === "" || accept === TYPE,
  refuse: ({ status, code }) => ({
    bytes: JSON.stringify({ stop: code }),
    ...{ type: TYPE, status, headers: status === 401 ? { "www-authenticate": "Basic" } : {} },
  }),
});

const routesOf = (name: string, who: "signed-in" | "peer"): readonly Route[] => [
  defineRead({
    ...{ id: `${name}.who`, method: "GET", path: `/${name}/` },
    ...{ summary: "Who asks.", who, view: "none", takes: "bytes", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({ who: Type.String() }),
    read: (_reader, { caller }) =>
      Promise.resolve({
        who: caller.kind === "seat" ? caller.seat.id : caller.kind === "peer" ? caller.member : caller.kind,
        unsaid: "not in the schema",
      }),
  }),
  defineFile({
    ...{ id: `${name}.send`, method: "POST", path: `/${name}/send/` },
    ...{ summary: "Send.", who, view: "none", takes: "bytes", stepUp: false, transaction: "change" },
    input: { params: Nothing, query: Nothing, body: Bytes },
    work: (_tx, { body }) => {
      if (Buffer.from(body).toString() === "refuse me") throw new PolicyError("TRANSITION_REFUSED", "No.");
      if (Buffer.from(body).toString() === "break") throw new Error("secret of the inside");
      return Promise.resolve(Buffer.from(body).toString("hex"));
    },
    send: (bytes) => Promise.resolve({ bytes, type: TYPE, headers: {}, status: 202 }),
  }),
];

let desk: SeatDesk;
let app: FastifyInstance;
let token = "";
let narrow = "";
let session = "";

beforeAll(async () => {
  desk = await openSeatDesk();
  const seat = "GBR/desk/wire";
  const { secret } = await desk.signIn(seat, await desk.place(seat));
  session = secret;
  const caller = await desk.ask(secret);
  if (caller === null) throw new Error("nobody signed in");
  const make = async (scopes: "all" | string[]): Promise<string> => {
    const made = `entente_${makeSecret()}`;
    const wanted = { kind: "token", digest: digestSecret(made), label: "wire", scopes, days: 1 } as const;
    await desk.database.transact((tx) => addMachine(tx, caller, wanted));
    return made;
  };
  token = await make("all");
  narrow = await make(["telegram.who"]);
  app = await createServer();
  const byName: ReadCredential = ({ headers, method, url, authority }) =>
    Promise.resolve(
      headers["signature"] === `${method} ${authority}${url}`
        ? {
            ...{ kind: "peer", member: "EST", credential: "key-of-est" },
            bodyDigest: typeof headers["content-digest"] === "string" ? headers["content-digest"] : null,
          }
        : { kind: "nobody" },
    );
  mountRoutes(
    app,
    [
      ...speakOn(surface("telegram", byTokenOrPassword), routesOf("telegram", "signed-in")),
      ...speakOn(surface("bare", byBareToken), routesOf("bare", "signed-in")),
      ...speakOn(surface("nodes", byName), [
        ...routesOf("nodes", "peer"),
        ...routesOf("nodes", "signed-in").map((route) => ({
          ...route,
          id: `${route.id}-seat`,
          path: `/nodes/seat${route.path}`,
        })),
      ]),
    ],
    {
      node: { database: desk.database, host: "GBR", origin: null } as never,
      identify: identifySeats(desk.database, null),
      keys: await openEdgeKeys(desk.database),
    },
  );
});
afterAll(async () => {
  await app.close();
  await desk.close();
});

let asked = 0;
const ask = (options: InjectOptions) => {
  asked += 1;
  return app.inject({ ...options, remoteAddress: `10.9.0.${asked % 250}` });
};
const basic = (name: string, secret: string): { authorization: string } => ({
  authorization: `Basic ${Buffer.from(`${name}:${secret}`).toString("base64")}`,
});

describe("bytes", () => {
  test("are none where nothing was brought, whether a kind is named or not", async () => {
    for (const type of [TYPE, null]) {
      const headers = {
        authorization: `Bearer ${token}`,
        ...(type === null ? {} : { "content-type": type }),
      };
      const answer = await ask({ method: "POST", url: "/telegram/send/", headers });
      expect([type, answer.statusCode, answer.payload]).toEqual([type, 202, ""]);
    }
  });
});

describe("a credential", () => {
  test("is a machine's token in the way of the protocol, and everything else is nobody", async () => {
    const known = [
      ["/telegram/", basic("anyone", token)],
      ["/telegram/", basic("", token)],
      ["/telegram/", { authorization: `Bearer ${token}` }],
      ["/telegram/", { ...basic("anyone", token), cookie: `${SESSION_COOKIE}=${session}` }],
      ["/bare/", { authorization: token }],
    ] as const;
    for (const [url, headers] of known) {
      const answer = await ask({ url, headers });
      expect([url, answer.statusCode, answer.body]).toEqual([url, 200, '{"who":"GBR/desk/wire"}']);
      expect(answer.headers["content-type"]).toBe(TYPE);
    }
    const unknown: readonly (readonly [string, Record<string, string>])[] = [
      ["/telegram/", {}],
      ["/telegram/", { authorization: token }],
      ["/telegram/", basic(token, "")],
      ["/telegram/", basic("anyone", `${token}x`)],
      ["/telegram/", { authorization: "Basic !!!" }],
      ["/telegram/", { cookie: `${SESSION_COOKIE}=${session}` }],
      ["/bare/", basic("anyone", token)],
      ["/bare/", { authorization: token.slice(0, -1) }],
    ];
    for (const [url, headers] of unknown) {
      const answer = await ask({ url, headers });
      expect([url, headers, answer.statusCode]).toEqual([url, headers, 401]);
      expect(answer.body).toBe('{"stop":"SIGN_IN_NEEDED"}');
      expect(answer.headers["www-authenticate"]).toBe("Basic");
    }
  });

  test("reaches no further than its scopes, and says nothing of what is beyond", async () => {
    const own = { ...basic("wire", narrow), "content-type": TYPE };
    expect((await ask({ url: "/telegram/", headers: basic("wire", narrow) })).statusCode).toBe(200);
    const beyond = await ask({ method: "POST", url: "/telegram/send/", headers: own, payload: "x" });
    const absent = await ask({ method: "POST", url: "/telegram/nothing/", headers: own, payload: "x" });
    expect([beyond.statusCode, beyond.body]).toEqual([404, absent.body]);
    expect([absent.statusCode, absent.body]).toEqual([404, '{"stop":"NOT_FOUND"}']);
  });

  test("of a node opens what is for nodes and nothing for seats, and a seat's the other way round", async () => {
    const sign = (url: string, method = "GET"): Record<string, string> => ({
      host: "localhost",
      signature: `${method} localhost${url}`,
    });
    expect((await ask({ url: "/nodes/", headers: sign("/nodes/") })).body).toBe('{"who":"EST"}');
    expect((await ask({ url: "/nodes/", headers: sign("/nodes/else") })).statusCode).toBe(401);
    const seat = await ask({ url: "/nodes/seat/nodes/", headers: sign("/nodes/seat/nodes/") });
    expect([seat.statusCode, seat.body]).toEqual([404, '{"stop":"NOT_FOUND"}']);
    expect((await ask({ url: "/nodes/", headers: basic("wire", token) })).statusCode).toBe(401);
  });

  test("of a node covers the body, to the byte", async () => {
    const payload = "3 expulsions";
    const digest = createHash("sha256").update(payload).digest("base64");
    const post = (sent: string, named: string | null) =>
      ask({
        ...{ method: "POST", url: "/nodes/send/", payload: sent },
        headers: {
          ...{ host: "localhost", signature: "POST localhost/nodes/send/", "content-type": TYPE },
          ...(named === null ? {} : { "content-digest": named }),
        },
      });
    expect((await post(payload, digest)).statusCode).toBe(202);
    for (const [sent, named] of [
      [`${payload} `, digest],
      [payload, null],
      ["", digest],
    ] as const) {
      const answer = await post(sent, named);
      expect([answer.statusCode, answer.body]).toEqual([401, '{"stop":"SIGN_IN_REFUSED"}']);
    }
  });
});

describe("content", () => {
  const post = (payload: string, type: string | null) =>
    ask({
      ...{ method: "POST", url: "/telegram/send/", payload },
      headers: { ...basic("wire", token), ...(type === null ? {} : { "content-type": type }) },
    });

  test("is taken as the bytes that came, of the kind and length the protocol has", async () => {
    const taken = await post("\u00e9", TYPE);
    expect([taken.statusCode, taken.body, taken.headers["content-type"]]).toEqual([202, "c3a9", TYPE]);
    for (const type of ["application/json", "text/plain", null])
      expect((await post("{}", type)).body).toBe('{"stop":"REQUEST_TYPE_UNKNOWN"}');
    expect((await post("{}", "application/json")).statusCode).toBe(415);
    const long = await post("x".repeat(65), TYPE);
    expect([long.statusCode, long.body]).toEqual([413, '{"stop":"REQUEST_TOO_LARGE"}']);
  });

  test("is given only as it was asked for, which is looked at after who asks", async () => {
    const headers = { accept: "text/html" };
    const unwanted = await ask({ url: "/telegram/", headers: { ...basic("wire", token), ...headers } });
    expect([unwanted.statusCode, unwanted.body]).toEqual([406, '{"stop":"ANSWER_TYPE_UNKNOWN"}']);
    expect((await ask({ url: "/telegram/", headers })).statusCode).toBe(401);
  });

  test("carries no tag, is never kept, and what goes wrong is told in the protocol's form alone", async () => {
    const answer = await ask({ url: "/telegram/", headers: basic("wire", token) });
    expect([answer.headers["etag"], answer.headers["cache-control"]]).toEqual([undefined, "no-store"]);
    const refused = await post("refuse me", TYPE);
    expect([refused.statusCode, refused.body]).toEqual([409, '{"stop":"TRANSITION_REFUSED"}']);
    const broken = await post("break", TYPE);
    expect([broken.statusCode, broken.body]).toEqual([500, '{"stop":"INTERNAL"}']);
    const bodied = await ask({
      ...{ method: "GET", url: "/telegram/", payload: "x" },
      headers: { ...basic("wire", token), "content-type": TYPE },
    });
    expect([bodied.statusCode, bodied.body]).toEqual([400, '{"stop":"REQUEST_INVALID"}']);
  });
});

test("an address of a surface is under its prefix", () => {
  expect(() => speakOn(surface("telegram", byBareToken), routesOf("bare", "signed-in"))).toThrow(
    "bare.who is on telegram and not at /bare/",
  );
});
