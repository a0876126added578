// Figures of cases as lines of a terminal. Every figure is followed by its rule and its day.
import type { MeasureKind } from "@entente/core/kinds";
import { sayMeasure } from "@entente/core/kinds";
import { sayTally } from "@entente/core/measures";
import type {
  Breadth,
  CaseFile,
  Clock,
  Clocks,
  ComparedCase,
  Conflict,
  CurvePoint,
  Measure,
  PressCount,
  ReciprocalTally,
  Tally,
} from "@entente/core/measures";
import { formatTable } from "./terminal.ts";

type Row = readonly (string | number)[];

export function formatTally(tally: Tally, kinds: readonly MeasureKind[]): string[] {
  const heading = tally.persons === null ? "times" : "count";
  return [
    sayTally(tally, kinds),
    "",
    ...formatCounts(["actor", heading], tally.byActor),
    ...formatConflicts(tally.conflicts, tally.kind, kinds),
    ...formatRest(tally.notCounted),
    `Rule ${tally.rule}: ${tally.ruleText}. As of ${tally.asOf}.`,
  ];
}

export function formatReciprocal(tally: ReciprocalTally, kinds: readonly MeasureKind[]): string[] {
  const what = sayTally({ ...tally, states: 0, organisations: tally.actors }, kinds);
  return [
    `In answer: ${what}`,
    "",
    ...formatCounts(["against", tally.persons === null ? "times" : "count"], tally.byTarget),
    ...formatConflicts(tally.conflicts, tally.kind, kinds),
    ...formatRest(tally.notCounted),
    `Rule: ${tally.ruleText}. As of ${tally.asOf}.`,
  ];
}

export function formatBreadth(breadth: Breadth): string[] {
  const { acted, members, outside, groups, shares } = breadth;
  return [
    `Breadth: ${acted.length} of ${members} members of the community`,
    ...(outside.length === 0 ? [] : [`Also acted, and not in the community: ${outside.join(", ")}`]),
    "",
    ...table(
      ["group", "acted", "of", "did not"],
      groups.map((group) => [
        group.id,
        group.acted.length,
        group.acted.length + group.rest.length,
        group.rest.length > 12 ? `${group.rest.slice(0, 12).join(" ")} …` : group.rest.join(" "),
      ]),
    ),
    ...table(
      ["weight", "acted", "of", "share"],
      shares.map(({ weight, acted: part, of, share }) => [
        weight,
        part,
        of,
        share === null ? "none" : `${(share * 100).toFixed(2)} %`,
      ]),
    ),
    `Groups as of ${breadth.asOf}, weights as of ${breadth.weightsAsOf}.`,
  ];
}

export function formatCase({ caseFile, tally }: { caseFile: CaseFile; tally: Tally }): string[] {
  const { incident, kinds, measures, reciprocal } = caseFile;
  const blame =
    incident.attributedTo === null ? "attributed to nobody" : `attributed to ${incident.attributedTo}`;
  const names = new Map<string, number>();
  for (const { kind } of measures) names.set(kind, (names.get(kind) ?? 0) + 1);
  return [
    caseFile.title,
    `${incident.date}, ${incident.place}; ${blame}; lead ${caseFile.lead}`,
    `${sayTally(tally, kinds)}. Rule ${tally.rule}: ${tally.ruleText}. As of ${tally.asOf}.`,
    "",
    ...formatMeasures(measures, kinds),
    ...(reciprocal.length === 0 ? [] : ["In answer, counted apart:", ...formatMeasures(reciprocal, kinds)]),
    ...formatConflicts(tally.conflicts, tally.kind, kinds),
    ...table(
      ["source", "publisher", "date", "title"],
      [...caseFile.sources].map(([key, { publisher, date, title }]) => [key, publisher, date, title]),
    ),
  ];
}

export function formatMeasures(measures: readonly Measure[], kinds: readonly MeasureKind[]): string[] {
  return table(
    ["id", "announced", "actor", "target", "what", "confidence", "sources"],
    measures.map((one) => [
      one.id,
      one.announced ?? "not known",
      one.actor,
      one.target ?? "",
      sayMeasure(kinds, one.kind, one.count),
      `${one.confidence}${one.verified ? "" : ", not verified"}`,
      one.sources.join(" "),
    ]),
  );
}

export function formatClocks(clocks: Clocks, footing: string): string[] {
  const row = (name: string, clock: Clock | null): Row => [
    name,
    clock?.at ?? "",
    clock === null ? "not known here" : `day ${clock.days}`,
  ];
  return [
    ...table(
      ["clock", "at", "since the act"],
      [
        ["act", clocks.act, "day 0"],
        row("first release", clocks.firstRelease),
        row("first opened", clocks.firstOpened),
        row("first position", clocks.firstPosition),
        row("first measure", clocks.firstMeasure),
        row("tenth member", clocks.tenthMember),
        row("T-0", clocks.tZero),
      ],
    ),
    footing,
  ];
}

export function formatCurve(curve: readonly CurvePoint[], footing: string): string[] {
  return [
    ...table(
      ["day", "date", "members", "persons"],
      curve.map(({ day, date, members, persons }) => [day, date, members, persons]),
    ),
    footing,
  ];
}

export function formatComparison(cases: readonly ComparedCase[], kind: string): string[] {
  const day = (value: number | null): string => (value === null ? "never" : String(value));
  return [
    ...table(
      ["case", "act", kind, "states", "organisations", "first", "tenth member", "last", "as of"],
      cases.map((one) => [
        one.id,
        one.act,
        one.persons ?? "not counted",
        one.states,
        one.organisations.join(" "),
        day(one.firstMeasureDay),
        day(one.tenthMemberDay),
        day(one.lastMeasureDay),
        one.asOf,
      ]),
    ),
    "First, tenth member and last are days since the act.",
    ...cases.map((one) => `${one.id}: ${one.ruleText}. As of ${one.asOf}.`),
  ];
}

export function formatPressCounts(counts: readonly PressCount[]): string[] {
  const blocks = counts.flatMap(({ checkpoint, verdict, rule, ruleText, counted, why }) => [
    `${checkpoint.asOf}  ${checkpoint.publisher}: ${sayClaims(checkpoint)}`,
    `  ${verdict}${rule === null ? "" : `, ${rule}: ${ruleText ?? ""}`}`,
    ...(counted === null
      ? []
      : [`  counts ${counted.states} states and ${counted.persons} persons as of ${counted.asOf}`]),
    `  ${why}`,
    ...(checkpoint.note === "" ? [] : [`  the file notes: ${checkpoint.note}`]),
    `  sources: ${checkpoint.sources.join(" ")}`,
    "",
  ]);
  const verdicts = new Map<string, number>();
  for (const { verdict } of counts) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1);
  return [
    ...blocks,
    `${counts.length} published counts: ${[...verdicts].map(([verdict, count]) => `${verdict} ${count}`).join(", ")}.`,
  ];
}

function sayClaims({ states, persons, organisations, among }: PressCount["checkpoint"]): string {
  const said = { exactly: "", "at-least": "at least ", about: "about " } as const;
  const parts = [
    ...(states === null
      ? []
      : [`${said[states.said]}${states.number} states${among === null ? "" : ` of ${among}`}`]),
    ...(persons === null ? [] : [`${said[persons.said]}${persons.number} persons`]),
    ...organisations.map(({ id, claim }) => `${said[claim.said]}${claim.number} by ${id}`),
  ];
  return parts.length === 0 ? "no number" : parts.join(", ");
}

function formatCounts(heading: Row, counts: Readonly<Record<string, number>>): string[] {
  const rows = Object.entries(counts).sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1));
  return rows.length === 0 ? [] : table(heading, rows);
}

function formatConflicts(
  conflicts: readonly Conflict[],
  kind: string,
  kinds: readonly MeasureKind[],
): string[] {
  const say = ({ count, announced, confidence, sources }: Conflict["taken"]): string =>
    `${sayMeasure(kinds, kind, count)}, ${announced ?? "no date"}, ${confidence} (${sources.length === 0 ? "no source" : sources.join(" ")})`;
  return conflicts.length === 0
    ? []
    : table(
        ["sources disagree", "actor", "counted", "also said", "because"],
        conflicts.map(({ id, actor, taken, others, why }) => [
          id,
          actor,
          say(taken),
          others.map(say).join("; "),
          why,
        ]),
      );
}

function formatRest(notCounted: Tally["notCounted"]): string[] {
  return notCounted.length === 0
    ? []
    : table(
        ["not counted", "because"],
        notCounted.map((one) => [one.id, one.reason]),
      );
}

/** A table with its heading and an empty line after it; nothing where there is no row. */
function table(heading: Row, rows: readonly Row[]): string[] {
  return rows.length === 0 ? [] : [...formatTable([heading, ...rows]), ""];
}
