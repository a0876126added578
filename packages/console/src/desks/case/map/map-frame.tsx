// One window of the map. States large enough carry their own label; the others become dots with a label, moved apart and
// tied to their place by a line.
import { useMemo, useRef, useState } from "react";
import type { KeyboardEvent } from "react";
import { useLanguage, useWords } from "../../../words/locale.tsx";
import { coalitionWords } from "../coalition-words.ts";
import { countOf, standingOf } from "../standing.ts";
import { dodgeBoxes } from "./dodge.ts";
import type { Box } from "./dodge.ts";
import { mainFrame } from "./frames.ts";
import { sayMember } from "./map-words.tsx";
import type { HeadKind } from "./map-words.tsx";
import { fillOf } from "./patterns.tsx";
import type { DrawnFrame, PlacedMember } from "./shapes.ts";

/** Square pixels below which an outline is too small for a finger. */
const SMALL_AREA = 330;
const DOT_RADIUS = 7;
const BOX_HEIGHT = 25;
const LETTER = 6.6;

export interface MapFrameProps extends HeadKind {
  readonly drawn: DrawnFrame;
  readonly scope: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string | null) => void;
  readonly onPoint: (id: string | null) => void;
}

export function MapFrame({ drawn, scope, chosen, onChoose, onPoint, ...head }: MapFrameProps) {
  const { kind } = head;
  const say = useWords(coalitionWords);
  const { locale } = useLanguage();
  const { frame, width, height, placed, land } = drawn;
  const title = say(`frame.${frame.id}`);
  const drawing = useRef<SVGSVGElement>(null);
  const small = smallStates(drawn);
  const boxes = useMemo(() => placeDots(drawn, kind), [drawn, kind]);
  const spots = new Map<string, Spot>(placed.map((state) => [state.member.id, state]));
  for (const box of boxes) spots.set(box.id, box);
  const order = placed
    .filter((state) => !small.includes(state) || boxes.length > 0)
    .sort((a, b) => a.member.name.localeCompare(b.member.name, locale));
  const [current, setCurrent] = useState<string | null>(null);
  const stop = current ?? order[0]?.member.id ?? null;

  const move = (stroke: KeyboardEvent) => {
    const direction = arrows[stroke.key];
    if (direction === undefined || stop === null) return;
    stroke.preventDefault();
    const next = nearest(spots, stop, direction);
    if (next !== null)
      drawing.current?.querySelector<SVGElement>(`[data-member="${CSS.escape(next)}"]`)?.focus();
  };
  const handles = ({ member }: PlacedMember) => ({
    role: "button",
    tabIndex: member.id === stop ? 0 : -1,
    "data-member": member.id,
    "aria-label": `${label({ member }, kind)}: ${sayMember(locale, member, head)}`,
    "aria-pressed": member.id === chosen,
    onClick: () => onChoose(member.id === chosen ? null : member.id),
    onFocus: () => {
      setCurrent(member.id);
      onPoint(member.id);
    },
    onBlur: () => onPoint(null),
    onPointerEnter: () => onPoint(member.id),
    onPointerLeave: () => onPoint(null),
    onKeyDown: (stroke: KeyboardEvent) => {
      if (stroke.key !== "Enter" && stroke.key !== " ") return;
      stroke.preventDefault();
      onChoose(member.id === chosen ? null : member.id);
    },
  });

  return (
    <div className="map-frame" data-frame={frame.id}>
      <svg
        ref={drawing}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label={say("map.keys", { frame: title })}
        onKeyDown={move}
      >
        <path d={land} className="land" />
        {placed.map((state) =>
          small.includes(state) ? (
            <Shape key={state.member.id} state={state} kind={kind} scope={scope} />
          ) : (
            <g key={state.member.id} className="hit" {...handles(state)}>
              <Shape state={state} kind={kind} scope={scope} />
              <path d={state.path} className="ring" />
            </g>
          ),
        )}
        {placed.map(
          (state) => !small.includes(state) && <Label key={state.member.id} state={state} kind={kind} />,
        )}
        {boxes.map((box) => (
          <path key={box.id} className="leader" d={`M${box.anchorX} ${box.anchorY}L${dotX(box)} ${box.y}`} />
        ))}
        {boxes.map((box) => {
          const state = small.find(({ member }) => member.id === box.id);
          if (state === undefined) return null;
          return (
            <g key={box.id} className="hit dot" {...handles(state)}>
              <rect
                x={box.x - box.width / 2}
                y={box.y - box.height / 2}
                width={box.width}
                height={box.height}
                rx="3"
                className="dot-ground"
              />
              <circle
                cx={dotX(box)}
                cy={box.y}
                r={DOT_RADIUS}
                fill={fill(state, kind, scope)}
                className="outline"
              />
              <text x={dotX(box) + DOT_RADIUS + 3} y={box.y} dy="0.36em">
                {label(state, kind)}
              </text>
            </g>
          );
        })}
      </svg>
      {frame.id !== mainFrame.id && <p className="inset-title">{title}</p>}
    </div>
  );
}

function Shape({ state, kind, scope }: { state: PlacedMember; kind: string; scope: string }) {
  return (
    <path d={state.path} fill={fill(state, kind, scope)} className="state" data-on={ground(state, kind)} />
  );
}

function Label({ state, kind }: { state: PlacedMember; kind: string }) {
  const text = labelOf(state, kind);
  if (text === null) return null;
  return (
    <text x={state.x} y={state.y} dy="0.36em" className="state-label" data-on={ground(state, kind)}>
      {text}
    </text>
  );
}

function label({ member }: Pick<PlacedMember, "member">, kind: string): string {
  const count = countOf(member, kind);
  return count === null ? member.id : `${member.id} ${count}`;
}

/** As much of the label as the outline holds: code and count, the code, or nothing. */
function labelOf(state: PlacedMember, kind: string): string | null {
  const whole = label(state, kind);
  if (whole.length * LETTER < state.width * 1.15 && state.area > 480) return whole;
  return state.member.id.length * LETTER < state.width * 1.3 ? state.member.id : null;
}

function ground({ member }: PlacedMember, kind: string): "full" | "ground" {
  return standingOf(member, kind) === "joined" ? "full" : "ground";
}

function fill({ member }: PlacedMember, kind: string, scope: string): string {
  return fillOf(standingOf(member, kind), scope);
}

function dotX(box: Box): number {
  return box.x - box.width / 2 + DOT_RADIUS + 3;
}

/** States that need a dot, or, where there is no room for dots, a place beneath the map. */
export function smallStates({ placed }: DrawnFrame): readonly PlacedMember[] {
  return placed.filter((state) => state.area < SMALL_AREA);
}

/** Whether the dots would cover more of the window than they explain. */
export function tooCrowded(drawn: DrawnFrame): boolean {
  const room = smallStates(drawn).length * BOX_HEIGHT * (2 * DOT_RADIUS + 9 + 5 * LETTER);
  return room > 0.08 * drawn.width * drawn.height;
}

function placeDots(drawn: DrawnFrame, kind: string): Box[] {
  if (tooCrowded(drawn)) return [];
  const small = smallStates(drawn);
  const boxes = small.map((state): Box => {
    const width = 2 * DOT_RADIUS + 9 + label(state, kind).length * LETTER;
    return {
      id: state.member.id,
      anchorX: state.x,
      anchorY: state.y,
      x: state.x,
      y: state.y,
      width,
      height: BOX_HEIGHT,
    };
  });
  const obstacles = drawn.placed
    .filter((state) => !small.includes(state))
    .map((state) => ({
      x: state.x,
      y: state.y,
      width: (labelOf(state, kind)?.length ?? 0) * LETTER,
      height: 13,
    }));
  return dodgeBoxes(boxes, { bounds: drawn, obstacles });
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

const arrows: Readonly<Record<string, Spot>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** The closest member in a direction; what lies aside counts double, so that the way feels straight. */
function nearest(spots: ReadonlyMap<string, Spot>, from: string, direction: Spot): string | null {
  const start = spots.get(from);
  if (start === undefined) return null;
  let best: { id: string; way: number } | null = null;
  for (const [id, spot] of spots) {
    const [dx, dy] = [spot.x - start.x, spot.y - start.y];
    const ahead = dx * direction.x + dy * direction.y;
    const aside = Math.abs(dx * direction.y) + Math.abs(dy * direction.x);
    if (id === from || ahead <= 0) continue;
    const way = ahead + 2 * aside;
    if (best === null || way < best.way) best = { id, way };
  }
  return best?.id ?? null;
}
