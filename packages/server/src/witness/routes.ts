import { Type } from "typebox";
import { ServerError } from "../errors.ts";
import { defineFile, NoBody, Nothing } from "../routing/index.ts";
import { findNoteByOriginHash } from "./store.ts";
import { addCheckpoint } from "./witness.ts";

/** The witness protocol, https://c2sp.org/tlog-witness. Who asks is known by the signature on the checkpoint alone. */
export const witnessRoutes = [
  defineFile({
    ...{ id: "witness.add-checkpoint", method: "POST", path: "/witness/add-checkpoint" },
    summary: "Asks this node to cosign a checkpoint of a ledger it watches.",
    ...{ who: "anyone", view: "none", takes: "text", stepUp: false, transaction: "read" },
    input: { params: Nothing, query: Nothing, body: Type.String() },
    // It opens its own transactions: what it signs must be stored before the signature exists.
    work: () => Promise.resolve(null),
    send: async (_, { body, node, at }) => {
      const answer = await addCheckpoint(node.database, { body, cosigners: node.cosigners, at });
      return { bytes: answer.body, status: answer.status, type: answer.contentType, headers: {} };
    },
  }),
  defineFile({
    ...{ id: "witness.checkpoint", method: "GET", path: "/witness/:origin/checkpoint" },
    summary: "The latest checkpoint of a ledger that this node cosigned.",
    ...{ who: "anyone", view: "none", takes: "text", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        { origin: Type.String({ pattern: "^[0-9a-f]{64}$" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { params }) => {
      const note = await findNoteByOriginHash(reader, params.origin);
      if (note === null) throw new ServerError("NOT_FOUND", "This node has cosigned no such ledger.");
      return note;
    },
    send: (bytes) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: "text/plain; charset=utf-8" },
        headers: { "cache-control": "public, max-age=2" },
      }),
  }),
];
