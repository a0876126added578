// DOCX: what its mapping keeps, numbers, sets aside and flags. All documents here are invented.
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { buildDocx, p } from "./fixtures/build-files.ts";
import type { DocxParts } from "./fixtures/build-files.ts";
import { asidesOf, codesOf, readBytes, linesOf } from "./fixtures/import-bytes.ts";
import type { ReadSource } from "./import-result.ts";

const read = (body: string, options?: DocxParts): Promise<ReadSource> =>
  readBytes(buildDocx(body, options), "file.docx", "docx");
const r = (text: string, properties = ""): string =>
  `<w:r>${properties === "" ? "" : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const by = 'w:id="1" w:author="A. Ruiz" w:date="2031-03-05T08:00:00Z"';
const list = (id: number, level = 0): string =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${id}"/></w:numPr>`;
const level = (at: number, format: string, text: string): string =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const NUMBERING = [
  `<w:abstractNum w:abstractNumId="0">${level(0, "decimal", "%1.")}${level(1, "lowerLetter", "(%2)")}${level(2, "decimal", "(%3)")}${level(3, "lowerRoman", "%4.")}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="1">${level(0, "bullet", "•")}${level(1, "bullet", "o")}</w:abstractNum>`,
  `<w:abstractNum w:abstractNumId="2">${level(0, "upperRoman", "%1.")}${level(1, "decimal", "%1.%2")}</w:abstractNum>`,
  '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
  '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>',
  '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>',
  '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>',
].join("");
const STYLES = [
  '<w:style w:type="paragraph" w:styleId="Titre1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
  '<w:style w:type="paragraph" w:styleId="Eigen"><w:name w:val="Eigene Überschrift"/><w:basedOn w:val="Titre1"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="h5"><w:name w:val="Heading 5"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="Z"><w:name w:val="Quote"/></w:style>',
  '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="caption"/></w:style>',
  `<w:style w:type="paragraph" w:styleId="N"><w:name w:val="Numbered"/><w:pPr>${list(1)}</w:pPr></w:style>`,
  '<w:style w:type="character" w:styleId="Geheim"><w:name w:val="Secret"/><w:rPr><w:vanish/></w:rPr></w:style>',
].join("");
const style = (id: string): string => `<w:pStyle w:val="${id}"/>`;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const PICTURE =
  '<Relationship Id="i1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/a.png"/>';
const drawing = (inner: string, alt = ""): string =>
  `<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="${alt}"/>${inner}</wp:inline></w:drawing></w:r>`;

describe("paragraphs of a DOCX", () => {
  it("take headings from outline levels, whatever the styles are called", async () => {
    const result = await read(
      p("The title", style("T")) +
        p("One", style("Titre1")) +
        p("Two", style("Eigen")) +
        p("Five", style("h5")) +
        p("Direct", '<w:outlineLvl w:val="1"/>') +
        p("Body", '<w:outlineLvl w:val="9"/>') +
        p("Said", style("Z")),
      { parts: { styles: STYLES } },
    );
    expect(linesOf(result)).toEqual([
      "title: The title",
      "heading1: One",
      "heading1: Two",
      "heading3: Five",
      "heading2: Direct",
      "paragraph: Body",
      "quotation: Said",
    ]);
    expect(codesOf(result)).toEqual(["warning IMPORT_STRUCTURE_FLATTENED"]);
  });

  it("are numbered as a word processor prints them", async () => {
    const result = await read(
      p("one", list(1)) +
        p("sub", list(1, 1)) +
        p("subsub", list(1, 2)) +
        p("subsub two", list(1, 2)) +
        p("sub two", list(1, 1)) +
        p("two", style("N")) +
        p("none", '<w:numPr><w:numId w:val="0"/></w:numPr>') +
        p("bullet", list(2)) +
        p("inner bullet", list(2, 1)) +
        p("three", list(1)) +
        p("roman", list(3)) +
        p("legal", list(3, 1)) +
        p("again", list(4)),
      { parts: { styles: STYLES, numbering: NUMBERING } },
    );
    expect(linesOf(result)).toEqual([
      "paragraph 1: one",
      "paragraph1 1(a): sub",
      "paragraph2 1(a)(1): subsub",
      "paragraph2 1(a)(2): subsub two",
      "paragraph1 1(b): sub two",
      "paragraph 2: two",
      "paragraph: none",
      "paragraph1: bullet",
      "paragraph2: inner bullet",
      "paragraph 3: three",
      "paragraph: I. roman",
      "paragraph1: I.1 legal",
      "paragraph: 1. again",
    ]);
    expect(codesOf(result)).toEqual([
      "warning IMPORT_KEPT_AS_TEXT",
      "warning IMPORT_KEPT_AS_TEXT",
      "warning IMPORT_KEPT_AS_TEXT",
    ]);
  });

  it("keep tabs, breaks, signs, hyphens, ruby, formulas and what is not understood", async () => {
    const result = await read(
      `<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t></w:r>` +
        `<w:r><w:sym w:font="Symbol" w:char="F061"/><w:sym w:font="Wingdings" w:char="F0FC"/><w:sym w:font="Webdings" w:char="F021"/></w:r>` +
        `<w:r><w:ruby><w:rt><w:r><w:t>kan</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>漢</w:t></w:r></w:rubyBase></w:ruby></w:r>` +
        `<m:oMath><m:r><m:t>x+1</m:t></m:r></m:oMath><w:futureThing><w:r><w:t>kept</w:t></w:r></w:futureThing></w:p>`,
    );
    expect(linesOf(result)).toEqual(["paragraph: a b c\u2011deα✓[Webdings F021]漢(kan)x+1kept"]);
    expect(codesOf(result)).toEqual(Array.from({ length: 3 }, () => "warning IMPORT_KEPT_AS_TEXT"));
  });

  it("keep marks as text and *** as withheld at source", async () => {
    const result = await read(p("(S) They met *** there."));
    expect(linesOf(result)).toEqual(["paragraph: (S) They met *** there."]);
    expect(result.parsed.document.portions[0]?.marking).toBeNull();
  });

  it("take a strict file like a transitional one", async () => {
    const result = await read(p("one", list(1)), { parts: { numbering: NUMBERING }, strict: true });
    expect(linesOf(result)).toEqual(["paragraph 1: one"]);
  });

  it("read one branch of what is written twice, and text boxes after their paragraph", async () => {
    const box = (text: string): string => `<w:txbxContent>${p(text)}</w:txbxContent>`;
    const result = await read(
      `<w:p>${r("before ")}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline><wps:txbx>${box("in the box")}</wps:txbx></wp:inline></w:drawing></mc:Choice>` +
        `<mc:Fallback><w:pict><v:textbox>${box("in the box")}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>${r("after")}</w:p>`,
    );
    expect(linesOf(result)).toEqual(["paragraph: before after", "paragraph: in the box"]);
    expect(codesOf(result)).toEqual(["warning IMPORT_KEPT_AS_TEXT"]);
  });

  it("keep the results of fields and controls, and no instruction", async () => {
    const field = (code: string, result: string): string =>
      `<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>${code}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>`;
    const result = await read(
      `<w:p>${field(" DATE ", "4 March")}${r(" and ")}<w:fldSimple w:instr="AUTHOR">${r("Ruiz")}</w:fldSimple>${r(" and ")}<w:sdt><w:sdtContent>${r("control")}</w:sdtContent></w:sdt>` +
        `${field(' HYPERLINK "https://a.example/" ', " link")}${field(" DDEAUTO c:\\\\x ", " run")}</w:p><w:sdt><w:sdtContent>${p("block")}</w:sdtContent></w:sdt>`,
    );
    expect(linesOf(result)).toEqual([
      "paragraph: 4 March and Ruiz and control link <https://a.example/> run",
      "paragraph: block",
    ]);
    expect(codesOf(result)).toEqual(["warning IMPORT_LINK", "warning IMPORT_SET_ASIDE"]);
  });
});

describe("what readers of a DOCX must not miss", () => {
  it("reports tracked changes as errors with both texts", async () => {
    const result = await read(
      `<w:p>${r("Kept ")}<w:ins ${by}>${r("added ")}</w:ins><w:del ${by}><w:r><w:delText>gone </w:delText></w:r></w:del>` +
        `<w:moveFrom ${by}>${r("moved ")}</w:moveFrom>${r("mid ")}<w:moveTo ${by}>${r("moved ")}</w:moveTo>${r("end")}</w:p>` +
        `<w:p><w:pPr><w:rPr><w:del ${by}/></w:rPr></w:pPr>${r("x")}</w:p>` +
        `<w:tbl><w:tr><w:trPr><w:del ${by}/></w:trPr><w:tc><w:p><w:del ${by}><w:r><w:delText>row</w:delText></w:r></w:del></w:p></w:tc></w:tr></w:tbl>`,
    );
    expect(linesOf(result).slice(0, 2)).toEqual(["paragraph: Kept added mid moved end", "paragraph: x"]);
    expect(asidesOf(result)).toEqual(
      expect.arrayContaining(["inserted: added ", "deleted: gone ", "moved: moved ", "deleted: row"]),
    );
    const changes = result.parsed.problems.filter(({ code }) => code === "IMPORT_CHANGE_TRACKED");
    expect(changes.every(({ severity }) => severity === "error")).toBe(true);
    expect(changes[0]?.message).toContain("A. Ruiz inserted");
    expect(changes.length).toBeGreaterThanOrEqual(6);
  });

  it("reports hidden text, comments, headers and footers, and keeps them out of the text", async () => {
    const result = await read(
      `<w:p>${r("Seen")}${r(" secret", "<w:vanish/>")}${r(" too", '<w:rStyle w:val="Geheim"/>')}<w:r><w:commentReference w:id="7"/></w:r></w:p>` +
        '<w:sectPr><w:headerReference w:type="default" r:id="p-header"/><w:footerReference w:type="default" r:id="p-footer"/></w:sectPr>',
      {
        parts: {
          styles: STYLES,
          comments: `<w:comment w:id="7" w:author="B. Okoro">${p("Ask first.")}</w:comment><w:comment w:id="8" w:author="C">${p("Nowhere.")}</w:comment>`,
          header: p("UK OFFICIAL"),
          footer: p("Page 1"),
        },
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: Seen"]);
    expect(asidesOf(result)).toEqual([
      "comment: Ask first.",
      "hidden:  secret too",
      "header: UK OFFICIAL",
      "footer: Page 1",
      "comment: Nowhere.",
    ]);
    expect(result.asides[0]?.author).toBe("B. Okoro");
    expect(codesOf(result)).toContain("error IMPORT_HIDDEN_TEXT");
  });

  it("numbers footnotes and endnotes as they are printed", async () => {
    const result = await read(
      `<w:p>${r("A")}<w:r><w:footnoteReference w:id="5"/></w:r>${r("B")}<w:r><w:endnoteReference w:id="2"/></w:r>${r("C")}<w:r><w:footnoteReference w:id="3"/></w:r></w:p>`,
      {
        parts: {
          footnotes: `<w:footnote w:type="separator" w:id="0">${p("--")}</w:footnote><w:footnote w:id="3">${p("second")}</w:footnote><w:footnote w:id="5">${p("first")}${p("goes on")}</w:footnote>`,
          endnotes: `<w:endnote w:id="2">${p("at the end")}</w:endnote>`,
        },
      },
    );
    expect(linesOf(result)).toEqual([
      "paragraph: A^1B^iC^2",
      "footnote 1: first goes on",
      "footnote i: at the end",
      "footnote 2: second",
    ]);
  });

  it("keeps links, macros and objects from elsewhere as findings", async () => {
    const result = await read(
      `<w:p><w:hyperlink r:id="l1">${r("the page")}</w:hyperlink><w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r></w:p>`,
      {
        relations:
          '<Relationship Id="l1" Type="x/hyperlink" Target="https://a.example/b c" TargetMode="External"/>',
        more: [
          { name: "word/vbaProject.bin", data: "x" },
          { name: "word/embeddings/s.xlsx", data: "x" },
        ],
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: the page <https://a.example/b%20c>"]);
    expect(codesOf(result).sort()).toEqual([
      "warning IMPORT_LINK",
      "warning IMPORT_SET_ASIDE",
      "warning IMPORT_SET_ASIDE",
      "warning IMPORT_SET_ASIDE",
    ]);
  });
});

describe("tables and pictures of a DOCX", () => {
  it("keeps rows, heading rows, merged cells and tables in cells", async () => {
    const cell = (inner: string, properties = ""): string =>
      `<w:tc><w:tcPr>${properties}</w:tcPr>${inner}</w:tc>`;
    const result = await read(
      p("Table of ships", style("B")) +
        `<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>${cell(p("A"))}${cell(p("B"))}${cell(p("C"))}</w:tr>` +
        `<w:tr>${cell(p("wide"), '<w:gridSpan w:val="2"/>')}${cell(p("c"), '<w:vMerge w:val="restart"/>')}</w:tr>` +
        `<w:tr>${cell(p("x") + p("y"))}${cell(`<w:tbl><w:tr>${cell(p("in"))}${cell(p("ner"))}</w:tr></w:tbl>`)}${cell("<w:p/>", "<w:vMerge/>")}</w:tr></w:tbl>`,
      { parts: { styles: STYLES } },
    );
    expect(linesOf(result)).toEqual([
      "table: Table of ships",
      "row1: A|B|C",
      "row: wide||c",
      "row: x y|in ner|",
    ]);
    expect(codesOf(result)).toEqual(Array.from({ length: 3 }, () => "warning IMPORT_TABLE_SHAPE"));
  });

  it("hands out pictures with their words and digest", async () => {
    const result = await read(
      `<w:p>${r("See")}${drawing('<a:blip r:embed="i1"/>', "A ship")}</w:p>${p("The ship", style("B"))}`,
      {
        parts: { styles: STYLES },
        relations: PICTURE,
        more: [{ name: "word/media/a.png", data: PNG }],
      },
    );
    expect(linesOf(result)).toEqual(["paragraph: See", "figure: The ship", "rendition: A ship"]);
    const sha256 = createHash("sha256").update(PNG).digest("hex");
    expect(result.parsed.document.portions[2]?.file).toEqual({
      name: "picture-1.png",
      mediaType: "image/png",
      sha256,
    });
    expect(result.attachments).toEqual([
      expect.objectContaining({ name: "picture-1.png", mediaType: "image/png" }),
    ]);
    expect(Buffer.from(result.attachments[0]?.bytes ?? []).equals(PNG)).toBe(true);
  });

  it("says which pictures, charts and drawn words it does not take", async () => {
    const result = await read(
      `<w:p>${drawing('<a:blip r:embed="i1"/>', "A chart of it")}${drawing("<a:t>In a shape</a:t>")}<w:r><w:pict><v:shape><v:textpath string="DRAFT"/></v:shape></w:pict></w:r></w:p>`,
      { relations: PICTURE, more: [{ name: "word/media/a.png", data: "no picture at all" }] },
    );
    expect(linesOf(result)).toEqual(["paragraph: A chart of it"]);
    expect(asidesOf(result)).toContain("object: In a shape");
    expect(asidesOf(result)).toContain("object: DRAFT");
    expect(codesOf(result)).toContain("warning IMPORT_PICTURE");
  });
});
