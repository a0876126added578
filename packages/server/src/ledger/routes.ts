import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { findLedgerFile } from "./files.ts";

/** The ledger's files as tlog-tiles has them: anyone may fetch them, and tiles never change. */
export function addLedgerRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  const find = async (path: string): Promise<Buffer> => {
    const bytes = await database.read((reader) => findLedgerFile(reader, path));
    if (bytes === null) throw new ServerError("NOT_FOUND", "The ledger has no such file.");
    return Buffer.from(bytes);
  };
  app.get("/ledger/checkpoint", { schema: { response: { 200: Type.Any() } } }, async (_request, reply) =>
    reply
      .header("cache-control", "public, max-age=2")
      .type("text/plain; charset=utf-8")
      .send(await find("checkpoint")),
  );
  app.get<{ Params: { "*": string } }>(
    "/ledger/tile/*",
    {
      schema: {
        params: Type.Object({ "*": Type.String({ maxLength: 100 }) }),
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const bytes = await find(`tile/${request.params["*"]}`);
      return reply
        .header("cache-control", "public, max-age=31536000, immutable")
        .type("application/octet-stream")
        .send(bytes);
    },
  );
}
