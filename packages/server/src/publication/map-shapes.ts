// The shapes of a record's map from the world atlas: windows by where the members are, outlines in whole numbers, and a
// labelled dot for whoever is too small to be seen. No position is left to chance or to the order of the members.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoPath } from "d3-geo";
import type { GeoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import { findMapWindow, mapWindows } from "@entente/core/record";
import type { MapFrame, MapWindow, RecordMap } from "@entente/core/record";
import { numericCode } from "./member-names.ts";

type Shape = GeoJSON.Feature;

/** Units across; the page shows it at about half of that, so a whole number is half a point. */
const WIDTH = 1280;
const MAIN_HEIGHT = 1000;
const GAP = 16;
/** Windows beside each other below the main one. */
const ACROSS = 3;
const MARGIN = 12;
/** Units across below which a state has no room for its label. */
const ROOM = 74;
/** Half the width and height a label takes, with a little air. */
const TAG = { x: 34, y: 19 } as const;

interface Atlas {
  readonly land: readonly Shape[];
  readonly byCode: ReadonlyMap<string, Shape>;
}

let atlas: Atlas | null = null;

/** The map for the members of a record, by their ids; without a window where none of them has a place. */
export function shapeMap(ids: readonly string[]): RecordMap {
  atlas ??= readAtlas();
  const byWindow = new Map<MapWindow, string[]>();
  for (const id of [...ids].sort()) {
    const shape = shapeOf(id, atlas);
    const window = shape === null ? null : findMapWindow(geoCentroid(mainland(shape)));
    if (window !== null) byWindow.set(window, [...(byWindow.get(window) ?? []), id]);
  }
  // The window with most members is the large one; between equals the order above decides.
  const ordered = mapWindows
    .filter((window) => byWindow.has(window))
    .sort((a, b) => (byWindow.get(b)?.length ?? 0) - (byWindow.get(a)?.length ?? 0));
  const across = Math.min(ACROSS, Math.max(1, ordered.length - 1));
  const small = Math.floor((WIDTH - GAP * (across - 1)) / across);
  const smallHeight = Math.round(Math.min(small, 420) * 0.8);
  const frames = ordered.map((window, index): MapFrame => {
    const members = byWindow.get(window) ?? [];
    if (index === 0) return drawWindow(window, members, { x: 0, y: 0, width: WIDTH, height: MAIN_HEIGHT });
    const [column, row] = [(index - 1) % across, Math.floor((index - 1) / across)];
    return drawWindow(window, members, {
      x: column * (small + GAP),
      y: MAIN_HEIGHT + GAP + row * (smallHeight + GAP),
      width: small,
      height: smallHeight,
    });
  });
  const height = Math.max(0, ...frames.map((frame) => frame.y + frame.height));
  return { width: WIDTH, height, frames };
}

function readAtlas(): Atlas {
  const path = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
  const topology = thinArcs(JSON.parse(readFileSync(path, "utf8")) as Topology);
  const countries = topology.objects["countries"];
  if (countries?.type !== "GeometryCollection") throw new RangeError("the atlas has countries");
  const land = feature(topology, countries).features;
  const byCode = new Map<string, Shape>();
  for (const shape of land) {
    if (typeof shape.id !== "string") continue;
    // The atlas gives some outlying islands their state's code.
    const known = byCode.get(shape.id);
    if (known === undefined || geoArea(shape) > geoArea(known)) byCode.set(shape.id, shape);
  }
  return { land, byCode };
}

/** Degrees between the points that are kept of an arc: finer than a line is wide in the largest window. */
const GRAIN = 0.14;
/** Arcs of fewer points are kept whole, so that no island or small state vanishes. */
const FEW = 14;

/** Fewer points on each arc, before shapes are made of them: neighbours share their arcs, so no gap opens between them. */
function thinArcs(topology: Topology): Topology {
  const [across = 1, up = 1] = topology.transform?.scale ?? [];
  const arcs = topology.arcs.map((arc) => {
    if (arc.length < FEW) return arc;
    let [x, y] = [0, 0];
    const points = arc.map(([dx = 0, dy = 0]) => [(x += dx), (y += dy)] as const);
    let kept = points[0] ?? [0, 0];
    const few = points.filter((point, index) => {
      const far = Math.hypot((point[0] - kept[0]) * across * 0.6, (point[1] - kept[1]) * up) >= GRAIN;
      if (index > 0 && index < points.length - 1 && !far) return false;
      kept = point;
      return true;
    });
    // A ring of its own that came down to a sliver could turn inside out, and would be all the world but itself.
    const last = points.at(-1);
    const ring = points[0]?.[0] === last?.[0] && points[0]?.[1] === last?.[1];
    if (ring && few.length < FEW / 2) return arc;
    return few.map((point, index) => {
      const before = few[index - 1] ?? [0, 0];
      return [point[0] - before[0], point[1] - before[1]];
    });
  });
  return { ...topology, arcs };
}

function shapeOf(id: string, { byCode }: Atlas): Shape | null {
  return byCode.get(numericCode(id) ?? "") ?? null;
}

type Box = Pick<MapFrame, "x" | "y" | "width" | "height">;

function drawWindow(window: MapWindow, members: readonly string[], box: Box): MapFrame {
  const { width, height } = box;
  const projection = geoAzimuthalEqualArea()
    .rotate([...window.rotate])
    .fitExtent(
      [
        [MARGIN, MARGIN],
        [width - MARGIN, height - MARGIN],
      ],
      { type: "MultiPoint", coordinates: window.corners.map(([x, y]) => [x, y]) },
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  const path = geoPath(projection);
  const known = atlas ?? readAtlas();
  const placed = members.flatMap((id) => {
    const shape = shapeOf(id, known);
    if (shape === null) return [];
    const main = largest(shape, (part) => path.area(part));
    const [[left], [right]] = path.bounds(main);
    const centre = path.centroid(main);
    // What is too small for any line still has a place.
    const [x, y] = Number.isFinite(centre[0]) ? centre : (projection(geoCentroid(shape)) ?? [0, 0]);
    const roomy = Number.isFinite(right - left) && right - left >= ROOM;
    return [{ id, d: outline(path, [shape]), x: keep(x, width), y: keep(y, height), small: !roomy }];
  });
  const drawn = new Set(members.map((id) => numericCode(id)));
  const others = known.land.filter((shape) => typeof shape.id !== "string" || !drawn.has(shape.id));
  const labels = placeLabels(placed, box);
  return {
    ...{ id: window.id, ...box, land: outline(path, others) },
    members: placed.map((one, index) => {
      const label = labels[index] ?? one;
      return { ...one, labelX: label.x, labelY: label.y };
    }),
  };
}

interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Large states are labelled in their middle; small ones at the nearest free spot around their dot. */
function placeLabels(
  placed: readonly (Spot & { readonly small: boolean })[],
  { width, height }: Box,
): readonly Spot[] {
  const taken: Spot[] = placed.filter(({ small }) => !small);
  const dots = placed.filter(({ small }) => small);
  const free = ({ x, y }: Spot): boolean =>
    x >= TAG.x &&
    x <= width - TAG.x &&
    y >= TAG.y &&
    y <= height - TAG.y &&
    taken.every((other) => Math.abs(other.x - x) >= 2 * TAG.x || Math.abs(other.y - y) >= 2 * TAG.y) &&
    dots.every((dot) => Math.abs(dot.x - x) >= TAG.x + 8 || Math.abs(dot.y - y) >= TAG.y + 8);
  return placed.map((one) => {
    if (!one.small) return one;
    const found = listSpots(one).find(free) ?? {
      x: keep(one.x, width - 2 * TAG.x) + TAG.x,
      y: keep(one.y, height - 2 * TAG.y) + TAG.y,
    };
    taken.push(found);
    return found;
  });
}

/** Spots around a dot in rings, sixteen directions each, nearest first. */
function listSpots({ x, y }: Spot): readonly Spot[] {
  return Array.from({ length: 12 }, (_, ring) => 50 + ring * 22).flatMap((distance) =>
    DIRECTIONS.map(([dx, dy]) => ({ x: Math.round(x + dx * distance), y: Math.round(y + dy * distance) })),
  );
}

/** Left and right first: a label beside its dot is read soonest. Written out, so that no cosine decides a pixel. */
const DIRECTIONS: readonly (readonly [number, number])[] = [
  ...[[1, 0] as const, [-1, 0] as const, [0.92, -0.38] as const, [-0.92, -0.38] as const],
  ...[[0.92, 0.38] as const, [-0.92, 0.38] as const, [0, -1] as const, [0, 1] as const],
  ...[[0.71, -0.71] as const, [-0.71, -0.71] as const, [0.71, 0.71] as const, [-0.71, 0.71] as const],
  ...[[0.38, -0.92] as const, [-0.38, -0.92] as const, [0.38, 0.92] as const, [-0.38, 0.92] as const],
];

/** Outlines in whole numbers: points that fall together are one, and a ring of fewer than three points is nothing. */
function outline(path: GeoPath, shapes: readonly Shape[]): string {
  const text = path({ type: "FeatureCollection", features: [...shapes] }) ?? "";
  return text
    .split("M")
    .flatMap((ring) => {
      const points = ring
        .replace("Z", "")
        .split("L")
        .map((point) => point.split(",").map((one) => Math.round(Number(one)) + 0))
        .filter((point) => point.length === 2 && point.every(Number.isFinite))
        .map((point) => point.join(","))
        .filter((point, index, all) => point !== all[index - 1]);
      if (points.length > 1 && points[0] === points.at(-1)) points.pop();
      return points.length < 3 ? [] : [`M${points.join("L")}Z`];
    })
    .join("");
}

function keep(value: number, most: number): number {
  return Math.round(Math.min(Math.max(value, 0), most));
}

/** The part of a state with most land: France without its overseas departments. */
function mainland(shape: Shape): Shape {
  return largest(shape, (part) => geoArea(part));
}

function largest(shape: Shape, measure: (part: Shape) => number): Shape {
  const { geometry } = shape;
  if (geometry.type !== "MultiPolygon") return shape;
  const parts = geometry.coordinates.map((coordinates): Shape => ({
    ...{ type: "Feature", properties: {} },
    geometry: { type: "Polygon", coordinates },
  }));
  return parts.reduce((best, part) => (measure(part) > measure(best) ? part : best), parts[0] ?? shape);
}
