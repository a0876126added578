import { describe, expect, it } from "vitest";
import { readCommunity } from "../markings/index.ts";
import { closedArrangements, readArrangements } from "./index.ts";

const community = readCommunity({
  format: "entente-community/1",
  name: "Test",
  exercise: true,
  asOf: "2018-03-26",
  policies: ["uk"],
  members: [
    { id: "GBR", name: "United Kingdom", kind: "state", clearances: {} },
    { id: "DEU", name: "Germany", kind: "state", clearances: {} },
    { id: "PUBLIC", name: "The public", kind: "public", clearances: {} },
  ],
  groups: [],
});

describe("the coalition file", () => {
  it("has the closed value for every part it leaves out", () => {
    expect(readArrangements({ format: "entente-coalition/1" }, community)).toEqual(closedArrangements);
  });

  it("names what is wrong with its path", () => {
    expect(() =>
      readArrangements(
        {
          format: "entente-coalition/1",
          capacities: { XYZ: { reach: "node", languages: ["en"], timeZone: "UTC" } },
        },
        community,
      ),
    ).toThrow(
      expect.objectContaining({
        code: "COALITION_INVALID",
        message: expect.stringContaining("$.capacities.XYZ"),
      }) as Error,
    );
  });
});
