// Versions, originals and custody of documents, as the lead sees them. What a view does not reach is not there.
import { plainText } from "@entente/core/documents";
import type { Portion } from "@entente/core/documents";
import { printBanner } from "@entente/core/markings";
import type { Policy } from "@entente/core/markings";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { openExerciseView } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { communityOf, findCase } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { listCustody, listOriginals } from "../custody/index.ts";
import { ServerError } from "../errors.ts";
import type { Database, Reader } from "../storage/index.ts";
import { exportOriginal } from "./documents.ts";
import { findDocument, listVersions } from "./store.ts";
import { compareVersions } from "./versions.ts";

const Text = Type.String();
const Count = Type.Integer();
const Version = Type.String({ pattern: "^[1-9][0-9]{0,5}$" });
const params = Type.Object({
  slug: Type.String({ maxLength: 200 }),
  name: Type.String({ maxLength: 200 }),
});

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

interface Named {
  readonly slug: string;
  readonly name: string;
}

/** Documents of exercises. A real case is not found here: it has no page without a seat. */
export function addDocumentRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  app.get<{ Params: Named }>(
    "/api/cases/:slug/documents/:name/versions",
    { schema: { params, response: { 200: VersionsSchema } } },
    async ({ params: { slug, name } }) =>
      database.read(async (reader) => {
        const { view } = await openView(reader, slug);
        const versions = await listVersions(reader, view, name);
        if (versions.length === 0) throw notFound();
        return {
          versions: versions.map(({ version, title, banner, sourceDigest, draftedBy, draftedAt }) => ({
            ...{ version, title, banner, digest: sourceDigest, draftedBy, draftedAt },
          })),
        };
      }),
  );

  app.get<{ Params: Named & { from: string; to: string } }>(
    "/api/cases/:slug/documents/:name/diff/:from/:to",
    {
      schema: {
        params: Type.Object({ ...params.properties, from: Version, to: Version }),
        response: { 200: DiffSchema },
      },
    },
    async ({ params: { slug, name, ...asked } }) =>
      database.read(async (reader) => {
        const { view, row } = await openView(reader, slug);
        const { policies } = communityOf(row).community;
        const [from, to] = [Number(asked.from), Number(asked.to)];
        const diff = await compareVersions(reader, view, { name, from, to, policies });
        if (diff === null) throw notFound();
        return {
          ...{ from, to },
          header: diff.header.map(({ field, before, after }) => ({
            ...{ field, before: String(before ?? ""), after: String(after ?? "") },
          })),
          portions: diff.portions.map(({ before, after, ...change }) => ({
            ...{ ...change, before: describeSide(before, policies), after: describeSide(after, policies) },
          })),
        };
      }),
  );

  app.get<{ Params: Named }>(
    "/api/cases/:slug/documents/:name/custody",
    { schema: { params, response: { 200: CustodySchema } } },
    async ({ params: { slug, name } }) =>
      database.read(async (reader) => {
        const { view } = await openView(reader, slug);
        const document = await findDocument(reader, view, name);
        if (document === null) throw notFound();
        return {
          originals: await listOriginals(reader, view, document.id),
          custody: await listCustody(reader, view, document.id),
        };
      }),
  );

  app.get<{ Params: Named & { version: string } }>(
    "/api/cases/:slug/documents/:name/versions/:version/original",
    {
      schema: {
        params: Type.Object({ ...params.properties, version: Version }),
        response: { 200: Type.Any() },
      },
    },
    async ({ params: { slug, name, version } }, reply) => {
      const original = await database.transact(async (tx) => {
        const { view, row } = await openView(tx, slug);
        return exportOriginal(tx, view, {
          ...{ name, version: Number(version), by: "exercise-control", at: row.clock },
        });
      });
      if (original === null) throw notFound();
      // Always to be kept, never to be shown: the node does not vouch for what somebody else's file does in a browser.
      return reply
        .header("content-disposition", `attachment; filename*=UTF-8''${encodeURIComponent(original.name)}`)
        .type("application/octet-stream")
        .send(Buffer.from(original.bytes));
    },
  );
}

async function openView(reader: Reader, slug: string): Promise<{ view: View; row: CaseRow }> {
  const row = await findCase(reader, slug);
  if (row === null) throw notFound();
  return { view: openExerciseView(row), row };
}

function describeSide(portion: Portion | null, policies: readonly Policy[]): object | null {
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
