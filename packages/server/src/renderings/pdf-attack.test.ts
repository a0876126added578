// What a document may not do through a PDF: text stays text, and what cannot be printed is refused.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PrintedDocument } from "@entente/core/printing";
import { renderDocx, renderPdf } from "./index.ts";
import { readPdf, render, squeeze } from "./pdf-reader.fixture.ts";
import { documentOf, makePng, portion, sample } from "./renderings.fixture.ts";
import { compileTypst } from "./typst.ts";

describe("hostile text in a PDF", () => {
  const said = async (lines: readonly string[]): Promise<string> => {
    const printed = documentOf(
      lines.map((line, index) => portion(`p${index}`, line, { number: String(index) })),
    );
    return squeeze((await readPdf(await render(printed))).words);
  };

  it("stays text", async () => {
    const attacks = [
      `#eval("1+1")`,
      `#read("/etc/passwd")`,
      `#import "@preview/x:1.0.0"`,
      `$ x^2 $`,
      "*bold* _soft_ `raw` ``` block",
      "= Heading",
      `- item + item / term: x`,
      `<label> @ref`,
      `"quoted" 'single' -- --- ... ~`,
      `\\u{1F4A9} \\n \\" \\`,
      `https://example.org/x`,
      `#set page(width: 1pt)`,
      `]]] ))) }}} [[[ ((( {{{`,
      `// comment /* comment */`,
      `(S) {(S): x} [^1] [@S1] {see: 1}`,
      `</script>&lt;`,
      `%PDF-1.7 endobj`,
    ];
    const words = await said(attacks);
    for (const attack of attacks) expect(words).toContain(squeeze(attack));
  });

  it("comes out as it went in, whatever its characters", async () => {
    const hostile = fc.string({
      unit: fc.constantFrom(...Array.from("#$*_`<>@=+-/\\\"'~[](){}:;,.&%^|!? aZé9ßЖωffiﬁ")),
      minLength: 1,
      maxLength: 80,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(hostile, { minLength: 40, maxLength: 60 }), async (lines) => {
        const words = await said(lines);
        expect(words).toContain(lines.map((line, index) => `O${index}.${squeeze(line)}`).join(""));
      }),
      { numRuns: 8 },
    );
  });

  it("cannot act through ids, labels, marks, numbers, file names, the title or the handling line", async () => {
    const evil = `"]#panic("x")<a>`;
    const printed: PrintedDocument = {
      ...sample,
      title: evil,
      handling: evil,
      originator: evil,
      bands: [{ text: evil, colour: "#000000", ink: "#ffffff" }],
      portions: [
        portion(evil, evil, { number: evil, mark: evil }),
        portion("p2", [
          { kind: "note-reference", note: evil },
          { kind: "cross-reference", target: evil, called: evil },
          { kind: "source-reference", source: evil },
        ]),
        portion("f", "Caption", { kind: "figure" }),
        portion("r", evil, {
          kind: "rendition",
          parent: "f",
          mark: evil,
          file: { name: evil, mediaType: "image/png", sha256: null },
        }),
      ],
      footnotes: [
        portion("n", evil, { kind: "footnote", number: evil }),
        portion("s", evil, { kind: "source", number: evil }),
      ],
    };
    const pdf = await readPdf(
      await renderPdf(printed, { pictures: new Map([[evil, makePng(20, 20)]]), date: null, fonts: [] }),
    );
    expect(pdf.info["Title"]).toBe(`EXERCISE: ${evil}`);
    expect(pdf.alts).toEqual([evil]);
    expect(squeeze(pdf.words).split(squeeze(evil)).length).toBeGreaterThan(8);
  });

  it("shows what would reorder a line or steer a reader, and breaks a word that fits no line", async () => {
    const words = await said(["a\u202eb\u0007c\ufeffd\ud800e", "line\nfeed\ttab", "x".repeat(4000)]);
    expect(words).toContain("a☐b☐c☐d☐e");
    expect(words).toContain("linefeedtab");
    expect(words).toContain("x".repeat(4000));
  });

  it("is refused when no font has a character, which is named", async () => {
    for (const [words, name] of [
      ["在萨利斯伯里", "在 (U+5728)"],
      ["دبلوماسي", "د (U+062F)"],
      ["boat \u{1f6a4}", "U+1F6A4"],
    ] as const) {
      await expect(said([words])).rejects.toMatchObject({
        code: "RENDERING_GLYPH_MISSING",
        message: expect.stringContaining(name) as string,
      });
    }
  });

  it("takes other fonts for what ours lacks, and nothing that is no font", async () => {
    const signs = documentOf([portion("p1", "A tune ♪ and a spade ♠.")]);
    const { resolve } = createRequire(import.meta.url);
    const font = await readFile(resolve("pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf"));
    const options = { pictures: new Map(), date: null };
    await expect(renderPdf(signs, { ...options, fonts: [] })).rejects.toMatchObject({
      code: "RENDERING_GLYPH_MISSING",
    });
    const pdf = await readPdf(await renderPdf(signs, { ...options, fonts: [font] }));
    for (const sign of ["♪", "♠"]) expect(pdf.words).toContain(sign);
    for (const noise of [Buffer.from("no font"), font.subarray(0, 4000), Buffer.alloc(0)])
      await expect(renderPdf(signs, { ...options, fonts: [noise] })).rejects.toMatchObject({
        code: "FONT_INVALID",
      });
  });

  it("stands when nothing of a table is shown: no row, only gaps, only empty cells", async () => {
    const table = { ...portion("t1", "A caption"), kind: "table" } as const;
    const empty = { ...portion("r1", ""), kind: "row", parent: "t1", spans: [] } as const;
    for (const rows of [[], [null], [null, empty], [empty]]) {
      const printed = { ...documentOf([]), portions: [table, ...rows, portion("p2", "After it")] };
      const pdf = await readPdf(await renderPdf(printed, { pictures: new Map(), date: null, fonts: [] }));
      expect(pdf.words).toContain("After it");
      expect((await renderDocx(printed, { pictures: new Map() })).length).toBeGreaterThan(1000);
    }
  });

  it("is ended when it takes too long", async () => {
    const endless = {
      template: "#for i in range(100000000) {}",
      paper: "{}",
      pictures: [],
      fonts: [],
      date: null,
    };
    await expect(compileTypst(endless, 1500)).rejects.toMatchObject({ code: "RENDERING_TOO_LONG" });
    await expect(compileTypst({ ...endless, template: "#panic()" }, 20_000)).rejects.toMatchObject({
      code: "INTERNAL",
    });
  });
});
