// A real OpenID provider on this machine, whose every answer a test can put something else in the place of.
import { generateKeyPairSync, sign } from "node:crypto";
import type { JsonWebKey, KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider as OpenIdProvider } from "oidc-provider";
import type { Provider } from "./providers.ts";

export type Endpoint = "discovery" | "keys" | "token";

/** Instead of, or out of, what the provider answers: its text, or the whole response in hand. */
export type Fault =
  | { readonly at: Endpoint; readonly change: (text: string) => string }
  | { readonly at: Endpoint; readonly take: (response: ServerResponse) => void };

export interface TestProvider {
  readonly provider: Provider;
  /** Who signs in there from now on. */
  readonly beSubject: (subject: string) => void;
  readonly fail: (fault: Fault | null) => void;
  /** An ID token with other claims or another header, signed with the provider's own key or with another. */
  readonly forge: (token: string, claims: object, forging?: Forging) => string;
  readonly close: () => Promise<void>;
}

export interface Forging {
  readonly header?: object;
  readonly key?: KeyObject | null;
}

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  "/.well-known/openid-configuration": "discovery",
  "/jwks": "keys",
  "/token": "token",
};

/** @param returnTo the page of the node that the provider may send browsers back to. */
export async function startProvider(returnTo: string): Promise<TestProvider> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const client = { id: "entente", secret: "a secret that only this test knows, of some length" };
  let subject = "subject-1";
  let fault: Fault | null = null;
  const openId = makeOpenId(issuer, { returnTo, client, key: privateKey.export({ format: "jwk" }) });
  const answer = openId.callback();

  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? "/", issuer).pathname;
    if (fault !== null && ENDPOINTS[path] === fault.at) {
      if ("take" in fault) {
        request.resume();
        fault.take(response);
        return;
      }
      rewrite(response, fault.change);
    }
    if (path.startsWith("/interaction/"))
      void openId.interactionFinished(request, response, { login: { accountId: subject } });
    else answer(request, response);
  });

  return {
    provider: { id: "local", name: "Ministry", issuer, clientId: client.id, clientSecret: client.secret },
    beSubject: (next) => {
      subject = next;
    },
    fail: (next) => {
      fault = next;
    },
    forge: (token, claims, { header = {}, key = privateKey } = {}) => {
      const [head = "", body = ""] = token.split(".");
      const signed = `${encode({ ...decode(head), ...header })}.${encode({ ...decode(body), ...claims })}`;
      const signature = key === null ? "" : sign("sha256", Buffer.from(signed), key).toString("base64url");
      return `${signed}.${signature}`;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function makeOpenId(
  issuer: string,
  {
    returnTo,
    client,
    key,
  }: { readonly returnTo: string; readonly client: { id: string; secret: string }; readonly key: JsonWebKey },
): OpenIdProvider {
  const openId: OpenIdProvider = new OpenIdProvider(issuer, {
    clients: [{ client_id: client.id, client_secret: client.secret, redirect_uris: [returnTo] }],
    jwks: { keys: [{ ...key, kid: "one", alg: "RS256", use: "sig" }] },
    cookies: { keys: ["for this test"] },
    ttl: { AccessToken: 60, Grant: 60, IdToken: 600, Interaction: 60, Session: 60 },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: "minister@ministry.example", email_verified: true }),
    }),
    // Whoever signs in here has agreed before: this is a provider of an employer.
    loadExistingGrant: async (context: {
      readonly oidc: { readonly session: { accountId: string }; readonly client: { clientId: string } };
    }) => {
      const { session, client: asking } = context.oidc;
      const grant = new openId.Grant({ accountId: session.accountId, clientId: asking.clientId });
      grant.addOIDCScope("openid");
      await grant.save();
      return grant;
    },
  });
  return openId;
}

/** Puts `change` between the provider and whoever it answers. */
function rewrite(response: ServerResponse, change: (text: string) => string): void {
  const end = response.end.bind(response);
  response.end = ((body?: unknown) => {
    const text = change(Buffer.isBuffer(body) ? body.toString("utf8") : typeof body === "string" ? body : "");
    response.setHeader("content-length", Buffer.byteLength(text));
    return end(text);
  }) as typeof response.end;
}

/** Goes through the provider as a browser does. @returns the query it comes back to the node with. */
export async function signInThere(address: string, returnTo: string): Promise<string> {
  const cookies = new Map<string, string>();
  let next = new URL(address);
  for (let step = 0; step < 10; step += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(next, { redirect: "manual", headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get("location");
    if (location === null)
      throw new Error(`the provider ended with ${response.status}: ${await response.text()}`);
    next = new URL(location, next);
    if (next.href.startsWith(returnTo)) return next.search;
  }
  throw new Error("the provider sends the browser round in circles");
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

function decode(part: string): object {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as object;
}
