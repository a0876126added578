// Mounts routes: finds who asks, admits, opens the transaction the route names, records what is disclosed, and sends only what
// the route's schema lets out. There is no other way from HTTP to a module.
import { hash } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { readInstant } from "@entente/core/encoding";
import type { JsonValue } from "@entente/core/encoding";
import { recordDisclosure } from "../access/index.ts";
import type { Caller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { Bytes, NoBody, readLimit } from "../routing/index.ts";
import type { CeremonyAnswer, FileAnswer, InCase, NodeServices, Route } from "../routing/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { admit, notFound } from "./admit.ts";
import type { Asked } from "./admit.ts";
import { changeOnce, readChangeKey } from "./change-once.ts";
import { confirm, confirmationOf, sendQuestion, Unconfirmed } from "./confirm.ts";
import { nameCaller } from "./edge-keys.ts";
import type { EdgeKeys } from "./edge-keys.ts";
import { countFailed, limitOf } from "./limits.ts";
import type { Identify } from "./identify.ts";
import { sendExactly, sendFile } from "./send-file.ts";
import { isStorable } from "./storable.ts";
import { addSurface, identifyOn, listSurfaces, sendAs, sendUnlessKnown } from "./surfaces.ts";
import { isVisit, letIn, visit } from "./visits.ts";
import type { Ask, Door } from "./visits.ts";

export interface MountContext {
  readonly node: NodeServices;
  readonly identify: Identify;
  readonly keys: EdgeKeys;
}

// A protocol's text is far below this: a checkpoint, its signatures and 63 hashes.
const TEXT_LIMIT = 64 * 1024;
// A document with its pictures and the file it was made from, as base64.
const FILES_LIMIT = 48 * 1024 * 1024;

/** Adds every route of `routes`. */
export function mountRoutes(app: FastifyInstance, routes: readonly Route[], context: MountContext): void {
  const count = app.createRateLimit(countFailed);
  const failed = async (request: FastifyRequest) => {
    const counted = await count(request);
    return { isExceeded: !counted.isAllowed && counted.isExceeded };
  };
  const readOf = (route: Route): Route | null =>
    route.method === "PUT"
      ? (routes.find(
          ({ method, path, answer }) => method === "GET" && path === route.path && answer !== null,
        ) ?? null)
      : null;
  const ours = routes.filter(({ surface }) => surface === null);
  for (const route of ours.filter(({ takes }) => takes !== "text"))
    mount(app, { ...context, failed, route, shown: readOf(route) });
  for (const surface of listSurfaces(routes))
    addSurface(
      app,
      surface,
      routes.filter((route) => route.surface === surface),
      (own, route) => mount(own, { ...context, failed, route, shown: null }),
    );
  app.register((texts, _options, done) => {
    // Protocols that are not ours name no type for what they send, so any is the same text.
    texts.removeAllContentTypeParsers();
    texts.addContentTypeParser("*", { parseAs: "string", bodyLimit: TEXT_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    for (const route of ours.filter(({ takes }) => takes === "text"))
      mount(texts, { ...context, failed, route, shown: null });
    done();
  });
}

interface Mounted extends MountContext {
  /** Counts a credential that is none. */
  readonly failed: (request: FastifyRequest) => Promise<{ readonly isExceeded?: boolean }>;
  readonly route: Route;
  /** For an edit: the route that shows what is edited. */
  readonly shown: Route | null;
}

function mount(app: FastifyInstance, mounted: Mounted): void {
  const { route, keys } = mounted;
  const { input, answer, surface } = route;
  const visits = isVisit(route);
  const limit = limitOf(route);
  const door: Door = { ...mounted, limit: visits && limit !== false ? app.rateLimit(limit) : null };
  app.route({
    method: route.method,
    url: route.path,
    prefixTrailingSlash: "slash",
    schema: {
      operationId: route.id,
      summary: route.summary,
      params: input.params,
      querystring: input.query,
      ...(input.body === NoBody || route.takes === "bytes" ? {} : { body: input.body }),
      // The description of the API is of what is our own.
      ...(surface === null ? {} : { hide: true }),
      response: { 200: answer ?? Type.Any() },
    },
    config: { rateLimit: visits ? false : limit },
    attachValidation: visits,
    ...(route.takes === "files" ? { bodyLimit: FILES_LIMIT } : {}),
    ...(route.takes === "text" ? { errorHandler: answerInText } : {}),
    // Before anything of the request is looked at: without a credential every address that needs one answers alike.
    ...(visits
      ? {}
      : {
          onRequest: async (request: Ask, reply: FastifyReply) => {
            request.caller = await identifyOn(surface, request, { ...mounted, reader: null });
            await letIn(door, request, reply);
          },
        }),
    handler: async (request: Ask, reply) => answerTo(mounted, door, request, reply),
    onSend: async (request: Ask, reply, sent: unknown) => {
      if (surface !== null) return sendUnlessKnown(request, reply, sent);
      if (request.method !== "GET" || reply.statusCode !== 200) return sent;
      if (typeof sent !== "string" && !Buffer.isBuffer(sent)) return sent;
      const tag = `"${keys.tag(nameExchange(route, request), sent)}"`;
      reply.header("etag", tag);
      if (request.headers["if-none-match"] !== tag) return sent;
      // What is unchanged was still asked for, admitted and written down.
      (reply as FastifyReply).code(304).removeHeader("content-length");
      return null;
    },
  });
}

/** Who asked which route for what, as one text: what a tag or a cursor is bound to. */
function nameExchange(route: Route, { caller, params, query }: Ask): string {
  // Where a list began is behind every place in it, so a client of TAXII may leave it out when it goes on.
  const whole = query as Record<string, unknown>;
  const { limit: _l, cursor: _c, next: _n, since: _s, added_after: _a, ...asked } = whole;
  return JSON.stringify([nameCaller(caller ?? { kind: "nobody" }), route.id, params, asked]);
}

async function answerTo(mounted: Mounted, door: Door, request: Ask, reply: FastifyReply): Promise<unknown> {
  if (isVisit(mounted.route)) {
    const { result, call } = await visit(door, {
      request,
      reply,
      open: () => openAsked(mounted, request, reply),
    });
    return sendResult(mounted, { request, reply, result, call });
  }
  const { route } = mounted;
  const asked = openAsked(mounted, request, reply);
  let call: object = asked;
  const confirmation = confirmationOf(route, request.headers, asked);
  const work = async (tx: Reader): Promise<unknown> => {
    call = await admit(route, tx, asked);
    if (confirmation !== null) {
      const question = await confirm(tx as Transactor, confirmation, call as Asked);
      if (question !== null) return question;
    }
    await requireSeen(mounted, tx, { request, reply, call });
    return route.work(tx as Transactor, call as never);
  };
  const result = await carryOut(mounted, { request, asked, work });
  if (result instanceof Unconfirmed) return sendQuestion(reply, result.question);
  return sendResult(mounted, { request, reply, result, call });
}

/** The request as admission and the route look at it. @throws ServerError for what may not be looked at. */
function openAsked(
  mounted: Mounted,
  request: Ask,
  reply: FastifyReply,
): Asked & { readonly query: object; readonly body: unknown } {
  const { route, node, keys } = mounted;
  const caller = request.caller ?? { kind: "nobody" };
  // A body where none is taken would be something we did not look at.
  if (route.input.body === NoBody && hasBody(request))
    throw new ServerError("REQUEST_INVALID", "This address takes no body. Send the request without one.");
  // Nothing has such a name, so it is answered as every name that nothing has.
  if (!isStorable(request.params)) throw notFound();
  if (!isStorable(request.query) || (isRead(route) && !isStorable(request.body)))
    throw new ServerError(
      "REQUEST_INVALID",
      "What was sent holds a letter that is no text: U+0000, or half a surrogate pair. Send it without.",
    );
  requireSigned(caller, request);
  const { params, query, body: brought } = request as { params: object; query: object; body: unknown };
  // No body where bytes are taken is none of them.
  const body = route.input.body === Bytes ? (brought ?? new Uint8Array()) : brought;
  const at = readInstant(new Date().toISOString());
  const asked = {
    params,
    query,
    body,
    caller,
    node,
    signal: route.together ? NEVER : watchGone(reply),
    at,
    origin: node.origin ?? `${request.protocol}://${request.host}`,
    ...readPaging(mounted, request),
    cursors: {
      seal: (position: string) => keys.sealCursor(nameExchange(route, request), position),
      open: (cursor: string) => keys.openCursor(nameExchange(route, request), cursor),
    },
    live: {
      askAgain: () => admitAgain(mounted, request, asked),
      nameOf: (text: string) => keys.tag(nameExchange(route, request), text),
      seen: readSeen(request),
    },
  };
  return asked;
}

/** Sends what the route's work gave, once it is written down that it was disclosed. */
async function sendResult(
  mounted: Mounted,
  {
    request,
    reply,
    result,
    call,
  }: { readonly request: Ask; readonly reply: FastifyReply; readonly result: unknown; readonly call: object },
): Promise<unknown> {
  const { route, keys } = mounted;
  const sent = await route.send(result, call as never);
  if (route.view === "case" && route.transaction === "read")
    await record(mounted, call as InCase & Asked, result);
  if (route.ceremony) return sendCeremony(reply, sent as CeremonyAnswer<unknown>);
  if (route.surface !== null)
    return route.answer === null
      ? sendExactly(reply, sent as FileAnswer)
      : sendAs(route.surface, route, reply, sent);
  if (route.answer === null) return sendFile(reply, sent as FileAnswer);
  if (!route.paged) return sent;
  const { items, after } = sent as { readonly items: readonly unknown[]; readonly after: string | null };
  return { items, next: after === null ? null : keys.sealCursor(nameExchange(route, request), after) };
}

/** Whether what came is looked at as JSON: text and bytes have readers of their own. */
function isRead({ takes }: Route): boolean {
  return takes === "json" || takes === "files";
}

/** @throws ServerError SIGN_IN_REFUSED for a body that a node's signature does not cover. */
function requireSigned(caller: Caller, { body }: Ask): void {
  if (caller.kind !== "peer") return;
  const digest = body instanceof Uint8Array ? hash("sha256", body, "base64") : null;
  if (digest !== caller.bodyDigest || (digest === null && body !== undefined && body !== null))
    throw new ServerError(
      "SIGN_IN_REFUSED",
      "The body is not the one that was signed. Whoever runs the other node looks whether something on the way changes requests; it sends each try anew.",
    );
}

/** For what is over before anybody could give it up. */
const NEVER = new AbortController().signal;

/** Ends when whoever asked is gone. */
function watchGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  // The request closes as soon as its body was read; the answer, when it was sent or cannot be any more.
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** Who asked, if it is who it was and would be let in again; null otherwise. */
async function admitAgain(
  { route, node, identify }: Mounted,
  request: Ask,
  asked: Asked,
): Promise<Caller | null> {
  try {
    const caller = await identifyOn(route.surface, request, { identify, node, reader: null });
    if (nameCaller(caller) !== nameCaller(asked.caller)) return null;
    await node.database.read((reader) => admit(route, reader, { ...asked, caller }));
    return caller;
  } catch {
    return null;
  }
}

function readSeen({ headers }: Ask): string | null {
  const { "last-event-id": seen } = headers;
  return typeof seen === "string" ? seen : null;
}

function hasBody({ body, headers }: Ask): boolean {
  // Of a GET the server reads no body at all, so what is announced counts.
  const announced = (headers["content-length"] ?? "0") !== "0" || headers["transfer-encoding"] !== undefined;
  return announced || (body !== undefined && body !== null);
}

/** In the transaction that the route names; a change that comes with a key, once. */
async function carryOut(
  { route, node: { database } }: Mounted,
  {
    request,
    asked,
    work,
  }: {
    readonly request: Ask;
    readonly asked: Asked & { readonly query: object; readonly body: unknown };
    readonly work: (tx: Reader) => Promise<unknown>;
  },
): Promise<unknown> {
  // What is then changed goes into a transaction of its own, which the route shares with others.
  if (route.transaction === "read" || route.transaction === "gathered")
    return route.together ? database.readTogether(work) : database.read(work);
  const key = route.method === "GET" ? null : readChangeKey(request.headers["idempotency-key"]);
  if (key === null || route.answer === null || route.ceremony) return database.transact(work);
  const { caller, params, query, body } = asked;
  const from = `${nameCaller(caller)} ${route.id}`;
  const sent = { params, query, body: body ?? null } as unknown as JsonValue;
  return changeOnce(
    database,
    { from, key, sent },
    {
      change: work,
      admit: (reader) => admit(route, reader, asked),
      isMade: (result) => !(result instanceof Unconfirmed),
    },
  );
}

function readPaging({ route, keys }: Mounted, request: Ask): object {
  if (!route.paged) return {};
  const { limit, cursor } = request.query as { limit?: string; cursor?: string };
  const after = cursor === undefined ? null : keys.openCursor(nameExchange(route, request), cursor);
  return { paging: { limit: readLimit(limit), after } };
}

/**
 * An edit is of what its author has seen: `if-match` is the tag of what is there now, as this caller would be shown it.
 * @throws ServerError EDIT_UNSEEN without one, EDIT_OVERTAKEN when it is of something else.
 */
async function requireSeen(
  { shown, keys }: Mounted,
  tx: Reader,
  { request, reply, call }: { readonly request: Ask; readonly reply: FastifyReply; readonly call: object },
): Promise<void> {
  if (shown?.answer == null) return;
  const given = request.headers["if-match"];
  if (given === undefined)
    throw new ServerError(
      "EDIT_UNSEEN",
      "Read what you edit first, and send its etag with the edit in the header if-match.",
    );
  const there = await shown.work(tx as Transactor, { ...call, query: {}, body: null } as never);
  const bytes = reply.compileSerializationSchema(shown.answer as never)(there as never);
  const { caller, params } = request;
  const to = JSON.stringify([nameCaller(caller ?? { kind: "nobody" }), shown.id, params, {}]);
  if (given === `"${keys.tag(to, bytes)}"`) return;
  throw new ServerError(
    "EDIT_OVERTAKEN",
    "Somebody has changed this since you read it. Read it again, and edit what is there now.",
  );
}

function sendCeremony(
  reply: FastifyReply,
  { answer, cookie, forgets }: CeremonyAnswer<unknown>,
): FastifyReply {
  // Cookies are not named here: a browser would drop those of other services under the same domain as well.
  if (forgets) reply.header("clear-site-data", '"cache", "storage"');
  if (cookie !== null) reply.header("set-cookie", cookie);
  return reply.send(answer);
}

/** What is disclosed is written down before its bytes leave; where it cannot be, nothing leaves. */
async function record(
  { route, node }: Mounted,
  { row, at, by, params }: InCase & Asked,
  result: unknown,
): Promise<void> {
  const { case: _, ...rest } = params as Record<string, string>;
  const disclosed = route.disclosed?.(result) ?? { subject: Object.values(rest).join("/"), detail: {} };
  await recordDisclosure(node.database, {
    ...{ caseId: row.id, at, seat: by, action: route.id },
    ...disclosed,
  });
}

/** A body that is too long or not text is a malformed request, and such a protocol has one status for those. */
function answerInText(
  error: Error & { statusCode?: number },
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  if (error.statusCode === undefined || error.statusCode >= 500) throw error;
  void reply.status(400).header("content-type", "text/plain; charset=utf-8").send(`${error.message}\n`);
}
