// What came of an opened T-0, read under a view: how wide it opened, how far apart it was announced, pledged against done.
import { dayOf, epochMilliseconds } from "@entente/core/encoding";
import type { Day, Instant } from "@entente/core/encoding";
import type { View } from "../access/index.ts";
import type { CaseRow } from "../cases/index.ts";
import { readFacts } from "../measures/index.ts";
import type { Reader } from "../storage/index.ts";
import { compareDone, measureDone } from "./afterwards.ts";
import type { Afterwards, DoneWidth } from "./afterwards.ts";
import { showTZero } from "./show.ts";

export interface WhatCame extends Afterwards {
  readonly instant: Instant;
  readonly dueAt: Instant;
  readonly openedAt: Instant;
  readonly lateMs: number;
  readonly packages: number;
  readonly leftOut: readonly string[];
  /** From the first package to the last. */
  readonly openedWidthMs: number;
  /** From the first announcement to the last; null before there is one. */
  readonly done: DoneWidth | null;
  /** Rehearsals, oldest first: what they were wide, in milliseconds. */
  readonly rehearsedWidthMs: readonly number[];
}

/** Null before T-0 has opened, and where the view sees none. */
export async function readAfterwards(
  reader: Reader,
  view: View,
  { row, now, asOf }: { readonly row: CaseRow; readonly now: Instant; readonly asOf: Day | null },
): Promise<WhatCame | null> {
  const shown = await showTZero(reader, view);
  if (shown?.openedAt == null) return null;
  const { openedAt } = shown;
  const opened = shown.packages.filter((item) => item.openedAt !== null);
  const { measures } = await readFacts(reader, view, row);
  const compared = compareDone({ openedAt, packages: opened, measures, asOf: asOf ?? dayOf(now) });
  const instants = opened.map((item) => epochMilliseconds(item.openedAt ?? openedAt));
  return {
    ...compared,
    ...{ instant: shown.instant, dueAt: shown.dueAt, openedAt, lateMs: shown.lateMs ?? 0 },
    packages: opened.length,
    leftOut: shown.packages.filter(({ leftOut }) => leftOut).map(({ member }) => member),
    openedWidthMs: instants.length === 0 ? 0 : Math.max(...instants) - Math.min(...instants),
    done: measureDone(compared.items, measures, openedAt),
    rehearsedWidthMs: shown.rehearsals.map(
      ({ firstAt, lastAt }) => epochMilliseconds(lastAt) - epochMilliseconds(firstAt),
    ),
  };
}
