// Reciprocal measures: what was done in answer to the response. They are tallied apart, by whom they hit, and there is no
// way to add them to the measures of the response.
import type { Day } from "../encoding/index.ts";
import type { CaseFile } from "./case-file.ts";
import type { Conflict } from "./figures.ts";
import { lastDayOf } from "./measure-row.ts";
import { countRow, explainRow, isCounted, sortRecord } from "./tally.ts";
import type { Uncounted } from "./tally.ts";

export interface ReciprocalTally {
  readonly kind: string;
  /** Null for a kind of which a number means nothing. */
  readonly persons: number | null;
  /** Who answered; sorted. */
  readonly actors: readonly string[];
  /** Persons by whom they belong to; where `persons` is null, how many measures. A target of several stays one entry. */
  readonly byTarget: Readonly<Record<string, number>>;
  readonly ruleText: string;
  readonly asOf: string;
  readonly conflicts: readonly Conflict[];
  readonly notCounted: readonly Uncounted[];
}

const RULE_TEXT = "counts what was done in answer to the response, apart from the response itself";
const NOBODY_NAMED = "(not said)";

/** Counts the reciprocal measures of one kind up to a day, inclusive; null counts whatever has a date. */
export function tallyReciprocal({
  caseFile,
  kind,
  asOf,
}: {
  readonly caseFile: CaseFile;
  readonly kind: string;
  readonly asOf: Day | null;
}): ReciprocalTally {
  const byTarget = new Map<string, number>();
  const actors = new Set<string>();
  const conflicts: Conflict[] = [];
  const notCounted: Uncounted[] = [];
  let persons = 0;
  let last: Day | null = null;
  for (const measure of caseFile.reciprocal) {
    if (measure.kind !== kind) continue;
    const row = explainRow(measure, false) ?? countRow(measure, caseFile, asOf);
    if (typeof row === "string") {
      notCounted.push({ id: measure.id, reason: row });
      continue;
    }
    const target = measure.target ?? NOBODY_NAMED;
    actors.add(measure.actor);
    byTarget.set(target, (byTarget.get(target) ?? 0) + row.count);
    persons += row.count;
    if (row.conflict !== null) conflicts.push(row.conflict);
    if (last === null || row.day > last) last = row.day;
  }
  return {
    kind,
    persons: isCounted(caseFile, kind) ? persons : null,
    actors: [...actors].sort(),
    byTarget: sortRecord(byTarget),
    ruleText: RULE_TEXT,
    asOf: asOf ?? last ?? lastDayOf(caseFile.incident.date),
    conflicts,
    notCounted,
  };
}
