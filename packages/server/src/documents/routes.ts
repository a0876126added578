// Versions, originals and custody of documents, as the lead sees them. What a view does not reach is not there.
import { plainText } from "@entente/core/documents";
import type { Portion } from "@entente/core/documents";
import { printBanner } from "@entente/core/markings";
import type { Policy } from "@entente/core/markings";
import { Type } from "typebox";
import type { Static } from "typebox";
import { communityOf } from "../cases/index.ts";
import { listCustody, listOriginals } from "../custody/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import { exportOriginal } from "./documents.ts";
import { findDocument, listVersions } from "./store.ts";
import { compareVersions } from "./versions.ts";

const Text = Type.String();
const Count = Type.Integer();
const Version = Type.String({ pattern: "^[1-9][0-9]{0,5}$" });
const Name = Type.String({ maxLength: 200 });
const Named = Type.Object({ ...CaseParams.properties, name: Name }, { additionalProperties: false });
/** Versions, originals and custody are the lead's own. */
const leadOnly = { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] } as const;

const VersionsSchema = Type.Object({
  versions: Type.Array(
    Type.Object({
      version: Count,
      title: Text,
      banner: Text,
      digest: Text,
      draftedBy: Text,
      draftedAt: Text,
    }),
  ),
});

const SideSchema = Type.Union([
  Type.Object({
    kind: Text,
    number: Type.Union([Text, Type.Null()]),
    banner: Type.Union([Text, Type.Null()]),
    text: Text,
  }),
  Type.Null(),
]);

const DiffSchema = Type.Object({
  from: Count,
  to: Count,
  header: Type.Array(Type.Object({ field: Text, before: Text, after: Text })),
  portions: Type.Array(
    Type.Object({
      id: Text,
      change: Text,
      aspects: Type.Array(Text),
      marking: Type.Union([Text, Type.Null()]),
      before: SideSchema,
      after: SideSchema,
    }),
  ),
});

const CustodySchema = Type.Object({
  originals: Type.Array(
    Type.Object({
      id: Text,
      name: Text,
      mediaType: Text,
      size: Count,
      sha256: Text,
      receivedAt: Text,
      receivedBy: Text,
    }),
  ),
  custody: Type.Array(
    Type.Object({
      act: Text,
      version: Type.Union([Count, Type.Null()]),
      original: Type.Union([Text, Type.Null()]),
      seat: Text,
      at: Text,
    }),
  ),
});

/** Versions of documents, and where they came from. */
export const documentRoutes = [
  defineRead({
    ...{ id: "document.versions", method: "GET", path: "/api/cases/:case/documents/:name/versions" },
    summary: "The versions of a document, oldest first.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: NoBody },
    answer: VersionsSchema,
    read: async (reader, { params, view }) => {
      const versions = await listVersions(reader, view, params.name);
      if (versions.length === 0) throw notFound();
      return {
        versions: versions.map(({ version, title, banner, sourceDigest, draftedBy, draftedAt }) => ({
          ...{ version, title, banner, digest: sourceDigest, draftedBy, draftedAt },
        })),
      };
    },
  }),
  defineRead({
    ...{ id: "document.diff", method: "GET", path: "/api/cases/:case/documents/:name/diff/:from/:to" },
    summary: "What changed between two versions of a document.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: {
      params: Type.Object(
        { ...Named.properties, from: Version, to: Version },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: NoBody },
    },
    answer: DiffSchema,
    read: async (reader, { params, view, row }) => {
      const { policies } = communityOf(row).community;
      const [from, to] = [Number(params.from), Number(params.to)];
      const diff = await compareVersions(reader, view, { name: params.name, from, to, policies });
      if (diff === null) throw notFound();
      return {
        ...{ from, to },
        header: diff.header.map(({ field, before, after }) => ({
          ...{ field, before: String(before ?? ""), after: String(after ?? "") },
        })),
        portions: diff.portions.map(({ before, after, ...change }) => ({
          ...change,
          ...{ before: describeSide(before, policies), after: describeSide(after, policies) },
        })),
      };
    },
  }),
  defineRead({
    ...{ id: "document.custody", method: "GET", path: "/api/cases/:case/documents/:name/custody" },
    summary: "The originals of a document, and who had them.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: NoBody },
    answer: CustodySchema,
    read: async (reader, { params, view }) => {
      const document = await findDocument(reader, view, params.name);
      if (document === null) throw notFound();
      return {
        originals: await listOriginals(reader, view, document.id),
        custody: await listCustody(reader, view, document.id),
      };
    },
  }),
  defineFile({
    ...{ id: "document.original", method: "GET" },
    path: "/api/cases/:case/documents/:name/versions/:version/original",
    summary: "The file a version was made from, byte for byte.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false, transaction: "record" },
    input: {
      params: Type.Object({ ...Named.properties, version: Version }, { additionalProperties: false }),
      ...{ query: Nothing, body: NoBody },
    },
    work: async (tx, { params, view, by, at }) => {
      const original = await exportOriginal(tx, view, {
        ...{ name: params.name, version: Number(params.version), by, at },
      });
      if (original === null) throw notFound();
      return original;
    },
    // Always to be kept, never to be shown: the node does not vouch for what somebody else's file does in a browser.
    send: ({ name, bytes }) =>
      Promise.resolve({
        ...{ bytes, status: 200, type: "application/octet-stream" },
        headers: { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}` },
      }),
  }),
];

function describeSide(portion: Portion | null, policies: readonly Policy[]): Static<typeof SideSchema> {
  if (portion === null) return null;
  const { kind, number, marking, spans } = portion;
  const banner = marking === null ? null : printBanner(marking, policies);
  return { kind, number, banner, text: plainText(spans) };
}

function notFound(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is no such document, or you may not see it. Ask the lead's desk.",
  );
}
