// What every import ends with: blocks and notes become a document, and nothing a source can hold makes one that marked text cannot.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInPolicies } from "../markings/index.ts";
import {
  assembleImport,
  describePicture,
  hidesText,
  parseMarkedText,
  plainText,
  printMarkedText,
  readRunningText,
} from "./index.ts";
import type { ImportedBlock, ImportedNote, ParsedDocument, PlainSpan } from "./index.ts";

const text = (words: string): PlainSpan[] => [{ kind: "text", text: words }];
const assemble = (blocks: readonly ImportedBlock[], notes: readonly ImportedNote[] = []): ParsedDocument =>
  assembleImport({ title: null, blocks, notes, problems: [] });
const lines = ({ document }: ParsedDocument): unknown[] =>
  [...document.portions, ...document.footnotes].map(({ id, depth, spans }) => [id, depth, plainText(spans)]);
const codes = ({ problems }: ParsedDocument): string[] =>
  problems.map(({ code }) => code).filter((code) => code !== "PORTION_UNMARKED");

describe("a document made of blocks", () => {
  it("numbers its parts, puts rows and renditions after their table and figure, and marks none", () => {
    const file = { name: "plan.png", mediaType: "image/png", sha256: null } as const;
    const parsed = assembleImport({
      title: " A\n title ",
      blocks: [
        { kind: "heading", depth: 0, number: null, spans: text("Head"), page: "3" },
        { kind: "paragraph", depth: 0, number: "1", spans: text("One\n  two "), page: "3" },
        { kind: "quotation", depth: 4, number: null, spans: text("Said"), page: null },
        {
          ...{ kind: "table", number: "2", caption: text("Caption"), page: null },
          rows: [
            { heading: true, cells: [text("A"), text("B")] },
            { heading: false, cells: [[{ kind: "withheld-at-source" }]] },
          ],
        },
        { kind: "figure", number: null, caption: [], renditions: [{ alt: "Plan", file }], page: null },
      ],
      notes: [],
      problems: [],
    });
    expect(lines(parsed)).toEqual([
      ["title", 0, "A title"],
      ["h1", 1, "Head"],
      ["p1", 0, "One two"],
      ["q1", 0, "Said"],
      ["t1", 0, "Caption"],
      ["t1r1", 1, "A | B"],
      ["t1r2", 0, "*** | "],
      ["f1", 0, ""],
      ["f1a", 0, "Plan"],
    ]);
    const parents = parsed.document.portions.map(({ parent }) => parent).filter((id) => id !== null);
    expect(parents).toEqual(["t1", "t1", "f1"]);
    expect(parsed.document.portions.every(({ marking }) => marking === null)).toBe(true);
    expect(codes(parsed)).toEqual(["IMPORT_STRUCTURE_FLATTENED"]);
    expect(parsed.document.portions.at(1)?.page).toBe("3");
  });

  it("drops what is empty and says when something stood too deep", () => {
    const parsed = assemble([
      { kind: "paragraph", depth: 0, number: null, spans: text(" \t"), page: null },
      { kind: "figure", number: null, caption: [], renditions: [], page: null },
      { kind: "heading", depth: 5, number: null, spans: text("Deep"), page: null },
      { kind: "paragraph", depth: 3, number: null, spans: text("Deeper"), page: null },
    ]);
    expect(lines(parsed)).toEqual([
      ["h1", 3, "Deep"],
      ["p1", 2, "Deeper"],
    ]);
    expect(codes(parsed)).toEqual(["IMPORT_STRUCTURE_FLATTENED", "IMPORT_STRUCTURE_FLATTENED"]);
  });

  it("gives labels that cannot stand the next free number, and keeps marks of no note as text", () => {
    const refer = (note: string): PlainSpan => ({ kind: "note-reference", note });
    const note = (label: string, words: string): ImportedNote => ({ label, spans: text(words), page: null });
    const spans = [refer("a b"), refer("1"), refer("none"), refer("1")];
    const parsed = assemble(
      [{ kind: "paragraph", depth: 0, number: null, spans, page: null }],
      [note("a b", "First"), note("1", "Second"), note("1", "Third"), note("x", "Fourth")],
    );
    expect(lines(parsed)).toEqual([
      ["p1", 0, "[^2][^1][^none][^1]"],
      ["n2", 0, "First"],
      ["n1", 0, "Second"],
      ["n3", 0, "Third"],
      ["nx", 0, "Fourth"],
    ]);
    expect(parsed.document.portions[0]?.spans.at(2)).toEqual({ kind: "text", text: "[^none]" });
    expect(codes(parsed)).toEqual([
      "IMPORT_NOTE_RELABELLED",
      "IMPORT_NOTE_RELABELLED",
      "NOTE_UNDEFINED",
      "NOTE_UNUSED",
      "NOTE_UNUSED",
    ]);
  });

  it("finds invisible characters, unless the importer has said where they are", () => {
    const blocks: ImportedBlock[] = [
      { ...{ kind: "paragraph", depth: 0, number: null, spans: text("a\u202Eb"), page: null } },
    ];
    expect(codes(assemble(blocks))).toEqual(["TEXT_CONTROL_CHARACTER"]);
    const said = {
      line: 7,
      column: 2,
      severity: "error",
      code: "TEXT_CONTROL_CHARACTER",
      message: "",
    } as const;
    expect(codes(assembleImport({ title: null, blocks, notes: [], problems: [said] }))).toHaveLength(1);
  });

  it("is always one that marked text can hold", () => {
    const words = fc.stringMatching(/^[ -~]{0,12}$/);
    const span = fc.oneof(
      words.map((one): PlainSpan => ({ kind: "text", text: one })),
      fc.constant<PlainSpan>({ kind: "withheld-at-source" }),
      fc.constantFrom("1", "x y", "").map((note): PlainSpan => ({ kind: "note-reference", note })),
    );
    const spans = fc.array(span, { maxLength: 4 });
    const page = fc.option(fc.constantFrom("iv", "12", "A{1}"));
    const block = fc.oneof(
      fc.record({
        kind: fc.constantFrom("heading" as const, "paragraph" as const, "quotation" as const),
        depth: fc.integer({ min: 0, max: 5 }),
        number: fc.option(fc.constantFrom("1", "2(a)", "7(b)(2)", "3a", "iv")),
        ...{ spans, page },
      }),
      fc.record({
        ...{ kind: fc.constant("table" as const), number: fc.constant(null), caption: spans, page },
        rows: fc.array(fc.record({ heading: fc.boolean(), cells: fc.array(spans, { maxLength: 3 }) }), {
          maxLength: 3,
        }),
      }),
    );
    const note = fc.record({ label: fc.constantFrom("1", "x y", "n"), spans, page });
    fc.assert(
      fc.property(fc.array(block, { maxLength: 6 }), fc.array(note, { maxLength: 3 }), (blocks, notes) => {
        const { document } = assemble(blocks, notes);
        const again = parseMarkedText(printMarkedText(document, builtInPolicies), builtInPolicies).document;
        const shown = ({ portions, footnotes }: typeof document): unknown[] =>
          [...portions, ...footnotes].map(({ kind, number, depth, parent, spans: inner }) => [
            ...[kind, number, depth, parent, plainText(inner)],
          ]);
        expect(shown(again)).toEqual(shown(document));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("running text", () => {
  it("shows what was withheld in every style, and reports all styles but the asterisks", () => {
    const reports: [number, string][] = [];
    const spans = readRunningText("a *** b ██ ██ c [redacted] **** d ******", (...report) =>
      reports.push(report),
    );
    expect(plainText(spans)).toBe("a *** b *** c *** **** d ******");
    expect(spans.filter(({ kind }) => kind === "withheld-at-source")).toHaveLength(5);
    expect(reports.map(([at]) => at)).toEqual([8, 16]);
  });
});

describe("a style", () => {
  it.each([
    "display:none",
    "DISPLAY : NONE !important",
    "color:red; visibility: hidden",
    "font-size:0",
    "font-size: 1px",
    "color:#FFF",
    "color: rgb(255, 255, 255)",
    "color:black;background-color:black",
    "opacity:0.0",
    "position:absolute; left:-9999px",
    "clip-path: inset(50%)",
    "width:0;overflow:hidden",
    "/* seen */ display:none",
    "color:transparent",
  ])("%s hides text", (style) => {
    expect(hidesText(style)).toBe(true);
  });

  it.each([
    ...["", "display:block", "font-size:10px", "color:#fff;background:#003", "opacity:0.5", "width:100px"],
    ...["margin-left:-20px", "color:#ffe", "left:10px", "line-height:1"],
  ])("%s does not", (style) => {
    expect(hidesText(style)).toBe(false);
  });
});

describe("a picture", () => {
  it("is named by the end of its address, without folders", () => {
    expect(describePicture("https://e.org/a/../b c.PNG?x=1")).toEqual({
      ...{ name: "b-c.PNG", mediaType: "image/png", sha256: null },
    });
    expect(describePicture("..\\..\\etc\\x.jpeg")?.name).toBe("x.jpeg");
    for (const address of ["a.gif", "", "png", "data:image/png;base64,AAAA", `${"a".repeat(120)}.png`])
      expect(describePicture(address)).toBeNull();
  });
});
