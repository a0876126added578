// What is in a PDF: its words, structure, furniture and metadata, as another engine reads them.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fc from "fast-check";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import type { PrintedDocument, PrintedSpan } from "@entente/core/printing";
import { renderDocx, renderPdf } from "./index.ts";
import { documentOf, makePng, portion, sample, samplePictures, text } from "./renderings.fixture.ts";
import { compileTypst } from "./typst.ts";

interface ReadPdf {
  readonly pages: readonly { readonly furniture: string; readonly body: string }[];
  /** Roles of the structure, parents before children, page by page. */
  readonly roles: readonly string[];
  readonly alts: readonly string[];
  /** The words in the order of the structure. */
  readonly words: string;
  readonly info: Readonly<Record<string, unknown>>;
  readonly language: unknown;
  readonly scripts: unknown;
  readonly outline: readonly string[];
  readonly links: number;
}

interface Node {
  readonly role?: string;
  readonly alt?: string;
  readonly id?: string;
  readonly children?: readonly Node[];
}

async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: 0 });
  const pdf = await task.promise;
  const pages: { furniture: string; body: string }[] = [];
  const roles: string[] = [];
  const alts: string[] = [];
  const words: string[] = [];
  let links = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true });
    const byId = new Map<string, string>();
    const open: (string | null)[] = [];
    let furniture = "";
    for (const item of items) {
      if (!("str" in item)) {
        if (item.type === "endMarkedContent") open.pop();
        else open.push("id" in item && typeof item.id === "string" ? item.id : null);
        continue;
      }
      const id = open.findLast((one) => one !== null) ?? null;
      const said = item.str + (item.hasEOL ? "\n" : "");
      if (id === null) furniture += said;
      else byId.set(id, (byId.get(id) ?? "") + said);
    }
    const walk = (node: Node): string => {
      if (node.role !== undefined) roles.push(node.role);
      if (node.alt !== undefined) alts.push(node.alt);
      return (
        (node.id === undefined ? "" : (byId.get(node.id) ?? "")) + (node.children ?? []).map(walk).join("")
      );
    };
    const tree = (await page.getStructTree()) as Node | null;
    const body = tree === null ? "" : walk(tree);
    pages.push({ furniture, body });
    words.push(body);
    links += (await page.getAnnotations()).length;
  }
  const { info } = await pdf.getMetadata();
  interface Entry {
    readonly title: string;
    readonly items: readonly Entry[];
  }
  const listOutline = (items: readonly Entry[]): string[] =>
    items.flatMap(({ title, items: inner }) => [title, ...listOutline(inner)]);
  const outline: unknown = await pdf.getOutline();
  const read: ReadPdf = {
    ...{ pages, roles, alts, words: words.join("\n"), links },
    info: info as Record<string, unknown>,
    language: (info as Record<string, unknown>)["Language"],
    scripts: await pdf.getJSActions(),
    outline: Array.isArray(outline) ? listOutline(outline as readonly Entry[]) : [],
  };
  await task.destroy();
  return read;
}

function squeeze(words: string): string {
  return words.replace(/\s+/gu, "");
}

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

const render = (printed: PrintedDocument): Promise<Uint8Array> =>
  renderPdf(printed, { pictures: samplePictures, date: "2031-03-01", fonts: [] });
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
