// Talking points and the names of withheld places: both come from what a copy shows.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PrintedPortion, PrintedSpan } from "../printing/index.ts";
import { flattenSpans } from "../printing/index.ts";
import { findWithheldPlace, isMoreShown, listWithheldPlaces, makeTalkingPoints } from "./index.ts";

const portion = (id: string, text: string, more: Partial<PrintedPortion> = {}): PrintedPortion => ({
  ...{ id, kind: "paragraph", number: null, depth: 0, parent: null, mark: "O", banner: "UK OFFICIAL" },
  ...{ grading: null, judgement: null, file: null, origin: null },
  spans: [{ kind: "text", text }],
  ...more,
});
const withStars = (id: string, number: string): PrintedPortion =>
  portion(id, "", {
    number,
    spans: [{ kind: "text", text: "It was " }, { kind: "withheld" }, { kind: "text", text: " that day." }],
  });
const judgement = portion("j1", "The service did it.", {
  kind: "judgement",
  number: "3",
  judgement: { scale: "phia", term: "highly likely", confidence: "high", supports: ["p1", "p9"] },
});

describe("talking points", () => {
  const copy = {
    portions: [
      portion("p1", "A car was seen.", { number: "1", grading: { reliability: "B", credibility: 2 } }),
      null,
      judgement,
    ],
    footnotes: [],
  };

  it("say what is judged in words and numbers, what it rests on, gradings in words, and what is public", () => {
    expect(makeTalkingPoints(copy, "A car\nwas seen. More.").map(({ text }) => text)).toEqual([
      "“The service did it.”: highly likely, which is 80 to 90 in 100 on the Probability Yardstick, held with high confidence.",
      "It rests on paragraph 1: “A car was seen.” The source is usually reliable (B), and what it says is probably true (2).",
      "It also rests on what your copy withholds.",
      "Public already, word for word, so you may say it: paragraph 1.",
      "Not public; keep to the marking: judgement 3.",
    ]);
  });

  it("call nothing public where nothing was released to the public", () => {
    expect(makeTalkingPoints(copy, null).filter(({ about }) => about === "public")).toEqual([]);
  });

  it("say nothing beyond the copy: quotations are in it letter for letter, and nothing of it stands outside them", () => {
    // Words of a copy are made of letters that our own sentences never use.
    const word = fc.stringMatching(/^[ЖЩЯЭ]{3,8}$/);
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
    const spans = fc.array(
      fc.oneof<fc.Arbitrary<PrintedSpan>[]>(
        text.map((words) => ({ kind: "text", text: words })),
        fc.constant({ kind: "withheld" }),
        fc.constant({ kind: "note-reference", note: "1" }),
        text.map((words) => ({
          ...{ kind: "restricted", mark: "S", banner: "UK SECRET" },
          spans: [{ kind: "text", text: words }],
        })),
      ),
      { minLength: 1, maxLength: 4 },
    );
    const portions = fc.array(
      fc.record({
        spans,
        kind: fc.constantFrom(
          "paragraph" as const,
          "quotation" as const,
          "judgement" as const,
          "heading" as const,
        ),
        graded: fc.boolean(),
        supports: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(portions, fc.option(text), (drawn, publicText) => {
        const shown = drawn.map(({ kind, graded, supports, ...rest }, index) =>
          portion(`p${index}`, "", {
            ...{ kind, ...rest, number: index % 2 === 0 ? String(index) : null },
            grading: graded ? { reliability: "C", credibility: 3 } : null,
            judgement:
              kind === "judgement"
                ? {
                    ...{ scale: "phia", term: "likely", confidence: "low" },
                    supports: supports.map((of) => `p${of}`),
                  }
                : null,
          }),
        );
        const whole = shown.map((one) => flattenSpans(one.spans)).join("\n");
        for (const point of makeTalkingPoints({ portions: shown, footnotes: [] }, publicText)) {
          let around = point.text;
          for (const quote of point.quotes) {
            expect(whole).toContain(quote);
            expect(around).toContain(`“${quote}”`);
            around = around.replace(`“${quote}”`, "");
          }
          expect(around).not.toMatch(/[ЖЩЯЭ]/);
        }
      }),
    );
  });
});

describe("withheld places", () => {
  const copy = {
    portions: [
      portion("title", "Title", { kind: "title" }),
      null,
      withStars("p1", "1"),
      portion("p2", "", { number: "2", spans: [{ kind: "note-reference", note: "4" }] }),
      null,
    ],
    footnotes: [],
  };

  it("are named by what the copy shows", () => {
    expect(listWithheldPlaces(copy)).toEqual([
      { name: "gap-1", where: "between the title and paragraph 1" },
      { name: "stars-1", where: "in paragraph 1" },
      { name: "gap-2", where: "after paragraph 2" },
      { name: "note-4", where: "note 4" },
    ]);
    expect(findWithheldPlace(copy, "stars-1")?.where).toBe("in paragraph 1");
    expect(findWithheldPlace(copy, "gap-3")).toBeNull();
  });

  it("are opened when something stands there, and not when something stands elsewhere", () => {
    const [title, , p1, p2] = copy.portions;
    const shown = (
      portions: readonly (PrintedPortion | null | undefined)[],
      footnotes: PrintedPortion[] = [],
    ) => ({
      portions: portions.map((one) => one ?? null),
      footnotes,
    });
    const first = shown([title, portion("x", "New."), null, p1, p2, null]);
    expect(["gap-1", "stars-1", "gap-2", "note-4"].map((name) => isMoreShown(copy, first, name))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    const starred = shown([
      title,
      null,
      portion("p1", "It was Tuesday that day.", { number: "1" }),
      p2,
      null,
    ]);
    expect(isMoreShown(copy, starred, "stars-1")).toBe(true);
    expect(isMoreShown(copy, starred, "gap-1")).toBe(false);
    const noted = shown(
      [title, null, p1, p2, null],
      [portion("n4", "A note.", { kind: "footnote", number: "4" })],
    );
    expect(isMoreShown(copy, noted, "note-4")).toBe(true);
    expect(isMoreShown(copy, copy, "gap-1")).toBe(false);
    expect(isMoreShown(copy, first, "gap-9")).toBe(false);
  });
});
