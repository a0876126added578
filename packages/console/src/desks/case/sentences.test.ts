import { describe, expect, it } from "vitest";
import type { OverviewTally } from "../../api/case-overview.ts";
import { groupFingerprint, joinWords, nameMembers, sayRule, sayRuleText, sayTally } from "./sentences.ts";

const tally: OverviewTally = {
  kind: "expulsion",
  persons: 153,
  states: 29,
  organisations: ["NATO"],
  rule: "all",
  ruleText: "Every state and organisation that expelled, the lead included.",
  asOf: "2018-03-29",
  byActor: { GBR: 23, USA: 60 },
  said: "153 expulsions by 29 states and NATO",
  conflicts: [],
};
const lead = { id: "GBR", name: "United Kingdom" };

describe("the tally as a sentence", () => {
  it("says who is counted, whether the lead is, and as of when", () => {
    expect(sayTally(tally, lead)).toEqual({
      what: "153 expulsions",
      actors: "29 states and NATO",
      lead: "the lead's 23 included",
      asOf: "29 March 2018",
    });
  });

  it("says so when the rule leaves the lead out", () => {
    const without = { ...tally, persons: 130, states: 28, byActor: { USA: 60 } };
    expect(sayTally(without, lead).lead).toBe("not counting the lead's own");
  });

  it("prints rules it does not know as they are written", () => {
    expect(sayRule("by-embassy")).toBe("by embassy");
  });
});

describe("codes in text from the data", () => {
  const members = [
    { id: "DEU", name: "Germany", kind: "state" },
    { id: "NATO", name: "North Atlantic Treaty Organization", kind: "organisation" },
  ];

  it("become the names of states; groups, organisations and words stay", () => {
    expect(nameMembers("if DEU acts and at least 8 of NATO act, UK OFFICIAL", members)).toBe(
      "if Germany acts and at least 8 of NATO act, UK OFFICIAL",
    );
    expect(nameMembers("DEUS", members)).toBe("DEUS");
  });

  it("make of the rule a sentence", () => {
    expect(sayRuleText("counts every state, GBR's own included", lead)).toBe(
      "Counts every state, United Kingdom's own included.",
    );
  });
});

describe("small words", () => {
  it("agree in number and join with one and", () => {
    expect(joinWords(["a", "b", "c"])).toBe("a, b and c");
    expect(joinWords([])).toBe("");
  });

  it("group a fingerprint for reading aloud", () => {
    expect(groupFingerprint("abcdef0123456789", 10)).toBe("abcd ef01 23");
    expect(groupFingerprint("", 10)).toBe("");
  });
});
