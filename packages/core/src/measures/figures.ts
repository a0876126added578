// Which figure is counted where sources contradict each other. One rule for all rows: the best supported, and between
// equally supported ones the lower. The others are shown beside it, never averaged and never dropped.
import { lastDayOf } from "./measure-row.ts";
import type { Alternative, Confidence, Figure, Measure } from "./measure-row.ts";

/** A measure of which sources say different things, and what was made of it. */
export interface Conflict {
  /** The id of the row. */
  readonly id: string;
  readonly actor: string;
  readonly taken: Figure;
  readonly others: readonly Alternative[];
  /** Why this one, as a sentence without a full stop. */
  readonly why: string;
}

const RANK: Readonly<Record<Confidence, number>> = { high: 2, medium: 1, low: 0 };

/** The figure a tally takes from a row, and what stands beside it; null when its sources agree. */
export function chooseFigure(measure: Measure): {
  readonly figure: Figure;
  readonly conflict: Conflict | null;
} {
  const { id, actor, alternatives } = measure;
  const own = { ...plain(measure), note: "" };
  if (alternatives.length === 0) return { figure: own, conflict: null };
  const [best = own, ...others] = [own, ...alternatives].sort(compareFigures);
  const taken = plain(best);
  return { figure: taken, conflict: { id, actor, taken, others, why: explainChoice(best, others) } };
}

/** Negative when `a` is taken before `b`. The sort is stable, so between equals the row's own comes first. */
function compareFigures(a: Figure, b: Figure): number {
  return (
    RANK[b.confidence] - RANK[a.confidence] ||
    b.sources.length - a.sources.length ||
    (a.count ?? 0) - (b.count ?? 0) ||
    compareDates(b.announced, a.announced)
  );
}

/** Later first: what is taken late is counted late. */
function compareDates(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(b === null) - Number(a === null);
  return lastDayOf(a) < lastDayOf(b) ? -1 : Number(lastDayOf(a) > lastDayOf(b));
}

function explainChoice(best: Figure, others: readonly Figure[]): string {
  const [next = best] = others;
  if (RANK[best.confidence] > RANK[next.confidence])
    return `its confidence is ${best.confidence}, that of the next ${next.confidence}`;
  if (best.sources.length > next.sources.length)
    return `${saySources(best.sources.length)} it, ${saySources(next.sources.length)} the next, with equal confidence`;
  if ((best.count ?? 0) < (next.count ?? 0)) return "it is the lower of two equally supported figures";
  return best.announced === next.announced
    ? "the row gives it as its own"
    : "it is the later of two equally supported dates";
}

function saySources(count: number): string {
  return count === 1 ? "1 source gives" : `${count} sources give`;
}

function plain({ count, announced, sources, confidence }: Figure): Figure {
  return { count, announced, sources, confidence };
}
