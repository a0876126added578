// The atlas's shapes, ready to draw: which window each member is in, its outline there, and where its label goes.
import { geoArea, geoCentroid, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { OverviewMember } from "../../../api/case-overview.ts";
import { frameOf, projectFrame } from "./frames.ts";
import type { Frame } from "./frames.ts";
import { numericCode } from "../../../words/iso-codes.ts";

type Feature = GeoJSON.Feature;

export interface Atlas {
  /** By the atlas's numeric code; `land` holds every shape, coded or not. */
  readonly byCode: ReadonlyMap<string, Feature>;
  readonly land: readonly Feature[];
}

export interface PlacedMember {
  readonly member: OverviewMember;
  readonly path: string;
  readonly x: number;
  readonly y: number;
  /** Square pixels of the largest part. */
  readonly area: number;
  /** Pixels across the largest part. */
  readonly width: number;
}

export interface DrawnFrame {
  readonly frame: Frame;
  readonly width: number;
  readonly height: number;
  /** Outlines of everybody else, as background. */
  readonly land: string;
  readonly placed: readonly PlacedMember[];
}

export function readAtlas(topology: Topology): Atlas {
  const countries = topology.objects["countries"];
  if (countries?.type !== "GeometryCollection") return { byCode: new Map(), land: [] };
  const land = feature(topology, countries).features;
  const byCode = new Map<string, Feature>();
  for (const shape of land) {
    if (typeof shape.id !== "string") continue;
    // The atlas gives some outlying islands their state's code.
    const known = byCode.get(shape.id);
    if (known === undefined || geoArea(shape) > geoArea(known)) byCode.set(shape.id, shape);
  }
  return { land, byCode };
}

/** Members by window; `elsewhere` are those without a shape or outside every window: organisations, mostly. */
export function sortIntoFrames(members: readonly OverviewMember[], atlas: Atlas) {
  const byFrame = new Map<Frame, OverviewMember[]>();
  const elsewhere: OverviewMember[] = [];
  for (const member of members) {
    const shape = atlas.byCode.get(numericCode(member.id) ?? "");
    const frame = shape === undefined ? null : frameOf(geoCentroid(mainland(shape)));
    if (frame === null) elsewhere.push(member);
    else byFrame.set(frame, [...(byFrame.get(frame) ?? []), member]);
  }
  return { byFrame, elsewhere };
}

export function drawFrame(
  frame: Frame,
  members: readonly OverviewMember[],
  atlas: Atlas,
  width: number,
): DrawnFrame {
  const { projection, height } = projectFrame(frame, width);
  const path = geoPath(projection).digits(1);
  const placed = members.flatMap((member): PlacedMember[] => {
    const shape = atlas.byCode.get(numericCode(member.id) ?? "");
    if (shape === undefined) return [];
    const main = largestDrawn(shape, (part) => path.area(part));
    const [[left], [right]] = path.bounds(main);
    const [x, y] = path.centroid(main);
    // A state too small for the path's precision still has a place.
    const [px, py] = Number.isFinite(x) ? [x, y] : (projection(geoCentroid(shape)) ?? [0, 0]);
    return [
      {
        member,
        path: path(shape) ?? "",
        x: px,
        y: py,
        area: path.area(main),
        width: Number.isFinite(right - left) ? right - left : 0,
      },
    ];
  });
  const drawn = new Set(members.map((member) => numericCode(member.id)));
  const others = atlas.land.filter((shape) => typeof shape.id !== "string" || !drawn.has(shape.id));
  return {
    frame,
    width,
    height,
    land: path({ type: "FeatureCollection", features: others }) ?? "",
    placed,
  };
}

/** The part of a state with most land: France without its overseas departments. */
function mainland(shape: Feature): Feature {
  return largestDrawn(shape, (part) => geoArea(part));
}

function largestDrawn(shape: Feature, measure: (part: Feature) => number): Feature {
  const { geometry } = shape;
  if (geometry.type !== "MultiPolygon") return shape;
  const parts = geometry.coordinates.map((coordinates): Feature => ({
    type: "Feature",
    properties: {},
    geometry: { type: "Polygon", coordinates },
  }));
  return parts.reduce((best, part) => (measure(part) > measure(best) ? part : best), parts[0] ?? shape);
}
