import { describe, expect, it } from "vitest";
import type { JsonObject } from "../encoding/index.ts";
import { readCommunity } from "../markings/index.ts";
import { capacityOf, closedArrangements, readArrangements, unknownCapacity } from "./index.ts";

const community = readCommunity({
  ...{ format: "entente-community/1", name: "Test", exercise: true, asOf: "2018-03-26", policies: ["uk"] },
  members: [
    { id: "GBR", name: "United Kingdom", kind: "state", clearances: {} },
    { id: "DEU", name: "Germany", kind: "state", clearances: {} },
    { id: "PUBLIC", name: "The public", kind: "public", clearances: {} },
  ],
  groups: [],
});
const read = (parts: JsonObject) => readArrangements({ format: "entente-coalition/1", ...parts }, community);
const capacity = { reach: "node", languages: ["de", "en"], timeZone: "Europe/Berlin" };

describe("the coalition file", () => {
  it("has the closed value for every part it leaves out", () => {
    expect(read({})).toEqual(closedArrangements);
    expect(closedArrangements.company.show).toBe("nothing");
    expect(closedArrangements.tZero.embargo.liftedBy).toEqual([]);
  });

  it("reads every part", () => {
    const all = read({
      note: "for a test",
      capacities: {
        DEU: {
          ...capacity,
          hours: { from: "08:00", to: "18:00", days: [1, 2, 3, 4, 5] },
          steps: { "visa-stop": [{ step: "decision", by: "minister", leadDays: 1 }] },
        },
      },
      company: { show: "range", width: 4, least: 2 },
      questions: { answerWithinHours: 12 },
      kinds: [{ id: "visa-stop", one: "visa stop", many: "visa stops", counted: true }],
      tZero: { hold: { who: ["lead", "DEU"], effect: "pauses-all", longestMinutes: 30 } },
    });
    expect(all.company).toEqual({ show: "range", width: 4, least: 2 });
    expect(all.questions.answerWithinHours).toBe(12);
    expect(all.kinds.at(-1)?.many).toBe("visa stops");
    expect(all.tZero.hold.who).toEqual(["lead", "DEU"]);
    expect(capacityOf(all, "DEU").steps["visa-stop"]?.[0]?.by).toBe("minister");
    expect(capacityOf(all, "GBR")).toBe(unknownCapacity);
  });

  it("promises nothing of a member whose id is that of something every object has", () => {
    expect(capacityOf(closedArrangements, "constructor")).toBe(unknownCapacity);
  });

  it.each<[string, JsonObject, string]>([
    ["a member nobody knows", { capacities: { XYZ: capacity } }, "$.capacities.XYZ"],
    ["the public", { capacities: { PUBLIC: capacity } }, "$.capacities.PUBLIC"],
    ["a part nobody knows", { surprise: 1 }, "$.surprise"],
    [
      "a reach nobody knows",
      { capacities: { DEU: { ...capacity, reach: "fax" } } },
      "$.capacities.DEU.reach",
    ],
    ["no language", { capacities: { DEU: { ...capacity, languages: [] } } }, "$.capacities.DEU.languages"],
    ["a language twice", { capacities: { DEU: { ...capacity, languages: ["de", "de"] } } }, "languages[1]"],
    ["a time zone that is none", { capacities: { DEU: { ...capacity, timeZone: "CET+1" } } }, "timeZone"],
    [
      "hours that end before they begin",
      { capacities: { DEU: { ...capacity, hours: { from: "18:00", to: "08:00", days: [1] } } } },
      "hours.to",
    ],
    [
      "days out of order",
      { capacities: { DEU: { ...capacity, hours: { from: "08:00", to: "18:00", days: [2, 1] } } } },
      "hours.days[1]",
    ],
    [
      "a step for a kind nobody knows",
      { capacities: { DEU: { ...capacity, steps: { parade: [] } } } },
      "$.capacities.DEU.steps.parade",
    ],
    [
      "a step by nobody's authority",
      {
        capacities: { DEU: { ...capacity, steps: { expulsion: [{ step: "x", by: "king", leadDays: 1 }] } } },
      },
      "steps.expulsion[0].by",
    ],
    ["a range of one number", { company: { show: "range", width: 1 } }, "$.company.width"],
    ["an answer within no time", { questions: { answerWithinHours: 0 } }, "$.questions.answerWithinHours"],
    [
      "a kind of its own with a name that is taken",
      { kinds: [{ id: "expulsion", one: "x", many: "x", counted: true }] },
      "$.kinds[0].id",
    ],
    [
      "a hold by somebody unknown",
      { tZero: { hold: { who: ["XYZ"], effect: "pauses-all", longestMinutes: 1 } } },
      "$.tZero.hold.who[0]",
    ],
  ])("refuses %s with its path", (_, parts, path) => {
    const place: unknown = expect.stringContaining(path);
    expect(() => read(parts)).toThrow(
      expect.objectContaining({ code: "COALITION_INVALID", message: place }) as Error,
    );
  });
});
