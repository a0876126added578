// The API as an OpenAPI 3.1 document, from the same schemas that check requests and filter answers.
import { createServer } from "./server.ts";
import swagger from "@fastify/swagger";
import type { NodeServices, Route } from "../routing/index.ts";
import { mountRoutes } from "./mount.ts";

/** The OpenAPI document of these routes; nothing is opened or listened on. */
export async function describeApi(routes: readonly Route[]): Promise<object> {
  const app = await createServer();
  await app.register(swagger, {
    // Named as they are here, and not by their turn.
    refResolver: { buildLocalReference: ({ $id }) => $id as string },
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Entente node",
        version: "0.1.0",
        description:
          "What a node can be asked. Errors are problem documents (RFC 9457) with the codes of docs/errors.md.",
      },
    },
  });
  // Routes only describe themselves here; nothing behind them is called.
  const unused = (): never => {
    throw new Error("a description calls no route");
  };
  mountRoutes(app, routes, {
    ...{ node: new Proxy({}, { get: unused }) as NodeServices, identify: unused },
    keys: { tag: unused, sealCursor: unused, openCursor: unused },
  });
  await app.ready();
  const description = app.swagger();
  await app.close();
  return description;
}
