// What the files of a cut hold beside its words: only the keys and parts listed here, so that a new one is looked at before
// it leaves; and how much of the whole a copy is, in every form only where the cut opens that.
import { inflateSync } from "node:zlib";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { describe, expect, it } from "vitest";
import { describeCopy, describeSheet, renderCutPage, renderCutText } from "@entente/core/pages";
import type { CutCopy } from "@entente/core/pages";
import { noRules } from "@entente/core/planning";
import type { ReleaseRules } from "@entente/core/planning";
import { verifyCut } from "@entente/core/releases";
import type { VerifiedCut } from "@entente/core/releases";
import { nodePrimitives as primitives } from "@entente/verifier";
import { sample, sealRelease } from "../../../core/src/releases/release.fixture.ts";
import { renderDocx, renderPdf } from "./index.ts";
import { unpackDocx } from "./renderings.fixture.ts";

interface Sealed {
  readonly cut: VerifiedCut;
  readonly page: string;
}

function seal(rules: ReleaseRules): Sealed {
  const { cuts, trust, authority } = sealRelease({ document: sample, recipients: ["SWE"], rules });
  const text = cuts.get("SWE") ?? "";
  return {
    cut: verifyCut({ text, trust, primitives }),
    page: renderCutPage({ text, names: {}, authority, script: `"use strict";`, primitives }),
  };
}

const untold = seal(noRules);
const told = seal({ ...noRules, countsFor: ["SWE"] });
const pdfOf = async ({ document, facts }: CutCopy): Promise<Buffer> =>
  Buffer.from(await renderPdf(document, { pictures: null, date: "2018-03-14", fonts: [], facts }));

async function readDocx({ document, facts }: CutCopy): Promise<ReadonlyMap<string, string>> {
  const bytes = await renderDocx(document, { pictures: null, facts });
  return new Map([...(await unpackDocx(bytes))].map(([name, part]) => [name, part.toString("utf8")]));
}

async function readPdfWords(bytes: Buffer): Promise<string> {
  const pdf = await getDocument({ data: Uint8Array.from(bytes), verbosity: 0 }).promise;
  const words: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    words.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  return words.join(" ");
}

/** Names in objects and object streams, without texts, contents of streams, and names of fonts and their subsets. */
function listPdfNames(bytes: Buffer): readonly string[] {
  const raw = bytes.toString("latin1");
  const streams = [...raw.matchAll(/(<<(?:(?!endobj)[\s\S])*?>>)\s*stream\r?\n([\s\S]*?)\r?\nendstream/g)];
  const packed = streams
    .filter(([, dictionary = ""]) => /\/Type\s*\/ObjStm/.test(dictionary))
    .map(([, , body = ""]) => inflateSync(Buffer.from(body, "latin1")).toString("latin1"));
  const objects = [raw.replace(/stream\r?\n[\s\S]*?\r?\nendstream/g, ""), ...packed].join("\n");
  const names = objects.replace(/\((?:\\[\s\S]|[^\\()])*\)/g, "()").match(/\/[^\s/<>()[\]{}%]+/g) ?? [];
  return [...new Set(names)].filter((name) => !/^\/([A-Z]{6}\+[\w-]+|[cf]\d+)$/.test(name)).sort();
}

// A key that is not here leaves with no file: /Author, /Alt, /ActualText, /EmbeddedFiles, /AcroForm, /Thumb and the like.
// /Prev and /Next are those of the outline; that there is one revision is tested by its one end.
const PDF_NAMES = [
  "/A /Annot /Annots /Ascent /BaseFont /BaselineShift /Block /Border /CIDFontType2 /CIDSet",
  "/CIDSystemInfo /CIDToGIDMap /CMap /CapHeight /Catalog /ColorSpace /Contents /Count /CreationDate",
  "/Creator /DW /Datetime /DescendantFonts /Descent /Dest /Direction /DisplayDocTitle /Div /Document",
  "/Em /Encoding /F /Filter /First /Flags /FlateDecode /Font /FontBBox /FontDescriptor /FontFile2",
  "/FontName /H1 /H2 /ICCBased /ID /IDTree /Identity /Identity-H /ImageB /ImageC /Info /ItalicAngle",
  "/K /Kids /L2R /Lang /Last /Layout /Lbl /Length /LineHeight /Link /MarkInfo /Marked /MediaBox",
  "/Metadata /ModDate /N /Names /Next /Note /Nums /O /OBJR /Obj /Ordering /Outlines /P /PDF /Page",
  "/Pages /Parent /ParentTree /ParentTreeNextKey /Part /Pg /Placement /Prev /ProcSet /Range /Rect",
  "/Registry /Resources /RoleMap /Root /S /Size /Span /StemV /Strong /StructElem /StructParent",
  "/StructParents /StructTreeRoot /Subtype /Supplement /Suspects /T /Tabs /Terms /Text /Title",
  "/ToUnicode /Type /Type0 /ViewerPreferences /W /WMode /XML /XYZ",
].flatMap((line) => line.split(" "));

const DOCX_PARTS = [
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
  "word/numbering.xml",
  "word/settings.xml",
  "word/styles.xml",
  "word/theme/theme1.xml",
];

describe("files of a cut", () => {
  it.each([
    ["cut", describeCopy],
    ["minister's sheet", describeSheet],
  ] as const)("hold in a PDF no key but those listed: %s", async (_what, describeAs) => {
    for (const { cut } of [untold, told]) {
      const unlisted = listPdfNames(await pdfOf(describeAs(cut, {}))).filter(
        (name) => !PDF_NAMES.includes(name),
      );
      expect(unlisted).toEqual([]);
    }
  });

  it.each([
    ["cut", describeCopy],
    ["minister's sheet", describeSheet],
  ] as const)("hold in a DOCX no part but those listed: %s", async (_what, describeAs) => {
    for (const { cut } of [untold, told]) {
      const parts = await readDocx(describeAs(cut, {}));
      expect([...parts.keys()].filter((name) => !DOCX_PARTS.includes(name))).toEqual([]);
      // A part of known properties that says none of its own.
      expect(parts.get("docProps/custom.xml")).not.toContain("<property");
    }
  });

  it("say how many portions a reader sees, in every form, only where the cut opens that", async () => {
    const said = /You\s+see\s+\d+\s+of\s+\d+\s+portions/;
    const forms = async ({ cut, page }: Sealed): Promise<readonly [string, string][]> => [
      ["page", page],
      ["text", renderCutText(cut.document)],
      ["PDF", await readPdfWords(await pdfOf(describeCopy(cut, {})))],
      ["DOCX", [...(await readDocx(describeCopy(cut, {}))).values()].join("\n").replace(/<[^>]*>/g, "")],
      ["sheet", await readPdfWords(await pdfOf(describeSheet(cut, {})))],
    ];
    const { counts } = told.cut.document;
    expect(counts).not.toBeNull();
    expect(untold.cut.document.counts).toBeNull();
    const sentence = `You see ${counts?.shown ?? "?"} of ${counts?.of ?? "?"} portions`;
    for (const [form, words] of await forms(told))
      expect([form, words.replace(/\s+/g, " ").includes(sentence)]).toEqual([form, true]);
    for (const [form, words] of await forms(untold)) expect([form, said.test(words)]).toEqual([form, false]);
  });
});
