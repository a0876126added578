// Caps of the globe: a middle and how far from it something reaches. Two things whose caps do not meet do not meet, which is
// known for a piece of land once, and without projecting any of its points.
import type { GeoProjection } from "d3-geo";

type Point = readonly [number, number, number];

export interface Cap {
  readonly middle: Point;
  /** Radians, from 0 to pi. */
  readonly reach: number;
}

const RADIANS = Math.PI / 180;
const EVERYWHERE: Cap = { middle: [1, 0, 0], reach: Math.PI };
/** Edges bulge between their corners, and a window's rim between the points it is measured at. */
const SLACK = 0.02;
/** Points on each side of a window. */
const STEPS = 8;

function onGlobe([longitude = 0, latitude = 0]: readonly number[]): Point {
  const [x, y] = [longitude * RADIANS, latitude * RADIANS];
  return [Math.cos(y) * Math.cos(x), Math.cos(y) * Math.sin(x), Math.sin(y)];
}

const angle = (a: Point, b: Point): number =>
  Math.acos(Math.min(1, Math.max(-1, a[0] * b[0] + a[1] * b[1] + a[2] * b[2])));

/** The cap around these places, in degrees. Of places all around the globe: everywhere. */
export function capOf(places: readonly (readonly number[])[]): Cap {
  const points = places.map(onGlobe);
  const sum = points.reduce<Point>((all, [x, y, z]) => [all[0] + x, all[1] + y, all[2] + z], [0, 0, 0]);
  const length = Math.hypot(...sum);
  // Nothing in the middle: whatever it is goes round the globe, and is taken to be everywhere.
  if (length < points.length * 0.2 || points.length === 0) return EVERYWHERE;
  const middle: Point = [sum[0] / length, sum[1] / length, sum[2] / length];
  return { middle, reach: points.reduce((most, point) => Math.max(most, angle(middle, point)), 0) };
}

/** The cap around what a window of the map shows. */
export function windowCap(projection: GeoProjection, width: number, height: number): Cap {
  const rim: (readonly number[])[] = [];
  for (let step = 0; step <= STEPS; step += 1) {
    const [x, y] = [(width * step) / STEPS, (height * step) / STEPS];
    for (const at of [
      [x, 0],
      [x, height],
      [0, y],
      [width, y],
    ] as const) {
      const place = projection.invert?.([...at]) ?? null;
      if (place === null || !place.every(Number.isFinite)) return EVERYWHERE;
      rim.push(place);
    }
  }
  return capOf(rim);
}

/** Whether two caps may have a place in common. */
export const meet = (one: Cap, other: Cap): boolean =>
  angle(one.middle, other.middle) <= one.reach + other.reach + SLACK;
