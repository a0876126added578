// Leaks in PDF: under boxes, beside pages, in old revisions, in properties, in glyphs without letters, in every filter.
import { createHash } from "node:crypto";
import { buildPdf, buildStream, textAt } from "../imports/fixtures/build-files.ts";
import type { PdfOptions } from "../imports/fixtures/build-files.ts";
import { HARMLESS, plant } from "./planted.fixture.ts";
import type { Plant, Secret } from "./planted.fixture.ts";
import { writeAscii85 } from "./planted-text.fixture.ts";

export function plantInPdf({ text, name }: Secret): readonly Plant[] {
  const shown = textAt(72, 760, HARMLESS);
  const literal = (words: string): string => `(${words.replace(/[()\\]/g, "\\$&")})`;
  const hex = (bytes: Buffer): string => `<${bytes.toString("hex")}>`;
  const latin = Buffer.from(text, "latin1");
  const file = (kind: string, row: string, bytes: Uint8Array): Plant =>
    plant(`PDF ${kind}`, row, "cut.pdf", bytes);
  const drawn = (kind: string, row: string, content: string, options: PdfOptions = {}): Plant =>
    file(kind, row, buildPdf([shown + content], options));
  const stored = (kind: string, row: string, ...objects: readonly (string | Uint8Array)[]): Plant =>
    file(kind, row, buildPdf([shown], { objects }));
  const stream = (filter: string, data: Uint8Array): Buffer =>
    Buffer.concat([
      Buffer.from(`<< /Length ${data.length} /Filter ${filter} >>\nstream\n`),
      data,
      Buffer.from("\nendstream"),
    ]);
  const painted = Buffer.from(`BT /F1 9 Tf 72 700 Td ${literal(text)} Tj ET`, "latin1");
  // Glyph ids that follow no alphabet; only the table of the font says what they are.
  const glyphs = new Map([...new Set(text)].map((sign, index) => [sign, index * 7 + 3]));
  const codes = Buffer.alloc(text.length * 2);
  Array.from(text).forEach((sign, index) => codes.writeUInt16BE(glyphs.get(sign) ?? 0, index * 2));
  const four = (unit: number): string => unit.toString(16).padStart(4, "0");
  const table = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange ${glyphs.size} beginbfchar ${[...glyphs].map(([sign, id]) => `<${four(id)}> <${four(sign.charCodeAt(0))}>`).join("\n")} endbfchar endcmap`;
  const composite = [
    "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [11 0 R] /ToUnicode 12 0 R >>",
    "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor 13 0 R >>",
    buildStream(table),
    "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
  ];
  // A font of one byte whose codes mean letters only by the names of its glyphs.
  const ascii = name.normalize("NFKD").replace(/[^A-Za-z]/g, "");
  const letters = [...new Set(ascii)];
  const named = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [128 ${letters.map((sign) => `/${sign}`).join(" ")}] >> >>`;
  const byName = Buffer.from(Array.from(ascii).map((sign) => 128 + letters.indexOf(sign)));
  const plain = buildPdf([shown]);
  const revised = Buffer.concat([
    buildPdf([shown + textAt(72, 700, name)]),
    Buffer.from("11 0 obj\n"),
    buildStream(shown),
    Buffer.from("\nendobj\nstartxref\n9\n%%EOF\n"),
  ]);
  const packedObjects = buildStream(
    `20 0 21 9 << /A 1 >> << /Title ${literal(name)} >>`,
    "/Type /ObjStm /N 2 /First 10",
  );
  return [
    drawn("words under a box", "1 black box", `${textAt(72, 700, text)}0 0 0 rg 60 690 500 20 re f\n`),
    drawn("black on black", "1 black box", `0 0 0 rg 60 690 500 20 re f\n${textAt(72, 700, text)}`),
    drawn("white words", "1 black box", `1 1 1 rg ${textAt(72, 700, text)}`),
    drawn("invisible words", "4 hidden layer", `BT /F1 9 Tf 3 Tr 72 700 Td ${literal(text)} Tj ET\n`),
    drawn("beside the page", "1 black box", textAt(2000, 700, text)),
    drawn("too small to see", "1 black box", textAt(72, 700, text, 0.1)),
    drawn("clipped words", "1 black box", `q 0 0 1 1 re W n ${textAt(72, 700, text)} Q\n`),
    drawn("switched off layer", "1 black box", `/OC /L BDC ${textAt(72, 700, text)} EMC\n`, {
      objects: ["<< /Type /OCG /Name (x) >>"],
      catalog: "/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>",
      resources: "/Properties << /L 10 0 R >>",
    }),
    drawn(
      "words in pieces",
      "5 positions",
      `BT /F1 9 Tf 72 700 Td [${[...latin].map((byte) => literal(String.fromCharCode(byte))).join(" 12 ")}] TJ ET\n`,
    ),
    drawn(
      "each letter at its place",
      "5 positions",
      `BT /F1 9 Tf ${Array.from(ascii)
        .map((sign, index) => `1 0 0 1 ${72 + index * 7} 700 Tm (${sign}) Tj`)
        .join(" ")} ET\n`,
    ),
    drawn("hexadecimal string", "2.1 PDF strings", `BT /F1 9 Tf 72 700 Td ${hex(latin)} Tj ET\n`),
    drawn(
      "octal string",
      "2.1 PDF strings",
      `BT /F1 9 Tf 72 700 Td (${[...latin].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")}) Tj ET\n`,
    ),
    drawn("glyphs with a table", "7 glyphs", `BT /F9 9 Tf 72 700 Td ${hex(codes)} Tj ET\n`, {
      objects: composite,
      resources: "/Font << /F9 10 0 R /F1 3 0 R >>",
    }),
    drawn("glyphs by name", "7 glyphs", `BT /F9 9 Tf 72 700 Td ${hex(byName)} Tj ET\n`, {
      objects: [named],
      resources: "/Font << /F9 10 0 R /F1 3 0 R >>",
    }),
    drawn("text behind a structure", "8 properties", `/Span << /ActualText ${literal(text)} >> BDC EMC\n`),
    file("old revision", "3 old revision", revised),
    file("locked with no password", "8 properties", lockPdf(shown, text)),
    stored("object nobody refers to", "3 old revision", literal(text)),
    stored("stream nobody refers to", "3 old revision", buildStream(painted)),
    stored("objects in a stream", "3 old revision", packedObjects),
    stored("LZW", "2.1 layers", stream("/LZWDecode", writeLzw(painted))),
    stored(
      "ASCII85 of Flate",
      "2.1 layers",
      stream("[/ASCII85Decode /FlateDecode]", Buffer.from(`${writeAscii85(packedOf(painted))}~>`)),
    ),
    stored(
      "hexadecimal filter",
      "2.1 layers",
      stream("/ASCIIHexDecode", Buffer.from(`${painted.toString("hex")}>`)),
    ),
    stored(
      "run lengths",
      "2.1 layers",
      stream("/RunLengthDecode", Buffer.concat([...chunksOf(painted), Buffer.of(128)])),
    ),
    stored(
      "attachment",
      "8 properties",
      "<< /Type /Filespec /F (x.txt) /EF << /F 11 0 R >> >>",
      buildStream(text, "/Type /EmbeddedFile"),
    ),
    file(
      "named attachment",
      "8 properties",
      buildPdf([shown], {
        objects: [
          "<< /Type /Filespec /F (x.txt) /EF << /F 11 0 R >> >>",
          buildStream(text, "/Type /EmbeddedFile"),
        ],
        catalog: "/Names << /EmbeddedFiles << /Names [(x) 10 0 R] >> >>",
      }),
    ),
    file(
      "title",
      "8 properties",
      buildPdf([shown], { objects: [`<< /Title ${literal(text)} >>`], trailer: "/Info 10 0 R" }),
    ),
    file(
      "title in wide letters",
      "8 properties",
      buildPdf([shown], {
        objects: [
          `<< /Title ${hex(Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, "utf16le").swap16()]))} >>`,
        ],
        trailer: "/Info 10 0 R",
      }),
    ),
    file(
      "packet of properties",
      "8 properties",
      buildPdf([shown], {
        objects: [
          buildStream(`<x:xmpmeta><dc:title>${name}</dc:title></x:xmpmeta>`, "/Type /Metadata /Subtype /XML"),
        ],
        catalog: "/Metadata 10 0 R",
      }),
    ),
    file(
      "outline",
      "8 properties",
      buildPdf([shown], {
        objects: [
          "<< /Type /Outlines /First 11 0 R /Last 11 0 R /Count 1 >>",
          `<< /Title ${literal(text)} /Parent 10 0 R >>`,
        ],
        catalog: "/Outlines 10 0 R",
      }),
    ),
    file(
      "annotation",
      "8 properties",
      buildPdf([shown], {
        objects: [`<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents ${literal(text)} >>`],
        page: "/Annots [10 0 R]",
      }),
    ),
    file(
      "link",
      "8 properties",
      buildPdf([shown], {
        objects: [
          `<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (http://x/?q=${encodeURIComponent(name)}) >> >>`,
        ],
        page: "/Annots [10 0 R]",
      }),
    ),
    file(
      "field of a form",
      "8 properties",
      buildPdf([shown], {
        objects: [`<< /Type /Annot /Subtype /Widget /FT /Tx /T (x) /V ${literal(text)} /Rect [0 0 9 9] >>`],
        page: "/Annots [10 0 R]",
        catalog: "/AcroForm << /Fields [10 0 R] >>",
      }),
    ),
    file(
      "script",
      "8 properties",
      buildPdf([shown], {
        objects: [`<< /S /JavaScript /JS ${literal(`app.alert("${name}")`)} >>`],
        catalog: "/OpenAction 10 0 R",
      }),
    ),
    file(
      "words of a picture",
      "8 properties",
      buildPdf([shown], {
        objects: [`<< /Type /StructTreeRoot /K << /S /Figure /Alt ${literal(text)} >> >>`],
        catalog: "/StructTreeRoot 10 0 R",
      }),
    ),
    file("behind the end", "3 old revision", Buffer.concat([plain, Buffer.from(text)])),
    file("comment", "3 old revision", Buffer.concat([plain, Buffer.from(`% ${name}\n`)])),
    file(
      "private data",
      "8 properties",
      buildPdf([shown], { page: `/PieceInfo << /X << /Private ${literal(text)} >> >>` }),
    ),
  ];
}

function packedOf(data: Buffer): Buffer {
  const whole = Buffer.from(buildStream(data));
  return whole.subarray(whole.indexOf("stream\n") + 7, whole.lastIndexOf("\nendstream"));
}

function chunksOf(data: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; at += 100) {
    const piece = data.subarray(at, at + 100);
    parts.push(Buffer.of(piece.length - 1), piece);
  }
  return parts;
}

/** LZW without ever using what it learnt: a clear code often enough that codes stay nine bits wide. */
function writeLzw(data: Buffer): Buffer {
  const bits: string[] = [];
  data.forEach((byte, index) => {
    if (index % 200 === 0) bits.push((256).toString(2).padStart(9, "0"));
    bits.push(byte.toString(2).padStart(9, "0"));
  });
  bits.push((257).toString(2).padStart(9, "0"));
  const all = bits.join("");
  const bytes = Buffer.alloc(Math.ceil(all.length / 8));
  for (let at = 0; at < bytes.length; at++)
    bytes[at] = Number.parseInt(all.slice(at * 8, at * 8 + 8).padEnd(8, "0"), 2);
  return bytes;
}

const PADDING = Buffer.from("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a", "hex");

/** A PDF whose strings and streams are ciphered under the empty password, so that every reader opens it and no search does. */
function lockPdf(content: string, title: string): Uint8Array {
  const md5 = (...parts: readonly Uint8Array[]): Buffer =>
    createHash("md5").update(Buffer.concat(parts)).digest();
  const owner = cipher(md5(PADDING).subarray(0, 5), PADDING);
  const id = Buffer.from("entente-exercise");
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(-4);
  const key = md5(PADDING, owner, permissions, id).subarray(0, 5);
  const lock = (object: number, data: Buffer): Buffer => {
    const salt = Buffer.of(object & 0xff, object >> 8, 0, 0, 0);
    return cipher(md5(key, salt).subarray(0, 10), data);
  };
  const body = lock(13, Buffer.from(content, "latin1"));
  const page = Buffer.concat([
    Buffer.from(`<< /Length ${body.length} >>\nstream\n`),
    body,
    Buffer.from("\nendstream"),
  ]);
  return buildPdf([], {
    objects: [
      `<< /Title <${lock(10, Buffer.from(title, "latin1")).toString("hex")}> >>`,
      `<< /Filter /Standard /V 1 /R 2 /O <${owner.toString("hex")}> /U <${cipher(key, PADDING).toString("hex")}> /P -4 >>`,
      "<< /Type /Page /Parent 14 0 R /MediaBox [0 0 595 842] /Contents 13 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
      page,
      "<< /Type /Pages /Kids [12 0 R] /Count 1 >>",
    ],
    catalog: "/Pages 14 0 R",
    trailer: `/Info 10 0 R /Encrypt 11 0 R /ID [<${id.toString("hex")}> <${id.toString("hex")}>]`,
  });
}

/** RC4, as old files have it. */
function cipher(key: Uint8Array, data: Uint8Array): Buffer {
  const box = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    const held = box[a] ?? 0;
    box[a] = box[b] ?? 0;
    box[b] = held;
  };
  for (let index = 0, other = 0; index < 256; index++) {
    other = (other + (box[index] ?? 0) + (key[index % key.length] ?? 0)) & 0xff;
    swap(index, other);
  }
  let [one, two] = [0, 0];
  return Buffer.from(data).map((byte) => {
    one = (one + 1) & 0xff;
    two = (two + (box[one] ?? 0)) & 0xff;
    swap(one, two);
    return byte ^ (box[((box[one] ?? 0) + (box[two] ?? 0)) & 0xff] ?? 0);
  }) as Buffer;
}
