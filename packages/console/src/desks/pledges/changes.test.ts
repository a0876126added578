import { describe, expect, it } from "vitest";
import { moveMember, readChanges, writeChanges } from "./changes.ts";

describe("a question in an address", () => {
  it("is read back as it was written, and what is no change is left out", () => {
    const changes = readChanges("+HUN,-DEU,NATO,--,+,-1");
    expect(changes).toEqual([
      { member: "HUN", way: "in" },
      { member: "DEU", way: "out" },
    ]);
    expect(writeChanges(changes)).toBe("-DEU,+HUN");
    expect(readChanges(writeChanges(changes))).toHaveLength(2);
    expect(readChanges("-DEU,+DEU")).toEqual([{ member: "DEU", way: "in" }]);
  });

  it("ends where a member goes back to where it was", () => {
    const out = moveMember([], "DEU", "out", true);
    expect(writeChanges(out)).toBe("-DEU");
    expect(moveMember(out, "DEU", "in", true)).toEqual([]);
    expect(writeChanges(moveMember(out, "HUN", "in", false))).toBe("-DEU,+HUN");
  });
});
