// Leaks in pages, packages, archives and pictures.
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { buildDocx, buildZip, p } from "../imports/fixtures/build-files.ts";
import { makeChunk } from "../renderings/renderings.fixture.ts";
import { HARMLESS, plant } from "./planted.fixture.ts";
import type { Plant, Secret } from "./planted.fixture.ts";

export function plantInPages({ text, name }: Secret): readonly Plant[] {
  const escape = (one: string): string =>
    one.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const page = (body: string, head = ""): string =>
    `<!doctype html><html><head><title>x</title>${head}</head><body><p>${HARMLESS}</p>${body}</body></html>`;
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const disclosure = encode(["c2FsdA", { kind: "paragraph", spans: [encode(["c2FsdB", text])] }]);
  return (
    [
      ["comment", "37 source", page(`<!-- ${text} -->`)],
      ["attribute of data", "37 source", page(`<p data-was="${escape(text)}">x</p>`)],
      ["hidden node", "37 source", page(`<p style="display:none">${escape(text)}</p>`)],
      ["covered text", "1 black box", page(`<p style="background:#000;color:#000">${escape(name)}</p>`)],
      [
        "one letter an element",
        "2.1 encodings",
        page(
          Array.from(name)
            .map((sign) => `<span>${sign}</span>`)
            .join(""),
        ),
      ],
      ["word over two elements", "2.1 encodings", page(`<b>${name.slice(0, 5)}</b><i>${name.slice(5)}</i>`)],
      ["script", "38 client filters", page(`<script>const all = ${JSON.stringify(text)};</script>`)],
      [
        "data in a script",
        "38 client filters",
        page(`<script type="application/json">{"p":${JSON.stringify(text)}}</script>`),
      ],
      [
        "disclosure inside a disclosure",
        "38 client filters",
        page(`<script type="application/json">"eyJ.${disclosure}.x"</script>`),
      ],
      ["generated content", "37 source", page("", `<style>p::after{content:"${name}"}</style>`)],
      ["title", "8 properties", page("", `<title>${escape(text)}</title>`)],
      ["description", "8 properties", page("", `<meta name="description" content="${escape(text)}">`)],
      ["address of a link", "8 properties", page(`<a href="/search?q=${encodeURIComponent(name)}">x</a>`)],
      ["words of a picture", "8 properties", page(`<img src="x.png" alt="${escape(text)}">`)],
      [
        "source map",
        "37 source",
        page(
          `<script>//# sourceMappingURL=data:application/json;base64,${Buffer.from(JSON.stringify({ sourcesContent: [text] })).toString("base64")}</script>`,
        ),
      ],
      ["drawing", "37 source", page(`<svg><desc>${escape(text)}</desc></svg>`)],
      ["anchor", "16 anchors", page(`<a id="see-${name}">x</a>`)],
    ] as const
  ).map(([kind, row, html]) => plant(`HTML ${kind}`, row, "cut.html", html));
}

/** Behind a short text, so that zstd does not leave its letters as they are: few letters, in no pattern. */
const WORTH_PACKING = (() => {
  let [letters, state] = ["", 7];
  for (let place = 0; place < 1500; place += 1) {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    letters += "etaoinsh"[Math.floor(state / 65536) % 8] ?? "";
  }
  return letters;
})();

export function plantInPackages({ text, name }: Secret): readonly Plant[] {
  const xml = text.replaceAll("&", "&amp;");
  const body = p(HARMLESS);
  const docx = (kind: string, row: string, bytes: Uint8Array): Plant =>
    plant(`DOCX ${kind}`, row, "cut.docx", bytes);
  const more = (kind: string, row: string, part: string, data: string | Uint8Array): Plant =>
    docx(kind, row, buildDocx(body, { more: [{ name: part, data }] }));
  const run = (words: string, properties = ""): string =>
    `<w:r><w:rPr>${properties}</w:rPr><w:t>${words}</w:t></w:r>`;
  const inside = (data: string): Uint8Array => buildZip([{ name: "xl/sharedStrings.xml", data }]);
  let nested = buildZip([{ name: "a.txt", data: text }]);
  for (let depth = 0; depth < 3; depth++) nested = buildZip([{ name: "inner.zip", data: nested }]);
  const whole = buildZip([{ name: "a.txt", data: HARMLESS }]);
  const packed = deflateRawSync(text);
  const orphan = Buffer.alloc(30);
  orphan.writeUInt32LE(0x04034b50, 0);
  orphan.writeUInt16LE(8, 8);
  orphan.writeUInt32LE(packed.length, 18);
  let layered: Buffer = Buffer.from(text);
  for (const pack of [gzipSync, deflateSync, brotliCompressSync, gzipSync, zstdCompressSync, deflateSync])
    layered = pack(layered);
  return [
    more("comment", "9 comments", "word/comments.xml", `<w:comments><w:t>${xml}</w:t></w:comments>`),
    docx(
      "deleted words",
      "9 tracked changes",
      buildDocx(body + `<w:p><w:del>${run(xml).replaceAll("w:t>", "w:delText>")}</w:del></w:p>`),
    ),
    docx("hidden words", "9 hidden text", buildDocx(body + `<w:p>${run(xml, "<w:vanish/>")}</w:p>`)),
    docx(
      "word over two runs",
      "2.1 encodings",
      buildDocx(body + `<w:p>${run(name.slice(0, 3))}${run(name.slice(3))}</w:p>`),
    ),
    more(
      "author",
      "9 author",
      "docProps/core.xml",
      `<cp:coreProperties><dc:creator>${name}</dc:creator></cp:coreProperties>`,
    ),
    more("custom data", "9 custom XML", "customXml/item1.xml", `<root>${xml}</root>`),
    more("header", "9 parts", "word/header9.xml", `<w:hdr><w:t>${xml}</w:t></w:hdr>`),
    more(
      "words of a picture",
      "9 alternative text",
      "word/drawing.xml",
      `<wp:docPr descr="${xml.replaceAll('"', "&quot;")}"/>`,
    ),
    more("variables", "9 settings", "word/settings.xml", `<w:docVar w:name="x" w:val="${name}"/>`),
    more(
      "embedded sheet with hidden rows",
      "10 hidden sheets",
      "word/embeddings/s.xlsx",
      inside(`<sst><si><t>${xml}</t></si></sst>`),
    ),
    more(
      "embedded object",
      "9 embedded objects",
      "word/embeddings/o.bin",
      Buffer.concat([Buffer.of(0xd0, 0xcf, 0x11, 0xe0), Buffer.from(text, "utf16le")]),
    ),
    more("thumbnail", "9 thumbnail", "docProps/thumbnail.jpeg", makeJpeg([segment(0xfe, Buffer.from(text))])),
    more("name of a part", "9 parts", `word/${name}.xml`, "<x/>"),
    plant("gzip", "2.1 layers", "a.gz", gzipSync(text)),
    plant(
      "gzip behind other bytes",
      "2.1 layers",
      "a.bin",
      Buffer.concat([Buffer.from(HARMLESS), gzipSync(text), Buffer.from(HARMLESS)]),
    ),
    plant("zlib", "2.1 layers", "a.bin", Buffer.concat([Buffer.of(1, 2, 3), deflateSync(text)])),
    plant("zlib cut short", "31 temporary files", "a.bin", deflateSync(text.repeat(3)).subarray(0, -8)),
    plant("raw deflate", "2.1 layers", "a.bin", packed),
    plant("brotli", "2.1 layers", "a.br", brotliCompressSync(text)),
    plant("zstd", "2.1 layers", "a.zst", zstdCompressSync(text + WORTH_PACKING)),
    plant("ZIP", "32 bundle", "a.zip", buildZip([{ name: "a.txt", data: text }])),
    plant("stored in a ZIP", "32 bundle", "a.zip", buildZip([{ name: "a.txt", data: text, stored: true }])),
    plant("ZIP in ZIP in ZIP in ZIP", "2.1 layers", "a.zip", nested),
    plant("entry in no directory", "33 history", "a.zip", Buffer.concat([orphan, packed, whole])),
    plant("behind a ZIP", "33 history", "a.zip", Buffer.concat([whole, Buffer.from(text)])),
    plant("six packings in each other", "2.1 layers", "a.bin", layered),
    plant(
      "gzip as base64 in JSON",
      "32 export",
      "a.json",
      JSON.stringify({ body: gzipSync(text).toString("base64") }),
    ),
  ];
}

function segment(marker: number, data: Uint8Array): Buffer {
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

/** The frame of a JPEG without a picture in it, for what stands around pictures. */
function makeJpeg(segments: readonly Buffer[], after: Uint8Array = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.of(0xff, 0xd8), ...segments, Buffer.of(0xff, 0xd9), after]);
}

export interface PixelsOf {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3 | 4;
  readonly samples: Uint8Array;
  readonly chunks?: readonly Buffer[];
  readonly after?: Uint8Array;
}

/** A PNG of these samples, eight bits each. */
export function writePng({ width, height, channels, samples, chunks = [], after }: PixelsOf): Buffer {
  const rows = Buffer.alloc(height * (width * channels + 1));
  for (let y = 0; y < height; y++)
    rows.set(
      samples.subarray(y * width * channels, (y + 1) * width * channels),
      y * (width * channels + 1) + 1,
    );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, { 1: 0, 3: 2, 4: 6 }[channels], 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
    makeChunk("IHDR", head),
    ...chunks,
    makeChunk("IDAT", deflateSync(rows)),
    makeChunk("IEND", Buffer.alloc(0)),
    after ?? Buffer.alloc(0),
  ]);
}

export function plantInPictures({ text, name }: Secret): readonly Plant[] {
  const [width, height] = [64, 48];
  const bytes = Buffer.from(text);
  const png = (kind: string, row: string, more: Partial<PixelsOf>): Plant =>
    plant(
      `PNG ${kind}`,
      row,
      "map.png",
      writePng({ width, height, channels: 3, samples: Buffer.alloc(width * height * 4, 0xc8), ...more }),
    );
  const chunk = (kind: string, type: string, data: Uint8Array): Plant =>
    png(kind, "12 metadata", { chunks: [makeChunk(type, data)] });
  /** Samples whose low bits spell the text, every `step`th from `from`. */
  const low = (channels: 3 | 4, from: number, step: number, lowFirst: boolean): Partial<PixelsOf> => {
    const samples = Buffer.alloc(width * height * channels, 0xc8);
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const place = lowFirst ? bit % 8 : 7 - (bit % 8);
      const at = from + bit * step;
      samples[at] = (samples[at] ?? 0) | (((bytes[bit >> 3] ?? 0) >> place) & 1);
    }
    return { channels, samples };
  };
  const alpha = Buffer.alloc(width * height * 4, 0xff);
  bytes.forEach((byte, index) => (alpha[index * 4 + 3] = byte));
  const jpeg = (kind: string, row: string, file: Uint8Array): Plant =>
    plant(`JPEG ${kind}`, row, "map.jpg", file);
  const latin = (words: string): Buffer => Buffer.from(words, "latin1");
  return [
    chunk("text", "tEXt", latin(`Comment\0${text}`)),
    chunk("packed text", "zTXt", Buffer.concat([latin("Comment\0\0"), deflateSync(text)])),
    chunk("international text", "iTXt", Buffer.concat([latin("Comment\0\0\0\0\0"), bytes])),
    chunk("camera data", "eXIf", Buffer.concat([latin("MM\0*"), latin(name)])),
    chunk("unknown part", "prVt", bytes),
    png("behind its end", "11 cropped rest", { after: bytes }),
    png("picture behind its end", "11 cropped rest", {
      after: writePng({
        width,
        height,
        channels: 3,
        samples: Buffer.alloc(width * height * 3),
        chunks: [makeChunk("tEXt", bytes)],
      }),
    }),
    png("low bits", "2.1 low bits", low(3, 0, 1, false)),
    png("low bits, lowest first", "2.1 low bits", low(3, 0, 1, true)),
    png("low bits of red", "2.1 low bits", low(3, 0, 3, false)),
    png("low bits of blue", "2.1 low bits", low(3, 2, 3, true)),
    png("low bits of transparency", "2.1 low bits", low(4, 3, 4, false)),
    png("transparency", "2.1 alpha channel", { channels: 4, samples: alpha }),
    jpeg("comment", "12 metadata", makeJpeg([segment(0xfe, bytes)])),
    jpeg(
      "camera data",
      "12 metadata",
      makeJpeg([segment(0xe1, Buffer.concat([latin("Exif\0\0MM\0*"), latin(name)]))]),
    ),
    jpeg(
      "packet of properties",
      "12 metadata",
      makeJpeg([
        segment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><dc:title>${name}</dc:title>`)),
      ]),
    ),
    jpeg(
      "camera data in wide letters",
      "12 metadata",
      makeJpeg([segment(0xe1, Buffer.concat([latin("Exif\0\0"), Buffer.from(text, "utf16le")]))]),
    ),
    jpeg("thumbnail", "11 cropped rest", makeJpeg([segment(0xe1, makeJpeg([segment(0xfe, bytes)]))])),
    jpeg("behind its end", "11 cropped rest", makeJpeg([], bytes)),
  ];
}
