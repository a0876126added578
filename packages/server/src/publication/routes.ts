import { extname } from "node:path";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { readPagePolicy } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { findRecordFile } from "./store.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  "": "application/octet-stream",
};

/** Published records, byte for byte as any web server would serve the folder. */
export function addRecordRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  app.get<{ Params: { slug: string; "*": string } }>(
    "/records/:slug/*",
    {
      schema: {
        params: Type.Object({ slug: Type.String({ maxLength: 200 }), "*": Type.String({ maxLength: 300 }) }),
        response: { 200: Type.Any() },
      },
    },
    async (request, reply) => {
      const path = request.params["*"];
      const bytes = await database.read((reader) => findRecordFile(reader, request.params.slug, path));
      if (bytes === null) throw new ServerError("NOT_FOUND", "There is no such file in a published record.");
      return reply
        .header("content-security-policy", readPagePolicy(Buffer.from(bytes.subarray(0, 4096)).toString()))
        .type(types[extname(path)] ?? "application/octet-stream")
        .send(Buffer.from(bytes));
    },
  );
}
