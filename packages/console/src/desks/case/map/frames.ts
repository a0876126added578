// The map's windows: Europe large, the other regions as insets drawn to their own scale, each in an equal-area projection
// so that no state looks larger than it is beside its neighbours in the same window.
import { geoAzimuthalEqualArea } from "d3-geo";
import type { GeoProjection } from "d3-geo";
import { findMapWindow, mapWindows } from "@entente/core/record";
import type { MapWindow } from "@entente/core/record";

export interface Frame extends MapWindow {
  /** Height over width. */
  readonly aspect: number;
}

const frames: ReadonlyMap<MapWindow["id"], Frame> = new Map(
  mapWindows.map((window) => [window.id, { ...window, aspect: window.id === "europe" ? 0.84 : 0.72 }]),
);

/** The window a place belongs to, Europe first; null when none shows it. */
export function frameOf(place: readonly [number, number]): Frame | null {
  const window = findMapWindow(place);
  return window === null ? null : frameWith(window.id);
}

function frameWith(id: MapWindow["id"]): Frame {
  const frame = frames.get(id);
  if (frame === undefined) throw new RangeError(`every window has a frame: ${id}`);
  return frame;
}

export const mainFrame = frameWith("europe");

export const insetFrames: readonly Frame[] = [...frames.values()].filter((frame) => frame !== mainFrame);

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
