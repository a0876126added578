// The edge: HTTP in, problem documents out, strict schemas on every route.
import { resolve } from "node:path";
import type { Socket } from "node:net";
import helmet from "@fastify/helmet";
import rateLimit from "@fastify/rate-limit";
import serveFiles from "@fastify/static";
import underPressure from "@fastify/under-pressure";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply } from "fastify";
import { Type } from "typebox";
import { readPagePolicy, readVerifierPage } from "@entente/verifier";
import { describeTls, loopbackEdge } from "./edge.ts";
import type { Edge } from "./edge.ts";
import type { NodeServices } from "../routing/index.ts";
import { ServerError } from "../errors.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import type { Identify } from "./identify.ts";
import { addGuard } from "./guard.ts";
import { counting } from "./limits.ts";
import { endStreams } from "./live.ts";
import { addMetrics } from "./metrics.ts";
import { mountRoutes } from "./mount.ts";
import { deleteOldChanges } from "./store.ts";
import { describeProblem, notFound, ProblemSchema } from "./problems.ts";
import { routes } from "./registry.ts";

export interface AppContext extends NodeServices {
  /** Left out: reached as on an exercise node, which believes nobody. */
  readonly edge?: Edge;
  /** Folder of the built console; null where there is none, as in tests of the API alone. */
  readonly site: string | null;
  readonly identify: Identify;
}

/** The node's HTTP application, not yet listening. */
export async function createApp({
  edge = loopbackEdge,
  site,
  identify,
  ...node
}: AppContext): Promise<FastifyInstance> {
  const app = await createServer({ ...edge, origin: node.origin });
  // Streams have no end of their own, and the node would wait for them.
  app.addHook("preClose", (done) => {
    endStreams(node.database);
    done();
  });
  const old = setInterval(() => void deleteOldChanges(node.database).catch(() => undefined), 600_000).unref();
  app.addHook("onClose", (_app, done) => {
    clearInterval(old);
    done();
  });
  mountRoutes(app, routes, { node, identify, keys: await openEdgeKeys(node.database) });
  addVerifier(app);
  if (site !== null) await addSite(app, site);
  return app;
}

/** A server without routes: limits, headers, strict input, and one answer for everything that goes wrong. */
export async function createServer(
  { origin, trustedProxies, tls }: Edge & Pick<NodeServices, "origin"> = { ...loopbackEdge, origin: null },
): Promise<FastifyInstance> {
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
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'", "data:"],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
        // No text becomes code or markup in the console, and no policy of its own can make it so.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    // Only a node that is found under https may promise that it always is.
    strictTransportSecurity: origin?.startsWith("https:") === true && {
      maxAge: 365 * 24 * 3600,
      includeSubDomains: false,
    },
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
  app.addSchema(ProblemSchema);
  const problem = {
    description: "A problem document.",
    content: { "application/problem+json": { schema: { $ref: "Problem#" } } },
  };
  app.addHook("onRoute", (route) => {
    const answers = route.schema?.response;
    if (answers !== undefined)
      route.schema = { ...route.schema, response: { ...answers, "4xx": problem, "5xx": problem } };
  });
  app.addHook("onSend", async (request, reply) => {
    const kept = request.url.startsWith("/assets/") || reply.hasHeader("cache-control");
    if (!kept) reply.header("cache-control", "no-store");
  });
  app.setErrorHandler((error, _request, reply) => {
    const problem = describeProblem(error);
    if (problem.status === 503) reply.header("retry-after", "5");
    if (problem.status === 500)
      process.stderr.write(
        `entente: INTERNAL at ${new Date().toISOString()}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    return reply.status(problem.status).type("application/problem+json").send(problem);
  });
  app.setNotFoundHandler((_request, reply) =>
    reply.status(404).type("application/problem+json").send(notFound()),
  );

  return app;
}

// A client that does not finish its headers in time is let go, and looked for often enough.
const patience = { headersTimeout: 15_000, connectionsCheckingInterval: 5_000 };

const isWatched = (url: string): boolean => url === "/api/health" || url === "/api/ready";

/** Answers what is no HTTP, as far as it still can be answered. */
function refuseConnection(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = JSON.stringify(
    describeProblem(new ServerError("REQUEST_INVALID", "This is no HTTP request that could be understood.")),
  );
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\ncontent-length: ${Buffer.byteLength(problem)}\r\nconnection: close\r\n\r\n${problem}`,
  );
}

/**
 * The verifier as a page, to be taken along: it asks this node for nothing, and whoever doubts the node uses a copy had from
 * somebody else.
 */
function addVerifier(app: FastifyInstance): void {
  const page = readVerifierPage();
  const policy = readPagePolicy(page);
  app.get("/verify", { schema: { response: { 200: Type.String() }, hide: true } }, (_request, reply) =>
    reply.header("content-security-policy", policy).type("text/html; charset=utf-8").send(page),
  );
}

/** The console's pages beside those of cases. */
const PAGES = ["/sign-in", "/sign-in/return", "/first-start", "/invitation", "/seat"];

async function addSite(app: FastifyInstance, site: string): Promise<void> {
  await app.register(serveFiles, {
    root: resolve(site),
    index: ["index.html"],
    cacheControl: false,
    decorateReply: true,
  });
  for (const page of PAGES)
    app.get(page, { schema: { response: { 200: Type.Any() }, hide: true } }, (_request, reply) =>
      reply.sendFile("index.html"),
    );
  const params = Type.Object({ slug: Type.String({ maxLength: 200 }) });
  app.get(
    "/cases/:slug",
    { schema: { params, response: { 200: Type.Any() }, hide: true } },
    (_request, reply) => reply.sendFile("index.html"),
  );
}
