import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDay } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { groupsAsOf, readCommunity } from "./index.ts";

const IDS = ["GBR", "MNE", "FIN", "FRA"];
const communityWith = (group: JsonObject) =>
  readCommunity({
    ...{ format: "entente-community/1", name: "Test", exercise: true, asOf: "2018-03-26", policies: ["uk"] },
    members: IDS.map((id) => ({ id, name: id, kind: "state", clearances: {} })),
    groups: [{ id: "NATO", name: "NATO", ...group }],
  });
const alliance = {
  members: ["GBR", "MNE"],
  changes: [
    { member: "MNE", day: "2017-06-05", change: "join" },
    { member: "GBR", day: "2020-01-31", change: "leave" },
    { member: "FIN", day: "2023-04-04", change: "join" },
  ],
};
const membersOn = (group: JsonObject, day: string) =>
  groupsAsOf(communityWith(group), readDay(day))[0]?.members;

describe("groups as of a day", () => {
  it.each([
    ["2017-06-04", ["GBR"]],
    ["2017-06-05", ["GBR", "MNE"]],
    ["2018-03-26", ["GBR", "MNE"]],
    ["2020-01-31", ["MNE"]],
    ["2023-04-03", ["MNE"]],
    ["2023-04-04", ["FIN", "MNE"]],
  ])("on %s are %j", (day, members) => {
    expect(membersOn(alliance, day)).toEqual(members);
  });

  it("stay as they are listed where no change is known", () => {
    expect(membersOn({ members: ["GBR", "FIN"] }, "1990-01-01")).toEqual(["FIN", "GBR"]);
  });

  it("are on the community's own day what the file lists, whatever the changes", () => {
    const days = ["2015-01-01", "2018-03-26", "2021-01-01"];
    fc.assert(
      fc.property(
        fc.subarray(IDS),
        fc.array(
          fc.record({
            member: fc.constantFrom(...IDS),
            day: fc.constantFrom(...days),
            change: fc.constantFrom("join", "leave"),
          }),
          { maxLength: 5 },
        ),
        (members, drawn) => {
          const changes = drawn.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
          try {
            expect(membersOn({ members, changes }, "2018-03-26")).toEqual([...members].sort());
          } catch (error) {
            expect(error).toMatchObject({ code: "COMMUNITY_INVALID" });
          }
        },
      ),
    );
  });

  it.each<[string, JsonObject]>([
    ["a change of somebody unknown", { changes: [{ member: "XYZ", day: "2017-06-05", change: "join" }] }],
    ["days out of order", { changes: [...alliance.changes].reverse() }],
    [
      "joining twice",
      { changes: [alliance.changes[0] ?? {}, { member: "MNE", day: "2017-07-05", change: "join" }] },
    ],
    ["one that joined and is not listed", { members: ["GBR"], changes: [alliance.changes[0] ?? {}] }],
    ["one that left and is listed", { changes: [{ member: "MNE", day: "2017-06-05", change: "leave" }] }],
    [
      "one that joins later and is listed",
      { changes: [{ member: "GBR", day: "2019-01-01", change: "join" }] },
    ],
    [
      "one that leaves later and is not listed",
      { changes: [{ member: "FRA", day: "2019-01-01", change: "leave" }] },
    ],
    ["a word that is no change", { changes: [{ member: "MNE", day: "2017-06-05", change: "founded" }] }],
    ["a day that is none", { changes: [{ member: "MNE", day: "2017-02-30", change: "join" }] }],
  ])("refuse %s", (_, parts) => {
    expect(() => communityWith({ ...alliance, ...parts })).toThrow(
      expect.objectContaining({ code: "COMMUNITY_INVALID" }) as Error,
    );
  });
});
