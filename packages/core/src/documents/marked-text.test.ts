// Marked text both ways, on random documents and on random slips.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countWithheldAtSource,
  effectiveMarking,
  listMarkings,
  parseMarkedText,
  parsePlacedText,
  plainText,
  printMarkedText,
} from "./index.ts";
import type { MarkedDocument } from "./index.ts";
import { chooseBySeed, chooseFrom, everyConstruct, makeDocument } from "./documents.fixture.ts";
import { builtInPolicies, parseMark, printBanner } from "../markings/index.ts";
import type { Marking } from "../markings/index.ts";

const SAMPLE = `---
title: (O) Assessment of the attack in Strelsau
originator: GBR
policy: uk
case: strelsau-2031
date: 2031-03-14
exercise: true
---

# (O) What happened

1. (O) A numbered paragraph. It can run over
several lines until a blank line. A stricter part: {(S - REL TO FVEY): the second laboratory} found it.[^1]

(OS) An unnumbered paragraph with *** withheld at source.

{judgement: highly likely, confidence: high, supports: 1}
3. (O) It is highly likely that it was so.

{grading: B2}
4. (S - WALL) A source reported \\*\\*\\* and \\{ and \\[^x].[^2]

[^1]: (O) Footnote text, one paragraph.
[^2]: (OS) {grading: A1} A source note with its grading.
`;

/** Documents as the parser gives them, with text that looks like syntax. */
const documents: fc.Arbitrary<MarkedDocument> = fc
  .array(fc.nat({ max: 999 }), { minLength: 20, maxLength: 600, size: "max" })
  .map((tape) => makeDocument(chooseFrom(tape)));

const read = (text: string) => parseMarkedText(text, builtInPolicies);
const mark = (text: string): Marking => parseMark(text, "uk", builtInPolicies);

describe("the lines of portions", () => {
  it("are those on which their text begins, in the order of portions and then of notes", () => {
    const { parsed, lines } = parsePlacedText(SAMPLE, builtInPolicies);
    expect(parsed).toEqual(parseMarkedText(SAMPLE, builtInPolicies));
    const { portions, footnotes } = parsed.document;
    const text = SAMPLE.split("\n");
    const begins = [...portions, ...footnotes].map(({ id }, index) => [id, text[(lines[index] ?? 0) - 1]]);
    expect(lines).toHaveLength(portions.length + footnotes.length);
    expect(Object.fromEntries(begins)).toMatchObject({
      ...{ title: "title: (O) Assessment of the attack in Strelsau", h1: "# (O) What happened" },
      n1: "[^1]: (O) Footnote text, one paragraph.",
    });
    expect(begins.find(([id]) => id === "j1" || id === "p3")?.[1]).toContain(
      "It is highly likely that it was so.",
    );
  });
});

describe("marked text", () => {
  it("reads a document with everything in it", () => {
    const { document, problems } = read(SAMPLE);
    expect(problems).toEqual([]);
    expect(document).toMatchObject({
      title: "Assessment of the attack in Strelsau",
      originator: "GBR",
      policy: "uk",
      caseSlug: "strelsau-2031",
      date: "2031-03-14",
      exercise: true,
    });
    expect(document.portions.map(({ id, kind, number, depth }) => [id, kind, number, depth])).toEqual([
      ["title", "title", null, 0],
      ["h1", "heading", null, 1],
      ["p1", "paragraph", "1", 0],
      ["p2", "paragraph", null, 0],
      ["j1", "judgement", "3", 0],
      ["p3", "paragraph", "4", 0],
    ]);
    const [, , first, second, judgement, graded] = document.portions;
    expect(first?.spans).toEqual([
      {
        kind: "text",
        text: "A numbered paragraph. It can run over several lines until a blank line. A stricter part: ",
      },
      {
        kind: "restricted",
        marking: mark("S - REL TO FVEY"),
        spans: [{ kind: "text", text: "the second laboratory" }],
      },
      { kind: "text", text: " found it." },
      { kind: "note-reference", note: "1" },
    ]);
    expect(countWithheldAtSource(second?.spans ?? [])).toBe(1);
    expect(judgement?.judgement).toEqual({
      scale: "phia",
      term: "highly likely",
      confidence: "high",
      supports: ["p1"],
    });
    expect(graded?.grading).toEqual({ reliability: "B", credibility: 2 });
    expect(plainText(graded?.spans ?? [])).toBe("A source reported *** and { and [^x].[^2]");
    expect(countWithheldAtSource(graded?.spans ?? [])).toBe(0);
    expect(document.footnotes.map(({ id, number, grading }) => [id, number, grading])).toEqual([
      ["n1", "1", null],
      ["n2", "2", { reliability: "A", credibility: 1 }],
    ]);
  });

  it("prints the canonical form and keeps it", () => {
    const printed = printMarkedText(read(SAMPLE).document, builtInPolicies);
    expect(read(printed)).toEqual(read(printed.replace("over several", "over\nseveral")));
    expect(printMarkedText(read(printed).document, builtInPolicies)).toBe(printed);
  });

  it("reads and prints every construct", () => {
    const { document, problems } = read(everyConstruct);
    expect(problems).toEqual([]);
    expect(printMarkedText(document, builtInPolicies)).toBe(everyConstruct);
    expect(document.portions.map(({ id, kind, number, depth }) => [id, kind, number, depth])).toEqual([
      ["title", "title", null, 0],
      ["h1", "heading", null, 1],
      ["p1", "paragraph", "1", 0],
      ["p2", "paragraph", null, 0],
      ["j1", "judgement", "3", 0],
      ["p3", "paragraph", "3(a)", 1],
      ["p4", "paragraph", "3(a)(1)", 2],
      ["p5", "paragraph", null, 1],
      ["p6", "paragraph", null, 2],
      ["p7", "paragraph", "Annex 2 (iv)", 0],
      ["p9", "paragraph", null, 0],
      ["h2", "heading", "2", 2],
      ["q1", "quotation", null, 0],
      ["t1", "table", "1", 0],
      ["t1r1", "row", null, 1],
      ["t1r2", "row", null, 0],
      ["t1r3", "row", null, 0],
      ["t1r4", "row", null, 0],
      ["f1", "figure", "1", 0],
      ["f1a", "rendition", null, 0],
      ["f1b", "rendition", null, 0],
    ]);
    const find = (id: string) => document.portions.find((portion) => portion.id === id);
    expect(find("j1")).toMatchObject({ page: "12", judgement: { supports: ["p1", "t1", "p9"] } });
    expect(find("p2")?.spans).toEqual([
      { kind: "text", text: "An unnumbered paragraph with " },
      { kind: "withheld-at-source" },
      { kind: "text", text: " withheld at source, which rests on " },
      { kind: "cross-reference", target: "p4" },
      { kind: "text", text: " and " },
      { kind: "cross-reference", target: "t1" },
      { kind: "text", text: "." },
      { kind: "source-reference", source: "S1" },
    ]);
    expect(find("t1r2")).toMatchObject({ parent: "t1", marking: mark("O") });
    expect(find("t1r2")?.spans).toEqual([
      { kind: "text", text: "4 March" },
      { kind: "cell-break" },
      { kind: "restricted", marking: mark("S"), spans: [{ kind: "text", text: "Salisbury" }] },
    ]);
    expect(find("t1r3")).toMatchObject({ marking: mark("S") });
    expect(plainText(find("t1r3")?.spans ?? [])).toBe("5 March | London | Paris");
    expect(find("f1b")).toMatchObject({
      parent: "f1",
      marking: mark("S"),
      file: { name: "square.png", mediaType: "image/png", sha256: "0123456789abcdef".repeat(4) },
    });
    expect(document.footnotes.map(({ id, kind }) => [id, kind])).toEqual([
      ["n1", "footnote"],
      ["sS1", "source"],
      ["n2", "footnote"],
    ]);
  });

  it("reads back every document it prints", () => {
    fc.assert(
      fc.property(documents, (document) => {
        expect(read(printMarkedText(document, builtInPolicies)).document).toEqual(document);
      }),
      { numRuns: 5000 },
    );
  });

  it("reads back long documents too", () => {
    for (let seed = 1; seed <= 1000; seed++) {
      const document = makeDocument(chooseBySeed(seed));
      const printed = printMarkedText(document, builtInPolicies);
      expect(read(printed).document, `seed ${seed}`).toEqual(document);
    }
  });

  it("reads and prints marks of other schemes", () => {
    const text = `---
title: (U) Title
originator: USA
policy: us
---

1. (S//NF) Text with {(TS//SI//NF): a stricter part} and \\(C\\) as text.

{table}
(U) Caption
| (S//REL TO USA, GBR) strict | mild |
(C//NF) | a | b |
`;
    const { document, problems } = read(text);
    expect(problems).toEqual([]);
    expect(printMarkedText(document, builtInPolicies)).toBe(text);
  });

  it("prints one spelling for every text, and prints that again", () => {
    const lines = fc.array(fc.constantFrom(...everyConstruct.split("\n"), "", "(O) Mild", "- a", "{table}"), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(lines, (text) => {
        const printed = printMarkedText(read(text.join("\n")).document, builtInPolicies);
        expect(printMarkedText(read(printed).document, builtInPolicies)).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });

  it("reads back what it made of a damaged text", () => {
    const damage = fc.record({
      at: fc.nat({ max: everyConstruct.length }),
      cut: fc.nat({ max: 4 }),
      put: fc.constantFrom("", ...Array.from("x \n\\{}()[]*#-:|>!1S^@\t\r\u00a0")),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (all) => {
        const text = all.reduce(
          (left, { at, cut, put }) => left.slice(0, at) + put + left.slice(at + cut),
          everyConstruct,
        );
        const { document } = read(text);
        expect(read(printMarkedText(document, builtInPolicies)).document).toEqual(document);
      }),
      { numRuns: 2000 },
    );
  });

  it("writes an id only where the place does not give it, and never gives one twice", () => {
    const text = everyConstruct.replace("(O) for one thing", "{id: p3}\n(O) for one thing");
    const ids = read(text).document.portions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const { document } = read(
      "---\ntitle: (O) T\noriginator: GBR\npolicy: uk\n---\n\n(O) a\n\n{id: p1}\n(O) b\n",
    );
    expect(document.portions.map(({ id }) => id)).toEqual(["title", "p1-2", "p1"]);
    expect(printMarkedText(document, builtInPolicies)).toContain("{id: p1-2}\n(O) a\n\n{id: p1}\n(O) b");
  });

  it("takes a bullet set in below another as one level deeper", () => {
    const text = everyConstruct.replace("- - (S) a point below it.", "   - (S) a point below it.");
    expect(read(text).document).toEqual(read(everyConstruct).document);
  });

  it("reads carriage returns and a byte-order mark as nothing", () => {
    expect(read(`\uFEFF${SAMPLE.replaceAll("\n", "\r\n")}`)).toEqual(read(SAMPLE));
  });

  it("says who may see a restricted part", () => {
    const portion = read(SAMPLE).document.portions.find(({ id }) => id === "p1");
    const restricted = portion?.spans.find(({ kind }) => kind === "restricted") ?? null;
    expect(portion && effectiveMarking(portion, restricted, builtInPolicies)).toEqual(
      mark("S - REL TO FVEY"),
    );
    expect(portion && effectiveMarking(portion, null, builtInPolicies)).toEqual(mark("O"));
    expect(effectiveMarking({ marking: null }, restricted, builtInPolicies)).toBeNull();
    const banners = listMarkings(read(SAMPLE).document, builtInPolicies).map(
      (marking) => marking && printBanner(marking, builtInPolicies),
    );
    expect(new Set(banners)).toEqual(
      new Set(["UK OFFICIAL", "UK OFFICIAL-SENSITIVE", "UK SECRET - REL TO FVEY", "UK SECRET - WALL"]),
    );
  });
});

describe("nothing is lost", () => {
  const pieces = [
    ...SAMPLE.split("\n"),
    ...everyConstruct.split("\n"),
    "",
    "",
    "---",
    "#### too deep",
    "## (O) Heading",
    "- a list item",
    "(XX) wrong mark",
    "(O) brace { here",
    "(O) {(S): open",
    "{table}",
    "{figure: 9}",
    "{id: p1}",
    "{id: 7}",
    "{page: }",
    "{number: x} y",
    "{judgement: remote, scale: icd203, confidence: low}",
    "{judgement: remote, scale: moon, confidence: low}",
    "|---|",
    "| a|b |",
    "| (SX) a | b",
    "| (S) | b |",
    "() | a | b |",
    "(S) | a |",
    "(OX) | a |",
    "x | y |",
    "![(S) alt](a.png)",
    "![(SX) alt](a.png)",
    "![a](b.gif)",
    "![a](b.png)![c](d.png)",
    "> (S) quoted",
    "> more",
    ">",
    "- - (O) deep",
    "a) (O) sub",
    "1) sub",
    "iv) (S) sub",
    "{see: nothing} and {see: }",
    "(O) in the (S) middle",
    "(O) in the \\(S) middle",
    "[@S1]: (S) again",
    "[@S9]: no mark",
    "(O) {(ZZ): bad} tail",
    "(S) {(O): {(S): nested}}",
    "[^1]: (O) again",
    "[^9]: no mark",
    "7. no mark",
    "{judgement: certain, confidence: high}",
    "{judgement: likely}",
    "{grading: Z9}",
    "{grading: A1}",
    "author: nobody",
    "policy: moon",
    "date: yesterday",
    "\\",
    "****** *",
  ];
  /** Ids and pages print only where they do not go without saying. */
  const PLACES = /^\\?\{(?:id|page): .*$/gm;
  const visible = (text: string): string =>
    Array.from(text.replace(/[^\p{L}\p{N}]/gu, ""))
      .sort()
      .join("");

  it("in texts made of right and wrong lines", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (lines) => {
        // A name prints as the shortest that is understood, so that only those that mean nothing can be compared.
        const text = lines.join("\n").replace(/supports: [^{}]*/g, "supports: 77");
        const printed = printMarkedText(read(text).document, builtInPolicies);
        expect(visible(printed.replace(PLACES, ""))).toBe(visible(text.replace(PLACES, "")));
      }),
      { numRuns: 2000 },
    );
  });

  it("in any text, and nothing but a problem comes of it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        expect(visible(printMarkedText(read(text).document, builtInPolicies))).toBe(visible(text));
        if (text.trim() !== "") expect(read(text).problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("hostile text", () => {
  it.each([
    ["braces", "(O) {".repeat(30_000)],
    ["asterisks", `(O) ${"*".repeat(90_000)}`],
    ["brackets", `(O) ${"[^".repeat(50_000)}`],
    ["backslashes", `(O) ${"\\".repeat(100_000)}`],
    ["marks", "(".repeat(100_000)],
    ["blank lines", "\n".repeat(100_000)],
    ["spaces", `(O) a${" ".repeat(200_000)}b\n${" ".repeat(200_000)}c`],
    ["spaces in an attribute", `{page: a${" ".repeat(200_000)}b`],
    ["references", `(O) ${"[^1] {see: x}\n".repeat(20_000)}`],
    ["half marks", `(O) ${"(S ".repeat(50_000)}`],
    ["rows", `{table}\n(O) x\n${"| a | b |\n".repeat(20_000)}`],
    ["cells", `{table}\n(O) x\n|${" a |".repeat(50_000)}`],
    ["bars", `{table}\n(O) x\n${"|".repeat(100_000)}`],
    ["dashes", `{table}\n(O) x\n|${" - ".repeat(50_000)}`],
    ["pictures", `{figure}\n(O) x\n${"![](".repeat(50_000)}`],
    ["quotations", "> ".repeat(100_000)],
    ["judgements", `{judgement: ${"likely, ".repeat(50_000)}}\n(O) x`],
    ["ids", "{id: p1}\n(O) x\n\n".repeat(10_000)],
  ])(
    "of many %s is read in good time",
    (_, text) => {
      expect(read(`---\ntitle: (O) T\noriginator: GBR\npolicy: uk\n---\n${text}`).document.title).toBe("T");
    },
    5_000,
  );

  it("with invisible characters is reported where they stand", () => {
    const { problems } = read(SAMPLE.replace("A numbered", "A \u202Enumbered"));
    expect(problems).toEqual([
      expect.objectContaining({ code: "TEXT_CONTROL_CHARACTER", line: 12, column: 10 }),
    ]);
  });
});

describe("white space of any kind", () => {
  const spaces = [" ", "\t", "\u00A0", "\u1680", "\u2002", "\u2003", "\u202F", "\u3000"];
  const places = [
    (space: string) => `{figure:${space}}\n(O) Caption\n![(O) a](b.png)`,
    (space: string) => `{figure: 1}\n(O) Caption\n![${space}](b.png)`,
    (space: string) => `{figure: 1}\n(O) Caption\n![(O)${space}a${space}](b.png)`,
    (space: string) => `{table: ${space}2${space}}\n(O) Caption\n| a |`,
    (space: string) => `{table: ${space}}\n(O) Caption\n|${space}|`,
    (space: string) => `{page: ${space}iv${space}}\n1. (O) a`,
    (space: string) => `{page:${space}}\n1. (O) a`,
    (space: string) => `1.${space}(O)${space}a${space}`,
    (space: string) => `>${space}(O) a\n>${space}`,
    (space: string) => `[^1]:${space}(O) a`,
  ];
  it.each(spaces)("%j reads back as it prints, wherever it stands", (space) => {
    for (const place of places) {
      const { document } = parseMarkedText(place(space), builtInPolicies);
      const printed = printMarkedText(document, builtInPolicies);
      expect(parseMarkedText(printed, builtInPolicies).document, place(space)).toEqual(document);
    }
  });
});
