// Which steps of a member's own law can still be done between its answer and T-0. The steps of one kind are taken one after
// the other, each beginning when the one before is done; days are of 24 hours, so that no time zone takes part.
import { epochMilliseconds, instantAt } from "../encoding/index.ts";
import type { Instant } from "../encoding/index.ts";
import { authorities } from "./arrangements.ts";
import type { Authority, Capacity, LegalStep } from "./arrangements.ts";

const DAY_MS = 86_400_000;

export interface PlannedStep extends LegalStep {
  /** When it is done if the first step begins with the answer. */
  readonly doneAt: Instant;
  readonly inTime: boolean;
}

export interface LegalPlan {
  readonly kind: string;
  /** `unknown`: nobody wrote down what the member's law asks for, so nothing is promised. */
  readonly outcome: "in time" | "too late" | "unknown";
  readonly steps: readonly PlannedStep[];
  /** The highest that must say yes; null where that is unknown or nothing is asked for. */
  readonly authority: Authority | null;
  /** The latest answer after which every step is still done by T-0; null where that is unknown. */
  readonly answerAtLatest: Instant | null;
}

/** The steps of `kind` for a member that answers at `answer`, the kind to be taken at `tZero`. */
export function planLegalSteps(
  { steps }: Capacity,
  kind: string,
  { answer, tZero }: { readonly answer: Instant; readonly tZero: Instant },
): LegalPlan {
  const known = Object.hasOwn(steps, kind) ? steps[kind] : undefined;
  if (known === undefined)
    return { kind, outcome: "unknown", steps: [], authority: null, answerAtLatest: null };
  let done = epochMilliseconds(answer);
  const end = epochMilliseconds(tZero);
  const planned = known.map((step): PlannedStep => {
    done += step.leadDays * DAY_MS;
    return { ...step, doneAt: instantAt(done), inTime: done <= end };
  });
  const takes = known.reduce((sum, { leadDays }) => sum + leadDays * DAY_MS, 0);
  return {
    kind,
    outcome: done <= end ? "in time" : "too late",
    steps: planned,
    authority: authorities.findLast((authority) => known.some(({ by }) => by === authority)) ?? null,
    answerAtLatest: instantAt(end - takes),
  };
}
