// The published counts of the built-in cases, each with the rule that gives it or the reason why none does.
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseJson, readDay } from "../encoding/index.ts";
import type { JsonObject } from "../encoding/index.ts";
import { groupsAsOf, readCommunity } from "../markings/index.ts";
import {
  countingRules,
  explainPressCounts,
  measureBreadth,
  readCaseFile,
  tallyMeasures,
  tallyReciprocal,
} from "./index.ts";
import type { CaseFile, PressCount } from "./index.ts";
import { lastDayOf } from "./measure-row.ts";

const readScenario = (path: string) =>
  parseJson(readFileSync(new URL(`../../../../scenarios/${path}`, import.meta.url), "utf8")) as JsonObject;
const salisburyJson = readScenario("salisbury-2018/case.json");
const salisbury = readCaseFile(salisburyJson);
const litvinenko = readCaseFile(readScenario("litvinenko-2006/case.json"));
const community = readCommunity(readScenario("salisbury-2018/community.json"));

const explain = (caseFile: CaseFile): readonly PressCount[] =>
  explainPressCounts({
    caseFile,
    kind: "expulsion",
    addedKinds: ["accreditation-denied"],
    community,
  });
const withCheckpoints = (checkpoints: readonly JsonObject[]): CaseFile =>
  readCaseFile({ ...salisburyJson, checkpoints });
const explainOne = (checkpoint: JsonObject): PressCount => {
  const [only] = explain(withCheckpoints([{ publisher: "a paper", ...checkpoint }]));
  if (only === undefined) throw new Error("there is no checkpoint");
  return only;
};

describe("press counts of March 2018", () => {
  test("all 24, with their rules", () => {
    const said = explain(salisbury).map(({ checkpoint, verdict, rule }) => [
      checkpoint.asOf,
      checkpoint.publisher,
      verdict,
      rule,
    ]);
    expect(said).toEqual([
      ["2018-03-26", "PM May in the Commons (PA)", "during-the-day", "states-without-lead"],
      ["2018-03-26", "i news", "during-the-day", "states-without-lead"],
      ["2018-03-26", "CTV/AP list 11:28 EDT", "during-the-day", "all"],
      ["2018-03-26", "All sources, end of the day (computed)", "reproduced", "states-without-lead"],
      [
        "2018-03-27",
        "Interfax / Bloomberg (before MDA, IRL, BEL, NATO)",
        "during-the-day",
        "lead-in-persons-without-organisations",
      ],
      ["2018-03-27", "The Scotsman", "during-the-day", "without-organisations"],
      ["2018-03-27", "ITV News", "during-the-day", "without-organisations"],
      ["2018-03-27", "i news (NATO story)", "reproduced", "states-without-lead"],
      ["2018-03-27", "UNN, quoting D. Jankowski", "reproduced", "without-organisations"],
      ["2018-03-28", "News Number", "evening-before", "without-organisations"],
      ["2018-03-28", "ZN.ua after Montenegro", "other-scope", "lead-in-persons-without-organisations"],
      ["2018-03-28", "Nezavisen.mk (CNN list)", "reproduced", "lead-in-persons"],
      ["2018-03-28", "TASS", "reproduced", "states-without-lead,except=USA"],
      ["2018-03-28", "SCMP", "reproduced", "all"],
      ["2018-03-29", "UAWire on Georgia (before adding it)", "evening-before", "all"],
      ["2018-03-29", "Agence Europe", "reproduced", "all,among=EU"],
      ["2018-03-30", "BBC via MIA", "not-reproduced", null],
      ["2018-03-31", "Australian PM and FM (Guardian)", "reproduced", "all"],
      ["2020-07-21", "ISC Russia Report para 134", "reproduced", "all"],
      ["2023-01-26", "TASS", "reproduced", "states-without-lead"],
      ["2018-03-31", "Wikipedia", "reproduced", "lead-in-persons"],
      ["2018-03-26", "GOV.UK", "reproduced", "without-lead"],
      ["2018-03-29", "European Diplomatic", "no-figure", null],
      ["2018-03-24", "NATO PA", "no-figure", null],
    ]);
  });

  test("what a rule is said to give is what the tally counts", () => {
    for (const { verdict, rule, ruleText, counted, checkpoint } of explain(salisbury)) {
      if (rule === null || counted === null) continue;
      const asOf = readDay(counted.asOf);
      // Whose members count is asked of the day the figure speaks of, also where it was the evening before that was counted.
      const day = lastDayOf(checkpoint.asOf);
      const groups = { asOf: day, groups: groupsAsOf(community, day) };
      const tally = tallyMeasures({ caseFile: salisbury, kind: "expulsion", rule, asOf, groups });
      expect([counted.states, counted.persons, ruleText]).toEqual([
        tally.states,
        tally.persons,
        tally.ruleText,
      ]);
      if (verdict !== "reproduced" && verdict !== "other-scope") continue;
      if (checkpoint.states?.said === "exactly") expect(tally.states).toBe(checkpoint.states.number);
      if (checkpoint.persons?.said === "exactly") expect(tally.persons).toBe(checkpoint.persons.number);
    }
  });

  test("where one choice of a day's announcements gives the figure, it is named", () => {
    const [, , , , interfax] = explain(salisbury);
    expect(interfax?.why).toBe(
      "the figure lies within the day: of those that announced on 2018-03-27 it takes in exactly AUS, added to the count of 2018-03-26",
    );
  });

  test("where no rule gives all of a figure, each number is accounted for", () => {
    const bbc = explain(salisbury)[16];
    expect(bbc?.why).toBe(
      "no one rule gives all of it: states 29 is what all counts; persons 145 was what without-organisations counted on 2018-03-28, and on 2018-03-30 it counted 146; NATO 10 is what all,with=accreditation-denied counts",
    );
    const invented = explainOne({ as_of: "2018-03-31", claimed_persons: 1000 });
    expect([invented.verdict, invented.why]).toEqual([
      "not-reproduced",
      "no one rule gives all of it: no rule counts persons 1000 on any day",
    ]);
  });

  test("what a source says of its scope comes first, and contradicting it is said", () => {
    const claim = { as_of: "2018-03-29", claimed_persons: 146 };
    expect(explainOne({ ...claim, includes_nato: false }).verdict).toBe("reproduced");
    expect(explainOne(claim).rule).toBe("without-organisations");
    expect(explainOne({ ...claim, includes_nato: true }).verdict).toBe("other-scope");
    expect(explainOne({ ...claim, includes_initiator: false, includes_nato: false }).verdict).toBe(
      "other-scope",
    );
  });

  test("about is as exact as its zeros", () => {
    const verdictOf = (number: number) =>
      explainOne({
        as_of: "2018-03-31",
        claimed_persons_approx: number,
        includes_initiator: true,
        includes_nato: true,
      }).verdict;
    expect([150, 200, 151, 1000].map(verdictOf)).toEqual([
      "reproduced",
      "reproduced",
      "not-reproduced",
      "not-reproduced",
    ]);
  });

  test("of 2006 one figure is given, and it is the whole of it", () => {
    expect(explain(litvinenko).map(({ verdict, rule }) => [verdict, rule])).toEqual([
      ["reproduced", "without-organisations"],
      ["no-figure", null],
      ["no-figure", null],
    ]);
  });

  test("a figure a rule was asked for is found again, whatever the day and the rule", () => {
    const days = ["2018-03-13", "2018-03-14", "2018-03-26", "2018-03-27", "2018-03-28", "2018-03-29"];
    fc.assert(
      fc.property(fc.constantFrom(...days), fc.constantFrom(...countingRules), (as_of, rule) => {
        const asOf = readDay(as_of);
        const tally = tallyMeasures({ caseFile: salisbury, kind: "expulsion", rule, asOf, groups: null });
        const found = explainOne({
          as_of,
          claimed_states: tally.states,
          claimed_persons: tally.persons,
          includes_initiator: !rule.includes("lead"),
          includes_nato: rule === "all" || rule === "without-lead",
        });
        expect([found.verdict, found.rule]).toEqual(["reproduced", rule]);
      }),
    );
  });
});

describe("figures that contradict each other", () => {
  test("both stand in the tally, with their sources and why one was taken", () => {
    const { persons, conflicts } = tallyMeasures({
      caseFile: salisbury,
      kind: "expulsion",
      asOf: null,
      rule: "all",
      groups: null,
    });
    expect(persons).toBe(153);
    expect(conflicts).toEqual([
      {
        id: "salisbury-2018/m025",
        actor: "ALB",
        taken: { count: 2, announced: "2018-03-26", sources: ["reutalb", "tirana"], confidence: "high" },
        others: [
          {
            count: 1,
            announced: "2018-03-26",
            sources: ["agence"],
            confidence: "medium",
            note: "one, in a list whose subject is the members of the EU",
          },
        ],
        why: "its confidence is high, that of the next medium",
      },
    ]);
    expect(salisbury.sources.get("agence")?.publisher).toBe("Agence Europe");
  });
});

describe("reciprocal measures", () => {
  test("are tallied apart, by whom they hit", () => {
    const tally = tallyReciprocal({ caseFile: salisbury, kind: "expulsion", asOf: null });
    expect(tally).toEqual({
      kind: "expulsion",
      persons: 145,
      actors: ["RUS"],
      byTarget: { "(23 states)": 59, GBR: 23, GEO: 1, HUN: 1, MNE: 1, USA: 60 },
      ruleText: "counts what was done in answer to the response, apart from the response itself",
      asOf: "2018-04-16",
      conflicts: [],
      notCounted: [],
    });
    const early = tallyReciprocal({ caseFile: salisbury, kind: "expulsion", asOf: readDay("2018-03-29") });
    expect([early.persons, early.notCounted.length]).toEqual([83, 4]);
    expect(tallyReciprocal({ caseFile: litvinenko, kind: "expulsion", asOf: null }).persons).toBe(4);
  });

  test("of a kind of which a number means nothing only those who took it are counted", () => {
    const tally = tallyReciprocal({ caseFile: salisbury, kind: "condemnation", asOf: null });
    expect([tally.persons, tally.byTarget]).toEqual([null, { "(EU and NATO states)": 1 }]);
  });

  test("never change a tally of the response, whatever they are", () => {
    const rows = salisburyJson["reciprocal"] as readonly JsonObject[];
    fc.assert(
      fc.property(fc.subarray([...rows]), fc.constantFrom(...countingRules), (reciprocal, rule) => {
        const counting = { kind: "expulsion", asOf: null, rule, groups: null };
        const without = tallyMeasures({ ...counting, caseFile: salisbury });
        const caseFile = readCaseFile({ ...salisburyJson, reciprocal });
        expect(tallyMeasures({ ...counting, caseFile })).toEqual(without);
      }),
    );
  });
});

describe("breadth", () => {
  const request = { caseFile: salisbury, kind: "expulsion", asOf: null, rule: "all", community };

  test("members, groups and the share of a weight, as of their days", () => {
    const breadth = measureBreadth(request);
    expect([breadth.asOf, breadth.weightsAsOf]).toEqual(["2018-03-29", community.asOf]);
    expect([breadth.acted.length, breadth.members, breadth.outside]).toEqual([30, 49, []]);
    const groups = new Map(breadth.groups.map(({ id, acted, rest }) => [id, [acted.length, rest.join(" ")]]));
    expect(groups.get("EU")).toEqual([19, "AUT BGR CYP GRC LUX MLT PRT SVK SVN"]);
    expect(groups.get("NATO")).toEqual([21, "BGR GRC ISL LUX PRT SVK SVN TUR"]);
    expect(groups.get("FVEY")).toEqual([4, "NZL"]);
    expect(groups.get("G7")).toEqual([6, "JPN"]);
    expect(breadth.shares).toEqual([
      { weight: "population", acted: 914_800_000, of: 1_201_600_000, share: 0.7613 },
    ]);
  });

  test("by a rule and up to a day", () => {
    const breadth = measureBreadth({ ...request, rule: "states-without-lead", asOf: readDay("2018-03-26") });
    expect(breadth.acted.length).toBe(22);
    expect(breadth.ruleText).toContain("except GBR");
  });

  test("actors the community does not know are named, not counted", () => {
    const members = community.members.filter(({ id }) => id !== "USA");
    const breadth = measureBreadth({ ...request, community: { ...community, members } });
    expect([breadth.acted.length, breadth.outside]).toEqual([29, ["USA"]]);
  });

  test("a weight nobody has has no share", () => {
    const members = community.members.map((member) => ({ ...member, weights: { ships: 0 } }));
    const { shares } = measureBreadth({ ...request, community: { ...community, members } });
    expect(shares).toEqual([{ weight: "ships", acted: 0, of: 0, share: null }]);
  });
});
