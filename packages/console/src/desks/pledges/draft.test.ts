import { builtInKinds } from "@entente/core/kinds";
import { describe, expect, it } from "vitest";
import { readDraft } from "./draft.ts";
import type { Clause, DraftLevel, Gap } from "./draft.ts";

const vocabulary = {
  ...{ member: "POL", kinds: builtInKinds, members: ["DEU", "FRA", "GBR", "POL"] },
  ...{ groups: ["NATO"], weights: ["population"] },
};
const level = (clauses: readonly Clause[], joint: "all" | "any" = "all", count = 3): DraftLevel => ({
  ...{ measures: [{ kind: "expulsion", count }], joint, clauses },
});
const say = (...levels: readonly DraftLevel[]) => {
  const read = readDraft(levels, vocabulary);
  return read.state === "read" ? read.text : read;
};

describe("a pledge built by choosing", () => {
  it("is spelled in the one way the core spells it", () => {
    expect(say(level([]))).toBe("3 expulsions always");
    expect(say(level([{ kind: "members", atLeast: 10, of: [], doing: null }]))).toBe(
      "3 expulsions if at least 10 others act",
    );
    expect(say(level([{ kind: "members", atLeast: 1, of: ["NATO"], doing: "expulsion" }]))).toBe(
      "3 expulsions if at least 1 of NATO takes part with expulsions",
    );
    expect(say(level([{ kind: "share", weight: "population", percent: 7 }]))).toBe(
      "3 expulsions if others with at least 7 % of population act",
    );
  });

  it("joins by and, by or, and in brackets by the other word", () => {
    const named: Clause = { kind: "named", members: ["DEU"] };
    const total: Clause = { kind: "total", measure: "expulsion", atLeast: 100 };
    expect(say(level([named, total], "any"))).toBe(
      "3 expulsions if DEU acts or the total of expulsions reaches 100",
    );
    expect(
      say(
        level([
          { kind: "named", members: ["GBR"] },
          { kind: "bracket", of: [named, total] },
        ]),
      ),
    ).toBe("3 expulsions if GBR acts and (DEU acts or the total of expulsions reaches 100)");
  });

  it("has levels that rise; the core says where they do not", () => {
    expect(say(level([], "all", 2), level([{ kind: "named", members: ["DEU"] }], "all", 4))).toBe(
      "2 expulsions always; 4 expulsions if DEU acts",
    );
    const falling = readDraft([level([], "all", 4), level([], "all", 2)], vocabulary);
    expect(falling).toMatchObject({ state: "refused" });
    const stranger = readDraft([level([{ kind: "named", members: ["XXX"] }])], vocabulary);
    expect(stranger).toMatchObject({ state: "refused", reason: expect.stringContaining("XXX") as string });
  });

  it.each<[Gap, readonly DraftLevel[]]>([
    ["measures", []],
    ["measures", [{ measures: [], joint: "all", clauses: [] }]],
    ["count", [level([], "all", 0)]],
    ["count", [level([{ kind: "members", atLeast: 1.5, of: [], doing: null }])]],
    ["names", [level([{ kind: "named", members: [] }])]],
    ["bracket", [level([{ kind: "bracket", of: [] }])]],
    ["percent", [level([{ kind: "share", weight: "population", percent: 101 }])]],
    [
      "repeats",
      [{ measures: [1, 2].map((count) => ({ kind: "expulsion", count })), joint: "all", clauses: [] }],
    ],
  ])("says what is missing: %s", (gap, levels) => {
    expect(readDraft(levels, vocabulary)).toEqual({ state: "gap", gap });
  });
});
