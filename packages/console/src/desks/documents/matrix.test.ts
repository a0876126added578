import { describe, expect, it } from "vitest";
import { arrangeMatrix } from "./matrix.ts";
import type { Visibility } from "./matrix.ts";

const excluded = (members: readonly string[], reason: string) =>
  members.map((member) => ({ member, reason: `${member} ${reason}` }));

const VISIBILITY: Visibility = {
  members: ["EST", "GBR", "DEU", "LVA"],
  markings: [
    { banner: "O", audience: ["EST", "GBR", "DEU", "LVA"], excluded: [] },
    { banner: "S", audience: ["GBR", "DEU"], excluded: excluded(["EST", "LVA"], "is cleared up to O.") },
    { banner: "TS", audience: ["GBR"], excluded: excluded(["EST", "DEU", "LVA"], "is not named.") },
  ],
  places: [
    { place: "title", kind: "title", marking: 0 },
    { place: "p1", kind: "paragraph", marking: 0 },
    { place: "p1/1", kind: "span", marking: 1 },
    { place: "p1/3", kind: "span", marking: 2 },
    { place: "p2", kind: "paragraph", marking: 2 },
    { place: "p3", kind: "paragraph", marking: null },
  ],
};

describe("the matrix", () => {
  const matrix = arrangeMatrix(VISIBILITY);
  const column = (member: string) => matrix.columns.findIndex((one) => one.member === member);
  const row = (place: string) => matrix.rows.findIndex((one) => one.place === place);

  it("has a row for each portion, its parts within it, in the order of reading", () => {
    expect(matrix.rows.map(({ place }) => place)).toEqual(["title", "p1", "p2", "p3"]);
    expect(matrix.rows[1]?.parts).toEqual([1, 2]);
  });

  it("puts members that see the same side by side, those that see most first", () => {
    expect(matrix.columns.map(({ member }) => member)).toEqual(["GBR", "DEU", "EST", "LVA"]);
    expect(matrix.classes.map(({ members }) => members)).toEqual([["GBR"], ["DEU"], ["EST", "LVA"]]);
  });

  it("tells a portion that is read whole from one with a gap and one that is not read", () => {
    const sights = (place: string) => matrix.columns.map((_, index) => matrix.sight(row(place), index));
    expect(sights("title")).toEqual(["whole", "whole", "whole", "whole"]);
    expect(sights("p1")).toEqual(["whole", "part", "part", "part"]);
    expect(sights("p2")).toEqual(["whole", "none", "none", "none"]);
    expect(sights("p3")).toEqual(["none", "none", "none", "none"]);
  });

  it("gives the node's own reason, and how many parts are missing", () => {
    expect(matrix.reason(row("p2"), column("EST"))).toEqual({ text: "EST is not named.", parts: 0 });
    expect(matrix.reason(row("p1"), column("DEU"))).toEqual({ text: "DEU is not named.", parts: 1 });
    expect(matrix.reason(row("p1"), column("EST"))).toEqual({ text: "EST is cleared up to O.", parts: 2 });
    expect(matrix.reason(row("p1"), column("GBR"))).toEqual({ text: null, parts: 0 });
  });

  it("has no reason of the node's for what nobody marked, which nobody reads", () => {
    expect(matrix.reason(row("p3"), column("GBR"))).toEqual({ text: null, parts: 0 });
  });

  it("keeps two members apart that read as many portions but others", () => {
    const apart = arrangeMatrix({
      members: ["A", "B"],
      markings: [
        { banner: "x", audience: ["A"], excluded: excluded(["B"], "no") },
        { banner: "y", audience: ["B"], excluded: excluded(["A"], "no") },
      ],
      places: [
        { place: "p1", kind: "paragraph", marking: 0 },
        { place: "p2", kind: "paragraph", marking: 1 },
      ],
    });
    expect(apart.classes).toHaveLength(2);
  });
});
