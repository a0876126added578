// The atlas's shapes, ready to draw: which window each member is in, its outline there, and where its label goes.
import { geoArea, geoCentroid, geoPath } from "d3-geo";
import type { GeoProjection, GeoStreamWrapper } from "d3-geo";
import { feature } from "topojson-client";
import type { Topology } from "topojson-specification";
import type { OverviewMember } from "../../../api/case-overview.ts";
import { capOf, meet, windowCap } from "./caps.ts";
import type { Cap } from "./caps.ts";
import { frameOf, projectFrame } from "./frames.ts";
import type { Frame } from "./frames.ts";
import { numericCode } from "../../../words/iso-codes.ts";

type Feature = GeoJSON.Feature;

/** Pixels nobody sees: between two points of a line, and across an island that is nobody's here. */
const THIN_PX = 0.6;
const SPECK_PX = 0.4;

/** One piece of land of a shape, with the cap of the globe it lies in. */
interface Piece extends Cap {
  readonly polygon: Feature;
}

export interface Shape {
  readonly code: string | null;
  readonly pieces: readonly Piece[];
  /** The piece with most land: France without its overseas departments. */
  readonly mainland: Feature;
}

export interface Atlas {
  /** By the atlas's numeric code; `land` holds every shape, coded or not. */
  readonly byCode: ReadonlyMap<string, Shape>;
  readonly land: readonly Shape[];
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
  const land = feature(topology, countries).features.map(readShape);
  const byCode = new Map<string, Shape>();
  for (const shape of land) {
    if (shape.code === null) continue;
    // The atlas gives some outlying islands their state's code.
    const known = byCode.get(shape.code);
    if (known === undefined || geoArea(shape.mainland) > geoArea(known.mainland))
      byCode.set(shape.code, shape);
  }
  return { land, byCode };
}

function readShape({ id, geometry }: Feature): Shape {
  const polygons =
    geometry.type === "MultiPolygon"
      ? geometry.coordinates
      : geometry.type === "Polygon"
        ? [geometry.coordinates]
        : [];
  const pieces = polygons.map((coordinates): Piece => {
    const polygon: Feature = { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates } };
    return { polygon, ...capOf(coordinates[0] ?? []) };
  });
  const code = typeof id === "string" ? id : null;
  return {
    code,
    pieces,
    mainland: largest(pieces, geoArea) ?? { type: "Feature", properties: {}, geometry },
  };
}

/** Members by window; `elsewhere` are those without a shape or outside every window: organisations, mostly. */
export function sortIntoFrames(members: readonly OverviewMember[], atlas: Atlas) {
  const byFrame = new Map<Frame, OverviewMember[]>();
  const elsewhere: OverviewMember[] = [];
  for (const member of members) {
    const shape = atlas.byCode.get(numericCode(member.id) ?? "");
    const frame = shape === undefined ? null : frameOf(geoCentroid(shape.mainland));
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
  const path = geoPath(thinned(projection)).digits(1);
  // Most of the world lies outside of any window: what cannot be in it is not projected at all.
  const window = windowCap(projection, width, height);
  const perRadian = Math.hypot(width, height) / (2 * window.reach);
  const isSeen = (piece: Piece): boolean => meet(piece, window) && piece.reach * perRadian > SPECK_PX;
  const placed = members.flatMap((member): PlacedMember[] => {
    const shape = atlas.byCode.get(numericCode(member.id) ?? "");
    if (shape === undefined) return [];
    // However small it is, a member is drawn.
    const seen = shape.pieces.filter((piece) => isSeen(piece) || piece.polygon === shape.mainland);
    const main = largest(seen, (part) => path.area(part)) ?? shape.mainland;
    const [[left], [right]] = path.bounds(main);
    const [x, y] = path.centroid(main);
    // A state too small for the path's precision still has a place.
    const [px, py] = Number.isFinite(x) ? [x, y] : (projection(geoCentroid(shape.mainland)) ?? [0, 0]);
    return [
      {
        member,
        path: path(gather(seen)) ?? "",
        x: px,
        y: py,
        area: path.area(main),
        width: Number.isFinite(right - left) ? right - left : 0,
      },
    ];
  });
  const drawn = new Set(members.map((member) => numericCode(member.id)));
  const others = atlas.land
    .filter(({ code }) => code === null || !drawn.has(code))
    .flatMap(({ pieces }) => pieces.filter(isSeen));
  return { frame, width, height, placed, land: path(gather(others)) ?? "" };
}

/** A projection whose lines leave out what is nearer to the point before than anybody could see. */
function thinned(projection: GeoProjection): GeoStreamWrapper {
  return {
    stream: (into) => {
      let last: readonly [number, number] | null = null;
      let left: readonly [number, number] | null = null;
      return projection.stream({
        point: (x, y) => {
          const near = last !== null && Math.abs(x - last[0]) + Math.abs(y - last[1]) < THIN_PX;
          left = near ? [x, y] : null;
          if (near) return;
          last = [x, y];
          into.point(x, y);
        },
        lineStart: () => {
          last = null;
          left = null;
          into.lineStart();
        },
        lineEnd: () => {
          // A line ends where it ends.
          if (left !== null) into.point(...left);
          into.lineEnd();
        },
        polygonStart: () => into.polygonStart(),
        polygonEnd: () => into.polygonEnd(),
        sphere: () => into.sphere?.(),
      });
    },
  };
}

/** Pieces in one drawing: each keeps its own outline. */
const gather = (pieces: readonly Piece[]): GeoJSON.FeatureCollection => ({
  type: "FeatureCollection",
  features: pieces.map(({ polygon }) => polygon),
});

function largest(pieces: readonly Piece[], measure: (part: Feature) => number): Feature | null {
  let best: Feature | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const { polygon } of pieces) {
    const size = measure(polygon);
    if (size > most) [best, most] = [polygon, size];
  }
  return best;
}
