import type { FastifyInstance } from "fastify";
import { ServerError } from "../errors.ts";

/** Listens on the loopback address. @throws ServerError START_PORT_BUSY, START_OPTION_INVALID. */
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
        `Port ${port} is already in use, perhaps by another node. Stop that one, or choose another with --port N.`,
        { cause },
      );
    }
    if (code === "EACCES") {
      throw new ServerError(
        "START_OPTION_INVALID",
        `You may not listen on port ${port}. Choose one above 1023 with --port N.`,
        { cause },
      );
    }
    throw cause;
  }
}
