import { InputError, lastDayOfMonth, readDay } from "@entente/core/encoding";
import type { Measure } from "@entente/core/measures";

/**
 * Which measures are recorded by a day: those announced up to it, a month once it is past. `all` takes the rest, also
 * those whose day nobody knows.
 * @throws InputError INSTANT_INVALID when `through` is neither a day nor `all`.
 */
export function chooseMeasures(
  measures: readonly Measure[],
  recorded: ReadonlySet<string>,
  through: string,
): readonly { readonly ordinal: number; readonly measure: Measure }[] {
  const limit = through === "all" ? null : readDay(through);
  return measures
    .map((measure, ordinal) => ({ ordinal, measure }))
    .filter(({ measure }) => !recorded.has(measure.id) && (limit === null || isAnnouncedBy(measure, limit)));
}

function isAnnouncedBy({ announced }: Measure, limit: string): boolean {
  if (announced === null) return false;
  try {
    return readDay(announced) <= limit;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return lastDayOfMonth(announced) <= limit;
  }
}
