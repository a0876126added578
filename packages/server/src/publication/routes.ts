import { extname } from "node:path";
import { Type } from "typebox";
import { encodeBase64 } from "@entente/core/encoding";
import { ServerError } from "../errors.ts";
import { defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { readRecordHeaders, recordTypes } from "./served.ts";
import { findRecordFile, listPublications, readRecordFiles } from "./store.ts";

/** Files of an edition that is not the newest lie below this, as if that were another folder. */
const EDITION = /^editions\/([1-9]\d{0,5})\/(.+)$/;

/** Published records, byte for byte as any web server would serve the folder. */
export const recordRoutes = [
  defineRead({
    ...{ id: "record.list", method: "GET", path: "/api/records" },
    summary: "The records this node published, oldest case first.",
    ...{ who: "anyone", view: "public", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: Type.Object({
      records: Type.Array(
        Type.Object({
          ...{ case: Type.String(), publishedAt: Type.String(), edition: Type.Integer() },
          href: Type.String(),
        }),
      ),
    }),
    read: async (reader) => ({
      records: (await listPublications(reader)).map(({ slug, publishedAt, edition }) => ({
        ...{ case: slug, publishedAt, edition, href: `/records/${slug}/index.html` },
      })),
    }),
  }),
  defineRead({
    ...{ id: "record.read", method: "GET", path: "/api/records/:slug" },
    summary: "The newest edition of a published record, whole: what to put on a web server.",
    ...{ who: "anyone", view: "public", takes: "json", stepUp: false },
    input: {
      params: Type.Object({ slug: Type.String({ maxLength: 200 }) }, { additionalProperties: false }),
      ...{ query: Nothing, body: NoBody },
    },
    answer: Type.Object({
      edition: Type.Integer(),
      /** Bytes as base64. */
      files: Type.Array(Type.Object({ path: Type.String(), bytes: Type.String() })),
    }),
    read: async (reader, { params: { slug } }) => {
      const found = (await listPublications(reader)).find((one) => one.slug === slug);
      if (found === undefined)
        throw new ServerError("NOT_FOUND", "No record of that case is published here.");
      const files = await readRecordFiles(reader, slug);
      return {
        edition: found.edition,
        files: [...files].map(([path, bytes]) => ({ path, bytes: encodeBase64(bytes) })),
      };
    },
  }),
  defineFile({
    ...{ id: "record.file", method: "GET", path: "/records/:slug/*" },
    summary: "A file of the newest edition of a published record, or below editions/N/ of that one.",
    ...{ who: "anyone", view: "public", takes: "json", stepUp: false, transaction: "read" },
    input: {
      params: Type.Object(
        { slug: Type.String({ maxLength: 200 }), "*": Type.String({ maxLength: 300 }) },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (reader, { params: { slug, "*": path } }) => {
      const [, edition, below] = EDITION.exec(path) ?? [];
      const bytes = await findRecordFile(
        reader,
        slug,
        below === undefined ? { path, edition: null } : { path: below, edition: Number(edition) },
      );
      if (bytes === null) throw new ServerError("NOT_FOUND", "There is no such file in a published record.");
      return bytes;
    },
    send: (bytes, { params }) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: recordTypes[extname(params["*"])] ?? "application/octet-stream" },
        headers: readRecordHeaders(params["*"], bytes),
      }),
  }),
];
