// What the first screen of a case shows, read for one view from the database and counted by the core.
import { findKind, sayMeasure } from "@entente/core/kinds";
import type { MeasureKind } from "@entente/core/kinds";
import { dayOf, readAnyObject } from "@entente/core/encoding";
import type { Instant, JsonObject } from "@entente/core/encoding";
import { countingRules, curveOf, sayTally, tallyMeasures, tallyReciprocal } from "@entente/core/measures";
import type { CaseFile, Clock, Clocks, CurvePoint, ReciprocalTally, Tally } from "@entente/core/measures";
import type { View } from "../access/index.ts";
import { arrangementsOf, communityOf } from "../cases/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { listApproaches, listQuestions, readTrails } from "../approaches/index.ts";
import { findResolution, readShownPledges, WHO_CAN_SEE_SEALED } from "../pledges/index.ts";
import { measureWidth, showTZero } from "../t-zero/index.ts";
import { listDocuments } from "../documents/index.ts";
import { headline, readClocks, readFacts } from "../measures/index.ts";
import { listCuts } from "../releases/index.ts";
import type { CutSummary } from "../releases/index.ts";
import type { Reader } from "../storage/index.ts";
import { describeTZero } from "./common-instant.ts";
import type { TZeroOverview } from "./common-instant.ts";
import { describeMembers, describeQuestions } from "./members.ts";
import type { OverviewMember, QuestionsOverview } from "./members.ts";

export type ClockName =
  "first-release" | "first-opened" | "first-position" | "first-measure" | "tenth-member" | "t-zero" | "width";

export interface OverviewClock {
  readonly name: ClockName;
  readonly label: string;
  readonly at: string | null;
  /** Days since the act; for `width`, days from the first to the last expulsion after the lead's. */
  readonly days: number | null;
}

export interface OverviewTally extends Omit<Tally, "notCounted"> {
  /** `153 expulsions by 29 states and NATO`. */
  readonly said: string;
}

export interface CaseOverview {
  readonly slug: string;
  readonly title: string;
  readonly exercise: boolean;
  readonly sentence: string;
  readonly lead: { readonly id: string; readonly name: string };
  readonly incident: { readonly date: string; readonly place: string; readonly attributedTo: string | null };
  readonly now: Instant;
  readonly answerBy: Instant | null;
  readonly clocks: readonly OverviewClock[];
  readonly kinds: readonly MeasureKind[];
  /** The headline first. */
  readonly tallies: readonly OverviewTally[];
  /** What was done in answer, in the headline's kind; never in a sum with the tallies. */
  readonly reciprocal: Pick<ReciprocalTally, "persons" | "actors" | "byTarget" | "ruleText" | "asOf"> & {
    readonly said: string;
  };
  readonly curve: readonly CurvePoint[];
  readonly members: readonly OverviewMember[];
  readonly questions: QuestionsOverview;
  /** Who could technically open a sealed pledge; stands wherever pledges are shown. */
  readonly whoCanSeeSealed: string;
  readonly funnel: readonly { readonly stage: string; readonly count: number }[];
  readonly resolution: { readonly acting: number; readonly alone: number } | null;
  readonly tZero: TZeroOverview | null;
  readonly documents: readonly {
    /** Its name in the case, as cuts refer to it. */
    readonly id: string;
    readonly title: string;
    readonly banner: string;
    readonly portions: number;
    readonly classes: number;
  }[];
  readonly cuts: readonly (CutSummary & { readonly recipientName: string })[];
}

/** The overview of `row` for a view that reaches the case. The number of queries does not depend on the members. */
export async function composeOverview(reader: Reader, view: View, row: CaseRow): Promise<CaseOverview> {
  const facts = await readFacts(reader, view, row);
  const compiled = communityOf(row);
  const { community } = compiled;
  const arrangements = arrangementsOf(row);
  const approaches = await listApproaches(reader, view);
  const questions = await listQuestions(reader, view);
  const pledges = await readShownPledges(reader, view, {
    ...{ community: compiled, kinds: arrangements.kinds, at: row.clock },
  });
  const resolution = await findResolution(reader, view);
  const tZero = await showTZero(reader, view);
  const width = await measureWidth(reader, view);
  const cuts = await listCuts(reader, view);
  const documents = await listDocuments(reader, view);
  const names = new Map(community.members.map((member) => [member.id, member.name]));
  const asOf = dayOf(row.clock);
  const tallies = countingRules.map((rule) =>
    sayOne(tallyMeasures({ caseFile: facts, kind: headline.kind, asOf, rule, groups: null }), facts),
  );
  const members = describeMembers({
    ...{
      lead: row.lead,
      community: compiled,
      arrangements,
      facts,
      approaches,
      questions,
      pledges,
      resolution,
    },
    trails: await readTrails(reader, view),
  });

  return {
    slug: row.slug,
    title: row.title,
    exercise: row.exercise,
    sentence: describeCase(facts, row.frame, names.get(row.lead) ?? row.lead),
    lead: { id: row.lead, name: names.get(row.lead) ?? row.lead },
    incident: {
      date: facts.incident.date,
      place: facts.incident.place,
      attributedTo: facts.incident.attributedTo,
    },
    now: row.clock,
    answerBy: approaches.reduce<Instant | null>(
      (latest, { answerBy }) => (latest === null || answerBy > latest ? answerBy : latest),
      null,
    ),
    clocks: describeClocks(await readClocks(reader, view, facts), facts),
    kinds: facts.kinds,
    tallies,
    reciprocal: describeReciprocal(tallyReciprocal({ caseFile: facts, kind: headline.kind, asOf }), facts),
    curve: curveOf({ caseFile: facts, ...headline, groups: null }),
    members,
    questions: describeQuestions(questions, row.clock),
    whoCanSeeSealed: WHO_CAN_SEE_SEALED,
    funnel: [
      {
        stage: "Released to",
        count: new Set(
          cuts
            .filter((cut) => names.has(cut.recipient) && cut.recipient !== "PUBLIC")
            .map((cut) => cut.recipient),
        ).size,
      },
      { stage: "Approached", count: approaches.length },
      { stage: "Delivered", count: approaches.filter((approach) => approach.deliveredAt !== null).length },
      { stage: "Opened", count: approaches.filter((approach) => approach.firstOpenedAt !== null).length },
      {
        stage: "Took a position",
        count: approaches.filter((approach) => approach.stated !== null && approach.stated !== "lapsed")
          .length,
      },
      { stage: "Pledged", count: pledges.filter((pledge) => pledge.member !== row.lead).length },
      {
        stage: "Acted",
        count: Object.keys(tallies[0]?.byActor ?? {}).filter((actor) => actor !== row.lead).length,
      },
    ],
    resolution:
      resolution === null
        ? null
        : {
            acting: resolution.filter(({ level }) => level > 0).length,
            alone: resolution.filter(({ alone }) => alone).length,
          },
    tZero:
      tZero === null
        ? null
        : describeTZero(tZero, { width, hold: arrangements.tZero.hold, facts, now: row.clock }),
    documents: documents.map(({ name, title, banner, portions, classes }) => ({
      id: name,
      title,
      banner,
      portions,
      classes,
    })),
    cuts: cuts.map((cut) => ({ ...cut, recipientName: names.get(cut.recipient) ?? cut.recipient })),
  };
}

/** The clocks in reading order, each with its words. */
function describeClocks(clocks: Clocks, facts: CaseFile): readonly OverviewClock[] {
  const curve = curveOf({ caseFile: facts, kind: headline.kind, rule: "without-lead", groups: null });
  const [start, end] = [curve[0], curve.at(-1)];
  const clock = (name: ClockName, label: string, value: Clock | null): OverviewClock => ({
    name,
    label,
    at: value?.at ?? null,
    days: value?.days ?? null,
  });
  return [
    clock("first-release", "First release", clocks.firstRelease),
    clock("first-opened", "First cut opened", clocks.firstOpened),
    clock("first-position", "First position", clocks.firstPosition),
    clock("first-measure", "First expulsion", clocks.firstMeasure),
    clock("tenth-member", "Tenth member", clocks.tenthMember),
    clock("t-zero", "T-0", clocks.tZero),
    {
      name: "width",
      label: "From the first ally's expulsion to the last",
      at: end?.date ?? null,
      days: start === undefined || end === undefined ? null : end.day - start.day,
    },
  ];
}

/** The case file's own sentence where it has one (`incident.summary`), else one made of its parts. */
function describeCase(facts: CaseFile, frame: JsonObject, lead: string): string {
  const { summary } = readAnyObject(frame["incident"], "case.incident");
  if (typeof summary === "string") return summary;
  const { date, place, attributedTo } = facts.incident;
  const blame =
    attributedTo === null ? "No state has been named." : `${lead} attributes it to ${attributedTo}.`;
  return `A hostile act was committed on ${date} in ${place}. ${blame}`;
}

function sayOne({ notCounted: _, ...tally }: Tally, { kinds }: CaseFile): OverviewTally {
  return { ...tally, said: sayTally(tally, kinds) };
}

function describeReciprocal(
  { persons, actors, byTarget, ruleText, asOf, kind }: ReciprocalTally,
  { kinds }: CaseFile,
): CaseOverview["reciprocal"] {
  // Who answered is no member, so it has no name here: the sentence says what it was, and `actors` who.
  const what = persons === null ? (findKind(kinds, kind)?.many ?? kind) : sayMeasure(kinds, kind, persons);
  const said = `${what} in answer`;
  return { persons, actors, byTarget, ruleText, asOf, said };
}
