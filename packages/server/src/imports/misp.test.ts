// MISP events as documents. All events are invented.
import { describe, expect, it } from "vitest";
import { asidesOf, linesOf, readBytes } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";
import { recogniseForm } from "./recognise.ts";

const uuid = (of: number): string => `00000000-0000-4000-8000-${String(of).padStart(12, "0")}`;
const read = (value: unknown): Promise<ReadSource> =>
  readBytes(Buffer.from(typeof value === "string" ? value : JSON.stringify(value)), "a.json", "misp");
const EVENT = {
  ...{ id: "7", uuid: uuid(1), info: "Traces of a campaign", date: "2031-03-04", timestamp: "1930000000" },
  ...{ published: true, distribution: "2", sharing_group_id: "0", threat_level_id: "2", org_id: "3" },
  Orgc: { id: "3", uuid: uuid(2), name: "CERT of Ruritania" },
  Tag: [
    { name: "tlp:amber", colour: "#ffc000" },
    { name: "ours:only", local: true },
  ],
  Attribute: [
    {
      ...{ id: "70", uuid: uuid(3), type: "domain", category: "Network activity", to_ids: true },
      ...{ value: "a.example", comment: "Seen *** twice", distribution: "5", timestamp: "1930000000" },
      Tag: [{ name: 'admiralty-scale:source-reliability="b"' }],
    },
    {
      ...{ uuid: uuid(4), type: "attachment", category: "External analysis", to_ids: false, value: "a.bin" },
      ...{ data: "AAAA", strange: { kept: true } },
    },
  ],
  Object: [
    {
      ...{ uuid: uuid(5), name: "vehicle", description: "A car", template_version: "3" },
      Attribute: [
        { uuid: uuid(6), type: "text", category: "Other", value: "red", object_relation: "colour" },
      ],
    },
  ],
  EventReport: [{ uuid: uuid(7), name: "What we saw", content: "First.\n\nSecond." }],
};

describe("a MISP event", () => {
  it("becomes a document with its words, and nothing of the machine it comes from", async () => {
    const source = await read({ Event: EVENT });
    expect(linesOf(source)).toEqual([
      "title: Traces of a campaign",
      "table: ",
      `row: creator|CERT of Ruritania, ${uuid(2)}`,
      "row: distribution|this community",
      `row: uuid|${uuid(1)}`,
      "row: date|2031-03-04",
      "row: timestamp|1930000000",
      "row: published|true",
      "row: threat_level_id|2",
      "table: ",
      "row1: category|type|value|comment|used for detection",
      "row: Network activity|domain|a.example|Seen *** twice|yes",
      "row: External analysis|attachment|a.bin||no",
      "heading2: vehicle",
      "paragraph: A car",
      "table: ",
      "row1: category|type|value|used for detection",
      "row: Other|text|red|no",
      "heading2: What we saw",
      "paragraph: First.",
      "paragraph: Second.",
    ]);
    expect(JSON.stringify(source)).not.toContain("ours:only");
    expect(source.parsed.document.portions.every(({ marking }) => marking === null)).toBe(true);
  });

  it("says what it was tagged with and how far it might go, and keeps what has no place", async () => {
    const source = await read({ Event: EVENT });
    const said = source.parsed.problems
      .filter(({ code }) => code === "IMPORT_SOURCE_MARKED")
      .map(({ message }) => message);
    expect(said.join("\n")).toContain("this community");
    expect(said.join("\n")).toContain("This event is tagged tlp:amber:");
    expect(said.join("\n")).toContain('admiralty-scale:source-reliability="b"');
    expect(asidesOf(source)).toContainEqual(expect.stringContaining('"strange":{"kept":true}'));
    expect(asidesOf(source)).toContainEqual(expect.stringContaining('"data":"AAAA"'));
  });

  it("is known by how it begins, alone or in an answer", () => {
    const form = (text: string): string => recogniseForm(Buffer.from(text), "a.json", "auto");
    expect(form('{"Event":{}}')).toBe("misp");
    expect(form('{ "response" : [{"Event":{}}]}')).toBe("misp");
    expect(form('[{"Event":{}}]')).toBe("misp");
    expect(form('{"type":"bundle"}')).toBe("stix");
  });

  it.each([
    ["no event", {}],
    ["an empty list", { response: [] }],
    ["no UUID", { Event: { ...EVENT, uuid: "1" } }],
    ["a UUID that is a path", { Event: { ...EVENT, uuid: "../../etc/passwd" } }],
    ["no words", { Event: { ...EVENT, info: " " } }],
    ["no day", { Event: { ...EVENT, date: "yesterday" } }],
    ["no time", { Event: { ...EVENT, timestamp: "-1" } }],
    ["attributes that are none", { Event: { ...EVENT, Attribute: "x" } }],
    ["an attribute that is none", { Event: { ...EVENT, Attribute: [1] } }],
    ["a deleted event", { Event: { ...EVENT, deleted: true } }],
  ])("SHAPE_INVALID for %s", async (_what, value) => {
    await expect(read(value)).rejects.toMatchObject({
      code: expect.stringMatching(/SHAPE_INVALID|IMPORT_DAMAGED/) as string,
    });
  });

  it("refuses a member that is there twice, half a file, and nesting without end", async () => {
    const twice = JSON.stringify({ Event: EVENT }).replace('"info":', '"info":"Other","info":');
    for (const text of [twice, '{"Event":', `{"Event":${"[".repeat(2000)}${"]".repeat(2000)}}`])
      await expect(read(text)).rejects.toMatchObject({
        code: expect.stringMatching(/^(JSON_|IMPORT_)/) as string,
      });
  });

  it("takes a name that means something to the language as a word", async () => {
    const text = JSON.stringify({ Event: EVENT }).replace('"strange"', '"__proto__"');
    const source = await read(text);
    expect(asidesOf(source)).toContainEqual(expect.stringContaining('"__proto__":{"kept":true}'));
  });
});

describe("what is less than an event", () => {
  const attribute = { type: "domain", category: "Network activity", value: "a.example", distribution: "3" };
  const lines = async (value: unknown): Promise<string> => linesOf(await read(value)).join("\n");

  it("is read in every form a search or a client writes, and reaches nobody else", async () => {
    for (const value of [
      { response: { Attribute: [attribute] } },
      { Attribute: [attribute] },
      { response: [{ Attribute: attribute }] },
      { response: [{ Object: { name: "domain-ip", Attribute: [attribute] } }] },
    ]) {
      const said = await lines(value);
      expect(said).toContain("Network activity|domain|a.example");
      expect(said).toContain("distribution|your organisation only");
      expect(said).not.toContain("1970");
    }
  });

  it("is an event without a wrapper, or without what a MISP gives it", async () => {
    const { uuid: _, date: __, timestamp: ___, ...fresh } = EVENT;
    expect(await lines(EVENT)).toBe(await lines({ Event: EVENT }));
    const said = await lines(fresh);
    expect(said).toContain("title: Traces of a campaign");
    expect(said).not.toContain("1970");
    expect(said).not.toContain("row: uuid");
  });

  it("is refused where what it does say is wrong, and where it says nothing", async () => {
    for (const value of [
      ...[
        {},
        [],
        { response: {} },
        { response: [] },
        { response: [null] },
        { result: { types: [] } },
        "7",
        "null",
      ],
      ...[{ Attribute: "x" }, { Attribute: [{ ...attribute, uuid: "X" }] }, { Attribute: [7] }],
      ...[
        { ...EVENT, uuid: "x" },
        { info: "x", date: "soon" },
        { info: "", Attribute: [] },
      ],
    ])
      await expect(read(value)).rejects.toMatchObject({ code: "SHAPE_INVALID" });
  });
});

describe("what is said beside an event", () => {
  it("are proposals, which its creator has not taken, sightings, and galaxies, each said as what it is", async () => {
    const proposal = { type: "domain", category: "Network activity", value: "b.example", to_ids: true };
    const said = await read({
      Event: {
        ...EVENT,
        Attribute: [
          {
            ...EVENT.Attribute[0],
            Sighting: [
              { type: "1", date_sighting: "1930000000", Organisation: { id: "4", name: "Desk of EST" } },
              { type: "0", date_sighting: "1930000060", source: "a sensor" },
            ],
            ShadowAttribute: [proposal],
          },
        ],
        ShadowAttribute: [{ ...proposal, value: "c.example" }],
        Galaxy: [
          {
            name: "Threat Actor",
            GalaxyCluster: [{ value: "Black Cat", tag_name: "x:y", description: "Long." }],
          },
        ],
      },
    });
    const lines = linesOf(said).join("\n");
    for (const line of [
      "a.example|false positive|2031-02-27T23:06:40.000Z|Desk of EST",
      "a.example|seen|2031-02-27T23:07:40.000Z|a sensor",
      "heading2: Proposals\nparagraph: Proposed by others. Who made the event has not taken them.",
      "Network activity|domain|c.example|yes",
      "Network activity|domain|b.example|yes",
      "Threat Actor|Black Cat|x:y",
    ])
      expect(lines).toContain(line);
    expect(lines).not.toContain('{"');
    expect(JSON.stringify(asidesOf(said))).toContain("Long.");
  });
});
