// The map's windows: Europe large, the other regions as insets drawn to their own scale, each in an equal-area projection
// so that no state looks larger than it is beside its neighbours in the same window.
import { geoAzimuthalEqualArea } from "d3-geo";
import type { GeoProjection } from "d3-geo";

export interface Frame {
  readonly id: "europe" | "america" | "south-america" | "africa" | "east-asia" | "asia" | "oceania";
  /** Degrees turned so that the window's middle is the projection's centre. */
  readonly rotate: readonly [number, number];
  /** Points that must lie inside the window. */
  readonly corners: readonly (readonly [number, number])[];
  /** West, south, east, north: whose middle lies here belongs to this window. */
  readonly holds: readonly [number, number, number, number];
  /** Height over width. */
  readonly aspect: number;
}

export const mainFrame: Frame = {
  id: "europe",
  rotate: [-14, -52],
  corners: [
    [-24.5, 64],
    [-10, 36.5],
    [35, 31],
    [46.5, 41],
    [41, 52],
    [26, 71],
  ],
  holds: [-26, 29, 48, 73],
  aspect: 0.84,
};

export const insetFrames: readonly Frame[] = [
  {
    id: "america",
    rotate: [98, -52],
    corners: [
      [-160, 62],
      [-124, 33],
      [-80, 25],
      [-54, 47],
      [-88, 72],
    ],
    holds: [-170, 14, -50, 75],
    aspect: 0.72,
  },
  {
    id: "south-america",
    rotate: [60, 22],
    corners: [
      [-81, -5],
      [-50, 9],
      [-35, -8],
      [-70, -55],
    ],
    holds: [-85, -57, -32, 13],
    aspect: 0.72,
  },
  {
    id: "africa",
    rotate: [-18, -2],
    corners: [
      [-17, 15],
      [10, 36],
      [51, 11],
      [20, -35],
    ],
    holds: [-26, -36, 60, 29],
    aspect: 0.72,
  },
  {
    id: "east-asia",
    rotate: [-134, -36],
    corners: [
      [122, 31],
      [129, 44],
      [146, 45],
      [140, 31],
    ],
    holds: [117, 20, 150, 50],
    aspect: 0.72,
  },
  {
    id: "asia",
    rotate: [-92, -22],
    corners: [
      [62, 20],
      [70, 45],
      [117, 45],
      [128, -8],
    ],
    holds: [48, -9, 150, 55],
    aspect: 0.72,
  },
  {
    id: "oceania",
    rotate: [-146, 28],
    corners: [
      [114, -22],
      [115, -35],
      [142, -10],
      [178, -37],
      [167, -47],
    ],
    holds: [110, -50, 180, -9],
    aspect: 0.72,
  },
];

/** The projection that fits a window of `width` pixels, clipped to it. */
export function projectFrame(frame: Frame, width: number): { projection: GeoProjection; height: number } {
  const height = Math.round(width * frame.aspect);
  const projection = geoAzimuthalEqualArea()
    .rotate([...frame.rotate])
    .fitExtent(
      [
        [6, 6],
        [width - 6, height - 6],
      ],
      { type: "MultiPoint", coordinates: frame.corners.map(([x, y]) => [x, y]) },
    )
    .clipExtent([
      [0, 0],
      [width, height],
    ]);
  return { projection, height };
}

/** The window a place belongs to, Europe first; null when none shows it. */
export function frameOf(place: readonly [number, number]): Frame | null {
  const inside = ({ holds: [west, south, east, north] }: Frame) =>
    place[0] >= west && place[0] <= east && place[1] >= south && place[1] <= north;
  return [mainFrame, ...insetFrames].find(inside) ?? null;
}
