// PDF: reading order, what stands on pages and not in the text, and what nobody sees. All documents here are invented.
import { describe, expect, it } from "vitest";
import { buildPdf, buildStream, textAt } from "./fixtures/build-files.ts";
import type { PdfOptions } from "./fixtures/build-files.ts";
import { asidesOf, codesOf, readBytes, linesOf } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const read = (contents: readonly string[], options?: PdfOptions): Promise<ReadSource> =>
  readBytes(buildPdf(contents, options), "file.pdf", "pdf");
const lines = (x: number, y: number, texts: readonly string[], size = 12): string =>
  texts.map((text, index) => textAt(x, y - index * size * 1.2, text, size)).join("");
const LONG = "The harbour master wrote down what he saw, and he saw more than the others";

describe("the text of a PDF", () => {
  it("joins lines to paragraphs, takes headings by size and numbers by what begins a line", async () => {
    const result = await read([
      textAt(72, 780, "A report", 24) +
        textAt(72, 740, "What is known", 16) +
        lines(72, 700, ["1. " + LONG, "that night. They were asleep.", "2. Short.", "(a) A part of it."]) +
        textAt(72, 610, "\\225 A point."),
    ]);
    expect(linesOf(result)).toEqual([
      "title: A report",
      "heading1: What is known",
      `paragraph 1: ${LONG} that night. They were asleep.`,
      "paragraph 2: Short.",
      "paragraph1 2(a): A part of it.",
      expect.stringContaining("A point."),
    ]);
    expect(result.parsed.document.portions.map(({ page }) => page)).toEqual([null, "1", "1", "1", "1", "1"]);
  });

  it("reads columns one after the other, and what crosses them in its place", async () => {
    const column = (x: number, word: string): string =>
      lines(
        x,
        700,
        Array.from({ length: 8 }, (_, index) => `${word} line ${index} of the column, in full`),
        10,
      );
    const result = await read([
      textAt(
        72,
        740,
        "A line that goes over both of the columns from the left edge to the right edge of the page",
        11,
      ) +
        column(72, "left") +
        column(320, "right"),
    ]);
    const text = linesOf(result).join(" ");
    expect(text.indexOf("goes over both")).toBeLessThan(text.indexOf("left line 0"));
    expect(text.indexOf("left line 7")).toBeLessThan(text.indexOf("right line 0"));
  });

  it("leaves out running heads and page numbers that repeat, and keeps page labels", async () => {
    const page = (number: number): string =>
      textAt(72, 810, "UK OFFICIAL", 10) +
      textAt(72, 700, `Text of page ${"abc"[number - 1] ?? ""}.`) +
      textAt(290, 30, `Page ${number}`, 10);
    const result = await read([1, 2, 3].map(page), { catalog: "/PageLabels << /Nums [0 << /S /r >>] >>" });
    expect(linesOf(result)).toEqual([
      "paragraph: Text of page a.",
      "paragraph: Text of page b.",
      "paragraph: Text of page c.",
    ]);
    expect(result.parsed.document.portions.map(({ page: label }) => label)).toEqual(["i", "ii", "iii"]);
    expect(asidesOf(result).filter((aside) => aside.startsWith("header"))).toHaveLength(3);
    expect(codesOf(result)).toEqual(["warning IMPORT_SET_ASIDE", "warning IMPORT_SET_ASIDE"]);
  });

  it("joins a paragraph over a page and a word over a line only when it is sure", async () => {
    const result = await read([
      lines(72, 700, [
        "The harbour is large. Ships of the har-",
        "bour wait in it for days now, and well-",
        "known ones sail by night, and still un-",
        "known ones and well-known ones stay and",
        "nobody at all of the town came to",
      ]),
      textAt(72, 780, "see them at all."),
    ]);
    const text = linesOf(result).join("\n");
    expect(text).toContain("Ships of the harbour wait in it for days now, and well-known ones sail");
    expect(text).toContain("still un-known ones");
    expect(text).toContain("nobody at all of the town came to see them at all.");
    expect(codesOf(result)).toContain("warning IMPORT_HYPHEN");
  });

  it("makes notes of small lines at the foot whose label stands raised in the text", async () => {
    const result = await read([
      textAt(72, 700, "It was seen") +
        textAt(133, 705, "1", 7) +
        textAt(142, 700, "from the tower.") +
        lines(72, 680, [LONG, LONG]) +
        textAt(72, 80, "1 Book of the watch, page 4.", 8),
    ]);
    expect(linesOf(result)[0]).toBe("paragraph: It was seen^1 from the tower.");
    expect(linesOf(result).at(-1)).toBe("footnote 1: Book of the watch, page 4.");
  });

  it("makes a table of rows that stand under each other", async () => {
    const row = (y: number, cells: readonly string[]): string =>
      cells.map((cell, index) => textAt(72 + index * 150, y, cell)).join("");
    const result = await read([
      row(700, ["Time", "Place", "Source"]) +
        row(684, ["04:10", "roads", "pilot"]) +
        row(668, ["05:25", "channel", "radar"]),
    ]);
    expect(linesOf(result)).toEqual([
      "table: ",
      "row: Time|Place|Source",
      "row: 04:10|roads|pilot",
      "row: 05:25|channel|radar",
    ]);
    expect(codesOf(result)).toEqual(["warning IMPORT_TABLE_SHAPE"]);
  });

  it("turns pages upright", async () => {
    const result = await read(["BT /F1 12 Tf 0 1 -1 0 100 72 Tm (Turned by a quarter.) Tj ET"], {
      page: "/Rotate 90",
    });
    expect(linesOf(result)).toEqual(["paragraph: Turned by a quarter."]);
  });
});

describe("what readers of a PDF do not see", () => {
  it.each([
    ["a black box", "0 g 146 695 60 16 re f"],
    ["a dark red box drawn as a path", "0.4 0 0 rg 146 695 m 206 695 l 206 711 l 146 711 l h f"],
    ["a white box", "1 g 146 695 60 16 re f"],
    ["a box in a form", "/X Do"],
  ])("reports text under %s, and puts *** in its place", async (_, box) => {
    const form = buildStream("0 g 146 695 60 16 re f", "/Type /XObject /Subtype /Form /BBox [0 0 595 842]");
    const result = await read(
      [textAt(72, 700, "The name is") + textAt(150, 700, "J. Brown") + textAt(212, 700, "as we know.") + box],
      {
        objects: [form],
        resources: "/XObject << /X 10 0 R >>",
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: The name is *** as we know."]);
    expect(asidesOf(result)).toEqual(["covered: J. Brown"]);
    expect(result.parsed.problems).toContainEqual(
      expect.objectContaining({
        code: "TEXT_UNDER_BOX",
        severity: "error",
        line: 1,
        message: expect.stringContaining("150 points from the left") as string,
      }),
    );
  });

  it.each([
    ["a box that was there before the text", "0 g 60 690 300 30 re f 1 g"],
    ["a box that lets through what is under it", "/G gs 1 1 0 rg 60 690 300 30 re f 0 g"],
    ["a box that is clipped away", "q 0 0 10 10 re W n 0 g 60 690 300 30 re f Q"],
    ["a line", "0 g 60 699 300 0.5 re f"],
  ])("does not take %s for a redaction", async (_, box) => {
    const result = await read(
      [
        `${box}\n${textAt(72, 700, "Still to be read.")}${box.startsWith("q") || box.includes("0.5 re") ? box : ""}`,
      ],
      {
        resources: "/ExtGState << /G << /ca 0.3 /BM /Multiply >> >>",
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: Still to be read."]);
    expect(codesOf(result)).toEqual([]);
  });

  it("finds text under annotations that hide", async () => {
    const result = await read([textAt(72, 700, "Open") + textAt(136, 700, "Hidden")], {
      page: "/Annots [<< /Type /Annot /Subtype /Redact /Rect [130 695 190 711] /Contents (why) /T (B. Okoro) >>]",
    });
    expect(linesOf(result)).toEqual(["paragraph: Open ***"]);
    expect(codesOf(result).sort()).toEqual(["error TEXT_UNDER_BOX", "warning IMPORT_SET_ASIDE"]);
    expect(asidesOf(result)).toContain("annotation: why");
  });

  it.each([
    ["white on white", "1 g"],
    ["in a mode that paints nothing", "3 Tr"],
    ["too small to be seen", "0.001 0 0 0.001 0 0 cm"],
    ["in a layer that is off", "/OC /L BDC"],
  ])("sets aside text %s", async (_, before) => {
    const [open, close] = before.endsWith("BDC") ? [before, "EMC"] : [`q ${before}`, "Q"];
    const hidden = before.endsWith("Tr")
      ? textAt(72, 650, "Hidden words.").replace("BT", "BT 3 Tr")
      : `${open}\n${textAt(72, 650, "Hidden words.")}${close}`;
    const result = await read(
      [textAt(72, 700, "Seen words, of which there are more than of the others.") + hidden],
      {
        objects: ["<< /Type /OCG /Name (L) >>"],
        catalog: "/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>",
        resources: "/Properties << /L 10 0 R >>",
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: Seen words, of which there are more than of the others."]);
    expect(asidesOf(result)).toEqual(["hidden: Hidden words."]);
    expect(codesOf(result)).toEqual(["error IMPORT_HIDDEN_TEXT"]);
  });

  it("takes the words of a scan, and says that a machine read them", async () => {
    const image = buildStream(
      new Uint8Array(100 * 100),
      "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8",
    );
    const result = await read(
      [
        `${textAt(72, 700, "Read by a machine.").replace("BT", "BT 3 Tr")}q 595 0 0 842 0 0 cm /I Do Q`,
        "q 595 0 0 842 0 0 cm /I Do Q",
      ],
      {
        objects: [image],
        resources: "/XObject << /I 10 0 R >>",
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: Read by a machine."]);
    expect(codesOf(result).sort()).toEqual([
      "error PAGE_WITHOUT_TEXT",
      "warning IMPORT_HIDDEN_TEXT",
      "warning IMPORT_PICTURE",
    ]);
  });

  it.each(["before", "after"])("finds the words of a scan under a box, painted %s it", async (when) => {
    const words = `${textAt(72, 700, "Read by").replace("BT", "BT 3 Tr")}${textAt(150, 700, "a machine.").replace("BT", "BT 3 Tr")}`;
    const box = "q 595 0 0 842 0 0 cm /I Do Q 0 g 146 695 80 16 re f ";
    const result = await read([when === "before" ? words + box : box + words], {
      objects: [
        buildStream(
          new Uint8Array(100 * 100),
          "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8",
        ),
      ],
      resources: "/XObject << /I 10 0 R >>",
    });
    expect(linesOf(result)).toEqual(["paragraph: Read by ***"]);
    expect(asidesOf(result)).toEqual(["covered: a machine."]);
    expect(codesOf(result)).toContain("error TEXT_UNDER_BOX");
  });

  it("says what is attached, filled in and linked", async () => {
    const result = await read([textAt(72, 700, "Text.")], {
      catalog:
        "/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (plan.docx) /EF << /F 10 0 R >> >>] >> >> /AcroForm << /Fields [] >>",
      objects: [buildStream("x", "/Type /EmbeddedFile")],
      page: "/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (Ask first.) /T (A. Ruiz) >> << /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example/) >> >>]",
    });
    expect(asidesOf(result)).toEqual(["annotation: Ask first."]);
    expect(codesOf(result)).toContain("warning IMPORT_LINK");
    expect(result.parsed.problems.map(({ message }) => message).join("\n")).toMatch(
      /attached, and is not opened[^]*A\. Ruiz/,
    );
  });
});
