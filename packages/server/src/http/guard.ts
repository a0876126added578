// What is refused before a route is looked at: another name than the node's own, by which a page of somebody else could reach
// it through the reader's browser (DNS rebinding), and what such a page makes a browser send.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { ServerError } from "../errors.ts";

const OWN_MACHINE = ["localhost", "127.0.0.1", "[::1]"];

/** @param origin where browsers find the node; null: on this machine alone. */
export function addGuard(app: FastifyInstance, origin: string | null): void {
  const names = new Set([...OWN_MACHINE, ...(origin === null ? [] : [new URL(origin).hostname])]);
  app.addHook("onRequest", (request, _reply, done) => {
    const { host = "" } = request.headers;
    const own = names.has(readName(request.host)) && names.has(readName(host)) && !isForeign(request);
    done(own ? undefined : foreign());
  });
}

function foreign(): ServerError {
  return new ServerError(
    "REQUEST_FOREIGN",
    "This node is asked under its own name, and by its own pages. Open it by its address.",
  );
}

/** A browser that asks because of a page of another site. Following a link to here is fine; that only shows something. */
function isForeign({ headers, method }: FastifyRequest): boolean {
  const site = headers["sec-fetch-site"];
  const follows =
    method === "GET" && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
  if (site !== undefined && site !== "same-origin" && site !== "none") return !follows;
  // Older browsers say at least from where they change something.
  const { origin, host } = headers;
  return origin !== undefined && method !== "GET" && method !== "HEAD" && readHost(origin) !== host;
}

function readName(host: string): string {
  return host.replace(/:[0-9]+$/, "").toLowerCase();
}

function readHost(origin: string): string | null {
  return URL.parse(origin)?.host ?? null;
}
