// The map leaves out what nobody can see, and nothing else: against the whole atlas, projected by d3 as it is.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { geoPath } from "d3-geo";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { describe, expect, test } from "vitest";
import type { OverviewMember } from "../../../api/case-overview.ts";
import { numericCode } from "../../../words/iso-codes.ts";
import { capOf, meet } from "./caps.ts";
import { insetFrames, mainFrame, projectFrame } from "./frames.ts";
import { drawFrame, readAtlas, sortIntoFrames } from "./shapes.ts";

const path = createRequire(import.meta.url).resolve("world-atlas/countries-50m.json");
const topology = JSON.parse(readFileSync(path, "utf8")) as Topology;
const ids = ["GBR", "EST", "MLT", "FRA", "TUR", "CAN", "USA", "AUS", "FJI", "KEN", "IND", "CHL", "NATO"];
const members = ids.map((id) => ({ id, name: id }) as unknown as OverviewMember);

describe("a window of the map", () => {
  const atlas = readAtlas(topology);
  const { byFrame, elsewhere } = sortIntoFrames(members, atlas);
  const { features } = feature(topology, topology.objects["countries"] as GeometryCollection);

  test("is found for every state that has land, however small, and for nothing else", () => {
    expect(elsewhere.map(({ id }) => id)).toEqual(["NATO"]);
  });

  test.each([mainFrame, ...insetFrames].map((frame) => [frame.id, frame] as const))(
    "%s shows the land there is",
    (_id, frame) => {
      const drawn = drawFrame(frame, byFrame.get(frame) ?? [], atlas, 400);
      const whole = geoPath(projectFrame(frame, 400).projection);
      const own = new Set(drawn.placed.map(({ member }) => numericCode(member.id)));
      const others = features.filter(({ id }) => typeof id !== "string" || !own.has(id));
      const expected = whole.area({ type: "FeatureCollection", features: others });
      expect(Math.abs(measure(drawn.land) - expected)).toBeLessThan(expected * 0.01 + 20);
      for (const { member, path: outline } of drawn.placed) {
        const there = features.filter(({ id }) => id === numericCode(member.id));
        const area = Math.max(...there.map((one) => whole.area(one)));
        expect(Math.abs(measure(outline) - area), member.id).toBeLessThan(area * 0.02 + 3);
      }
    },
  );
});

/** Square pixels within the rings of a path, holes taken off. */
function measure(path: string): number {
  const rings = path.split("M").filter((ring) => ring !== "");
  return Math.abs(rings.reduce((sum, ring) => sum + signedArea(ring), 0));
}

function signedArea(ring: string): number {
  const points = ring
    .replace(/Z$/, "")
    .split("L")
    .map((point) => point.split(",").map(Number));
  return points.reduce((sum, [x = 0, y = 0], at) => {
    const [nextX = 0, nextY = 0] = points[(at + 1) % points.length] ?? [];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}

test("caps meet where their places may be the same, and around the globe always", () => {
  const [london, paris, wellington] = [
    [0, 51.5],
    [2.3, 48.9],
    [174.8, -41.3],
  ].map((place) => capOf([place]));
  if (london === undefined || paris === undefined || wellington === undefined) throw new RangeError("three");
  expect(meet(london, wellington)).toBe(false);
  expect(
    meet(
      london,
      capOf([
        [-10, 50],
        [10, 50],
      ]),
    ),
  ).toBe(true);
  expect(
    meet(
      paris,
      capOf([
        [0, 0],
        [120, 0],
        [-120, 0],
      ]),
    ),
  ).toBe(true);
  expect(meet(wellington, capOf([]))).toBe(true);
});
