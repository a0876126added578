import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { readPagePolicy } from "@entente/verifier";
import { openExerciseView } from "../access/index.ts";
import { findCase, listExercises, namesOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import type { Keystore } from "../keys/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import { readCut } from "./cuts.ts";
import { findCutFile } from "./store.ts";

/** Cuts of exercises, as file and as page. Each reading is journaled before its bytes leave. */
export function addCutRoutes(
  app: FastifyInstance,
  {
    database,
    keystore,
    folder,
  }: { readonly database: Database; readonly keystore: Keystore; readonly folder: string },
): void {
  app.get<{ Params: { id: string; form: "json" | "html" } }>(
    "/cuts/:id.:form",
    {
      schema: {
        params: Type.Object({
          id: Type.String({ format: "uuid" }),
          form: Type.Union([Type.Literal("json"), Type.Literal("html")]),
        }),
        response: { 200: Type.String() },
      },
    },
    async (request, reply) => {
      const { id, form } = request.params;
      const cut = await database.transact(async (tx) => {
        const row = await findCaseOfCut(tx, id);
        if (row === null) return null;
        return readCut(tx, openExerciseView(row), {
          cutId: id,
          by: "exercise-control",
          at: row.clock,
          names: namesOf(row),
          keystore,
          folder,
        });
      });
      if (cut === null)
        throw new ServerError(
          "NOT_FOUND",
          "There is no such cut, or you may not see it. Ask the lead's desk.",
        );
      if (form === "json") return reply.type("application/json").send(cut.file);
      const page = await cut.page();
      return reply
        .header("content-security-policy", readPagePolicy(page))
        .type("text/html; charset=utf-8")
        .send(page);
    },
  );
}

/** The exercise a cut belongs to. Without a view no cut is found, so each exercise is asked under its own. */
async function findCaseOfCut(reader: Reader, cutId: string): Promise<CaseRow | null> {
  for (const exercise of await listExercises(reader))
    if ((await findCutFile(reader, openExerciseView(exercise), cutId)) !== null)
      return findCase(reader, exercise.slug);
  return null;
}
