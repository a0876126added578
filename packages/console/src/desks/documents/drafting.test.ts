import { readFileSync } from "node:fs";
import { parseMarkedText } from "@entente/core/documents";
import { describe, expect, it } from "vitest";
import { findStart, markLine, readSupports, writeJudgement } from "./inserts.ts";
import { composeMark, listCaveats } from "./marks.ts";
import { namePlaces } from "./place-words.ts";
import { readDraft, readScheme, writeTemplate } from "./read-draft.ts";

const project = new URL("../../../../../", import.meta.url);
const read = (path: string) => readFileSync(new URL(path, project), "utf8");
const community = readScheme(read("scenarios/salisbury-2018/community.json"));
const assessment = read("scenarios/salisbury-2018/documents/assessment.md");

describe("a text that is typed", () => {
  it("has a mark beside the line of each portion, and the banner the node would give it", () => {
    const { marks, banner, audience, problems } = readDraft(assessment, community);
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(banner).toBe("UK TOP SECRET - LAB - WALL - UK EYES ONLY");
    expect(audience).toBe(1);
    const lines = assessment.split("\n");
    for (const { line, mark } of marks)
      if (lines[line - 1]?.startsWith("{") === false) expect(lines[line - 1]).toContain(`(${mark ?? ""})`);
    expect(marks.length).toBeGreaterThan(40);
  });

  it("has no banner as long as one portion is unmarked, and says on which line", () => {
    const { banner, audience, marks, problems } = readDraft(`${assessment}\nNot marked.\n`, community);
    expect([banner, audience]).toEqual([null, null]);
    expect(marks.filter(({ mark }) => mark === null)).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "PORTION_UNMARKED", severity: "error" });
  });

  it("begins as something that can be saved", () => {
    const text = writeTemplate({
      ...{ title: "A title", text: "A sentence.", originator: "GBR", slug: "salisbury-2018" },
      ...{ exercise: true, community },
    });
    const { problems, banner, document } = readDraft(text, community);
    expect(problems).toEqual([]);
    expect(banner).toBe("UK OFFICIAL FOR PUBLIC RELEASE");
    expect(document).toMatchObject({ title: "A title", originator: "GBR", exercise: true });
  });

  it("calls its places by number or by their first words", () => {
    const places = namePlaces(assessment, community);
    expect(places.get("h1")).toMatchObject({ kind: "heading", words: "Why this paper", mark: "OPR" });
    expect(places.get("n1")).toMatchObject({ kind: "note", number: "1" });
    expect([...places.values()].find(({ number }) => number === "20")?.mark).toBe("S - WALL");
  });
});

describe("a mark that is put in", () => {
  it.each([
    ["1. (O) Text.", "1. (S - WALL) Text."],
    ["1. Text.", "1. (S - WALL) Text."],
    ["(O) Text (O) again.", "(S - WALL) Text (O) again."],
    ["Text (as said).", "(S - WALL) Text (as said)."],
    ["## (O) Heading", "## (S - WALL) Heading"],
    ["title: (O) Title", "title: (S - WALL) Title"],
    ["[^1]: (O) Note.", "[^1]: (S - WALL) Note."],
    ["a) (O) Point.", "a) (S - WALL) Point."],
    ["> (O) Said.", "> (S - WALL) Said."],
    ["- (O) Point.", "- (S - WALL) Point."],
    ["", "(S - WALL)"],
  ])("takes the place of the one of %j", (before, after) => {
    expect(markLine(before, "S - WALL")).toBe(after);
  });

  it("is of the scheme, says who would read it, and is none where the scheme refuses it", () => {
    const of = { policy: "uk", level: "SECRET", caveats: ["WALL"], list: ["GBR"] };
    expect(composeMark(of, "uk", community)).toEqual({ mark: "S - WALL - UK EYES ONLY", readers: 1 });
    expect(composeMark({ ...of, caveats: [], list: null }, "uk", community)?.readers).toBeGreaterThan(1);
    expect(composeMark({ ...of, level: "NO LEVEL" }, "uk", community)).toBeNull();
    expect(composeMark({ ...of, policy: "nowhere" }, "uk", community)).toBeNull();
  });

  it("may carry the community's own caveats", () => {
    const uk = community.community.policies.find(({ id }) => id === "uk");
    expect(uk === undefined ? [] : listCaveats(uk, "SECRET")).toEqual(
      expect.arrayContaining(["LAB", "WALL"]),
    );
  });
});

describe("a line that is put in", () => {
  it("goes before the portion in which the cursor stands", () => {
    expect(findStart(12, [3, 10, 14])).toBe(10);
    expect(findStart(10, [3, 10, 14])).toBe(10);
    expect(findStart(2, [3, 10])).toBe(2);
  });

  it("is a judgement that the parser reads as meant", () => {
    const line = writeJudgement({
      ...{ term: "probable", scale: "icd203", confidence: "low" },
      supports: readSupports(" 1 ,2,"),
    });
    expect(line).toBe("{judgement: probable, scale: icd203, confidence: low, supports: 1, 2}");
    const text = `---\ntitle: (O) T\noriginator: GBR\npolicy: uk\n---\n\n1. (O) A.\n\n2. (O) B.\n\n${line}\n3. (O) C.\n`;
    const { document, problems } = parseMarkedText(text, community.community.policies);
    expect(problems).toEqual([]);
    expect(document.portions.at(-1)?.judgement).toEqual({
      ...{ scale: "icd203", term: "probable", confidence: "low", supports: ["p1", "p2"] },
    });
    expect(writeJudgement({ term: "likely", scale: "phia", confidence: "high", supports: [] })).toBe(
      "{judgement: likely, confidence: high}",
    );
  });
});
