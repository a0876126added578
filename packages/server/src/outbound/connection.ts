// A connection to one destination. Every socket is opened by `connectChecked`, which resolves the name, judges every address
// it has, and connects to exactly the one judged: a name that answers differently a moment later is not asked again. Nothing
// is followed, no proxy of the environment is used, and what comes back is bounded in time and bytes.
import { buildConnector, Pool } from "undici";
import type { Dispatcher } from "undici";
import { ServerError } from "../errors.ts";
import { checkAddresses, literalOf, locate } from "./destination.ts";
import type { Destination } from "./destination.ts";
import type { Resolver } from "./resolver.ts";

export interface OutboundRequest {
  readonly method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** A path, or an address of the destination itself. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
  /** The most bytes of an answer that are read. */
  readonly mostBytes: number;
  /** How long everything may take, from the name to the last byte. */
  readonly seconds: number;
}

export interface OutboundAnswer {
  readonly status: number;
  /** Names in small letters; a header that came several times is joined with commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Connection extends AsyncDisposable {
  readonly destination: Destination;
  /**
   * Asks and reads the whole answer, whatever its status, unless that is a redirection.
   * @throws ServerError OUTBOUND_OFF_LIST, OUTBOUND_ADDRESS_FORBIDDEN, OUTBOUND_UNREACHABLE, OUTBOUND_TOO_SLOW,
   * OUTBOUND_REDIRECTED, OUTBOUND_ANSWER_TOO_LARGE, OUTBOUND_REQUEST_INVALID.
   */
  readonly send: (request: OutboundRequest) => Promise<OutboundAnswer>;
}

const CONNECT_MS = 5_000;
const MOST_SOCKETS = 4;
const MOST_ADDRESSES = 4;
const MOST_HEADERS = 32 * 1024;
/** What names the other side or frames the message is ours alone to say. */
const RESERVED =
  /^(host|connection|keep-alive|transfer-encoding|content-length|upgrade|te|trailer|expect|proxy-.*)$/i;

/** Opens nothing yet: sockets come with the first request, and end some seconds after the last. */
export function openConnection({
  destination,
  resolve,
}: {
  readonly destination: Destination;
  readonly resolve: Resolver;
}): Connection {
  const pool = new Pool(destination.base.origin, {
    connections: MOST_SOCKETS,
    pipelining: 1,
    allowH2: false,
    maxHeaderSize: MOST_HEADERS,
    connect: connectChecked(destination, resolve),
  });
  return {
    destination,
    send: (request) => send({ pool, destination }, request),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

function connectChecked(destination: Destination, resolve: Resolver): buildConnector.connector {
  const { base, tls } = destination;
  const literal = literalOf(base);
  const connect = buildConnector({
    ...{ allowH2: false, timeout: CONNECT_MS, maxCachedSessions: 0, rejectUnauthorized: true },
    minVersion: "TLSv1.2",
    ...(literal === null ? { servername: base.hostname } : {}),
    ...(tls?.authorities == null ? {} : { ca: tls.authorities }),
    ...(tls?.identity == null ? {} : { cert: tls.identity.certificate, key: tls.identity.key }),
  });
  const resolveChecked = async (): Promise<readonly string[]> =>
    checkAddresses(destination, literal === null ? await resolve(base.hostname) : [literal]);
  return ({ protocol, hostname, port }, done) => {
    // The pool has one origin; a request for another would be a fault of ours, and must not leave.
    if (protocol !== base.protocol || hostname.replace(/^\[(.*)\]$/, "$1") !== (literal ?? base.hostname)) {
      done(new ServerError("OUTBOUND_OFF_LIST", `Nothing but ${base.origin} is asked there.`), null);
      return;
    }
    const tryNext = ([address, ...others]: readonly string[]): void => {
      if (address === undefined) return;
      connect({ hostname: address, host: address, protocol, port }, (...result) => {
        if (result[0] !== null && others.length > 0) tryNext(others);
        else done(...result);
      });
    };
    resolveChecked().then(
      (addresses) => tryNext(addresses.slice(0, MOST_ADDRESSES)),
      (error: unknown) => done(error instanceof Error ? error : new Error(String(error)), null),
    );
  };
}

async function send(
  { pool, destination }: { readonly pool: Pool; readonly destination: Destination },
  { method, address, headers, body, mostBytes, seconds }: OutboundRequest,
): Promise<OutboundAnswer> {
  const url = locate(destination, address);
  const reserved = Object.keys(headers).find((name) => RESERVED.test(name));
  if (reserved !== undefined) throw requestInvalid(destination, `the header ${reserved} is not for callers`);
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    const answer = await pool.request({
      method,
      path: `${url.pathname}${url.search}`,
      headers: { "user-agent": "entente", "accept-encoding": "identity", ...headers },
      body,
      signal: limit,
      headersTimeout: seconds * 1000,
      bodyTimeout: seconds * 1000,
    });
    if (answer.statusCode >= 300 && answer.statusCode < 400 && answer.statusCode !== 304) {
      // What is not read ends with an error that nobody waits for.
      answer.body.on("error", () => undefined).destroy();
      throw redirected(destination);
    }
    return {
      status: answer.statusCode,
      headers: flatten(answer.headers),
      body: await readBounded(answer.body, { mostBytes, destination }),
    };
  } catch (cause) {
    throw explain(cause, { destination, seconds, limit });
  }
}

async function readBounded(
  body: Dispatcher.ResponseData["body"],
  { mostBytes, destination }: { readonly mostBytes: number; readonly destination: Destination },
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > mostBytes)
      throw new ServerError(
        "OUTBOUND_ANSWER_TOO_LARGE",
        `${destination.name} answers with more than ${mostBytes} bytes, and was not read to the end. Its administrator can make its pages smaller.`,
      );
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [[name.toLowerCase(), Array.isArray(value) ? value.join(", ") : value] as const],
  );
  return Object.fromEntries(entries);
}

function explain(
  cause: unknown,
  {
    destination,
    seconds,
    limit,
  }: { readonly destination: Destination; readonly seconds: number; readonly limit: AbortSignal },
): ServerError {
  if (cause instanceof ServerError) return cause;
  const code = codeOf(cause);
  if (limit.aborted || /TIMEOUT|TIMEDOUT/.test(code))
    return new ServerError(
      "OUTBOUND_TOO_SLOW",
      `${destination.name} did not answer within ${seconds} seconds. Try again later; if it stays so, its administrator can say why.`,
      { cause },
    );
  if (code === "UND_ERR_INVALID_ARG")
    return requestInvalid(destination, cause instanceof Error ? cause.message : code, cause);
  const doubt = CERTIFICATES.find(([pattern]) => pattern.test(code));
  if (doubt !== undefined)
    return new ServerError(
      "OUTBOUND_CERTIFICATE",
      `${destination.name} at ${destination.base.origin} shows a certificate that ${doubt[1]} (${code}), so nothing was sent. Its administrator renews it, or says which authority signs it; an administrator of this node writes that one down.`,
      { cause },
    );
  return new ServerError(
    "OUTBOUND_UNREACHABLE",
    `${destination.name} at ${destination.base.origin} cannot be reached (${code}). Its administrator can say whether it runs; an administrator of this node checks its address. What was being sent may have arrived.`,
    { cause },
  );
}

/** By the codes of Node's TLS: what is wrong with the certificate of the other side. */
const CERTIFICATES: readonly (readonly [RegExp, string])[] = [
  [/^CERT_HAS_EXPIRED$/, "has run out"],
  [/^CERT_NOT_YET_VALID$/, "does not hold yet"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, "is for another name"],
  [/^(DEPTH_ZERO_SELF|SELF_SIGNED|UNABLE_TO|CERT_|INVALID_CA)/, "no authority signed that is believed here"],
];

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return "no reason given";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.name;
}

const redirected = ({ name, base }: Destination): ServerError =>
  new ServerError(
    "OUTBOUND_REDIRECTED",
    `${name} at ${base.origin} sends on to another address, which is not followed. An administrator of this node writes down the address it has now.`,
  );

const requestInvalid = ({ name }: Destination, why: string, cause?: unknown): ServerError =>
  new ServerError(
    "OUTBOUND_REQUEST_INVALID",
    `What was to be sent to ${name} is no request (${why}), and nothing was sent. Whoever set up ${name} here checks its address, names and tokens for signs that do not belong there.`,
    { cause },
  );
