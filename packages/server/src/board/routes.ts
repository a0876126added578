import type { Static } from "typebox";
import { parseBanner, printBanner, rollUp } from "@entente/core/markings";
import type { CompiledCommunity } from "@entente/core/markings";
import { answeringRoles, contentRoles, listJournal, openExerciseView, tellSeat } from "../access/index.ts";
import type { View } from "../access/index.ts";
import { communityOf, listCasesOf, listExerciseFrames, listExercises } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readCurve } from "../measures/index.ts";
import { findPublication } from "../publication/index.ts";
import type { Answered } from "../routing/index.ts";
import { CaseParams, defineList, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { composeOverview } from "./overview.ts";
import type { CaseOverview } from "./overview.ts";
import { composeOwnBoard } from "./own.ts";
import { ActSchema, OwnBoardSchema } from "./own-schema.ts";
import { CaseListSchema, CaseOverviewSchema } from "./schema.ts";

/** To whom a case is open at all; each route says for itself to whom it is. */
const readers = {
  lead: ["drafter", "release-authority", "desk", "publisher"],
  allies: ["drafter", "release-authority", "desk", "publisher"],
} as const;

type Overview = Answered<Static<typeof CaseOverviewSchema>>;

/** The boards of this node. */
export const boardRoutes = [
  defineRead({
    ...{ id: "case.list", method: "GET", path: "/api/cases" },
    summary: "The cases you may know of.",
    ...{ who: "signed-in", view: "none", takes: "json", stepUp: false },
    input: { params: Nothing, query: Nothing, body: NoBody },
    answer: CaseListSchema,
    read: async (reader, { caller }) => ({
      cases:
        caller.kind === "exercise-control"
          ? await listExercises(reader)
          : caller.kind === "seat"
            ? await listCasesOf(reader, { who: readers, caller })
            : [],
    }),
  }),
  defineRead({
    ...{ id: "board.read", method: "GET", path: "/api/cases/:case" },
    summary: "What the first screen of a case shows.",
    who: { lead: ["drafter", "release-authority", "desk", "publisher"], allies: [] },
    ...{ view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: CaseOverviewSchema,
    read: (reader, { view, row }) => composeBoard(reader, view, row),
  }),
  defineRead({
    ...{ id: "board.own", method: "GET", path: "/api/cases/:case/own" },
    summary: "A member's own first screen: its approach, cuts, questions, position, pledge and countdown.",
    ...{ who: { lead: [], allies: answeringRoles }, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    answer: OwnBoardSchema,
    read: (reader, { view, row, at }) => composeOwnBoard(reader, view, { row, at, href: hrefIn(row) }),
  }),
  defineList({
    ...{ id: "case.history", method: "GET", path: "/api/cases/:case/history" },
    summary: "What was done in a case and by which office, oldest first.",
    ...{ who: { lead: contentRoles, allies: [] }, view: "case", takes: "json", stepUp: false },
    input: { params: CaseParams, query: Nothing, body: NoBody },
    item: ActSchema,
    list: async (reader, { view, paging: { limit, after } }) => {
      // Whether there is more is asked of what is shown, so that it says nothing of what is not.
      const rows = await listJournal(reader, view, {
        ...{ ofOthers: TOLD_OF_OTHERS, limit: limit + 1 },
        after: after === null ? null : Number(after),
      });
      const page = rows.slice(0, limit);
      return {
        items: page.map(({ at, seat, action, subject }) => ({
          at,
          by: tellSeat(view, seat),
          action,
          subject,
        })),
        after: rows.length > limit ? String(page.at(-1)?.id) : null,
      };
    },
  }),
];

/** What the lead is told that others did: what they did towards it. What they look at, and what they seal, is their own. */
const TOLD_OF_OTHERS = [
  ...["cut.open", "cut.read", "question.ask", "position.take", "pledge.place", "pledge.withdraw"],
  ...["t-zero.ready", "t-zero.text", "t-zero.act", "measure.add", "measure.figure"],
];

function hrefIn({ slug }: CaseRow): (id: string, form: string) => string {
  return (id, form) => `/api/cases/${slug}/cuts/${id}.${form}`;
}

async function composeBoard(reader: Reader, view: View, row: CaseRow): Promise<Overview> {
  const overview = await composeOverview(reader, view, row);
  const publication = await findPublication(reader, row.id);
  const href = hrefIn(row);
  return {
    ...overview,
    banner: composeBanner(overview, communityOf(row)),
    curves: await composeCurves(reader, row, overview),
    cuts: overview.cuts.map((cut) => ({ ...cut, json: href(cut.id, "json"), page: href(cut.id, "html") })),
    record: publication === null ? null : { href: `/records/${row.slug}/index.html`, ...publication },
  };
}

/** This case and every other exercise on the node, for comparison: of the others only what their curves are drawn from. */
async function composeCurves(
  reader: Reader,
  row: CaseRow,
  overview: CaseOverview,
): Promise<Overview["curves"]> {
  const curves: Overview["curves"][number][] = [
    { slug: row.slug, title: overview.title, current: true, points: overview.curve },
  ];
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
