// What is in a PDF: its words, structure, furniture and metadata, as another engine reads them.
import { describe, expect, it } from "vitest";
import type { PrintedSpan } from "@entente/core/printing";
import { renderPdf } from "./index.ts";
import { readPdf, render, squeeze } from "./pdf-reader.fixture.ts";
import { documentOf, portion, sample, samplePictures, text } from "./renderings.fixture.ts";

/** The texts of `spans`, in order; a note's own text is elsewhere. */
function listTexts(spans: readonly PrintedSpan[]): string[] {
  return spans.flatMap((span) => {
    if (span.kind === "restricted") return [span.mark, ...listTexts(span.spans)];
    if (span.kind === "cross-reference") return [span.called];
    if (span.kind === "withheld") return ["***"];
    if (span.kind === "withheld-at-source") return ["[***]"];
    return span.kind === "text" ? [span.text] : [];
  });
}

const bytes = await render(sample);
const raw = Buffer.from(bytes).toString("latin1");
const read = await readPdf(bytes);

describe("a PDF", () => {
  it("holds every word of the document, in its order", () => {
    const said = squeeze(read.words);
    let at = 0;
    for (const one of sample.portions) {
      if (one?.kind === "rendition") continue;
      for (const piece of one === null ? ["***"] : listTexts(one.spans)) {
        const found = said.indexOf(squeeze(piece), at);
        expect([piece, found]).not.toContain(-1);
        at = found + squeeze(piece).length;
      }
    }
    for (const note of sample.footnotes)
      for (const piece of listTexts(note.spans)) expect(said).toContain(squeeze(piece));
    for (const lead of [
      "OS2.",
      "Table1.",
      "Figure1.",
      "OS(a)",
      "OS(1)",
      "O•",
      "3.S-RELTODNK,NOR,SWE",
      "[S1]",
    ])
      expect(said).toContain(lead);
    expect(read.words).toContain("Highly likely (PHIA yardstick), moderate confidence; rests on 1 and 3.");
    expect(read.words).toContain("From DNK. Graded B2.");
    expect(said).toContain("***withheldfromthiscopy");
    expect(said).toContain("[***]withheldbythesource");
  });

  it("is made also where a word of its title or of a heading is wider than the page", async () => {
    const long = "W".repeat(200);
    const wide = await readPdf(
      await render(
        documentOf([
          portion("t", `All of ${long}`, { kind: "title" }),
          portion("h", long, { kind: "heading", depth: 1 }),
          portion("p", long),
        ]),
      ),
    );
    expect(squeeze(wide.words).split(long)).toHaveLength(4);
    expect(wide.roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2"]);
  });

  it("is tagged: headings in order, paragraphs, table with header cells, notes, quotation, figure with its words", () => {
    expect(read.roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2", "H3", "H4"]);
    for (const role of ["P", "Table", "TR", "TH", "TD", "Note", "Lbl", "Link", "BlockQuote", "Figure"])
      expect(read.roles).toContain(role);
    expect(read.roles.filter((role) => role === "TH")).toHaveLength(3);
    expect(read.roles.filter((role) => role === "Note")).toHaveLength(2);
    expect(read.alts).toEqual(["The pier from afar"]);
    expect(read.outline).toEqual([
      "Note on the attack in Nordhavn",
      "What happened",
      "Movements of the boat",
      "What is not known",
    ]);
    expect(read.links).toBeGreaterThan(6);
  });

  it("has banner, exercise and handling lines and the page's number on every page, top and bottom, outside the text", () => {
    expect(read.pages.length).toBeGreaterThan(1);
    read.pages.forEach(({ furniture, body }, index) => {
      for (const line of [sample.banner, "EXERCISE EXERCISE EXERCISE", sample.handling])
        expect(squeeze(furniture).split(squeeze(line))).toHaveLength(3);
      expect(squeeze(furniture)).toContain(`Page${index + 1}of${read.pages.length}`);
      expect(body).not.toContain("EXERCISE EXERCISE");
    });
  });

  it("says no exercise where there is none", async () => {
    const plain = await readPdf(await render(documentOf([portion("p1", "Text.")])));
    expect(JSON.stringify(plain)).not.toContain("EXERCISE");
    expect(plain.info["Title"]).toBe("T");
  });

  it("carries a title, a language, a day, the engine's name, and nothing else about itself", () => {
    expect(read.info["Title"]).toBe("EXERCISE: Note on the attack in Nordhavn");
    expect(read.language).toBe("en-GB");
    expect(Object.keys(read.info).sort()).toEqual(
      [
        "CreationDate",
        "Creator",
        "EncryptFilterName",
        "IsAcroFormPresent",
        "IsCollectionPresent",
        "IsLinearized",
        "IsSignaturesPresent",
        "IsXFAPresent",
        "Language",
        "ModDate",
        "PDFFormatVersion",
        "Title",
      ].filter((key) => key in read.info),
    );
    expect(read.info["CreationDate"]).toMatch(/^D:20310301000000/);
    expect(read.info["Creator"]).toMatch(/^Typst [\d.]+$/);
    expect(raw).toContain("pdfuaid:part");
  });

  it("is one revision without scripts, files, forms or addresses in the network", () => {
    // The tables of the fonts' characters end in the same word, in a language of their own.
    expect(raw.match(/(?<!%%EndResource\s*)%%EOF/g)).toHaveLength(1);
    expect(raw.match(/startxref/g)).toHaveLength(1);
    expect(raw.trimEnd().endsWith("%%EOF")).toBe(true);
    expect(raw).not.toMatch(
      /\/Prev\b|\/JavaScript|\/JS\b|\/EmbeddedFile|\/AcroForm|\/Launch|\/URI\b|\/OpenAction|\/AA\b/,
    );
    expect(read.scripts).toBeNull();
  });

  it("is the same bytes for the same document and day, and says no day when it knows none", async () => {
    expect(Buffer.compare(Buffer.from(await render(sample)), Buffer.from(bytes))).toBe(0);
    const undated = await renderPdf(sample, { pictures: samplePictures, date: null, fonts: [] });
    expect((await readPdf(undated)).info["CreationDate"]).toBeUndefined();
  });

  it("repeats the heading row of a table that goes over pages, and keeps words inside its columns", async () => {
    const rows = Array.from({ length: 80 }, (_, index) =>
      portion(
        `r${index}`,
        [text(`${index}. ${"Donaudampfschiff".repeat(6)}`), { kind: "cell-break" }, text("second")],
        { kind: "row", parent: "t1" },
      ),
    );
    const head = portion("r", [text("First"), { kind: "cell-break" }, text("Heading")], {
      kind: "row",
      parent: "t1",
      depth: 1,
    });
    const long = await readPdf(
      await render(
        documentOf([
          portion("title", "T", { kind: "title" }),
          portion("t1", "Caption", { kind: "table", number: "1" }),
          head,
          ...rows,
        ]),
      ),
    );
    expect(long.pages.length).toBeGreaterThan(1);
    for (const { furniture, body } of long.pages) expect(squeeze(furniture + body)).toContain("FirstHeading");
    for (let index = 0; index < 80; index++)
      expect(squeeze(long.words)).toContain(`${index}.${"Donaudampfschiff".repeat(6)}second`);
  });

  it("stands without a title, with headings out of order, with no portion at all", async () => {
    const jumps = await readPdf(
      await render({
        ...documentOf([
          null,
          portion("h1", "Deep", { kind: "heading", depth: 3 }),
          portion("h2", "High", { kind: "heading", depth: 1 }),
        ]),
        title: null,
      }),
    );
    expect(jumps.roles.filter((role) => /^H\d$/.test(role))).toEqual(["H1", "H2"]);
    expect((await readPdf(await render(documentOf([])))).pages).toHaveLength(1);
  });

  it("prints notes that refer to each other or to themselves, notes nothing refers to, and notes in headings and cells", async () => {
    const note = (label: string): PrintedSpan => ({ kind: "note-reference", note: label });
    const foot = (label: string, ...refers: string[]): ReturnType<typeof portion> =>
      portion(`n${label}`, [text(`Note ${label} says.`), ...refers.map(note)], {
        kind: "footnote",
        number: label,
      });
    const printed = await readPdf(
      await render(
        documentOf(
          [
            portion("title", [text("Title"), note("a")], { kind: "title" }),
            portion("t1", [text("Caption"), note("b")], { kind: "table" }),
            portion("r1", [text("Head"), note("c")], { kind: "row", parent: "t1", depth: 1 }),
            portion("r2", [text("Cell"), note("d"), note("gone")], { kind: "row", parent: "t1" }),
            portion("p1", [text("Text"), note("d"), note("a")]),
          ],
          [foot("a", "a", "b"), foot("b", "a"), foot("c"), foot("d"), foot("e", "f"), foot("f", "e")],
        ),
      ),
    );
    for (const label of ["a", "b", "c", "d", "e", "f"])
      expect(squeeze(printed.words)).toContain(`Note${label}says.`);
    expect(printed.outline[0]).toMatch(/^Title/);
  });
});
