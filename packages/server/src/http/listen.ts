import { Server } from "node:tls";
import type { FastifyInstance } from "fastify";
import { ServerError } from "../errors.ts";
import { describeTls } from "./edge.ts";
import type { Tls } from "./edge.ts";

/** Speaks TLS with another key and certificate from the next connection on. */
export function replaceTls(app: FastifyInstance, tls: Tls): void {
  if (app.server instanceof Server) app.server.setSecureContext(describeTls(tls));
}

const WAY = "--port N (npm start) or --listen ADDRESS:N (entente serve)";

/** Listens. @throws ServerError START_PORT_BUSY, START_OPTION_INVALID. */
export async function listen(
  app: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    if (code === "EADDRINUSE") {
      throw new ServerError(
        "START_PORT_BUSY",
        `Port ${port} is already in use, perhaps by another node. Stop that one, or choose another with ${WAY}.`,
        { cause },
      );
    }
    if (code === "EACCES") {
      throw new ServerError(
        "START_OPTION_INVALID",
        `You may not listen on port ${port}. Choose one above 1023 with ${WAY}.`,
        { cause },
      );
    }
    throw cause;
  }
}
