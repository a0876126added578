// Response clocks, the curve of a response, and cases side by side. All days are counted from the act; core has no clock,
// so every moment that does not stand in the case file is handed in.
import {
  dayOf,
  daysBetween,
  epochMilliseconds,
  InputError,
  readDay,
  readInstant,
} from "../encoding/index.ts";
import type { Day, Instant } from "../encoding/index.ts";
import type { CaseFile } from "./case-file.ts";
import { isCounted, selectMeasures, tallyMeasures } from "./tally.ts";
import type { Counting } from "./tally.ts";

/** When something first happened, and how many whole days after the act (instants by their UTC day). */
export interface Clock {
  readonly at: Instant | Day;
  readonly days: number;
}

/** Null: has not happened, or is not known. */
export interface Clocks {
  readonly act: Day;
  readonly firstRelease: Clock | null;
  readonly firstOpened: Clock | null;
  readonly firstPosition: Clock | null;
  readonly firstMeasure: Clock | null;
  readonly tenthMember: Clock | null;
  readonly tZero: Clock | null;
  /** Seconds from the first to the last opening at T-0. */
  readonly widthSeconds: number | null;
}

/** What a node knows and a case file does not. All required: a moment nobody knows is null, in so many words. */
export interface ResponseMoments {
  readonly firstRelease: Instant | Day | null;
  readonly firstOpened: Instant | Day | null;
  readonly firstPosition: Instant | Day | null;
  readonly tZero: Instant | Day | null;
  /** First and last opening of what was armed for T-0. */
  readonly openings: { readonly first: Instant; readonly last: Instant } | null;
}

/** One day on which the count grew; both figures are cumulative, members counting organisations too. */
export interface CurvePoint {
  /** Since the act. */
  readonly day: number;
  readonly date: Day;
  readonly members: number;
  /** 0 throughout for a kind of which a number means nothing. */
  readonly persons: number;
}

/** One case of a comparison. Days since the act, null where it did not come to that. */
export interface ComparedCase {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly act: Day;
  /** Null for a kind of which a number means nothing. */
  readonly persons: number | null;
  readonly states: number;
  readonly organisations: readonly string[];
  readonly ruleText: string;
  readonly asOf: string;
  readonly firstMeasureDay: number | null;
  readonly tenthMemberDay: number | null;
  readonly lastMeasureDay: number | null;
  readonly curve: readonly CurvePoint[];
}

const TENTH = 10;

/**
 * The clocks of a response: the first measure and the tenth member come from the case file, counted as a tally of the same
 * kind and rule counts them; everything else from `moments`.
 * @throws InputError CASE_INVALID when the day of the act is not known, RULE_UNKNOWN, INSTANT_INVALID for openings whose
 * last lies before their first and for moments that are no day or instant.
 */
export function computeClocks(request: Counting & { readonly moments: ResponseMoments }): Clocks {
  const { caseFile, moments } = request;
  const act = readActDay(caseFile);
  const curve = curveOf(request);
  const clock = (at: Instant | Day | null): Clock | null =>
    at === null ? null : { at, days: daysBetween(act, dayOfMoment(at)) };
  return {
    act,
    firstRelease: clock(moments.firstRelease),
    firstOpened: clock(moments.firstOpened),
    firstPosition: clock(moments.firstPosition),
    firstMeasure: clock(curve[0]?.date ?? null),
    tenthMember: clock(findTenth(curve)?.date ?? null),
    tZero: clock(moments.tZero),
    widthSeconds: moments.openings === null ? null : measureWidth(moments.openings),
  };
}

/**
 * The cumulative count, one point for each day on which it grew, in order; a month counts on its last day.
 * @throws InputError CASE_INVALID when the day of the act is not known, RULE_UNKNOWN.
 */
export function curveOf(request: Counting): readonly CurvePoint[] {
  const act = readActDay(request.caseFile);
  const { counted } = selectMeasures({ ...request, asOf: null });
  const members = new Set<string>();
  let persons = 0;
  const points = new Map<Day, CurvePoint>();
  const adds = isCounted(request.caseFile, request.kind);
  const inOrder = [...counted].sort((a, b) => daysBetween(b.day, a.day));
  for (const { measure, count, day, inStates, inPersons } of inOrder) {
    if (inStates) members.add(measure.actor);
    if (inPersons && adds) persons += count;
    points.set(day, { day: daysBetween(act, day), date: day, members: members.size, persons });
  }
  return [...points.values()];
}

/**
 * Cases side by side under one kind and one rule, in the order given.
 * @throws InputError CASE_INVALID when the day of an act is not known, RULE_UNKNOWN.
 */
export function compareCases({
  caseFiles,
  ...rest
}: Omit<Counting, "caseFile"> & { readonly caseFiles: readonly CaseFile[] }): readonly ComparedCase[] {
  return caseFiles.map((caseFile) => {
    const counting = { caseFile, ...rest };
    const { persons, states, organisations, ruleText, asOf } = tallyMeasures({ ...counting, asOf: null });
    const curve = curveOf(counting);
    return {
      id: caseFile.id,
      title: caseFile.title,
      lead: caseFile.lead,
      act: readActDay(caseFile),
      persons,
      states,
      organisations,
      ruleText,
      asOf,
      firstMeasureDay: curve[0]?.day ?? null,
      tenthMemberDay: findTenth(curve)?.day ?? null,
      lastMeasureDay: curve.at(-1)?.day ?? null,
      curve,
    };
  });
}

function findTenth(curve: readonly CurvePoint[]): CurvePoint | undefined {
  return curve.find(({ members }) => members >= TENTH);
}

function readActDay(caseFile: CaseFile): Day {
  try {
    return readDay(caseFile.incident.date);
  } catch (cause) {
    throw new InputError(
      "CASE_INVALID",
      `case.incident.date is ${caseFile.incident.date}: days since the act can be counted only from a day. Add the day to the case file.`,
      null,
      { cause },
    );
  }
}

function dayOfMoment(moment: Instant | Day): Day {
  return moment.length > "2018-03-26".length ? dayOf(readInstant(moment)) : readDay(moment);
}

function measureWidth({ first, last }: { readonly first: Instant; readonly last: Instant }): number {
  const milliseconds = epochMilliseconds(readInstant(last)) - epochMilliseconds(readInstant(first));
  if (milliseconds < 0)
    throw new InputError("INSTANT_INVALID", `The last opening ${last} lies before the first ${first}`);
  return milliseconds / 1000;
}
