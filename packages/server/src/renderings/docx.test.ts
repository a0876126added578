// What is in a DOCX: its parts, words, styles and furniture, as they lie in the package.
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import type { PrintedDocument } from "@entente/core/printing";
import { renderDocx } from "./index.ts";
import { documentOf, portion, sample, samplePictures, text, unpackDocx } from "./renderings.fixture.ts";

/** The words of a part, a line for each paragraph; throws when it is not well formed. */
function words(part: Buffer | undefined): string {
  const said: string[] = [];
  let inText = false;
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name }) => {
    inText = name === "w:t";
    if (name === "w:tab") said.push("\t");
    if (name === "w:br") said.push(" ");
  });
  parser.on("text", (piece) => {
    if (inText) said.push(piece);
  });
  parser.on("closetag", ({ name }) => {
    if (name === "w:t") inText = false;
    if (name === "w:p") said.push("\n");
  });
  parser.write(part?.toString("utf8") ?? "").close();
  return said.join("");
}

const render = (printed: PrintedDocument): Promise<Uint8Array> =>
  renderDocx(printed, { pictures: samplePictures });
const bytes = await render(sample);
const parts = await unpackDocx(bytes);
const xml = (name: string): string => parts.get(name)?.toString("utf8") ?? "";
const body = words(parts.get("word/document.xml"));

describe("a DOCX", () => {
  it("holds the parts it needs and no other", () => {
    expect([...parts.keys()]).toEqual([
      "[Content_Types].xml",
      "_rels/.rels",
      "docProps/app.xml",
      "docProps/core.xml",
      "docProps/custom.xml",
      "word/_rels/document.xml.rels",
      "word/_rels/endnotes.xml.rels",
      "word/_rels/fontTable.xml.rels",
      "word/_rels/footer1.xml.rels",
      "word/_rels/footnotes.xml.rels",
      "word/_rels/header1.xml.rels",
      "word/document.xml",
      "word/endnotes.xml",
      "word/fontTable.xml",
      "word/footer1.xml",
      "word/footnotes.xml",
      "word/header1.xml",
      "word/media/image1.png",
      "word/numbering.xml",
      "word/settings.xml",
      "word/styles.xml",
      "word/theme/theme1.xml",
    ]);
    expect(
      parts.get("word/media/image1.png")?.equals(Buffer.from(samplePictures.get("pier.png") ?? [])),
    ).toBe(true);
  });

  it("says its title and language, and no author, company, time, revision or outside address", () => {
    const core = xml("docProps/core.xml");
    expect(core.match(/<(\w+:\w+)>[^<]*/g)).toEqual([
      "<dc:title>EXERCISE: Note on the attack in Nordhavn",
      "<dc:language>en-GB",
    ]);
    for (const name of ["docProps/app.xml", "docProps/custom.xml"])
      expect(xml(name)).toMatch(/<Properties[^>]*\/>$/);
    const all = [...parts]
      .filter(([name]) => name.endsWith(".xml") || name.endsWith(".rels"))
      .map(([, part]) => part.toString("utf8"))
      .join("");
    expect(all).not.toMatch(/w:rsid|w:author|w:date|w:ins |w:del |w:comment|TargetMode|w14:paraId/);
    expect(Buffer.from(bytes).toString("latin1").split("PK\u0003\u0004")).toHaveLength(parts.size + 1);
  });

  it("holds every word in its place, marks and numbers before their text", () => {
    for (const line of [
      "\tO\tNote on the attack in Nordhavn",
      "\tO   1.\tOn 27 February a device was found at the pier. It lay below the waterline S - REL TO FVEY and a second device was removed unseen[***], as table 1 shows; the owner is [***].",
      "\tOS\t(a)\tHe came alone",
      "\tOS\t(1)\tThe notes were new.",
      "\tO\t•\tA bullet of its own.",
      "\t3.\tS - REL TO DNK, NOR, SWE A source in the harbour saw two men.\nFrom DNK. Graded B2.",
      "Highly likely (PHIA yardstick), moderate confidence; rests on 1 and 3.",
      "\tO   Table 1.\tPorts of call\nDate\nPlace\nSource\n24 February\nNordhavn\nHarbour log\nOS  26 February\nS An anchorage outside the roads\nA source\n***\n27 February\n",
      "\tO   Figure 1.\tThe pier, seen from the breakwater",
      "\t\t***\n",
      "See paragraph 3.",
      "\tO   3\tA note nothing refers to.",
      "\tS   [S1]\tA clerk of the harbour with direct access, reporting since 2029.\nGraded B2.",
      "***  withheld from this copy\n[***]  withheld by the source\n",
    ])
      expect(body).toContain(line);
    const notes = words(parts.get("word/footnotes.xml"));
    expect(notes).toContain(
      " O  Harbour master’s log, shown to the press on 28 February.\n OS  Times are local.\n",
    );
    expect(xml("word/document.xml").match(/<w:footnoteReference w:id="\d"\/>/g)).toHaveLength(2);
  });

  it("has real headings, header rows, alternative texts, and links that lead somewhere", () => {
    const document = xml("word/document.xml");
    for (const style of ["Title", "Heading1", "Heading2", "Heading3", "Quotation", "Caption", "Source"])
      expect(document).toContain(`<w:pStyle w:val="${style}"/>`);
    expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    expect(document).toContain(`descr="The pier from afar"`);
    const places = new Set(
      [...document.matchAll(/w:bookmarkStart w:name="(\w+)"/g)].map(([, place]) => place),
    );
    for (const [, anchor] of document.matchAll(/w:anchor="(\w+)"/g)) expect(places).toContain(anchor);
    expect(xml("word/styles.xml")).toContain(`w:lang w:val="en-GB"`);
  });

  it("has banner, exercise and handling lines in header and footer, and the page's number", () => {
    expect(words(parts.get("word/header1.xml"))).toBe(
      `${sample.banner}\nEXERCISE EXERCISE EXERCISE\n${sample.handling}\n`,
    );
    expect(words(parts.get("word/footer1.xml"))).toBe(
      `Page  of \n${sample.handling}\nEXERCISE EXERCISE EXERCISE\n${sample.banner}\n`,
    );
    expect(xml("word/footer1.xml")).toMatch(/PAGE<.*NUMPAGES</);
  });

  it("says no exercise where there is none", async () => {
    const plain = await unpackDocx(await render(documentOf([portion("p1", "Text.")])));
    for (const part of plain.values()) expect(part.toString("latin1")).not.toContain("EXERCISE");
  });

  it("is the same bytes for the same document", async () => {
    expect(Buffer.from(await render(sample)).equals(Buffer.from(bytes))).toBe(true);
  });

  it("marks notes as the document does when it does not count them 1, 2, 3", async () => {
    const printed = documentOf(
      [
        portion("p1", [
          text("Text"),
          { kind: "note-reference", note: "b" },
          { kind: "note-reference", note: "7" },
          { kind: "note-reference", note: "b" },
        ]),
      ],
      [
        portion("n7", [text("Seven"), { kind: "note-reference", note: "c" }], {
          kind: "footnote",
          number: "7",
        }),
        portion("nc", [text("Only in a note"), { kind: "note-reference", note: "c" }], {
          kind: "footnote",
          number: "c",
        }),
      ],
    );
    const own = await unpackDocx(await render(printed));
    expect(words(own.get("word/document.xml"))).toContain("Textb7b\n");
    expect(own.get("word/document.xml")?.toString()).toContain(
      `<w:footnoteReference w:customMarkFollows="1" w:id="1"/>`,
    );
    expect(words(own.get("word/footnotes.xml"))).toContain("b ***\n7 O  Sevenc\n");
    expect(own.get("word/footnotes.xml")?.toString()).not.toContain("w:footnoteRef/");
    expect(words(own.get("word/document.xml"))).toContain("\tO   c\tOnly in a notec\n");
  });

  it("shows no WebP, which word processors do not", async () => {
    const file = { name: "a.webp", mediaType: "image/webp", sha256: null } as const;
    const figure = [
      portion("f1", "F", { kind: "figure" }),
      portion("f1a", "Alt", { kind: "rendition", parent: "f1", file }),
    ];
    const webp = Buffer.from("RIFF\x16\0\0\0WEBPVP8L\x09\0\0\0\x2f\x1f\xc0\x07\x00rest\0", "latin1");
    await expect(
      renderDocx(documentOf(figure), { pictures: new Map([["a.webp", webp]]) }),
    ).rejects.toMatchObject({
      code: "PICTURE_INVALID",
    });
  });
});

describe("hostile text in a DOCX", () => {
  it("stays text, wherever it stands", async () => {
    const evil = `</w:t></w:r>&amp;<!--"']]><w:p a="{{x}}\u0000\u0007\u202e\ud800\uffff`;
    const clean = `</w:t></w:r>&amp;<!--"']]><w:p a="{{x}}\ufffd\ufffd\ufffd\ufffd\ufffd`;
    const hostile: PrintedDocument = {
      ...documentOf(
        [
          portion(
            evil,
            [
              text(evil),
              { kind: "restricted", mark: evil, banner: evil, spans: [text(evil)] },
              { kind: "note-reference", note: evil },
              { kind: "cross-reference", target: evil, called: evil },
            ],
            { mark: evil, number: evil },
          ),
          portion("f1", evil, { kind: "figure" }),
          portion("f1a", evil, {
            kind: "rendition",
            parent: "f1",
            file: { name: "pier.png", mediaType: "image/png", sha256: null },
          }),
        ],
        [
          portion("n", evil, { kind: "footnote", number: evil }),
          portion("s", evil, { kind: "source", number: evil }),
        ],
      ),
      title: evil,
      handling: evil,
      originator: evil,
      bands: [{ text: evil, colour: "#abc", ink: "#ffffff" }],
    };
    const broken = await unpackDocx(await render(hostile));
    for (const [name, part] of broken) if (/\.(xml|rels)$/.test(name)) words(part);
    const document = words(broken.get("word/document.xml"));
    expect(document.split(clean).length).toBeGreaterThan(9);
    expect(words(broken.get("word/header1.xml"))).toBe(`${clean}\n${clean}\n`);
    expect(words(broken.get("word/footnotes.xml"))).toContain(clean);
  });
});
