// Tallies: how many persons, by how many states and which organisations, under a stated rule and as of a stated day.
// Invariant: every row of the asked kind is either in the figures or in `notCounted` with its reason, never neither; and
// where sources contradict each other, both figures stand in `conflicts`.
import type { Day } from "../encoding/index.ts";
import { findKind } from "../kinds/index.ts";
import type { CaseFile, Measure } from "./case-file.ts";
import { compileRule, describeRule, readCountingRule } from "./counting-rules.ts";
import type { CountingRule, GroupsAsOf } from "./counting-rules.ts";
import { chooseFigure } from "./figures.ts";
import type { Conflict } from "./figures.ts";
import { lastDayOf } from "./measure-row.ts";

export interface Uncounted {
  /** The id of the row; `(other kinds)` for the one entry that sums up rows of other kinds. */
  readonly id: string;
  readonly reason: string;
}

export interface Tally {
  readonly kind: string;
  /** The sum of the counts; null for a kind of which a number means nothing, so that only who took it is counted. */
  readonly persons: number | null;
  /** Each state once, however many measures it took. */
  readonly states: number;
  /** Sorted. */
  readonly organisations: readonly string[];
  readonly rule: CountingRule;
  /** The rule in a sentence. */
  readonly ruleText: string;
  /** YYYY-MM-DD; the day of the last counted or considered measure when none was asked for. */
  readonly asOf: string;
  /** Persons by actor; where `persons` is null, how many measures of the kind each took. */
  readonly byActor: Readonly<Record<string, number>>;
  /** The counted rows of which sources say different things, in file order. */
  readonly conflicts: readonly Conflict[];
  readonly notCounted: readonly Uncounted[];
}

export interface Counting {
  readonly caseFile: CaseFile;
  readonly kind: string;
  readonly rule: CountingRule;
  /** What a rule may mean by a group; null where there is no community, and then such a rule is refused. */
  readonly groups: GroupsAsOf | null;
}

export interface TallyRequest extends Counting {
  /** Inclusive, by the local day of announcement; null counts whatever has a date. */
  readonly asOf: Day | null;
}

/** A counted row, and the day by which it had certainly been announced. */
export interface CountedMeasure {
  readonly measure: Measure;
  /** Persons; 1 for a kind of which a number means nothing. */
  readonly count: number;
  readonly day: Day;
  readonly conflict: Conflict | null;
  readonly inStates: boolean;
  readonly inPersons: boolean;
}

interface Selection {
  readonly counted: readonly CountedMeasure[];
  readonly notCounted: readonly Uncounted[];
}

/**
 * Counts the measures of one kind; reciprocal measures are never among them.
 *
 * What is never counted, and is listed instead: kind `none` (looked for, not taken), `verified: false`, rows of a counted
 * kind without a count or with the count 0, rows without a date, rows later than `asOf`; a date known only by its month
 * counts once the whole month is past.
 *
 * `in_tally`: a file marks with it the rows of its headline kind. Where a kind has at least one row in tally, its rows out
 * of tally are not counted, because the file itself leaves them out. For a kind with no row in tally the mark says
 * nothing, and rows count by kind.
 * @throws InputError RULE_UNKNOWN.
 */
export function tallyMeasures(request: TallyRequest): Tally {
  const { caseFile, kind, asOf, rule, groups } = request;
  const { counted, notCounted } = selectMeasures(request);
  const byActor = new Map<string, number>();
  const states = new Set<string>();
  const organisations = new Set<string>();
  let persons = 0;
  for (const { measure, count, inStates, inPersons } of counted) {
    if (inPersons) {
      persons += count;
      byActor.set(measure.actor, (byActor.get(measure.actor) ?? 0) + count);
    }
    if (measure.actorType !== "state") organisations.add(measure.actor);
    else if (inStates) states.add(measure.actor);
  }
  return {
    kind,
    persons: isCounted(caseFile, kind) ? persons : null,
    states: states.size,
    organisations: [...organisations].sort(),
    rule,
    ruleText: describeRule(rule, caseFile.lead, groups),
    asOf: asOf ?? findLastDay(caseFile, kind, counted),
    byActor: sortRecord(byActor),
    conflicts: counted.flatMap(({ conflict }) => (conflict === null ? [] : [conflict])),
    notCounted,
  };
}

/** The counted rows in file order, and the reasons for all others. */
export function selectMeasures(request: TallyRequest): Selection {
  const { caseFile, kind, asOf, groups } = request;
  const { withKinds } = readCountingRule(request.rule);
  const standingOf = compileRule(request.rule, caseFile, groups);
  const kinds = new Set([kind, ...withKinds]);
  const counted: CountedMeasure[] = [];
  const notCounted: Uncounted[] = [];
  const marked = new Set(caseFile.measures.filter((row) => row.inTally).map((row) => row.kind));
  const others = new Map<string, number>();
  for (const measure of caseFile.measures) {
    if (!kinds.has(measure.kind)) {
      others.set(measure.kind, (others.get(measure.kind) ?? 0) + 1);
      continue;
    }
    const { id } = measure;
    const standing = explainRow(measure, marked.has(measure.kind)) ?? standingOf(measure);
    if (typeof standing === "string") {
      notCounted.push({ id, reason: standing });
      continue;
    }
    const row = countRow(measure, caseFile, asOf);
    if (typeof row === "string") notCounted.push({ id, reason: row });
    else counted.push({ measure, ...row, ...standing });
  }
  if (others.size > 0) notCounted.push({ id: "(other kinds)", reason: explainOthers(others) });
  return { counted, notCounted };
}

/** What a row adds and when, or why it adds nothing by `asOf`. Who took it does not matter here. */
export function countRow(
  measure: Measure,
  caseFile: CaseFile,
  asOf: Day | null,
): Pick<CountedMeasure, "count" | "day" | "conflict"> | string {
  const { figure, conflict } = chooseFigure(measure);
  const { announced } = figure;
  const count = isCounted(caseFile, measure.kind) ? figure.count : 1;
  if (count === null) return "no number is known, so there is nothing to add";
  if (count === 0) return "its count is 0, so it was not taken against anyone";
  if (announced === null) return "no date is known, so it cannot be placed before a day";
  const day = lastDayOf(announced);
  return asOf === null || day <= asOf ? { count, day, conflict } : explainLater(announced, day, asOf);
}

/** Whether a number of the kind means something; of a kind nobody described it is taken to. */
export function isCounted(caseFile: CaseFile, kind: string): boolean {
  return findKind(caseFile.kinds, kind)?.counted ?? true;
}

/** By key, in the order of characters. */
export function sortRecord(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why a row is never counted, whoever took it; null when it may be. */
export function explainRow(measure: Measure, marked: boolean): string | null {
  if (measure.kind === "none") return "it records that no measure was taken";
  if (!measure.verified) return "it is not verified and must not be used as truth";
  if (marked && !measure.inTally) return "the file itself leaves it out of its tally";
  return null;
}

function explainLater(announced: string, day: Day, asOf: Day): string {
  return announced === day
    ? `it was announced on ${announced}, after ${asOf}`
    : `only its month ${announced} is known, which is not past on ${asOf}`;
}

function explainOthers(others: ReadonlyMap<string, number>): string {
  const kinds = [...others].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, rows]) => `${kind} ${rows}`);
  const rows = [...others.values()].reduce((sum, count) => sum + count, 0);
  return `${rows} ${rows === 1 ? "row" : "rows"} of other kinds: ${kinds.join(", ")}`;
}

function findLastDay(caseFile: CaseFile, kind: string, counted: readonly CountedMeasure[]): Day {
  const considered = caseFile.measures.filter((measure) => measure.kind === kind);
  const dates = considered.flatMap(({ announced }) => (announced === null ? [] : [lastDayOf(announced)]));
  const days = counted.length > 0 ? counted.map(({ day }) => day) : dates;
  return days.reduce((last, day) => (day > last ? day : last), days[0] ?? lastDayOf(caseFile.incident.date));
}
