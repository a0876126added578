// The common instant. The lead's release authority sets, arms, opens and stands it down; a member says how ready it is and
// acts by the community's written rules, and sees its own package and what has opened.
//
// Step-up is asked for what commits a member outward or makes something open sooner. Holding back is never slowed by it, nor
// ending one's own hold.
import { capacityOf } from "@entente/core/arrangements";
import type { TZeroRules } from "@entente/core/arrangements";
import { epochMilliseconds, readDay, readInstant } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";
import { Type } from "typebox";
import type { TObject } from "typebox";
import { answeringRoles, contentRoles } from "../access/index.ts";
import type { Act, Caller, View } from "../access/index.ts";
import { advanceClock, arrangementsOf, communityOf, sayInstant } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { ServerError } from "../errors.ts";
import { CaseParams, defineChange, defineRead, NoBody, Nothing } from "../routing/index.ts";
import type { Route } from "../routing/index.ts";
import type { Reader, Transactor } from "../storage/index.ts";
import { actOnTZero } from "./acts.ts";
import type { ActOutcome, TZeroWish } from "./acts.ts";
import { openTZero } from "./opening.ts";
import { readAfterwards } from "./read-afterwards.ts";
import type { WhatCame } from "./read-afterwards.ts";
import { stateReadiness } from "./readiness.ts";
import { rehearseTZero } from "./rehearsal.ts";
import {
  ActedSchema,
  ArmBody,
  AsOfQuery,
  CountdownSchema,
  DoneSchema,
  EmbargoBody,
  OpeningSchema,
  ReadinessSchema,
  ReadyBody,
  ReasonBody,
  RehearsedSchema,
  SetBody,
  ShownSchema,
  WidthSchema,
} from "./schema.ts";
import { showTZero } from "./show.ts";
import type { ShownTZero } from "./show.ts";
import { armTZero, setTZero, standDownTZero } from "./t-zero.ts";

const everyone = { lead: contentRoles, allies: answeringRoles };
const chief = { lead: ["release-authority"], allies: [] } as const;
const members = {
  lead: ["desk", "release-authority"],
  allies: ["desk", "release-authority"],
} as const;
const reading = { view: "case", takes: "json", stepUp: false, method: "GET" } as const;
const changing = { view: "case", takes: "json", stepUp: false, method: "POST" } as const;
const committing = { ...changing, stepUp: true } as const;
const ofCase = { params: CaseParams, query: Nothing, body: NoBody };
const Count = Type.Integer();

export const tZeroRoutes = [
  defineChange({
    ...{ ...changing, id: "t-zero.set", path: "/api/cases/:case/t-zero", who: chief },
    summary: "Sets the instant, or sets it anew while nothing is armed.",
    input: { ...ofCase, body: SetBody },
    answer: Type.Object({ instant: Type.String(), members: Type.Array(Type.String()) }),
    change: async (tx, call) => {
      const instant = readInstant(call.body.instant);
      await setTZero(tx, await keepTime(tx, call), {
        ...{ instant, members: call.body.members, community: communityOf(call.row) },
      });
      return { instant, members: call.body.members };
    },
  }),
  defineChange({
    ...{ ...changing, id: "t-zero.ready", path: "/api/cases/:case/t-zero/readiness", who: members },
    summary: "Says how ready the seat's member is, and puts the text in place that opens at T-0.",
    input: { ...ofCase, body: ReadyBody },
    answer: ReadinessSchema,
    change: async (tx, call) => {
      const { view, body } = call;
      await stateReadiness(tx, await keepTime(tx, call), body);
      const shown = await requireShown(tx, view);
      const own = shown.readiness.find(({ member }) => member === view.member);
      if (own === undefined) throw noTZero();
      return own;
    },
  }),
  defineRead({
    ...{ ...reading, id: "t-zero.show", path: "/api/cases/:case/t-zero", who: everyone },
    summary: "T-0 as far as the seat sees it: the lead how ready all are, a member its own package.",
    input: ofCase,
    answer: ShownSchema,
    read: async (reader, { view, row }) => {
      const { packages, ...shown } = await requireShown(reader, view);
      return {
        ...{ ...shown, timeZone: timeZoneOf(row, view), rules: writeRules(rulesOf(row)) },
        packages: packages.map((item) => ({ ...item, measures: item.measures as Measures })),
      };
    },
  }),
  defineChange({
    ...{ ...committing, id: "t-zero.arm", path: "/api/cases/:case/t-zero/arming", who: chief },
    summary: "Arms T-0: closes every package as it is, with the measures of the locked pledges.",
    input: { ...ofCase, body: ArmBody },
    answer: Type.Object({ packages: Count }),
    change: async (tx, call) =>
      armTZero(tx, await keepTime(tx, call), { ...call.body, jobs: call.node.jobs }),
  }),
  defineRead({
    ...{ ...reading, id: "t-zero.countdown", path: "/api/cases/:case/t-zero/countdown", who: everyone },
    summary: "When T-0 is due, in UTC and in the member's own time, and how long it is until then.",
    input: ofCase,
    answer: CountdownSchema,
    read: async (reader, { view, row, at }) => {
      checkTime(at, row);
      const { state, instant, dueAt } = await requireShown(reader, view);
      const secondsLeft = Math.ceil((epochMilliseconds(dueAt) - epochMilliseconds(at)) / 1000);
      const timeZone = timeZoneOf(row, view);
      return { state, instant, dueAt, now: at, secondsLeft, timeZone, said: sayInstant(dueAt, timeZone) };
    },
  }),
  defineAct("hold", "Holds, as the community's written rule lets the member: for all, or for itself.", {
    ...{ path: "/api/cases/:case/t-zero/hold", stepUp: false, body: ReasonBody },
  }),
  defineAct("resume", "Ends the member's hold.", {
    ...{ path: "/api/cases/:case/t-zero/resumption", stepUp: false, body: ReasonBody },
  }),
  defineAct(
    "embargo",
    "Says that the member keeps silent no longer than until an instant: the shortest wins.",
    {
      ...{ path: "/api/cases/:case/t-zero/embargo", stepUp: true, body: EmbargoBody },
    },
  ),
  defineAct("lift", "Ends the silence now, as whom the rule names may: everything opens at once.", {
    ...{ path: "/api/cases/:case/t-zero/lift", stepUp: true, body: ReasonBody },
  }),
  defineAct("exit", "Leaves: what that does to the others is the community's rule.", {
    ...{ path: "/api/cases/:case/t-zero/exit", stepUp: true, body: ReasonBody },
  }),
  defineChange({
    ...{ ...committing, id: "t-zero.stand-down", path: "/api/cases/:case/t-zero/stand-down", who: chief },
    summary: "Stands T-0 down: nothing opens, and pledges are free again.",
    input: { ...ofCase, body: ReasonBody },
    answer: Type.Object({ state: Type.Literal("stood-down") }),
    change: async (tx, call) => {
      await standDownTZero(tx, await keepTime(tx, call), call.body.reason);
      return { state: "stood-down" as const };
    },
  }),
  defineChange({
    ...{ ...committing, id: "t-zero.open", path: "/api/cases/:case/t-zero/opening", who: chief },
    summary: "Opens what is due. A running node does it by itself in a real case.",
    input: ofCase,
    answer: OpeningSchema,
    change: async (tx, call) => openTZero(tx, await keepTime(tx, call), rulesOf(call.row)),
  }),
  defineChange({
    ...{ ...changing, id: "t-zero.rehearse", path: "/api/cases/:case/t-zero/rehearsal", who: chief },
    summary: "Rehearses the opening in an exercise: every package is gone through, and nothing opens.",
    input: ofCase,
    answer: RehearsedSchema,
    change: async (tx, call) => rehearseTZero(tx, await keepTime(tx, call)),
  }),
  defineRead({
    ...{ ...reading, id: "t-zero.width", path: "/api/cases/:case/t-zero/width", who: everyone },
    summary: "How wide T-0 was: opened, and announced.",
    input: ofCase,
    answer: WidthSchema,
    read: (reader, call) => requireOpened(reader, call, null),
  }),
  defineRead({
    ...{ ...reading, id: "t-zero.done", path: "/api/cases/:case/t-zero/done", who: everyone },
    summary: "Pledged against done, from the recorded measures, and who is to be reminded.",
    input: { ...ofCase, query: AsOfQuery },
    answer: DoneSchema,
    read: (reader, call) => requireOpened(reader, call, call.query.asOf ?? null),
  }),
];

interface Acting {
  readonly act: Act;
  readonly row: CaseRow;
  readonly caller: Caller;
}

function defineAct(
  act: TZeroWish["act"],
  summary: string,
  { path, stepUp, body }: { readonly path: string; readonly stepUp: boolean; readonly body: TObject },
): Route {
  return defineChange({
    ...{ ...changing, id: `t-zero.${act}`, path, stepUp, summary, who: members },
    input: { ...ofCase, body },
    answer: ActedSchema,
    change: async (tx, call): Promise<ActOutcome> => {
      const { reason, until } = call.body as { readonly reason: string; readonly until?: string };
      const wish = { act, reason, until: until === undefined ? null : readInstant(until) };
      return actOnTZero(tx, await keepTime(tx, call), {
        ...{ wish, rules: rulesOf(call.row), jobs: call.node.jobs },
      });
    },
  });
}

/**
 * The clock of an exercise stands where the last act left it. Its control moves it forward, acting for no ally: whoever plays
 * an ally's office has the time the exercise has.
 * @throws ServerError REQUEST_INVALID for a clock that would go back, or that an ally's office would move.
 */
async function keepTime(tx: Transactor, { act, row, caller }: Acting): Promise<Act> {
  checkTime(act.at, row);
  if (caller.kind !== "exercise-control" || act.at === row.clock) return act;
  if (act.seat.member !== row.lead)
    throw new ServerError(
      "REQUEST_INVALID",
      `${act.seat.id} does not move the clock of the exercise. The lead's desk does, or whoever controls the exercise.`,
    );
  await advanceClock(tx, row.id, act.at);
  return act;
}

/** @throws ServerError REQUEST_INVALID for a time an exercise has behind it. */
function checkTime(at: Instant, { exercise, clock }: CaseRow): void {
  if (exercise && at < clock)
    throw new ServerError(
      "REQUEST_INVALID",
      `The clock of this exercise stands at ${clock} and does not go back.`,
    );
}

/** As packages have them: written when pledges are locked, and never by hand. */
type Measures = { kind: string; count: number | null }[];

function rulesOf(row: CaseRow): TZeroRules {
  return arrangementsOf(row).tZero;
}

function writeRules({ hold, embargo }: TZeroRules) {
  return {
    hold: { ...hold, who: [...hold.who] },
    embargo: { ...embargo, liftedBy: [...embargo.liftedBy] },
  };
}

function timeZoneOf(row: CaseRow, { member }: View): string {
  return capacityOf(arrangementsOf(row), member).timeZone;
}

async function requireShown(reader: Reader, view: View): Promise<ShownTZero> {
  const shown = await showTZero(reader, view);
  if (shown === null) throw noTZero();
  return shown;
}

async function requireOpened(
  reader: Reader,
  { view, row, at }: { readonly view: View; readonly row: CaseRow; readonly at: Instant },
  asOf: string | null,
): Promise<WhatCame> {
  const came = await readAfterwards(reader, view, {
    ...{ row, now: at, asOf: asOf === null ? null : readDay(asOf) },
  });
  if (came === null) throw noTZero();
  return came;
}

function noTZero(): ServerError {
  return new ServerError(
    "NOT_FOUND",
    "There is no T-0 in this case, or you may not see it. The lead's desk can say more.",
  );
}
