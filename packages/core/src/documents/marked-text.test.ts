// Marked text both ways, on random documents and on random slips.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countWithheldAtSource,
  effectiveMarking,
  listMarkings,
  parseMarkedText,
  plainText,
  printMarkedText,
} from "./index.ts";
import type { MarkedDocument, PlainSpan, Portion, Span } from "./index.ts";
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

const read = (text: string) => parseMarkedText(text, builtInPolicies);
const mark = (text: string): Marking => parseMark(text, "uk", builtInPolicies);

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

  it("reads back every document it prints", () => {
    fc.assert(
      fc.property(documents(), (document) => {
        expect(read(printMarkedText(document, builtInPolicies)).document).toEqual(document);
      }),
      { numRuns: 3000 },
    );
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
    "",
    "",
    "---",
    "#### too deep",
    "## (O) Heading",
    "- a list item",
    "(XX) wrong mark",
    "(O) brace { here",
    "(O) {(S): open",
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
  const visible = (text: string): string =>
    Array.from(text.replace(/[^\p{L}\p{N}]/gu, ""))
      .sort()
      .join("");

  it("in texts made of right and wrong lines", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 25 }), (lines) => {
        const text = lines.join("\n").replaceAll("supports: 1", "supports: 77");
        expect(visible(printMarkedText(read(text).document, builtInPolicies))).toBe(visible(text));
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

describe("a slip of the pen", () => {
  const text = `---
title: (O) Title
originator: GBR
policy: uk
---

# (O) Heading

1. (O) Mild text.
{(S - WALL): hidden one} and more mild text.

2. (S - WALL) hidden two

(O) Mild again.

(S - WALL) hidden three

(O) With a note.[^1] {(S - WALL): hidden four}

[^1]: (S - WALL) hidden five
[^2]: (O) Mild note.[^2]
`;
  const covers = (portion: Portion): string[] => {
    const mild = (marking: Marking | null): boolean =>
      marking !== null &&
      marking.terms.every(({ caveats, level }) => caveats.length === 0 || level === "OFFICIAL");
    return [
      ...(mild(portion.marking)
        ? [plainText(portion.spans.filter(({ kind }) => kind !== "restricted"))]
        : []),
      ...portion.spans
        .filter((span) => span.kind === "restricted")
        .filter((span) => mild(effectiveMarking(portion, span, builtInPolicies)))
        .map((span) => plainText([span])),
    ];
  };
  const leaks = (source: string): string[] => {
    const { document } = read(source);
    return [...document.portions, ...document.footnotes]
      .flatMap(covers)
      .filter((shown) => /hidden/.test(shown));
  };

  it("of one missing character never puts a text under a milder mark", () => {
    expect(leaks(text)).toEqual([]);
    for (let at = 0; at < text.length; at++) {
      const slip = text.slice(0, at) + text.slice(at + 1);
      expect(
        leaks(slip),
        `without the character at ${at}: ${JSON.stringify(text.slice(at - 10, at + 10))}`,
      ).toEqual([]);
    }
  });

  it("of one added character neither", () => {
    for (const char of Array.from("x \n\\{}()[]*#-:&,.")) {
      for (let at = 0; at <= text.length; at++) {
        const slip = text.slice(0, at) + char + text.slice(at);
        expect(
          leaks(slip),
          `with ${JSON.stringify(char)} at ${at}: ${JSON.stringify(slip.slice(at - 10, at + 10))}`,
        ).toEqual([]);
      }
    }
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

/** Documents as the parser gives them, with text that looks like syntax. */
function documents(): fc.Arbitrary<MarkedDocument> {
  const text = fc
    .string({
      unit: fc.constantFrom(
        ...'ab1 *{}[]^\\()#.:-é😀"'.split(""),
        "***",
        "[^1]",
        "12. ",
        "- ",
        "&& ",
        "(O) ",
        "{grading: A1}",
        "---",
      ),
      minLength: 1,
      maxLength: 8,
    })
    .map((value) => value.replace(/[\uD800-\uDFFF]/g, "😀"));
  const plain: fc.Arbitrary<PlainSpan> = fc.oneof(
    text.map((value) => ({ kind: "text" as const, text: value })),
    fc.constant({ kind: "withheld-at-source" as const }),
    fc.constantFrom("1", "a-2", "zz").map((note) => ({ kind: "note-reference" as const, note })),
  );
  const marking = fc.constantFrom(
    ..."O|OS - LAMP|S - REL TO FVEY|S - UK EYES ONLY|NR && TLP:RED".split("|").map(mark),
  );
  const restricted: fc.Arbitrary<Span> = fc.record({
    kind: fc.constant("restricted" as const),
    marking,
    spans: fc.array(plain, { maxLength: 3 }).map((spans) => merge(spans)),
  });
  const content = fc.oneof(
    fc.record({
      marking,
      spans: fc
        .array(fc.oneof({ weight: 3, arbitrary: plain }, restricted), { maxLength: 5 })
        .map((spans) => trim(merge(spans))),
    }),
    fc.record({
      marking: fc.constant(null),
      spans: fc
        .array(plain, { minLength: 1, maxLength: 5 })
        .map((spans) => trim(merge<Span>(spans)))
        .filter((spans) => spans.length > 0),
    }),
  );
  const grading = fc.option(
    fc.record({
      reliability: fc.constantFrom("A" as const, "F" as const),
      credibility: fc.constantFrom(1 as const, 6 as const),
    }),
  );
  const portion = fc.record({
    kind: fc.constantFrom("heading" as const, "paragraph" as const, "judgement" as const),
    numbered: fc.boolean(),
    depth: fc.integer({ min: 1, max: 3 }),
    content,
    grading,
    supports: fc.array(fc.nat({ max: 8 }), { maxLength: 3 }),
  });
  return fc
    .record({
      title: fc.option(content),
      portions: fc.array(portion, { maxLength: 6 }),
      notes: fc.uniqueArray(fc.record({ label: fc.constantFrom("1", "a-2", "x"), content, grading }), {
        selector: ({ label }) => label,
      }),
      known: fc.boolean(),
    })
    .map(({ title, portions, notes, known }) => {
      const base = {
        ...{ number: null, depth: 0, parent: null, grading: null, judgement: null },
        ...{ file: null, page: null },
      };
      const counts = { heading: 0, paragraph: 0, judgement: 0 };
      const letters = { heading: "h", paragraph: "p", judgement: "j" };
      const ids = portions.map(({ kind }) => `${letters[kind]}${++counts[kind]}`);
      const body = portions.map((draft, index): Portion => {
        const id = ids[index] ?? "";
        const isHeading = draft.kind === "heading";
        return {
          ...base,
          ...draft.content,
          id,
          kind: draft.kind,
          number: draft.numbered && !isHeading ? (["1", "2.1", "3a", "40", "5", "6"][index] ?? null) : null,
          depth: isHeading ? draft.depth : 0,
          grading: isHeading ? null : draft.grading,
          judgement:
            draft.kind === "judgement"
              ? {
                  scale: "phia",
                  term: "likely",
                  confidence: "low",
                  supports: draft.supports.map((at) => ids[at] ?? "999"),
                }
              : null,
        };
      });
      const head = title === null ? [] : [{ ...base, ...title, id: "title", kind: "title" as const }];
      return {
        title: (title?.spans ?? [])
          .map((span) => (span.kind === "restricted" ? "***" : plainText([span])))
          .join(""),
        originator: known ? "GBR" : "",
        // Without a policy no mark could be read back.
        policy: "uk",
        caseSlug: known ? "a-case" : null,
        date: known ? "2031-01-02" : null,
        exercise: known,
        portions: [...head, ...body],
        footnotes: notes.map((note) => ({
          ...base,
          ...note.content,
          id: `n${note.label}`,
          kind: "footnote" as const,
          number: note.label,
          grading: note.content.marking === null ? null : note.grading,
        })),
      };
    });
}

function merge<Kind extends Span>(spans: readonly Kind[]): Kind[] {
  const merged: Kind[] = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (span.kind === "text" && last?.kind === "text")
      merged[merged.length - 1] = { ...last, text: last.text + span.text };
    else merged.push(span);
  }
  return merged;
}

function trim(spans: readonly Span[]): Span[] {
  return spans
    .map((span, index): Span => {
      if (span.kind !== "text") return span;
      const start = index === 0 ? span.text.trimStart() : span.text;
      return { kind: "text", text: index === spans.length - 1 ? start.trimEnd() : start };
    })
    .filter((span) => span.kind !== "text" || span.text !== "");
}
