// The first screen of a member that was gone to: its own approach, cuts, questions, position and pledge, and the countdown
// where it is part of T-0. Read under its own view alone, so that nothing of others can be in it.
import type { Static } from "typebox";
import { capacityOf } from "@entente/core/arrangements";
import { epochMilliseconds } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { printPledge } from "@entente/core/pledges";
import type { View } from "../access/index.ts";
import { showApproaches, showPositions } from "../approaches/index.ts";
import { arrangementsOf, communityOf, namesOf, sayInstant } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { findOwnPledge } from "../pledges/index.ts";
import { listCuts } from "../releases/index.ts";
import type { Answered } from "../routing/index.ts";
import type { Reader } from "../storage/index.ts";
import { showTZero } from "../t-zero/index.ts";
import type { OwnBoardSchema } from "./own-schema.ts";

type OwnBoard = Answered<Static<typeof OwnBoardSchema>>;
/** Where in the API a form of a cut is. */
type Href = (cutId: string, form: "json" | "html") => string;

export async function composeOwnBoard(
  reader: Reader,
  view: View,
  { row, at, href }: { readonly row: CaseRow; readonly at: Instant; readonly href: Href },
): Promise<OwnBoard> {
  const { member } = view;
  const approach = (await showApproaches(reader, view, { row, at })).find((one) => one.member === member);
  const position = (await showPositions(reader, view)).findLast((one) => one.member === member);
  const cuts = (await listCuts(reader, view)).filter(({ recipient }) => recipient === member);
  return {
    ...{ slug: row.slug, title: row.title, exercise: row.exercise, now: at, member },
    lead: { id: row.lead, name: namesOf(row)[row.lead] ?? row.lead },
    approach: approach ?? null,
    position: position ?? null,
    questions: (approach?.questions ?? []).map(({ answer, ...question }) => ({
      ...{ ...question, answer: answer?.text ?? null },
    })),
    cuts: cuts.map(({ id, document, documentTitle, banner }) => ({
      ...{ id, document, documentTitle, banner, json: href(id, "json"), page: href(id, "html") },
    })),
    ...{
      pledge: await describeOwnPledge(reader, view, row),
      tZero: await countDown(reader, view, { row, at }),
    },
  };
}

async function describeOwnPledge(reader: Reader, view: View, row: CaseRow): Promise<OwnBoard["pledge"]> {
  const { kinds } = arrangementsOf(row);
  const { open, ...own } = await findOwnPledge(reader, view, { community: communityOf(row), kinds });
  return { ...own, open: open === null ? null : { ...open, pledge: printPledge(open, kinds) } };
}

async function countDown(
  reader: Reader,
  view: View,
  { row, at }: { readonly row: CaseRow; readonly at: Instant },
): Promise<OwnBoard["tZero"]> {
  const shown = await showTZero(reader, view);
  if (shown === null) return null;
  const { state, dueAt, readiness } = shown;
  const items = Object.values(readiness.find(({ member }) => member === view.member)?.items ?? {});
  return {
    ...{ state, dueAt, said: sayInstant(dueAt, capacityOf(arrangementsOf(row), view.member).timeZone) },
    secondsLeft: Math.ceil((epochMilliseconds(dueAt) - epochMilliseconds(at)) / 1000),
    openItems: items.filter((item) => item === "open").length,
  };
}
