// The points of the speed curve as they are drawn: from nothing on the day of the act to the last known day, in steps.
import type { CaseOverview, Curve, CurvePoint } from "../../api/case-overview.ts";
import { daysSince } from "../../parts/times.ts";

export interface DrawnCurve {
  readonly curve: Curve;
  readonly points: readonly { readonly day: number; readonly members: number }[];
  /** The last step up; null when nobody joined. */
  readonly last: CurvePoint | null;
  /** Last day drawn: a current case ends at its own clock, an earlier one at its last step. */
  readonly end: number;
}

/** Earlier cases first, so that this one is drawn over them. */
export function drawnCurves(overview: Pick<CaseOverview, "curves" | "now" | "incident">): DrawnCurve[] {
  const today = daysSince(overview.incident.date, overview.now);
  return overview.curves
    .map((curve): DrawnCurve => {
      const steps = [...curve.points].sort((a, b) => a.day - b.day);
      const last = steps.findLast((point, index) => point.members > (steps[index - 1]?.members ?? 0)) ?? null;
      const lastDay = steps.at(-1)?.day ?? 0;
      const end = curve.current ? Math.max(today, lastDay) : lastDay;
      const final = steps.at(-1)?.members ?? 0;
      return {
        curve,
        points: [
          { day: 0, members: 0 },
          ...steps.filter((point) => point.day > 0).map(({ day, members }) => ({ day, members })),
          { day: end, members: final },
        ],
        last,
        end,
      };
    })
    .sort((a, b) => Number(a.curve.current) - Number(b.curve.current));
}

/** What an earlier case is called beside its line: the year in its name, where there is one. */
export function callEarlier(curve: Pick<Curve, "slug" | "title">): string {
  return /\b(19|20)\d{2}\b/.exec(curve.slug)?.[0] ?? curve.title;
}
