// The edge put together: a server, every route of the registry, the verifier's page and the console.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import serveFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { readPagePolicy, readVerifierPage } from "@entente/verifier";
import { loopbackEdge } from "./edge.ts";
import type { Edge } from "./edge.ts";
import type { NodeServices } from "../routing/index.ts";
import { openEdgeKeys } from "./edge-keys.ts";
import type { Identify } from "./identify.ts";
import { endStreams } from "./live.ts";
import { mountRoutes } from "./mount.ts";
import { deleteOldChanges } from "./store.ts";
import { routes } from "./registry.ts";
import { createServer } from "./server.ts";

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
  // An address that names nothing is answered by the console, which says so and leads back.
  const lostPage = site === null ? null : await readFile(join(site, "index.html"), "utf8");
  const app = await createServer({ ...edge, origin: node.origin, lostPage });
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
const PAGES = ["/sign-in", "/sign-in/return", "/first-start", "/invitation", "/seat", "/seat/people"];

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
  // Every desk of a case is the same page, which finds by itself what its address names.
  // So is every desk of the node itself.
  const ofNode = ["/foreign", "/foreign/:member/:case", "/foreign/:member/:case/:document"];
  const desks = ["/cases/:slug", "/cases/:slug/*", ...ofNode, "/nodes", "/stick", "/open-case"];
  for (const desk of desks)
    app.get(desk, { schema: { response: { 200: Type.Any() }, hide: true } }, (_request, reply) =>
      reply.sendFile("index.html"),
    );
}
