import { parseBanner, printBanner, rollUp } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import { openExerciseView } from "../access/index.ts";
import { communityOf, findCase, listExerciseFrames, listExercises } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { readCurve } from "../measures/index.ts";
import { findPublication } from "../publication/index.ts";
import type { Database, Reader } from "../storage/index.ts";
import { composeOverview } from "./overview.ts";
import type { CaseOverview } from "./overview.ts";
import { CaseListSchema, CaseOverviewSchema } from "./schema.ts";

/** Boards of exercises. A real case is not found here: it has no page without a seat. */
export function addBoardRoutes(app: FastifyInstance, { database }: { readonly database: Database }): void {
  app.get("/api/cases", { schema: { response: { 200: CaseListSchema } } }, async () => ({
    cases: await database.read((reader) => listExercises(reader)),
  }));

  app.get<{ Params: { slug: string } }>(
    "/api/cases/:slug",
    {
      schema: {
        params: Type.Object({ slug: Type.String({ maxLength: 200 }) }),
        response: { 200: CaseOverviewSchema },
      },
    },
    async (request) => database.read(async (reader) => composeBoard(reader, request.params.slug)),
  );
}

async function composeBoard(reader: Reader, slug: string): Promise<object> {
  const row = await findCase(reader, slug);
  if (row === null)
    throw new ServerError("NOT_FOUND", "There is no such case, or you may not see it. Ask the lead's desk.");
  const view = openExerciseView(row);
  const overview = await composeOverview(reader, view, row);
  const publication = await findPublication(reader, row.id);
  return {
    ...overview,
    banner: composeBanner(overview, communityOf(row)),
    curves: await composeCurves(reader, row, overview),
    cuts: overview.cuts.map((cut) => ({
      ...cut,
      json: `/cuts/${cut.id}.json`,
      page: `/cuts/${cut.id}.html`,
    })),
    record: publication === null ? null : { href: `/records/${row.slug}/index.html`, ...publication },
  };
}

/** This case and every other exercise on the node, for comparison: of the others only what their curves are drawn from. */
async function composeCurves(
  reader: Reader,
  row: CaseRow,
  overview: CaseOverview,
): Promise<readonly object[]> {
  const curves: object[] = [{ slug: row.slug, title: overview.title, current: true, points: overview.curve }];
  for (const other of await listExerciseFrames(reader)) {
    if (other.slug === row.slug) continue;
    const points = await readCurve(reader, openExerciseView(other), other);
    curves.push({ slug: other.slug, title: other.title, current: false, points });
  }
  return curves;
}

function composeBanner(
  { documents }: CaseOverview,
  community: CompiledCommunity,
): { text: string; colour: string; ink: string } {
  const { policies } = community.community;
  const marking =
    documents.length === 0
      ? null
      : rollUp(
          documents.map((document) => parseBanner(document.banner, policies)),
          community,
        );
  const term = marking?.terms[0];
  const level = policies
    .find((policy) => policy.id === term?.policy)
    ?.levels.find(({ name }) => name === term?.level);
  if (marking === null || level === undefined)
    return { text: "NO DOCUMENT YET", colour: "#444444", ink: "#ffffff" };
  return { text: printBanner(marking, policies), colour: level.colour, ink: level.ink };
}
