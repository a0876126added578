// After T-0: how wide it was, and what was pledged against what was done. Pure: from packages and recorded measures, under a
// rule that every answer states.
import { dayNumber, dayOf, daysBetween, readAnyObject, readArray, readString } from "@entente/core/encoding";
import type { Day, Instant, JsonValue } from "@entente/core/encoding";
import type { Measure } from "@entente/core/measures";

export const DONE_RULE =
  "measures of the case by the member, of the kind pledged, verified, announced on a known day no later than the one stated, before T-0 as well; where a number was pledged, by their numbers";
/** So many days after T-0, and every so many from then, a member that has not done all is reminded. */
const REMIND_AFTER_DAYS = 1;

export interface DoneItem {
  readonly member: string;
  readonly kind: string;
  /** Null where the pledge names no number. */
  readonly pledged: number | null;
  /** The number done, or of measures where none is counted. */
  readonly done: number;
  /** Some of it has no number in its sources, so `done` is the least it can be. */
  readonly atLeast: boolean;
  readonly outcome: "done" | "part" | "nothing";
  /** Ids of the measures counted. */
  readonly measures: readonly string[];
}

export interface Reminder {
  readonly member: string;
  readonly kind: string;
  readonly missing: number;
  /** Whole days since T-0. */
  readonly daysSince: number;
}

export interface Afterwards {
  readonly rule: string;
  readonly asOf: Day;
  readonly items: readonly DoneItem[];
  readonly reminders: readonly Reminder[];
}

export interface OpenedPackage {
  readonly member: string;
  readonly measures: JsonValue;
}

/** What was pledged against what was done, as of a day, and who is to be reminded. */
export function compareDone({
  openedAt,
  packages,
  measures,
  asOf,
}: {
  readonly openedAt: Instant;
  readonly packages: readonly OpenedPackage[];
  readonly measures: readonly Measure[];
  readonly asOf: Day;
}): Afterwards {
  const items = packages.flatMap(({ member, measures: pledged }) =>
    readPledged(pledged).map(({ kind, count }): DoneItem => {
      const found = measures.filter(
        (measure) => measure.actor === member && measure.kind === kind && isDone(measure, asOf),
      );
      const done = count === null ? found.length : found.reduce((sum, one) => sum + (one.count ?? 1), 0);
      const wanted = count ?? 1;
      return {
        ...{ member, kind, pledged: count, done },
        atLeast: count !== null && found.some((one) => one.count === null),
        outcome: done >= wanted ? "done" : done > 0 ? "part" : "nothing",
        measures: found.map(({ id }) => id),
      };
    }),
  );
  const daysSince = daysBetween(dayOf(openedAt), asOf);
  const reminders = items
    .filter(({ outcome }) => outcome !== "done" && daysSince >= REMIND_AFTER_DAYS)
    .map(({ member, kind, pledged, done }) => ({ member, kind, missing: (pledged ?? 1) - done, daysSince }));
  return { rule: DONE_RULE, asOf, items, reminders };
}

export interface DoneWidth {
  readonly first: Day;
  readonly last: Day;
  /** From the first to the last announcement by those who acted; 0 when all announced on one day. */
  readonly days: number;
}

/** How far apart those who acted announced it, from the day of T-0 (UTC) on; null before anything was announced. */
export function measureDone(
  items: readonly DoneItem[],
  measures: readonly Measure[],
  openedAt: Instant,
): DoneWidth | null {
  const counted = new Set(items.flatMap((item) => item.measures));
  const days = measures
    .filter(({ id }) => counted.has(id))
    .flatMap(({ announced }) => (announced?.length === 10 ? [announced as Day] : []))
    .filter((day) => day >= dayOf(openedAt))
    .toSorted((a, b) => dayNumber(a) - dayNumber(b));
  const [first, last] = [days[0], days.at(-1)];
  return first === undefined || last === undefined ? null : { first, last, days: daysBetween(first, last) };
}

function isDone({ announced, verified }: Measure, asOf: Day): boolean {
  // A month is no day: whether it was by then cannot be known, so it is not counted.
  return verified && announced?.length === 10 && announced <= asOf;
}

function readPledged(value: JsonValue): readonly { readonly kind: string; readonly count: number | null }[] {
  return readArray(value, "measures").map((item, index) => {
    const measure = readAnyObject(item, `measures[${index}]`);
    const { count } = measure;
    return {
      kind: readString(measure["kind"], `measures[${index}].kind`),
      count: typeof count === "number" ? count : null,
    };
  });
}
