// Tallies: how many persons, by how many states and which organisations, under a stated rule and as of a stated day.
// Invariant: every row of the asked kind is either in the figures or in `notCounted` with its reason, never neither.
import type { Day } from "../encoding/index.ts";
import { lastDayOf } from "./case-file.ts";
import type { CaseFile, Measure } from "./case-file.ts";
import { describeRule, explainRuleExclusion, readCountingRule } from "./counting-rules.ts";
import type { CountingRule } from "./counting-rules.ts";

export interface Uncounted {
  /** The id of the row; `(other kinds)` for the one entry that sums up rows of other kinds. */
  readonly id: string;
  readonly reason: string;
}

export interface Tally {
  readonly kind: string;
  /** The sum of the counts. */
  readonly persons: number;
  /** Each state once, however many measures it took. */
  readonly states: number;
  /** Sorted. */
  readonly organisations: readonly string[];
  readonly rule: CountingRule;
  /** The rule in a sentence. */
  readonly ruleText: string;
  /** YYYY-MM-DD; the day of the last counted or considered measure when none was asked for. */
  readonly asOf: string;
  readonly byActor: Readonly<Record<string, number>>;
  readonly notCounted: readonly Uncounted[];
}

export interface TallyRequest {
  readonly caseFile: CaseFile;
  readonly kind: string;
  /** Inclusive, by the local day of announcement; null counts whatever has a date. */
  readonly asOf: Day | null;
  readonly rule: CountingRule;
}

/** A counted row, and the day by which it had certainly been announced. */
export interface CountedMeasure {
  readonly measure: Measure;
  readonly count: number;
  readonly day: Day;
}

interface Selection {
  readonly counted: readonly CountedMeasure[];
  readonly notCounted: readonly Uncounted[];
}

/**
 * Counts the measures of one kind.
 *
 * What is never counted, and is listed instead: kind `none` (looked for, not taken), `verified: false`, rows without a
 * count or with the count 0, rows without a date, rows later than `asOf`; a date known only by its month counts once the whole month is past.
 *
 * `in_tally`: a file marks with it the rows of its headline kind. Where a kind has at least one row in tally, its rows out
 * of tally are not counted, because the file itself leaves them out. For a kind with no row in tally the mark says
 * nothing, and rows count by kind.
 * @throws InputError RULE_UNKNOWN.
 */
export function tallyMeasures(request: TallyRequest): Tally {
  const { caseFile, kind, asOf, rule } = request;
  const { counted, notCounted } = selectMeasures(request);
  const byActor = new Map<string, number>();
  const states = new Set<string>();
  const organisations = new Set<string>();
  let persons = 0;
  for (const { measure, count } of counted) {
    persons += count;
    byActor.set(measure.actor, (byActor.get(measure.actor) ?? 0) + count);
    (measure.actorType === "state" ? states : organisations).add(measure.actor);
  }
  return {
    kind,
    persons,
    states: states.size,
    organisations: [...organisations].sort(),
    rule,
    ruleText: describeRule(rule, caseFile.lead),
    asOf: asOf ?? findLastDay(caseFile, kind, counted),
    byActor: Object.fromEntries([...byActor].sort(([a], [b]) => (a < b ? -1 : 1))),
    notCounted,
  };
}

/** The counted rows of one kind in file order, and the reasons for all others. */
export function selectMeasures(request: TallyRequest): Selection {
  const { caseFile, kind, asOf } = request;
  const rule = readCountingRule(request.rule);
  const counted: CountedMeasure[] = [];
  const notCounted: Uncounted[] = [];
  const marked = caseFile.measures.some((measure) => measure.kind === kind && measure.inTally);
  const others = new Map<string, number>();
  for (const measure of caseFile.measures) {
    if (measure.kind !== kind) {
      others.set(measure.kind, (others.get(measure.kind) ?? 0) + 1);
      continue;
    }
    const reason = explainRow(measure, marked) ?? explainRuleExclusion(rule, measure, caseFile);
    if (reason !== null) notCounted.push({ id: measure.id, reason });
    else if (measure.count === null)
      notCounted.push({ id: measure.id, reason: "no number is known, so there is nothing to add" });
    else if (measure.count === 0)
      notCounted.push({ id: measure.id, reason: "its count is 0, so it was not taken against anyone" });
    else if (measure.announced === null)
      notCounted.push({ id: measure.id, reason: "no date is known, so it cannot be placed before a day" });
    else {
      const day = lastDayOf(measure.announced);
      if (asOf === null || day <= asOf) counted.push({ measure, count: measure.count, day });
      else notCounted.push({ id: measure.id, reason: explainLater(measure.announced, day, asOf) });
    }
  }
  if (others.size > 0) notCounted.push({ id: "(other kinds)", reason: explainOthers(others) });
  return { counted, notCounted };
}

function explainRow(measure: Measure, marked: boolean): string | null {
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
