import { extname } from "node:path";
import { Type } from "typebox";
import { readPagePolicy } from "@entente/verifier";
import { ServerError } from "../errors.ts";
import { defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { findRecordFile, listPublications } from "./store.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".json": "application/json",
  "": "application/octet-stream",
};

/** Published records, byte for byte as any web server would serve the folder. */
export const recordRoutes = [
  defineRead({
    ...{ id: "record.list", method: "GET", path: "/api/records" },
    summary: "The records this node published, oldest case first.",
    ...{ who: "anyone", view: "public", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({
      records: Type.Array(
        Type.Object({ case: Type.String(), publishedAt: Type.String(), href: Type.String() }),
      ),
    }),
    read: async (reader) => ({
      records: (await listPublications(reader)).map(({ slug, publishedAt }) => ({
        ...{ case: slug, publishedAt, href: `/records/${slug}/index.html` },
      })),
    }),
  }),
  defineFile({
    ...{ id: "record.file", method: "GET", path: "/records/:slug/*" },
    summary: "A file of a published record.",
    ...{ who: "anyone", view: "public", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        { slug: Type.String({ maxLength: 200 }), "*": Type.String({ maxLength: 300 }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { params }) => {
      const bytes = await findRecordFile(reader, params.slug, params["*"]);
      if (bytes === null) throw new ServerError("NOT_FOUND", "There is no such file in a published record.");
      return bytes;
    },
    send: (bytes, { params }) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: types[extname(params["*"])] ?? "application/octet-stream" },
        headers: {
          "content-security-policy": readPagePolicy(Buffer.from(bytes.subarray(0, 4096)).toString()),
        },
      }),
  }),
];
