// Versions, originals and custody of documents, as the lead sees them. What a view does not reach is not there.
import { plainText } from "@entente/core/documents";
import type { Portion } from "@entente/core/documents";
import { printBanner } from "@entente/core/markings";
import type { Policy } from "@entente/core/markings";
import { Type } from "typebox";
import type { Static } from "typebox";
import { decodeBase64 } from "@entente/core/encoding";
import { communityOf } from "../cases/index.ts";
import { listCustody, listOriginals } from "../custody/index.ts";
import type { ReceivedFile } from "../custody/index.ts";
import type { View } from "../access/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineChange, defineFile, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { draftDocument, exportOriginal } from "./documents.ts";
import {
  CustodySchema,
  DiffSchema,
  DocumentsSchema,
  DraftedSchema,
  DraftNameSchema,
  DraftSchema,
  SourceSchema,
  VersionsSchema,
  VisibilitySchema,
} from "./schema.ts";
import type { SideSchema } from "./schema.ts";
import { findDocument, listDocuments, listVersions } from "./store.ts";
import type { DocumentRow } from "./store.ts";
import { compareVersions } from "./versions.ts";
import { composeVisibility } from "./visibility.ts";

const Version = Type.String({ pattern: "^[1-9][0-9]{0,5}$" });
const Name = Type.String({ maxLength: 200 });
const Named = Type.Object({ ...CaseParams.properties, name: Name }, { additionalProperties: false });
const Numbered = Type.Object({ ...Named.properties, version: Version }, { additionalProperties: false });
/** Documents, their versions, originals and custody are the lead's own; what others read of them is a cut. */
const leadOnly = { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] } as const;

/** Documents, their versions, and where they came from. */
export const documentRoutes = [
  defineRead({
    ...{ id: "document.list", method: "GET", path: "/api/cases/:case/documents" },
    summary: "The documents of a case in their newest version, the oldest first.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: DocumentsSchema,
    read: async (reader, { view }) => ({ documents: await listDocuments(reader, view) }),
  }),
  defineChange({
    ...{ id: "document.draft", method: "POST", path: "/api/cases/:case/documents/:name/versions" },
    summary: "Store marked text as a document's next version, with what it was made from and its pictures.",
    ...{ who: { lead: ["drafter"], allies: [] }, view: "case", takes: "files", stepUp: false },
    input: {
      params: Type.Object(
        { ...CaseParams.properties, name: DraftNameSchema },
        { additionalProperties: false },
      ),
      ...{ query: Nothing, body: DraftSchema },
    },
    answer: DraftedSchema,
    change: async (tx, { params, body: { source, original, attachments }, act, row, node }) =>
      describeVersion(
        await draftDocument(tx, act, {
          ...{ name: params.name, source, original: original && receive(original) },
          ...{ attachments: attachments.map(receive), community: communityOf(row), files: node.files },
        }),
      ),
  }),
  defineRead({
    ...{ id: "document.source", method: "GET" },
    path: "/api/cases/:case/documents/:name/versions/:version/source",
    summary: "The marked text of a version.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: Numbered, query: Nothing, body: NoBody },
    answer: SourceSchema,
    read: async (reader, { params, view }) => {
      const row = await findVersion(reader, view, params);
      return { ...describeVersion(row), source: row.source };
    },
  }),
  defineRead({
    ...{ id: "document.visibility", method: "GET" },
    path: "/api/cases/:case/documents/:name/versions/:version/visibility",
    summary: "Who may see which place of a version, and for everybody else the reason.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: Numbered, query: Nothing, body: NoBody },
    answer: VisibilitySchema,
    read: async (reader, { params, view, row }) =>
      composeVisibility((await findVersion(reader, view, params)).source, communityOf(row)),
  }),
  defineRead({
    ...{ id: "document.versions", method: "GET", path: "/api/cases/:case/documents/:name/versions" },
    summary: "The versions of a document, oldest first.",
    ...{ who: leadOnly, view: "case", takes: "json", stepUp: false },
    input: { params: Named, query: Nothing, body: NoBody },
    answer: VersionsSchema,
    read: async (reader, { params, view }) => {
      const versions = await listVersions(reader, view, params.name);
      if (versions.length === 0) throw notFound();
      return { versions: versions.map(describeVersion) };
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
      params: Numbered,
      ...{ query: Nothing, body: NoBody },
    },
    work: async (tx, { params, view, by, at, node }) => {
      const original = await exportOriginal(tx, view, {
        ...{ name: params.name, version: Number(params.version), by, at, files: node.files },
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

async function findVersion(
  reader: Reader,
  view: View,
  { name, version }: { readonly name: string; readonly version: string },
): Promise<DocumentRow> {
  const found = (await listVersions(reader, view, name)).find((one) => one.version === Number(version));
  if (found === undefined) throw notFound();
  return found;
}

function describeVersion({ name, version, title, banner, sourceDigest, draftedBy, draftedAt }: DocumentRow) {
  return { name, version, title, banner, digest: sourceDigest, draftedBy, draftedAt };
}

/** @throws InputError for what is no base64. */
function receive({
  name,
  mediaType,
  base64,
}: {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}): ReceivedFile {
  return { name, mediaType, bytes: decodeBase64(base64) };
}

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
