// STIX 2.1: prose to paragraphs, properties to a table, and every marking said. All objects are invented.
import { describe, expect, it } from "vitest";
import { asidesOf, codesOf, linesOf, readBytes } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const AMBER = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421";
const OWN = "marking-definition--0a000000-0000-4000-8000-000000000001";
const read = (value: unknown): Promise<ReadSource> =>
  readBytes(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), "a.json", "stix");
const REPORT = {
  ...{ type: "report", spec_version: "2.1", id: "report--1", created_by_ref: "identity--1" },
  ...{ name: "A report", published: "2031-03-04T00:00:00Z", report_types: ["threat-report", "incident"] },
  description: "1. First *** part.\n\nSecond [REDACTED] part.",
  object_refs: ["identity--1", "malware--9"],
  external_references: [{ source_name: "A paper", url: "https://e.org", external_id: "7" }],
};
const IDENTITY = { type: "identity", id: "identity--1", name: "An office" };
const bundle = (...objects: readonly unknown[]): object => ({ type: "bundle", id: "bundle--1", objects });
const messages = ({ parsed }: ReadSource): string[] =>
  parsed.problems.filter(({ code }) => code === "IMPORT_SOURCE_MARKED").map(({ message }) => message);

describe("STIX", () => {
  it("reads a report with its properties, subjects and references", async () => {
    const source = await read(bundle(IDENTITY, REPORT));
    expect(linesOf(source)).toEqual([
      "title: A report",
      "paragraph 1: First *** part.",
      "paragraph: Second *** part.",
      "table: ",
      "row: type|report",
      "row: spec_version|2.1",
      "row: id|report--1",
      "row: created_by_ref|An office (identity--1)",
      "row: published|2031-03-04T00:00:00Z",
      "row: report_types|threat-report; incident",
      "row: external_references|^1",
      "table: ",
      "row1: type|name|id",
      "row: identity|An office|identity--1",
      "row: malware||malware--9",
      "footnote 1: A paper, 7, https://e.org",
    ]);
    expect(codesOf(source)).toEqual(
      [
        "warning IMPORT_SET_ASIDE",
        "warning WIKITEXT_REDACTION_STYLE",
        "warning IMPORT_STRUCTURE_FLATTENED",
        "warning IMPORT_KEPT_AS_TEXT",
      ].sort(byOrderIn(codesOf(source))),
    );
    expect(asidesOf(source)).toContainEqual(expect.stringContaining('"name":"An office"'));
  });

  it("reads several texts of a bundle under their headings, and each on its own", async () => {
    const note = {
      type: "note",
      id: "note--1",
      abstract: "A note",
      content: "Its words",
      authors: ["A", "B"],
    };
    const opinion = { type: "opinion", id: "opinion--1", opinion: "agree", explanation: "So it is" };
    const grouping = { type: "grouping", id: "grouping--1", name: "A group", context: "unspecified" };
    const source = await read(bundle(note, opinion, grouping));
    expect(linesOf(source).filter((line) => !line.startsWith("row") && !line.startsWith("table"))).toEqual([
      "heading1: A note",
      "paragraph: Its words",
      "paragraph: So it is",
      "heading1: A group",
    ]);
    expect(linesOf(source)).toContain("row: authors|A; B");
    expect(linesOf(source)).toContain("row: opinion|agree");
    expect(linesOf(await read(note)).slice(0, 2)).toEqual(["title: A note", "paragraph: Its words"]);
  });

  it("says what the source is marked, whole and in parts, and marks nothing", async () => {
    const source = await read(
      bundle(
        {
          ...REPORT,
          object_marking_refs: [AMBER, OWN, "marking-definition--9"],
          granular_markings: [
            { selectors: ["description", "name"], marking_ref: OWN },
            { selectors: ["name"], lang: "de" },
          ],
        },
        {
          type: "marking-definition",
          id: OWN,
          definition_type: "statement",
          definition: { statement: "For us" },
        },
      ),
    );
    expect(messages(source)).toEqual([
      "This report is marked TLP:AMBER: mark each portion at least as strictly",
      'This report is marked "For us": mark each portion at least as strictly',
      "This report is marked marking-definition--9, which is not in the file: ask its sender what it says: mark each portion at least as strictly",
      'This report has its description, name marked "For us": mark what comes from there at least as strictly',
    ]);
    expect(source.parsed.document.portions.every(({ marking }) => marking === null)).toBe(true);
    expect(asidesOf(source)).toContain('property: {"lang":"de","selectors":["name"]}');
  });

  it("counts what it leaves out and keeps it beside the document", async () => {
    const source = await read(bundle(REPORT, IDENTITY, { type: "malware", id: "malware--1" }, 7));
    expect(source.parsed.problems.find(({ code }) => code === "IMPORT_SET_ASIDE")?.message).toContain(
      "1 identity, 1 malware, 1 no object",
    );
    expect(asidesOf(source).filter((aside) => aside.startsWith("object"))).toHaveLength(3);
  });

  it("lists the objects of a bundle without prose, patterns included", async () => {
    const indicator = { type: "indicator", id: "indicator--1", pattern: "[a:b = 'wq1x']" };
    const source = await read(bundle(IDENTITY, indicator));
    expect(linesOf(source)).toEqual([
      "table: ",
      "row1: type|name|id",
      "row: identity|An office|identity--1",
      "row: indicator|[a:b = 'wq1x']|indicator--1",
    ]);
    expect(asidesOf(source).filter((aside) => aside.startsWith("object"))).toHaveLength(2);
  });

  it("keeps what it leaves out byte for byte, and says which rules the rest breaks", async () => {
    const strange = '{ "type" : "x-own",\n "size": 1.50 }';
    const note =
      '{"type":"note","spec_version":"2.1","id":"note--00000000-0000-4000-8000-000000000001","created":"2031-03-04T00:00:00.000Z","modified":"2031-03-04T00:00:00.000Z","content":"Words","object_refs":["note--00000000-0000-4000-8000-000000000001"]}';
    const read = (text: string): Promise<ReadSource> => readBytes(Buffer.from(text), "a.json", "stix");
    const source = await read(`{"objects":[${note}, ${strange}]}`);
    expect(asidesOf(source)).toContain(`object: ${strange}`);
    expect(codesOf(source)).toEqual(["warning IMPORT_SET_ASIDE"]);
    const { problems } = (await read(note.replace('"modified"', '"changed"'))).parsed;
    expect(problems.map(({ message }) => message)).toContain(
      "This note breaks rules of STIX, and is taken as it stands: modified is missing",
    );
  });

  it("points to the line an object stands on, and says that a version is old or double", async () => {
    const text = JSON.stringify(bundle({ ...REPORT, spec_version: "2.0" }, REPORT), null, 1);
    const { problems } = (await read(text)).parsed;
    const line = text.split("\n").findIndex((one) => one.includes('"report--1"')) + 1;
    for (const code of ["IMPORT_KEPT_AS_TEXT", "IMPORT_STRUCTURE_FLATTENED"])
      expect(problems).toContainEqual(expect.objectContaining({ code, line }));
  });

  it.each([
    ["not JSON", '{"type": ', "JSON_SYNTAX"],
    ["a member twice", '{"type":"note","type":"note"}', "JSON_DUPLICATE_KEY"],
    ["nothing of STIX", JSON.stringify(bundle({ type: "x-own" })), "SHAPE_INVALID"],
    ["a list", "[]", "STIX_INVALID"],
    ["half a character", '{"type":"note","content":"\\ud800"}', "JSON_UNSUPPORTED"],
    ["deep nesting", `{"type":"note","x":${"[".repeat(5_000)}${"]".repeat(5_000)}}`, "STIX_LIMIT"],
    ["a name that programs mistake", '{"type":"note","__proto__":{}}', "STIX_INVALID"],
  ])("refuses %s", async (_, text, code) => {
    await expect(read(text)).rejects.toMatchObject({ code });
  });

  it("reads a text of megabytes", async () => {
    const content = "word ".repeat(600_000);
    const source = await read({ type: "note", id: "note--1", content });
    expect(linesOf(source)[0]).toHaveLength("paragraph: ".length + content.length - 1);
  });
});

/** Problems come in source order; here only which there are matters. */
function byOrderIn(order: readonly string[]): (a: string, b: string) => number {
  return (a, b) => order.indexOf(a) - order.indexOf(b);
}
