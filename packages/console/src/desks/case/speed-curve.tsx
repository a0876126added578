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
import { useWords } from "../../words/locale.tsx";
import type { Say } from "../../words/locale.tsx";
import { coalitionWords } from "./coalition-words.ts";
import { callEarlier, drawnCurves } from "./curve-points.ts";
import type { DrawnCurve } from "./curve-points.ts";

type SayHere = Say<keyof (typeof coalitionWords)["en"]>;

export function SpeedCurve({ overview, basis }: { overview: CaseOverview; basis: ReactNode }) {
  const say = useWords(coalitionWords);
  const curves = drawnCurves(overview);
  const shown = curves.filter((curve) => curve.last !== null);
  return (
    <Figure title={say("curve.title")} basis={basis} table={<CurveTable curves={overview.curves} />}>
      {shown.length === 0 ? (
        <Empty>{say("curve.none")}</Empty>
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
  const say = useWords(coalitionWords);
  const { ref, width } = useWidth();
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (width === 0) return;
    const plot = drawPlot(curves, tZeroDay === null ? [] : [tZeroDay], { width, say });
    room.current?.replaceChildren(plot);
    return () => plot.remove();
  }, [curves, tZeroDay, width, say]);
  const words = curves.map(({ curve, last }) =>
    say("curve.line", { case: curve.title, count: last?.members ?? 0, day: last?.day ?? 0 }),
  );
  return (
    <div ref={ref} className="plot-room">
      <div ref={room} role="img" aria-label={say("curve.words", { lines: words.join("; ") })} />
    </div>
  );
}

function drawPlot(
  curves: readonly DrawnCurve[],
  zero: readonly number[],
  { width, say }: { readonly width: number; readonly say: SayHere },
): Element {
  const height = Math.round(Math.min(560, Math.max(300, width * 0.86)));
  const lastDay = Math.max(...curves.map(({ end }) => end));
  const most = Math.max(...curves.map(({ last }) => last?.members ?? 0));
  const rows = curves.flatMap(({ curve, points }) =>
    points.map((point) => ({ ...point, slug: curve.slug, current: curve.current })),
  );
  const ends = curves.flatMap(({ curve, last, end }) =>
    last === null
      ? []
      : [
          {
            ...{ day: end, members: last.members, from: last.day, current: curve.current },
            label: say("curve.line", {
              ...{ count: last.members, day: last.day },
              case: curve.current ? say("curve.this") : callEarlier(curve),
            }),
          },
        ],
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
      label: say("curve.days"),
      labelArrow: "none",
      labelAnchor: "right",
      ticks: 6,
    },
    y: { domain: [0, most * 1.12], label: say("curve.members"), ticks: 6, grid: true },
    marks: [
      ...zero.map((day) => Plot.ruleX([day], { className: "speed-zero" })),
      ...zero.map((day) =>
        Plot.text([say("curve.zero", { day: Math.floor(day) })], {
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
    lineWidth: 11,
    lineAnchor: "bottom",
    className: end.current ? "speed-label" : "speed-label-earlier",
  });
}

function CurveTable({ curves }: { curves: readonly Curve[] }) {
  const say = useWords(coalitionWords);
  return (
    <table className="board plain">
      <caption className="unseen">{say("curve.table")}</caption>
      <thead>
        <tr>
          <th scope="col">{say("curve.case")}</th>
          <th scope="col" className="numeric">
            {say("curve.day")}
          </th>
          <th scope="col" className="numeric">
            {say("curve.joined")}
          </th>
          <th scope="col" className="numeric">
            {say("curve.persons")}
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
