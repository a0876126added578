import { Type } from "typebox";
import { ServerError } from "../errors.ts";
import { defineFile, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { findLedgerFile } from "./files.ts";
import { openHead } from "./ledger.ts";
import { findLatestCheckpoint } from "./store.ts";

async function find(reader: Reader, path: string): Promise<Uint8Array> {
  const bytes = await findLedgerFile(reader, path);
  if (bytes === null) throw new ServerError("NOT_FOUND", "The ledger has no such file.");
  return bytes;
}

/** The ledger's files as tlog-tiles has them: anyone may fetch them, and tiles never change. */
export const ledgerRoutes = [
  defineFile({
    ...{ id: "ledger.checkpoint", method: "GET", path: "/ledger/checkpoint" },
    summary: "The latest checkpoint with its cosignatures, as a signed note.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false, transaction: "read" },
    input: { params: Nothing, query: Nothing, body: NoBody },
    work: (reader) => find(reader, "checkpoint"),
    send: (bytes) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: "text/plain; charset=utf-8" },
        headers: { "cache-control": "public, max-age=2" },
      }),
  }),
  defineFile({
    ...{ id: "ledger.tile", method: "GET", path: "/ledger/tile/*" },
    summary: "A tile of the ledger.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object({ "*": Type.String({ maxLength: 100 }) }, { additionalProperties: false }),
      ...{ query: Nothing, body: NoBody },
    },
    work: (reader, { params }) => find(reader, `tile/${params["*"]}`),
    send: (bytes) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: "application/octet-stream" },
        headers: { "cache-control": "public, max-age=31536000, immutable" },
      }),
  }),
  defineFile({
    ...{ id: "ledger.proof", method: "GET", path: "/ledger/proof/:leaf" },
    summary: "The proof that the leaf of that number is in the ledger, up to its latest checkpoint.",
    ...{ who: "anyone", view: "none", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        { leaf: Type.String({ pattern: "^(0|[1-9][0-9]{0,14})$" }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { params }) => {
      const leaf = Number(params.leaf);
      const latest = await findLatestCheckpoint(reader);
      if (latest === null || leaf >= latest.size)
        throw new ServerError("NOT_FOUND", "The ledger has no such leaf.");
      return openHead(reader, latest.size, latest.note).proveLeaf(leaf);
    },
    send: (proof) =>
      Promise.resolve({ bytes: proof, status: 200, type: "text/plain; charset=utf-8", headers: {} }),
  }),
];
