// Two versions of a document: ids that stay, and changes that are all named.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseFrom, everyConstruct, makeDocument } from "./documents.fixture.ts";
import { carryIds, diffDocuments, diffWords, parseMarkedText, plainText, printMarkedText } from "./index.ts";
import type { DocumentDiff, MarkedDocument } from "./index.ts";
import { builtInPolicies } from "../markings/index.ts";

const FRONT = "---\ntitle: (O) Title\noriginator: GBR\npolicy: uk\n---\n";
const read = (body: string): MarkedDocument => parseMarkedText(`${FRONT}\n${body}`, builtInPolicies).document;
const diff = (a: MarkedDocument, b: MarkedDocument): DocumentDiff => diffDocuments(a, b, builtInPolicies);
const namesOf = ({ portions }: DocumentDiff): unknown[] =>
  portions.map(({ id, change, aspects, marking }) => [
    id,
    change,
    ...aspects,
    ...(marking === null ? [] : [marking]),
  ]);
const changesOf = (before: string, after: string): unknown[] => namesOf(diff(read(before), read(after)));

const documents = fc
  .array(fc.nat({ max: 999 }), { minLength: 20, maxLength: 600, size: "max" })
  .map((tape) => makeDocument(chooseFrom(tape)));

describe("two versions", () => {
  it("of one document differ in nothing", () => {
    const empty = { header: [], portions: [] };
    const document = parseMarkedText(everyConstruct, builtInPolicies).document;
    expect(diff(document, document)).toEqual(empty);
    fc.assert(
      fc.property(documents, (any) => {
        expect(carryIds(any, any, [])).toEqual(any);
        expect(diff(any, any)).toEqual(empty);
      }),
      { numRuns: 1000 },
    );
  });

  const base = `1. (O) The boat left the harbour at night.

2. (O) Two men were seen on the pier.

3. (OS) The owner of the boat could not be found.
`;

  it.each([
    ["a word", base.replace("night", "dawn"), [["p1", "changed", "text"]]],
    ["a stricter mark", base.replace("1. (O)", "1. (S)"), [["p1", "changed", "marking", "stricter"]]],
    ["a wider mark", base.replace("3. (OS)", "3. (O)"), [["p3", "changed", "marking", "wider"]]],
    ["another mark", base.replace("3. (OS)", "3. (O - LAMP)"), [["p3", "changed", "marking", "other"]]],
    ["no mark", base.replace("3. (OS)", "3. "), [["p3", "changed", "marking", "stricter"]]],
    ["a grading", base.replace("2. (O)", "{grading: B2}\n2. (O)"), [["p2", "changed", "grading"]]],
    ["a page", base.replace("2. (O)", "{page: 7}\n2. (O)"), [["p2", "changed", "page"]]],
    [
      "what it is",
      base.replace("2. (O)", "{judgement: likely, confidence: low}\n2. (O)"),
      [["p2", "changed", "kind", "judgement"]],
    ],
    ["a number", base.replace("3.", "4."), [["p3", "changed", "number"]]],
    ["a restricted part", base.replace("at night", "{(S): at night}"), [["p1", "changed", "text"]]],
    [
      "all words under one number",
      base.replace(/2\. .*/, "2. (O) Nothing more is known."),
      [["p2", "changed", "text"]],
    ],
    ["one portion less", base.replace(/2\. .*\n\n/, ""), [["p2", "removed"]]],
    ["one portion more", base.replace("3.", "(O) Somewhere else.\n\n3."), [["p4", "added"]]],
    [
      "another portion in place of one without a number",
      base.replace(/2\. .*/, "(O) Somewhere else."),
      [
        ["p2", "removed"],
        ["p4", "added"],
      ],
    ],
    ["the order", base.replace(/(1\. .*)\n\n(2\. .*)/, "$2\n\n$1"), [["p2", "changed", "moved"]]],
  ])("name %s", (_, after, expected) => {
    const found = changesOf(base, after);
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it("compare rows within their table, and pictures within their figure", () => {
    const table = "{table: 1}\n(O) Ships\n| Name | Flag |\n|---|---|\n| Anna | DNK |\n| Berta | NOR |\n";
    expect(changesOf(table, table.replace("| Berta", "| Clara | SWE |\n| Berta"))).toEqual([
      ["t1r4", "added"],
    ]);
    expect(changesOf(table, table.replace("| Anna", "(S) | Anna"))).toEqual([
      ["t1r2", "changed", "marking", "stricter"],
    ]);
    expect(changesOf(table, `{table: 9}\n(O) Before it\n| x |\n\n${table}`)).toEqual([
      ["t2", "added"],
      ["t2r1", "added"],
    ]);
    const figure = "{figure: 1}\n(O) Pier\n![(O) From the north](a.png)\n![(S) From above](b.png)\n";
    expect(changesOf(figure, figure.replace("b.png", "c.png"))).toEqual([["f1b", "changed", "file"]]);
    expect(changesOf(figure, figure.replace("![(O)", "![(OS) Map](d.png)\n![(O)"))).toEqual([
      ["f1a-2", "added"],
    ]);
  });

  it("name what changed in the front matter", () => {
    const [a, b] = [read(""), { ...read(""), date: "2031-03-01", exercise: true }];
    expect(diff(a, b).header).toEqual([
      { field: "date", before: null, after: "2031-03-01" },
      { field: "exercise", before: false, after: true },
    ]);
  });

  it("keep what refers to a portion, though its number moves on", () => {
    const after = base
      .replace("3.", "4.")
      .replace("2.", "3.")
      .replace("1. (O)", "1. (O) The weather was calm.\n\n2. (O)");
    const refers = "\n{judgement: likely, confidence: low, supports: 2}\n(O) So, see {see: 2}.\n";
    const found = diff(read(base + refers), read(after + refers.replaceAll("2", "3")));
    expect(namesOf(found)).toEqual([
      ["p4", "added"],
      ["p1", "changed", "number"],
      ["p2", "changed", "number"],
      ["p3", "changed", "number"],
    ]);
  });

  it("follow a written id, whatever became of the text", () => {
    const [a, b] = [read("{id: x}\n(O) one two three"), read("(O) new\n\n{id: x}\n(S) nothing like it")];
    expect(namesOf(diff(a, b))).toEqual([
      ["p1", "added"],
      ["x", "changed", "text", "marking", "stricter"],
    ]);
  });
});

describe("edits at random", () => {
  interface Edit {
    readonly kind: "keep" | "word" | "mark" | "grade" | "remove" | "insert";
  }
  const edits = fc.array(
    fc.constantFrom<Edit["kind"]>("keep", "keep", "keep", "word", "mark", "grade", "remove", "insert"),
    { minLength: 1, maxLength: 40 },
  );
  const textOf = (at: string): string =>
    `It is said of ${at} that alpha${at} met beta${at} and gamma${at} near delta${at}.`;
  const block = (at: string, { word = "near", mark = "O", grading = "" } = {}): string =>
    `${grading}(${mark}) ${textOf(at).replace("near", word)}`;

  it("are exactly what is named, and ids of untouched portions stay", () => {
    fc.assert(
      fc.property(edits, (kinds) => {
        const before = read(kinds.map((_, at) => block(`${at}x`)).join("\n\n"));
        const changed = new Map<string, string>();
        const after = kinds.flatMap((kind, at) => {
          const id = `p${at + 1}`;
          if (kind === "keep") return [block(`${at}x`)];
          if (kind === "insert") return [block(`${at}x`), block(`new${at}`)];
          if (kind === "remove") {
            changed.set(id, "removed");
            return [];
          }
          changed.set(id, kind === "word" ? "text" : kind === "mark" ? "marking" : "grading");
          if (kind === "word") return [block(`${at}x`, { word: "beside" })];
          return [block(`${at}x`, kind === "mark" ? { mark: "S" } : { grading: "{grading: B2}\n" })];
        });
        const next = read(after.join("\n\n"));
        const found = diff(before, next).portions;
        const named = found
          .filter(({ change }) => change !== "added")
          .map(({ id, change, aspects }) => [id, change === "removed" ? "removed" : aspects.join()]);
        expect(new Map(named as [string, string][])).toEqual(changed);
        const added = found.filter(({ change }) => change === "added");
        expect(added).toHaveLength(kinds.filter((kind) => kind === "insert").length);
        // No id of the earlier version means another portion now, and none is given twice.
        const old = new Set(before.portions.map(({ id }) => id));
        for (const { id } of added) expect(old.has(id)).toBe(false);
        const carried = carryIds(before, next, []);
        const ids = carried.portions.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(carryIds(before, carried, [])).toEqual(carried);
        // Ids survive being written and read.
        const written = printMarkedText(carried, builtInPolicies);
        expect(parseMarkedText(written, builtInPolicies).document).toEqual(carried);
      }),
      { numRuns: 500 },
    );
  });

  it("never give an id back that an earlier version lost, however many versions there are", () => {
    const shapes = fc.array(fc.subarray(["a", "b", "c", "d", "e", "f", "g", "h"]), {
      minLength: 3,
      maxLength: 6,
    });
    let reused = 0;
    fc.assert(
      fc.property(shapes, (versions) => {
        const meant = new Map<string, string>();
        const forgetful = new Map<string, string>();
        let before: MarkedDocument | null = null;
        for (const letters of versions) {
          // Letters are words of their own, so that none is taken for another.
          const next = read(letters.map((letter) => `(O) ${letter.repeat(9)}.`).join("\n\n"));
          const carried: MarkedDocument = before === null ? next : carryIds(before, next, meant.keys());
          for (const portion of carried.portions) {
            const text = plainText(portion.spans);
            const earlier = before?.portions.find(({ id }) => id === portion.id);
            if (earlier === undefined) expect(meant.has(portion.id)).toBe(false);
            else expect(plainText(earlier.spans)).toBe(text);
            meant.set(portion.id, text);
          }
          const alone: MarkedDocument = before === null ? next : carryIds(before, next, []);
          for (const { id, spans } of alone.portions) {
            if (forgetful.has(id) && forgetful.get(id) !== plainText(spans)) reused += 1;
            forgetful.set(id, plainText(spans));
          }
          before = carried;
        }
      }),
      { numRuns: 300 },
    );
    // Without the ids of all versions they do come back.
    expect(reused).toBeGreaterThan(0);
  });

  it("of any two documents give ids that are used once, and the same when carried again", () => {
    fc.assert(
      fc.property(documents, documents, (a, b) => {
        const carried = carryIds(a, b, []);
        const ids = [...carried.portions, ...carried.footnotes].map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect({
          ...carried,
          portions: carried.portions.length,
          footnotes: carried.footnotes.length,
        }).toEqual({
          ...b,
          portions: b.portions.length,
          footnotes: b.footnotes.length,
        });
      }),
      { numRuns: 500 },
    );
  });

  it("in 2,000 portions are found in under a second", () => {
    const count = 2000;
    const body = (word: string): MarkedDocument =>
      read(Array.from({ length: count }, (_, at) => block(`${at}x`, { word })).join("\n\n"));
    const [before, after] = [body("near"), body("beside")];
    const started = performance.now();
    expect(diff(before, after).portions).toHaveLength(count);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe("words", () => {
  it("are shown as kept, removed and added", () => {
    expect(diffWords("The boat left at night.", "The small boat left at dawn.")).toEqual([
      { change: "same", text: "The " },
      { change: "added", text: "small " },
      { change: "same", text: "boat left at " },
      { change: "removed", text: "night" },
      { change: "added", text: "dawn" },
      { change: "same", text: "." },
    ]);
    expect(diffWords("", "")).toEqual([]);
  });

  it("give both texts back", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", " ", ".", "é", "😀"), maxLength: 40 });
    fc.assert(
      fc.property(text, text, (a, b) => {
        const parts = diffWords(a, b);
        const side = (left: "added" | "removed"): string =>
          parts
            .filter(({ change }) => change !== left)
            .map((part) => part.text)
            .join("");
        expect([side("added"), side("removed")]).toEqual([a, b]);
      }),
    );
  });

  it("of very long texts are not compared one by one", () => {
    const parts = diffWords("a b ".repeat(5000), "c d ".repeat(5000));
    expect(parts.map(({ change }) => change)).toContain("removed");
  });
});
