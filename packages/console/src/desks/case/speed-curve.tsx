// The speed curve: members joined over days since the act. This case is thick and carries its own label; earlier cases are
// thin lines with theirs.
import * as Plot from "@observablehq/plot";
import { useEffect, useRef } from "react";
import type { ReactNode } from "react";
import type { CaseOverview, Curve } from "../../api/case-overview.ts";
import { Figure } from "../../parts/figure.tsx";
import { Empty } from "../../parts/notice.tsx";
import { fractionOfDays } from "../../parts/times.ts";
import { useWidth } from "../../parts/use-width.ts";
import { drawnCurves } from "./curve-points.ts";
import type { DrawnCurve } from "./curve-points.ts";
import { count, joinWords } from "./sentences.ts";

export function SpeedCurve({ overview, basis }: { overview: CaseOverview; basis: ReactNode }) {
  const curves = drawnCurves(overview);
  const shown = curves.filter((curve) => curve.last !== null);
  return (
    <Figure title="How fast members joined" basis={basis} table={<CurveTable curves={overview.curves} />}>
      {shown.length === 0 ? (
        <Empty>Nobody has acted yet. The curve starts with the first measure.</Empty>
      ) : (
        <Drawing
          curves={shown}
          tZeroDay={
            overview.tZero === null ? null : fractionOfDays(overview.incident.date, overview.tZero.instant)
          }
        />
      )}
    </Figure>
  );
}

function Drawing({ curves, tZeroDay }: { curves: readonly DrawnCurve[]; tZeroDay: number | null }) {
  const { ref, width } = useWidth();
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return;
    const plot = drawPlot(curves, tZeroDay === null ? [] : [tZeroDay], width);
    room.current?.replaceChildren(plot);
    return () => plot.remove();
  }, [curves, tZeroDay, width]);
  const words = curves.map(
    ({ curve, last }) =>
      `${curve.title}: ${count(last?.members ?? 0, "member", "members")} by day ${last?.day ?? 0}`,
  );
  return (
    <div ref={ref} className="plot-room">
      <div
        ref={room}
        role="img"
        aria-label={`Members joined over days since the act. ${joinWords(words)}.`}
      />
    </div>
  );
}

function drawPlot(curves: readonly DrawnCurve[], zero: readonly number[], width: number): Element {
  const height = Math.round(Math.min(560, Math.max(300, width * 0.86)));
  const lastDay = Math.max(...curves.map(({ end }) => end));
  const most = Math.max(...curves.map(({ last }) => last?.members ?? 0));
  const rows = curves.flatMap(({ curve, points }) =>
    points.map((point) => ({ ...point, slug: curve.slug, current: curve.current })),
  );
  const ends = curves.flatMap(({ curve, last, end, label }) =>
    last === null ? [] : [{ day: end, members: last.members, from: last.day, label, current: curve.current }],
  );
  const plot = Plot.plot({
    width,
    height,
    marginTop: 26,
    marginRight: 14,
    marginLeft: 34,
    marginBottom: 38,
    className: "speed",
    x: {
      domain: [0, Math.ceil(lastDay * 1.02)],
      // The text face has no rightward arrow, and the axis needs none.
      label: "Days since the act",
      labelArrow: "none",
      labelAnchor: "right",
      ticks: 6,
    },
    y: { domain: [0, most * 1.12], label: "↑ Members joined", ticks: 6, grid: true },
    marks: [
      ...zero.map((day) => Plot.ruleX([day], { className: "speed-zero" })),
      ...zero.map((day) =>
        Plot.text([`T-0, day ${Math.floor(day)}`], {
          x: day,
          y: most * 0.55,
          ...(day < lastDay * 0.55
            ? { dx: 9, textAnchor: "start" as const }
            : { dx: -9, textAnchor: "end" as const }),
          fontSize: 13,
        }),
      ),
      Plot.line(
        rows.filter((row) => !row.current),
        {
          x: "day",
          y: "members",
          z: "slug",
          curve: "step-after",
          className: "speed-earlier",
        },
      ),
      Plot.line(
        rows.filter((row) => row.current),
        {
          x: "day",
          y: "members",
          z: "slug",
          curve: "step-after",
          className: "speed-current",
        },
      ),
      Plot.dot(
        ends.filter((end) => end.current),
        { x: "from", y: "members", r: 4, className: "speed-dot" },
      ),
      Plot.dot(
        ends.filter((end) => !end.current),
        { x: "from", y: "members", r: 3, className: "speed-dot-earlier" },
      ),
      ...ends.map((end) => endLabel(end, lastDay)),
    ],
  });
  // Plot writes a style element into its drawing; the page's style sheet says the same, and the node's policy refuses it.
  for (const style of plot.querySelectorAll("style")) style.remove();
  // The room around it is one image with one description.
  for (const part of plot.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  return plot;
}

/** A label beside the line's end, on the side where there is room. */
function endLabel(end: { from: number; members: number; label: string; current: boolean }, lastDay: number) {
  const right = end.from < lastDay * 0.55;
  return Plot.text([end], {
    x: "from",
    y: "members",
    text: "label",
    textAnchor: right ? "start" : "end",
    dx: right ? 8 : -4,
    dy: end.current ? -10 : -12,
    fontSize: end.current ? 15 : 13,
    lineAnchor: "bottom",
    className: end.current ? "speed-label" : "speed-label-earlier",
  });
}

function CurveTable({ curves }: { curves: readonly Curve[] }) {
  return (
    <table className="board plain">
      <caption className="unseen">Members and persons by day since the act</caption>
      <thead>
        <tr>
          <th scope="col">Case</th>
          <th scope="col" className="numeric">
            Day
          </th>
          <th scope="col" className="numeric">
            Members
          </th>
          <th scope="col" className="numeric">
            Persons
          </th>
        </tr>
      </thead>
      <tbody>
        {curves.flatMap((curve) =>
          curve.points.map((point) => (
            <tr key={`${curve.slug}-${point.day}`}>
              <th scope="row">{curve.title}</th>
              <td className="numeric">{point.day}</td>
              <td className="numeric">{point.members}</td>
              <td className="numeric">{point.persons}</td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}
