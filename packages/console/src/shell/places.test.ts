import { describe, expect, test } from "vitest";
import { deskPlaces, pathOf, readPlace } from "./places.ts";
import { listOffices, sideOf, readOwnSeat } from "./seat.ts";

describe("addresses", () => {
  test.each(deskPlaces.map(({ name }) => name))(
    "of the desk %s are read back, whatever they hold",
    (name) => {
      const rest = name === "case" ? [] : ["a b", "ü/?#", "%2e%2e"];
      const expected = name === "case" ? null : name;
      expect(readPlace(pathOf("salisbury-2018", name, ...rest))).toEqual({
        ...{ slug: "salisbury-2018", name: expected, rest },
      });
    },
  );

  test.each(["/nowhere", "/cases", "/cases/x/nothing", "/cases/%E0%A4%A", "/cases/x/record/%ff"])(
    "%s names nothing",
    (path) => expect(readPlace(path)).toBeNull(),
  );
});

describe("sides", () => {
  test("the lead's seats, those of others, and the control of exercises", () => {
    expect(sideOf(readOwnSeat("GBR/drafter/anna.k"), "GBR")).toBe("lead");
    expect(sideOf(readOwnSeat("GB/drafter"), "GBR")).toBe("ally");
    expect(sideOf(null, "GBR")).toBe("all");
  });

  test("no office is offered twice", () => {
    const offices = listOffices("GBR", ["GBR", "EST", "DEU"]);
    expect(new Set(offices).size).toBe(offices.length);
    expect(offices).toContain("DEU/desk");
    expect(offices).not.toContain("DEU/drafter");
  });
});
