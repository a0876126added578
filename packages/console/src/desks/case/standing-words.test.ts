import { describe, expect, it } from "vitest";
import { sayEvidence, sayStandingWords } from "./standing-words.ts";

const evidence = { says: "opened", at: "2018-03-14T07:10:00.000Z", seat: "DEU/desk", what: "assessment" };

describe("silence in words", () => {
  it("tells every kind of silence apart", () => {
    const states = [
      "not delivered",
      "delivered",
      "opened",
      "opened the annex",
      "asked",
      "considering",
      "lapsed",
    ];
    const said = states.map((state) => sayStandingWords("en", state));
    expect(new Set(said).size).toBe(states.length);
    expect(said[4]).toBe("asked, no position yet");
    expect(new Set(states.map((state) => sayStandingWords("fr", state))).size).toBe(states.length);
    expect(sayStandingWords("en", "lead")).toBe("lead");
    expect(sayStandingWords("en", "something new")).toBe("something new");
  });

  it("names the row behind it: when and by which seat", () => {
    expect(sayEvidence("en", { standing: "opened", evidence })).toBe(
      "Opened the paper on 14 Mar 2018, 07:10 UTC, by DEU/desk",
    );
    expect(
      sayEvidence("en", { standing: "committed", evidence: { ...evidence, says: "committed", seat: null } }),
    ).toBe("Said “committed” on 14 Mar 2018, 07:10 UTC");
  });

  it("says that a delivery is missing, and nothing of who was not approached", () => {
    expect(sayEvidence("en", { standing: "not delivered", evidence: null })).toBe(
      "Approached, and no delivery is on record",
    );
    expect(sayEvidence("en", { standing: "not approached", evidence: null })).toBeNull();
  });
});
