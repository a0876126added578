// Mounts routes: finds who asks, admits, opens the transaction the route names, records what is disclosed, and sends only what
// the route's schema lets out. There is no other way from HTTP to a module.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { admitToCase, admitToNode, openPublicView, recordDisclosure } from "../access/index.ts";
import type { Admission, Caller, CaseIdentity, CaseSeats, Who } from "../access/index.ts";
import { findCase, findCaseIdentity, isConcerned } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { NoBody } from "../routing/index.ts";
import type { CeremonyAnswer, FileAnswer, InCase, NodeServices, Route } from "../routing/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { confirm, confirmationOf, sendQuestion, Unconfirmed } from "./confirm.ts";
import type { Identify } from "./identify.ts";

export interface MountContext {
  readonly node: NodeServices;
  readonly identify: Identify;
}

// A protocol's text is far below this: a checkpoint, its signatures and 63 hashes.
const TEXT_LIMIT = 64 * 1024;
// A document with its pictures and the file it was made from, as base64.
const FILES_LIMIT = 48 * 1024 * 1024;

type Ask = FastifyRequest & { caller?: Caller };

/** Adds every route of `routes`. */
export function mountRoutes(app: FastifyInstance, routes: readonly Route[], context: MountContext): void {
  for (const route of routes.filter(({ takes }) => takes !== "text")) mount(app, route, context);
  app.register((texts, _options, done) => {
    // Protocols that are not ours name no type for what they send, so any is the same text.
    texts.removeAllContentTypeParsers();
    texts.addContentTypeParser("*", { parseAs: "string", bodyLimit: TEXT_LIMIT }, (_request, body, parsed) =>
      parsed(null, body),
    );
    for (const route of routes.filter(({ takes }) => takes === "text")) mount(texts, route, context);
    done();
  });
}

function mount(app: FastifyInstance, route: Route, { node, identify }: MountContext): void {
  const { input, answer } = route;
  app.route({
    method: route.method,
    url: route.path,
    schema: {
      operationId: route.id,
      summary: route.summary,
      params: input.params,
      querystring: input.query,
      ...(input.body === NoBody ? {} : { body: input.body }),
      response: { 200: answer ?? Type.Any() },
    },
    ...(route.takes === "files" ? { bodyLimit: FILES_LIMIT } : {}),
    ...(route.takes === "text" ? { errorHandler: answerInText } : {}),
    // Before anything of the request is looked at: without a credential every address that needs one answers alike.
    onRequest: async (request: Ask) => {
      request.caller = await identify(request);
      if (route.who !== "anyone" && request.caller.kind === "nobody")
        throw new ServerError(
          "SIGN_IN_NEEDED",
          "Sign in, or send a token; whoever runs this node gives out seats.",
        );
      if (request.caller.kind === "seat" && request.caller.scopes?.includes(route.id) === false)
        throw notFound();
    },
    handler: async (request: Ask, reply) => answerTo(route, { node, request, reply }),
  });
}

interface Exchange {
  readonly node: NodeServices;
  readonly request: Ask;
  readonly reply: FastifyReply;
}

async function answerTo(route: Route, { node, request, reply }: Exchange): Promise<unknown> {
  const caller = request.caller ?? { kind: "nobody" };
  // A body where none is taken would be something we did not look at.
  if (route.input.body === NoBody && request.body !== undefined && request.body !== null)
    throw new ServerError("REQUEST_INVALID", "This address takes no body. Send the request without one.");
  const gone = new AbortController();
  request.raw.once("close", () => {
    if (!reply.raw.writableFinished) gone.abort();
  });
  const { params, query, body } = request as { params: object; query: object; body: unknown };
  const wall = readInstant(new Date().toISOString());
  const asked = { params, query, body, caller, node, signal: gone.signal, at: wall };
  let call: object = asked;
  const confirmation = confirmationOf(route, request.headers, asked);
  const work = async (tx: Reader): Promise<unknown> => {
    call = await admit(route, tx, { caller, asked });
    if (confirmation !== null) {
      const question = await confirm(tx as Transactor, confirmation, call as Asked);
      if (question !== null) return question;
    }
    return route.work(tx as Transactor, call as never);
  };
  const result = await (route.transaction === "read"
    ? node.database.read(work)
    : node.database.transact(work));
  if (result instanceof Unconfirmed) return sendQuestion(reply, result.question);
  const sent = await route.send(result, call as never);
  if (route.view === "case" && route.transaction === "read")
    await record(route, node, call as InCase & Asked);
  if (route.ceremony) return sendCeremony(reply, sent as CeremonyAnswer<unknown>);
  return route.answer === null ? sendFile(reply, sent as FileAnswer) : sent;
}

interface Asked {
  readonly params: object;
  readonly query: object;
  readonly body: unknown;
  readonly at: Instant;
  readonly caller: Caller;
  readonly node: NodeServices;
}

/** The call as the route gets it. @throws ServerError NOT_FOUND for whoever is not admitted, as for what is not there. */
async function admit(
  route: Route,
  reader: Reader,
  { caller, asked }: { readonly caller: Caller; readonly asked: Asked },
): Promise<object> {
  const { who } = route;
  if (who === "anyone") return asked;
  if (!isAboutCase(who)) {
    admitToNode(who, caller, asked.node.host);
    return asked;
  }
  const { case: slug } = asked.params as { case: string };
  const { row, view, seat, by } = await admitBySlug(who, reader, { caller, slug });
  // An exercise has its own clock, which stands where its script ended unless its control says otherwise.
  const at = row.exercise ? ((caller.kind === "exercise-control" ? caller.at : null) ?? row.clock) : asked.at;
  const inCase = { ...asked, view, row, by, at };
  if (route.transaction !== "change") return inCase;
  if (seat === null)
    throw new ServerError(
      "REQUEST_INVALID",
      "Say which office of the exercise acts, with the header entente-seat.",
    );
  return { ...inCase, act: { of: row, seat, at } };
}

interface Admitted extends Admission {
  readonly row: CaseRow;
}

/**
 * Admits to the case of that slug. To whom it is closed and where there is none, the same is asked of the database, so that
 * neither the answer nor how long it takes tells one from the other; what the case holds is read after that.
 */
async function admitBySlug(
  who: CaseSeats,
  reader: Reader,
  { caller, slug }: { readonly caller: Caller; readonly slug: string },
): Promise<Admitted> {
  const of = (await findCaseIdentity(reader, slug)) ?? NOWHERE;
  const admission = of === NOWHERE ? null : admitToCase(who, caller, of);
  const view = admission?.view ?? openPublicView(of);
  const concerned = await isConcerned(reader, view);
  if (admission === null || !(concerned || view.reach === "case")) throw notFound();
  const row = await findCase(reader, slug);
  if (row === null) throw notFound();
  return { ...admission, row };
}

/** Stands for a case that is not there. */
const NOWHERE: CaseIdentity = { id: "00000000-0000-0000-0000-000000000000", lead: "", exercise: false };

function isAboutCase(who: Who): who is CaseSeats {
  return typeof who === "object" && "lead" in who;
}

function sendCeremony(reply: FastifyReply, { answer, cookie }: CeremonyAnswer<unknown>): FastifyReply {
  if (cookie !== null) reply.header("set-cookie", cookie);
  return reply.send(answer);
}

/** What is disclosed is written down before its bytes leave; where it cannot be, nothing leaves. */
async function record(
  route: Route,
  node: NodeServices,
  { row, at, by, params }: InCase & Asked,
): Promise<void> {
  const { case: _, ...rest } = params as Record<string, string>;
  const subject = Object.values(rest).join("/");
  await recordDisclosure(node.database, {
    caseId: row.id,
    at,
    seat: by,
    action: route.id,
    subject,
    detail: {},
  });
}

function sendFile(reply: FastifyReply, { bytes, type, headers, status }: FileAnswer): FastifyReply {
  return reply
    .status(status)
    .headers(headers)
    .header("content-type", type)
    .send(typeof bytes === "string" ? bytes : Buffer.from(bytes));
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

function notFound(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is nothing here, or you may not see it. The lead's desk can say more.",
  );
}
