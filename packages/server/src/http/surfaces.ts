// What differs on a surface: which kinds of content come and go, and the form of a refusal. Who may do what does not.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Caller } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import type { Identify, NodeServices, Presented, Route, Surface } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { describeProblem, notFound } from "./problems.ts";
import { reportFault } from "./report-fault.ts";
import { sendExactly } from "./send-file.ts";

/** Every surface that a route is spoken on, once. */
export function listSurfaces(routes: readonly Route[]): readonly Surface[] {
  return [...new Set(routes.flatMap(({ surface }) => (surface === null ? [] : [surface])))];
}

/**
 * Adds a surface with its routes: an address under its prefix that none of them has, and whatever goes wrong, are told in its
 * own form.
 */
export function addSurface(
  app: FastifyInstance,
  surface: Surface,
  routes: readonly Route[],
  mount: (app: FastifyInstance, route: Route) => void,
): void {
  const prefix = surface.prefix.slice(0, -1);
  app.register(
    (own, _options, done) => {
      own.setErrorHandler((error, request, reply) => {
        const problem = describeProblem(error);
        reportFault(error, problem, request);
        if (problem.status === 503) reply.header("retry-after", "5");
        return sendExactly(reply, surface.refuse(problem));
      });
      own.setNotFoundHandler((_request, reply) => sendExactly(reply, surface.refuse(notFound())));
      for (const takes of ["bytes", "json"] as const)
        own.register((some, _some, added) => {
          readBodies(some, surface, takes);
          for (const route of routes.filter((one) => one.takes === takes))
            mount(some, { ...route, path: route.path.slice(prefix.length) });
          added();
        });
      done();
    },
    { prefix },
  );
}

function readBodies(app: FastifyInstance, surface: Surface, takes: "bytes" | "json"): void {
  app.removeAllContentTypeParsers();
  const readJson = app.getDefaultJsonParser("error", "error");
  const options = { parseAs: "buffer", bodyLimit: surface.bodyLimit } as const;
  app.addContentTypeParser("*", options, (request, body: Buffer, parsed) => {
    if (!surface.takes(request.headers["content-type"] ?? "")) parsed(typeUnknown());
    else if (takes === "bytes") parsed(null, body);
    else void readJson(request, body.toString(), parsed);
  });
}

function typeUnknown(): ServerError {
  return new ServerError(
    "REQUEST_TYPE_UNKNOWN",
    "The body is not of a kind that is taken here. Send it as the specification of this protocol says.",
  );
}

/** Who asks, by the way of the surface that is asked. @param reader the snapshot it is looked up in; null: one of its own. */
export function identifyOn(
  surface: Surface | null,
  request: FastifyRequest,
  {
    identify,
    node,
    reader,
  }: { readonly identify: Identify; readonly node: NodeServices; readonly reader: Reader | null },
): Promise<Caller> {
  if (surface === null) return identify(request, reader);
  const { headers, raw, method, host: authority } = request;
  const by = { node, identify: (presented: Presented) => identify(presented, reader) };
  return surface.credential({ headers, raw, method, url: raw.url ?? "", authority }, by);
}

/** @throws ServerError ANSWER_TYPE_UNKNOWN where the answer would be of a kind that was not asked for. */
export function requireWanted(surface: Surface | null, { headers }: FastifyRequest): void {
  if (surface === null || surface.gives(headers.accept ?? "")) return;
  throw new ServerError(
    "ANSWER_TYPE_UNKNOWN",
    `What is answered here is ${surface.type}. Ask for it with the header accept, or send none.`,
  );
}

/** An answer that its route tagged is not sent again to whoever has it; that it was asked for is written down all the same. */
export function sendUnlessKnown(request: FastifyRequest, reply: FastifyReply, sent: unknown): unknown {
  const tag = reply.getHeader("etag");
  if (tag === undefined || reply.statusCode !== 200 || request.headers["if-none-match"] !== tag) return sent;
  reply.code(304).removeHeader("content-length");
  return null;
}

/** What a route answers by its schema, as the surface's own kind of content. */
export function sendAs(
  surface: Surface,
  { answer }: Route,
  reply: FastifyReply,
  sent: unknown,
): FastifyReply {
  const text = reply.compileSerializationSchema(answer as never)(sent as never);
  return sendExactly(reply, { bytes: text, type: surface.type, headers: {}, status: 200 });
}
