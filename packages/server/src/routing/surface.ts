// A surface: a protocol that is not ours, spoken beside `/api`. Its routes are in the same registry and pass the same
// admission; what differs is only how a credential is written, which kinds of content are taken and given, and the form in
// which a refusal is told.
import type { IncomingHttpHeaders } from "node:http";
import type { Caller } from "../access/index.ts";
import type { Reader } from "../storage/index.ts";
import type { NodeServices } from "./node-services.ts";
import type { FileAnswer } from "./file-answer.ts";

/** What of a request a credential may be in. */
export interface Presented {
  readonly headers: IncomingHttpHeaders;
  /** The connection, in which a client certificate may be. */
  readonly raw: { readonly socket: unknown };
}

/**
 * Finds who asks; a credential that is none gives nobody. Looked up in the snapshot of `reader`; null: in one of its own.
 * @throws ServerError REQUEST_INVALID.
 */
export type Identify = (presented: Presented, reader: Reader | null) => Promise<Caller>;
/** The same in a snapshot that is chosen already. */
export type LookUp = (presented: Presented) => Promise<Caller>;

/** What a signature over a request may cover, its body aside. */
export interface PresentedRequest extends Presented {
  readonly method: string;
  /** Path and query as they came. */
  readonly url: string;
  /** The name the node was asked under, with its port where it has one. */
  readonly authority: string;
}

/** Finds who asks before anything else of a request is looked at; a credential that is none gives nobody. */
export type ReadCredential = (
  request: PresentedRequest,
  by: { readonly identify: LookUp; readonly node: NodeServices },
) => Promise<Caller>;

/** What went wrong, from the one map of codes to statuses. */
export interface Refusal {
  readonly status: number;
  /** One of docs/errors.md. */
  readonly code: string;
  readonly title: string;
  readonly detail: string;
}

export interface Surface {
  readonly name: string;
  /** What each of its addresses begins with, and no other address does: `/taxii2/`. */
  readonly prefix: `/${string}/`;
  readonly credential: ReadCredential;
  /** Whether it takes a body of that Content-Type; "" where none is named. */
  readonly takes: (type: string) => boolean;
  /** Whether what it answers is what the Accept header asks for; "" where there is none. */
  readonly gives: (accept: string) => boolean;
  /** The Content-Type of what a route answers by its schema. */
  readonly type: string;
  /** Bytes of the longest body. */
  readonly bodyLimit: number;
  /** A refusal as the protocol tells it. It says nothing that the refusal does not say. */
  readonly refuse: (refusal: Refusal) => FileAnswer;
}

const TOKEN = /^entente_[A-Za-z0-9_-]{43}$/;

/**
 * A machine's token as Bearer, as the password of HTTP Basic whatever the name beside it is, or a client certificate. A
 * session does not speak here: it belongs to a browser, which sends it whoever made it ask. Where exercise control asks, the
 * name may be the office it plays.
 */
export const byTokenOrPassword: ReadCredential = ({ headers, raw }, { identify }) => {
  const [, encoded] = /^Basic ([A-Za-z0-9+/]+={0,2})$/i.exec(headers.authorization ?? "") ?? [];
  if (encoded === undefined) return identify({ headers: withoutSession(headers), raw });
  const [name = "", ...password] = Buffer.from(encoded, "base64").toString().split(":");
  const office = headers["entente-seat"] === undefined && name.includes("/") ? { "entente-seat": name } : {};
  return identify({
    headers: { ...withoutSession(headers), ...office, authorization: `Bearer ${password.join(":")}` },
    raw,
  });
};

/** A machine's token as the whole of the Authorization header, or a client certificate. */
export const byBareToken: ReadCredential = ({ headers, raw }, { identify }) => {
  const rest = withoutSession(headers);
  const { authorization } = rest;
  const whole = authorization !== undefined && TOKEN.test(authorization);
  return identify({ headers: whole ? { ...rest, authorization: `Bearer ${authorization}` } : rest, raw });
};

function withoutSession({ cookie: _, ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  return headers;
}
