// The headers that every answer bears for the browser's sake. They are the same for each, so the library that knows them writes
// them once: to write them anew for each costs a fifteenth of a read of what was released.
import helmet from "@fastify/helmet";
import Fastify from "fastify";

/** What the library would send with an answer, by name. @param tls whether browsers find the node under https. */
export async function listSecureHeaders(tls: boolean): Promise<ReadonlyMap<string, string>> {
  const app = Fastify({ logger: false });
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
        // The one page that a desk shows in a frame is the node's own, and allows it itself.
        frameSrc: ["'self'"],
        frameAncestors: ["'none'"],
        // No text becomes code or markup in the console, and no policy of its own can make it so.
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    referrerPolicy: { policy: "no-referrer" },
    // Only a node that is found under https may promise that it always is.
    strictTransportSecurity: tls && {
      maxAge: 365 * 24 * 3600,
      includeSubDomains: false,
    },
  });
  app.head("/", (_request, reply) => reply.send());
  const { headers } = await app.inject({ method: "HEAD", url: "/" });
  await app.close();
  const own = new Set(["connection", "content-length", "date"]);
  return new Map(
    Object.entries(headers).flatMap(([name, value]) =>
      typeof value === "string" && !own.has(name) ? [[name, value] as const] : [],
    ),
  );
}
