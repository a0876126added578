import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { readInstant } from "@entente/core/encoding";
import type { Cosigner } from "@entente/core/ledger";
import { ServerError } from "../errors.ts";
import type { Database } from "../storage/index.ts";
import { findNoteByOriginHash } from "./store.ts";
import { addCheckpoint } from "./witness.ts";

// A checkpoint, its signatures and 63 hashes are far below this.
const BODY_LIMIT = 64 * 1024;
const text = "text/plain; charset=utf-8";

/** The witness protocol, https://c2sp.org/tlog-witness. Who asks is known by the signature on the checkpoint alone. */
export function addWitnessRoutes(
  app: FastifyInstance,
  { database, cosigners }: { readonly database: Database; readonly cosigners: readonly Cosigner[] },
): void {
  app.register((witness, _options, done) => {
    // The protocol names no type for the request, so any is the same text.
    witness.removeAllContentTypeParsers();
    witness.addContentTypeParser(
      "*",
      { parseAs: "string", bodyLimit: BODY_LIMIT },
      (_request, body, parsed) => parsed(null, body),
    );
    witness.post<{ Body: string | undefined }>(
      "/witness/add-checkpoint",
      { schema: { response: { 200: Type.Any() } }, errorHandler: answerInText },
      async (request, reply) => {
        const at = readInstant(new Date().toISOString());
        const answer = await addCheckpoint(database, { body: request.body ?? "", cosigners, at });
        return reply.status(answer.status).header("content-type", answer.contentType).send(answer.body);
      },
    );
    witness.get<{ Params: { origin: string } }>(
      "/witness/:origin/checkpoint",
      {
        schema: {
          params: Type.Object({ origin: Type.String({ pattern: "^[0-9a-f]{64}$" }) }),
          response: { 200: Type.Any() },
        },
      },
      async (request, reply) => {
        const note = await database.read((reader) => findNoteByOriginHash(reader, request.params.origin));
        if (note === null) throw new ServerError("NOT_FOUND", "This node has cosigned no such ledger.");
        return reply.header("cache-control", "public, max-age=2").type(text).send(note);
      },
    );
    done();
  });
}

/** A body that is too long or not text is a malformed request, and the protocol has one status for those. */
function answerInText(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  if (error.statusCode === undefined || error.statusCode >= 500) throw error;
  void reply.status(400).type(text).send(`${error.message}\n`);
}
