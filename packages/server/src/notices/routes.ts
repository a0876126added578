import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { openRenewal } from "../ledger/index.ts";
import type { Database } from "../storage/index.ts";
import { listNoticeFiles } from "./store.ts";

/**
 * What is said of a release, to whoever holds a cut of it and asks with the random id it carries. An unknown id and a
 * release of which nothing is said get the same answer.
 */
export function addNoticeRoutes(
  app: FastifyInstance,
  { database, folder }: { readonly database: Database; readonly folder: string },
): void {
  app.get<{ Params: { release: string } }>(
    "/releases/:release/notices",
    {
      schema: {
        params: Type.Object({ release: Type.String({ pattern: "^[A-Za-z0-9_-]{22}$" }) }),
        response: {
          200: Type.Object({
            /** Signed notices, oldest first, each a file to be checked against the cut it is about. */
            notices: Type.Array(Type.String()),
          }),
        },
      },
    },
    async (request) => ({
      notices: await database.read(async (reader) => {
        const renew = await openRenewal(reader, folder);
        const notices: string[] = [];
        for (const file of await listNoticeFiles(reader, request.params.release))
          notices.push((await renew(file)).file);
        return notices;
      }),
    }),
  );
}
