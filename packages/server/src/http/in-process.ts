import type { FastifyInstance } from "fastify";
import type { Transport } from "../client/index.ts";

/** Asks an application that listens nowhere: the same routes, the same checks, no socket. */
export function openInProcess(app: FastifyInstance): Transport {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const { statusCode, headers, rawPayload } = await app.inject({
      method: request.method as "GET",
      url: `${pathname}${search}`,
      headers: Object.fromEntries(request.headers),
      ...(request.body === null ? {} : { payload: Buffer.from(await request.arrayBuffer()) }),
    });
    const answer = new Headers();
    for (const [name, value] of Object.entries(headers))
      for (const one of Array.isArray(value) ? value : [value])
        if (one !== undefined) answer.append(name, String(one));
    return new Response(rawPayload.length === 0 ? null : new Uint8Array(rawPayload), {
      status: statusCode,
      headers: answer,
    });
  };
}
