import { describe, expect, it } from "vitest";
import { callEarlier, drawnCurves } from "./curve-points.ts";

const incident = { date: "2018-03-04", place: "Salisbury", attributedTo: "RUS" };
const current = {
  slug: "salisbury-2018",
  title: "Salisbury 2018",
  current: true,
  points: [
    { day: 22, members: 23, persons: 137 },
    { day: 10, members: 1, persons: 23 },
  ],
};
const earlier = {
  slug: "litvinenko-2006",
  title: "Litvinenko 2006",
  current: false,
  points: [{ day: 257, members: 1, persons: 4 }],
};

describe("the speed curve", () => {
  it("starts at nothing on the day of the act and ends at the case's own clock", () => {
    const [, drawn] = drawnCurves({ curves: [current, earlier], incident, now: "2018-03-29T12:00:00.000Z" });
    expect(drawn?.points).toEqual([
      { day: 0, members: 0 },
      { day: 10, members: 1 },
      { day: 22, members: 23 },
      { day: 25, members: 23 },
    ]);
  });

  it("draws earlier cases first and ends them where they ended", () => {
    const [drawn] = drawnCurves({ curves: [current, earlier], incident, now: "2018-03-29T12:00:00.000Z" });
    expect([drawn?.curve.slug, drawn?.end, drawn?.last]).toEqual(["litvinenko-2006", 257, earlier.points[0]]);
    expect(callEarlier(earlier)).toBe("2006");
    expect(callEarlier({ slug: "harbour", title: "The harbour" })).toBe("The harbour");
  });

  it("has no last step where nobody joined", () => {
    const [drawn] = drawnCurves({
      curves: [{ ...current, points: [] }],
      incident,
      now: "2018-03-05T00:00:00.000Z",
    });
    expect(drawn?.last).toBeNull();
  });
});
