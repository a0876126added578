// Single sign-on against a real provider. The table says what a provider, or somebody in its place, can answer; nobody is
// signed in by any of it.
import { createHmac, createSecretKey, generateKeyPairSync } from "node:crypto";
import type { ServerResponse } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signInThere, startProvider } from "./provider.fixture.ts";
import type { Endpoint, Fault, TestProvider } from "./provider.fixture.ts";
import { drawSecret } from "./secrets.ts";
import { askProvider, readProviderAnswer } from "./single-sign-on.ts";
import type { OutsideIdentity } from "./single-sign-on.ts";

const returnTo = "http://localhost:8481/sign-in/return";
let there: TestProvider;

beforeAll(async () => {
  there = await startProvider(returnTo);
});
afterAll(() => there.close());

/** Signs in as a browser does, with `change` made to the query that comes back. */
async function signIn(change: (query: string) => string = (query) => query): Promise<OutsideIdentity> {
  const binding = drawSecret();
  const address = await askProvider(there.provider, { binding, returnTo });
  const returned = change(await signInThere(address, returnTo));
  return readProviderAnswer(there.provider, { binding, returnTo, returned });
}

const refused = expect.objectContaining({
  code: expect.stringMatching(/^(SIGN_IN_REFUSED|PROVIDER_AWAY)$/) as unknown,
}) as unknown;

const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
const now = (): number => Math.floor(Date.now() / 1000);
const say =
  (status: number, body: string, type = "application/json") =>
  (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": type }).end(body);
  };
const redirect = (response: ServerResponse): void => {
  response.writeHead(302, { location: "http://localhost:9/" }).end();
};
const cutOff = (response: ServerResponse): void => {
  response.destroy();
};
const endless = (response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(`{"issuer":"${"a".repeat(300_000)}"}`);
};

/** Answers that mean nothing, at any of the three places. */
const anywhere: readonly (readonly [string, (response: ServerResponse) => void])[] = [
  ["nothing", say(200, "")],
  ["nothing, as status 204", say(204, "")],
  ["null", say(200, "null")],
  ["an empty object", say(200, "{}")],
  ["an empty list", say(200, "[]")],
  ["true", say(200, "true")],
  ["half a document", say(200, '{"issuer":')],
  ["a page", say(200, "<!doctype html><p>Signed in", "text/html")],
  ["status 500", say(500, "{}")],
  ["status 500 and nothing", say(500, "")],
  ["status 404", say(404, "{}")],
  ["status 401", say(401, '{"error":"invalid_client"}')],
  ["status 302 to elsewhere", redirect],
  ["nothing, and the connection is gone", cutOff],
  ["more than any sound answer has", endless],
];

const inDocument =
  (change: (document: Record<string, unknown>) => object) =>
  (text: string): string =>
    JSON.stringify(change(JSON.parse(text) as Record<string, unknown>));

const discovery: readonly (readonly [string, (text: string) => string])[] = [
  ["another issuer", inDocument((document) => ({ ...document, issuer: "https://elsewhere.example" }))],
  ["no issuer", inDocument(({ issuer: _, ...rest }) => rest)],
  [
    "its issuer with a slash more",
    inDocument((document) => ({ ...document, issuer: `${String(document["issuer"])}/` })),
  ],
  ["no address for tokens", inDocument(({ token_endpoint: _, ...rest }) => rest)],
  ["no address for keys", inDocument(({ jwks_uri: _, ...rest }) => rest)],
  [
    "a script as the address to sign in at",
    inDocument((document) => ({ ...document, authorization_endpoint: "javascript:alert(1)" })),
  ],
  [
    "an address to sign in at without TLS",
    inDocument((document) => ({ ...document, authorization_endpoint: "http://elsewhere.example/" })),
  ],
];

const inToken =
  (change: (token: string) => unknown) =>
  (text: string): string => {
    const answer = JSON.parse(text) as { id_token: string };
    return JSON.stringify({ ...answer, id_token: change(answer.id_token) });
  };
const forged =
  (...[claims, forging]: [object, Parameters<TestProvider["forge"]>[2]?]) =>
  (): ((text: string) => string) =>
    inToken((token) => there.forge(token, claims, forging));

const tokens: readonly (readonly [string, () => (text: string) => string])[] = [
  ["no ID token", () => inDocument(({ id_token: _, ...rest }) => rest)],
  ["null for an ID token", () => inToken(() => null)],
  ["an empty ID token", () => inToken(() => "")],
  ["words for an ID token", () => inToken(() => "signed in")],
  ["a number for an ID token", () => inToken(() => 1)],
  ["an ID token cut short", () => inToken((token) => token.slice(0, -20))],
  ["a token of another issuer", forged({ iss: "https://elsewhere.example" })],
  ["a token of nobody's issuing", forged({ iss: undefined })],
  ["a token for somebody else", forged({ aud: "another-client" })],
  ["a token for us and others, from another", forged({ aud: ["entente", "other"], azp: "other" })],
  ["a token that is over", forged({ exp: now() - 3600 })],
  ["a token without an end", forged({ exp: undefined })],
  ["a token whose end is a word", forged({ exp: "never" })],
  ["a token that was never made", forged({ iat: undefined })],
  ["a token that is not valid yet", forged({ nbf: now() + 3600 })],
  ["a token of another question", forged({ nonce: "another" })],
  ["a token of no question", forged({ nonce: undefined })],
  ["a token about nobody", forged({ sub: undefined })],
  ["a token about an empty name", forged({ sub: "" })],
  ["a token about null", forged({ sub: null })],
  ["a token about a number", forged({ sub: 1 })],
  ["a token about signs no provider gives", forged({ sub: "subject\u00002" })],
  ["a token about a very long name", forged({ sub: "a".repeat(256) })],
  ["a token signed by nobody", forged({}, { header: { alg: "none" }, key: null })],
  ["a token with its signature taken off", forged({ sub: "minister" }, { key: null })],
  ["a token signed by another", forged({ sub: "minister" }, { key: other })],
  ["a token that names a key of its own", forged({}, { header: { kid: "two" }, key: other })],
  ["a token changed after it was signed", () => inToken((token) => swapSubject(token))],
  ["a token signed with the secret we share", () => inToken((token) => signWithSecret(token))],
];

function swapSubject(token: string): string {
  const [head = "", , signature = ""] = token.split(".");
  const [, body = ""] = there.forge(token, { sub: "minister" }).split(".");
  return [head, body, signature].join(".");
}

function signWithSecret(token: string): string {
  const signed = there.forge(token, {}, { header: { alg: "HS256" }, key: null }).slice(0, -1);
  const key = createSecretKey(Buffer.from(there.provider.clientSecret));
  return `${signed}.${createHmac("sha256", key).update(signed).digest("base64url")}`;
}

const edit =
  (change: (query: URLSearchParams) => void) =>
  (query: string): string => {
    const read = new URLSearchParams(query);
    change(read);
    return `?${read.toString()}`;
  };

const returns: readonly (readonly [string, (query: string) => string])[] = [
  ["nothing", () => ""],
  ["an error", () => "?error=access_denied"],
  ["an error in our state", edit((query) => query.set("error", "login_required"))],
  ["no code", edit((query) => query.delete("code"))],
  ["an empty code", edit((query) => query.set("code", ""))],
  ["a code nobody gave", edit((query) => query.set("code", "x".repeat(43)))],
  ["no state", edit((query) => query.delete("state"))],
  ["another state", edit((query) => query.set("state", "x".repeat(43)))],
  ["two states", edit((query) => query.append("state", "x"))],
  ["two codes", edit((query) => query.append("code", "x"))],
  ["another issuer", edit((query) => query.set("iss", "https://elsewhere.example"))],
  ["no issuer, which this provider always names", edit((query) => query.delete("iss"))],
];

describe("a provider that answers as it should", () => {
  test("says issuer and subject, and is asked for nothing else", async () => {
    const address = new URL(await askProvider(there.provider, { binding: drawSecret(), returnTo }));
    const asked = Object.fromEntries(address.searchParams);
    expect(asked).toMatchObject({ response_type: "code", scope: "openid", code_challenge_method: "S256" });
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked[name]).toMatch(/^[\w-]{43}$/);
    expect(new Set([asked["state"], asked["nonce"], asked["code_challenge"]]).size).toBe(3);
    there.beSubject("subject-2");
    expect(await signIn()).toEqual({ issuer: there.provider.issuer, subject: "subject-2" });
  });
});

describe("nobody is signed in", () => {
  const faults: readonly (readonly [string, () => Fault])[] = [
    ...(["discovery", "keys", "token"] as const).flatMap((at) =>
      anywhere.map(([name, take]) => [`${at}: ${name}`, () => ({ at, take })] as const),
    ),
    ...discovery.map(
      ([name, change]) => [`discovery: ${name}`, () => ({ at: "discovery" as const, change })] as const,
    ),
    ...tokens.map(
      ([name, make]) => [`token: ${name}`, () => ({ at: "token" as const, change: make() })] as const,
    ),
    ["keys: other keys", () => ({ at: "keys", change: otherKeys })],
  ];

  test.each(faults)("by %s", async (_name, make) => {
    there.fail(null);
    expect((await signIn()).issuer).toBe(there.provider.issuer);
    there.fail(make());
    await expect(signIn()).rejects.toEqual(refused);
    there.fail(null);
  });

  test.each(returns)("who comes back with %s", async (_name, change) => {
    await expect(signIn(change)).rejects.toEqual(refused);
  });

  test("twice by one answer, nor in another browser than the one that asked", async () => {
    const binding = drawSecret();
    const address = await askProvider(there.provider, { binding, returnTo });
    const returned = await signInThere(address, returnTo);
    const asOther = readProviderAnswer(there.provider, { binding: drawSecret(), returnTo, returned });
    await expect(asOther).rejects.toEqual(refused);
    await readProviderAnswer(there.provider, { binding, returnTo, returned });
    await expect(readProviderAnswer(there.provider, { binding, returnTo, returned })).rejects.toEqual(
      refused,
    );
  });

  test("by silence, for which nobody waits longer than some seconds", async () => {
    const silent = async (at: Endpoint): Promise<void> => {
      const own = await startProvider(returnTo);
      const binding = drawSecret();
      const address = await askProvider(own.provider, { binding, returnTo });
      const returned = await signInThere(address, returnTo);
      own.fail({ at, take: () => undefined });
      const start = performance.now();
      await expect(readProviderAnswer(own.provider, { binding, returnTo, returned })).rejects.toEqual(
        refused,
      );
      expect(performance.now() - start).toBeLessThan(9000);
      await own.close();
    };
    await Promise.all((["discovery", "keys", "token"] as const).map(silent));
  });

  test("by a provider that is not there", async () => {
    const gone = { ...there.provider, issuer: "http://localhost:9" };
    await expect(askProvider(gone, { binding: drawSecret(), returnTo })).rejects.toMatchObject({
      code: "PROVIDER_AWAY",
    });
  });
});

function otherKeys(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return JSON.stringify({
    keys: [{ ...publicKey.export({ format: "jwk" }), kid: "one", alg: "RS256", use: "sig" }],
  });
}
