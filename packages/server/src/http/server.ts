// A server that knows no route yet: HTTP in, problem documents out, limits, headers, strict schemas.
import type { Socket } from "node:net";
import rateLimit from "@fastify/rate-limit";
import underPressure from "@fastify/under-pressure";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { ServerError } from "../errors.ts";
import { sharedSchemas } from "../routing/index.ts";
import type { NodeServices } from "../routing/index.ts";
import { describeTls, loopbackEdge } from "./edge.ts";
import type { Edge } from "./edge.ts";
import { addGuard } from "./guard.ts";
import { counting } from "./limits.ts";
import { listSecureHeaders } from "./secure-headers.ts";
import { addMetrics } from "./metrics.ts";
import { describeProblem, notFound, ProblemSchema } from "./problems.ts";
import { reportFault } from "./report-fault.ts";

export interface ServerOptions extends Edge, Pick<NodeServices, "origin"> {
  /** What a browser is shown where there is nothing; null: the problem document that programs get. */
  readonly lostPage: string | null;
}

const bare: ServerOptions = { ...loopbackEdge, origin: null, lostPage: null };

/** A server without routes: limits, headers, strict input, and one answer for everything that goes wrong. */
export async function createServer({
  origin,
  trustedProxies,
  tls,
  lostPage,
}: ServerOptions = bare): Promise<FastifyInstance> {
  const app: FastifyInstance = Fastify({
    logger: false,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    ...(tls === null ? { http: patience } : { https: { ...patience, ...describeTls(tls) } }),
    requestTimeout: 60_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 15_000,
    // Malformed HTTP is answered like everything else.
    clientErrorHandler: refuseConnection,
    frameworkErrors: (error, _request, reply) => {
      const problem = describeProblem(error);
      void (reply as FastifyReply).status(problem.status).type("application/problem+json").send(problem);
    },
    // Open requests are finished when the node stops; connections that wait for another are closed.
    forceCloseConnections: "idle",
    bodyLimit: 1024 * 1024,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false, useDefaults: false } },
    routerOptions: { maxParamLength: 300 },
  });
  const secure = [...(await listSecureHeaders(origin?.startsWith("https:") === true))];
  app.addHook("onRequest", (request, reply, done) => {
    for (const [name, value] of secure) reply.raw.setHeader(name, value);
    // Whoever answers says otherwise where it may be kept.
    if (!request.url.startsWith("/assets/")) reply.raw.setHeader("cache-control", "no-store");
    done();
  });
  addMetrics(app);
  addGuard(app, origin);
  await app.register(underPressure, {
    maxEventLoopDelay: 1_000,
    retryAfter: 5,
    pressureHandler: ({ url, headers }) =>
      // On an exercise node, who asks is who keeps it busy. Whoever is signed in goes on, and whoever watches the node is
      // answered: the others come back.
      origin === null || isWatched(url) || headers.cookie !== undefined || headers.authorization !== undefined
        ? undefined
        : Promise.reject(
            new ServerError(
              "NODE_BUSY",
              "The node has more to do than it can. Wait for as long as retry-after says.",
            ),
          ),
  });
  await app.register(rateLimit, counting);
  for (const schema of [ProblemSchema, ...sharedSchemas]) app.addSchema(schema);
  const problem = {
    description: "A problem document.",
    content: { "application/problem+json": { schema: { $ref: "Problem#" } } },
  };
  app.addHook("onRoute", (route) => {
    const answers = route.schema?.response;
    if (answers !== undefined && route.schema?.hide !== true)
      route.schema = { ...route.schema, response: { ...answers, "4xx": problem, "5xx": problem } };
  });
  app.setErrorHandler((error, request, reply) => {
    const problem = describeProblem(error);
    reportFault(error, problem, request);
    if (problem.status === 404 && wantsPage(request)) return sendLost(reply, lostPage);
    if (problem.status === 503) reply.header("retry-after", "5");
    return reply.status(problem.status).type("application/problem+json").send(problem);
  });
  app.setNotFoundHandler((request, reply) => {
    if (wantsPage(request)) return sendLost(reply, lostPage);
    return reply.status(404).type("application/problem+json").send(notFound());
  });

  return app;
}

/** Whether a person looks at the answer: a browser that goes to an address asks for a page first. */
function wantsPage({ method, headers }: FastifyRequest): boolean {
  return method === "GET" && (headers.accept ?? "").startsWith("text/html");
}

/** What is not there and what may not be seen is one page, to the last byte. */
function sendLost(reply: FastifyReply, page: string | null): FastifyReply {
  const lost = reply.status(404);
  if (page === null) return lost.type("application/problem+json").send(notFound());
  return lost.type("text/html; charset=utf-8").send(page);
}

// A client that does not finish its headers in time is let go, and looked for often enough.
const patience = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };

const isWatched = (url: string): boolean => url === "/api/health" || url === "/api/ready";

/**
 * Answers what is no HTTP, as far as it still can be answered. A connection that brought nothing in time is let go without a
 * word: a browser opens some ahead, and would take whatever is written there for the answer to its next request. One that began
 * a request is told that it took too long, which is the one answer that may come unasked (RFC 9110 section 15.5.9).
 */
function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  const late = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  if (error.code === "ECONNRESET" || !socket.writable || (late && socket.bytesRead === 0)) {
    socket.destroy();
    return;
  }
  const said = late
    ? "This request did not come whole in time. Send it again."
    : "This is no HTTP request that could be understood.";
  const status = late ? "408 Request Timeout" : "400 Bad Request";
  const described = describeProblem(new ServerError("REQUEST_INVALID", said));
  const problem = JSON.stringify(late ? { ...described, status: 408 } : described);
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(problem)}\r\nconnection: close\r\n\r\n${problem}`,
  );
}
