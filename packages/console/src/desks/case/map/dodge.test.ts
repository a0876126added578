import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dodgeBoxes } from "./dodge.ts";
import type { Box } from "./dodge.ts";

const bounds = { width: 600, height: 500 };
const box = (id: string, x: number, y: number): Box => ({
  ...{ id, anchorX: x, anchorY: y, x, y, width: 50, height: 25 },
});
const overlap = (a: Box, b: Box) =>
  Math.min((a.width + b.width) / 2 - Math.abs(a.x - b.x), (a.height + b.height) / 2 - Math.abs(a.y - b.y));

describe("placing the dots of small states", () => {
  it("leaves a lone dot at its state", () => {
    expect(dodgeBoxes([box("MLT", 200, 300)], { bounds, obstacles: [] })).toEqual([box("MLT", 200, 300)]);
  });

  it("separates states that lie on each other, keeps them in the window and their lines at home", () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: fc.integer({ min: 0, max: 600 }), y: fc.integer({ min: 0, max: 500 }) }), {
          maxLength: 9,
        }),
        (places) => {
          const start = places.map(({ x, y }, index) => box(String(index), x, y));
          const placed = dodgeBoxes(start, { bounds, obstacles: [] });
          for (const [index, a] of placed.entries()) {
            expect([a.anchorX, a.anchorY]).toEqual([start[index]?.x, start[index]?.y]);
            expect(a.x).toBeGreaterThanOrEqual(25);
            expect(a.x).toBeLessThanOrEqual(575);
            expect(a.y).toBeGreaterThanOrEqual(12.5);
            expect(a.y).toBeLessThanOrEqual(487.5);
            for (const b of placed.slice(index + 1)) expect(overlap(a, b)).toBeLessThan(2);
          }
        },
      ),
    );
  });

  it("gives way to a printed label", () => {
    const label = { x: 200, y: 300, width: 40, height: 13 };
    const [moved] = dodgeBoxes([box("LUX", 205, 302)], { bounds, obstacles: [label] });
    expect(moved).toBeDefined();
    expect(overlap({ ...box("label", 200, 300), ...label }, moved ?? box("", 200, 300))).toBeLessThan(2);
  });
});
