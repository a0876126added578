// Counting rules through the door: one spelling each, the data they stand for, and their sentences.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import invalidVectors from "../../../../vectors/measures/rules_invalid.json" with { type: "json" };
import validVectors from "../../../../vectors/measures/rules_valid.json" with { type: "json" };
import { InputError } from "../encoding/index.ts";
import { describeRule, readCaseFile, readCountingRule, tallyMeasures } from "./index.ts";

const groups = {
  asOf: "2018-03-26",
  groups: [{ id: "NATO", name: "NATO", members: ["GBR", "USA"] }],
};

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof InputError) return error.code;
    throw error;
  }
  return "accepted";
}

describe("counting rules", () => {
  test.each(validVectors.cases)("$rule", ({ rule, terms, sentence }) => {
    expect(readCountingRule(rule)).toEqual(terms);
    expect(describeRule(rule, "GBR", groups)).toBe(sentence);
  });

  test.each(invalidVectors.cases)("refused: $reason", ({ rule }) => {
    expect(codeOf(() => readCountingRule(rule))).toBe("RULE_UNKNOWN");
  });

  test("no text does anything but give a rule or RULE_UNKNOWN", () => {
    const word = fc.constantFrom("all", "with=", "except=", "among=", "A", ",", "-", "EU", "entry-ban", " ");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(word).map((words) => words.join("")),
        ),
        (text) => {
          expect(["RULE_UNKNOWN", "accepted"]).toContain(codeOf(() => readCountingRule(text)));
        },
      ),
    );
  });

  test("a rule of a group needs the group", () => {
    const caseFile = readCaseFile({
      schema: "coalition-case/1",
      id: "x",
      title: "x",
      incident: { date: "2018-03-04", host_state: "GBR" },
      measures: ["GBR", "USA", "NZL"].map((actor) => ({
        id: actor,
        actor,
        actor_type: "state",
        kind: "expulsion",
        count: 1,
        announced: "2018-03-26",
      })),
    });
    const counting = { caseFile, kind: "expulsion", asOf: null };
    expect(codeOf(() => tallyMeasures({ ...counting, rule: "all,among=NATO", groups: null }))).toBe(
      "RULE_UNKNOWN",
    );
    expect(codeOf(() => tallyMeasures({ ...counting, rule: "all,among=EU", groups }))).toBe("RULE_UNKNOWN");
    const tally = tallyMeasures({ ...counting, rule: "all,among=NATO", groups });
    expect(tally.byActor).toEqual({ GBR: 1, USA: 1 });
    expect(tally.notCounted).toEqual([{ id: "NZL", reason: "NZL is not a member of NATO" }]);
  });
});
