import { describe, expect, it } from "vitest";
import { labelNotes, numberPortions } from "./index.ts";

type Given = readonly [
  kind: "heading" | "paragraph" | "judgement" | "quotation" | "table" | "figure" | "row",
  depth?: number,
];

/** The numbers of these portions in order; `-` is one that is not numbered, null a gap. */
function number(...given: readonly (Given | "-" | null)[]): readonly (string | null)[] {
  const portions = given.map((one, index) => {
    if (one === null) return null;
    const [kind, depth = 0] = one === "-" ? (["paragraph"] as const) : one;
    return { id: `p${index}`, kind, depth, numbered: one !== "-" };
  });
  const numbers = numberPortions(portions);
  return portions.flatMap((one) => (one === null ? [] : [numbers.get(one.id) ?? null]));
}

describe("numbers as a reader counts", () => {
  it("count paragraphs, quotations and judgements together, tables and figures apart", () => {
    expect(
      number(["paragraph"], "-", ["judgement"], ["table"], ["quotation"], ["figure"], ["table"], null, [
        "paragraph",
      ]),
    ).toEqual(["1", null, "2", "1", "3", "1", "2", "4"]);
  });

  it("put sub-paragraphs under the paragraph before them, and points under those", () => {
    expect(
      number(
        ["paragraph"],
        ["paragraph", 1],
        ["paragraph", 2],
        ["paragraph", 2],
        ["judgement", 1],
        ["paragraph", 2],
      ),
    ).toEqual(["1", "1(a)", "1(a)(1)", "1(a)(2)", "1(b)", "1(b)(1)"]);
    expect(number(["paragraph"], ["paragraph", 1], ["paragraph"], ["paragraph", 1])).toEqual([
      "1",
      "1(a)",
      "2",
      "2(a)",
    ]);
    expect(number(["paragraph", 2])).toEqual(["(a)"]);
  });

  it("put sub-paragraphs under nothing behind a gap, and begin again behind a heading", () => {
    expect(number(["paragraph"], ["paragraph", 1], null, ["paragraph", 1], ["paragraph", 2])).toEqual([
      ...["1", "1(a)", "(b)", "(b)(1)"],
    ]);
    expect(number(["paragraph"], ["paragraph", 1], ["heading", 1], ["paragraph", 1])).toEqual([
      "1",
      "1(a)",
      "1",
      "(a)",
    ]);
    const many = Array.from({ length: 28 }, (): Given => ["paragraph", 1]);
    expect(number(...many).slice(24)).toEqual(["(y)", "(z)", "(aa)", "(ab)"]);
  });

  it("count headings by their level", () => {
    expect(number(["heading", 1], ["heading", 2], ["heading", 2], ["heading", 1], ["heading", 3])).toEqual([
      ...["1", "1.1", "1.2", "2", "2.1"],
    ]);
  });
});

describe("labels of notes", () => {
  it("are the own ones where told, else the smallest that is free", () => {
    const given = [
      { id: "a", own: null },
      { id: "b", own: "1" },
      { id: "c", own: null },
      { id: "d", own: "3" },
    ];
    expect([...labelNotes(given, "").values()]).toEqual(["2", "1", "4", "3"]);
    expect([...labelNotes(given.slice(0, 1), "S").values()]).toEqual(["S1"]);
  });
});
