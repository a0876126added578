// A printed document with something of every kind, for the tests of the renderings, and tools to build others.
import { deflateSync, crc32 } from "node:zlib";
import yauzl from "yauzl";
import type { PrintedDocument, PrintedPortion, PrintedSpan } from "@entente/core/printing";

export function text(words: string): PrintedSpan {
  return { kind: "text", text: words };
}

export function portion(
  id: string,
  spans: readonly PrintedSpan[] | string,
  rest: Partial<PrintedPortion> = {},
): PrintedPortion {
  return {
    ...{
      id,
      kind: "paragraph",
      number: null,
      depth: 0,
      parent: null,
      origin: null,
      mark: "O",
      banner: "UK OFFICIAL",
    },
    ...{ grading: null, judgement: null, file: null },
    spans: typeof spans === "string" ? [text(spans)] : spans,
    ...rest,
  };
}

const breakCell: PrintedSpan = { kind: "cell-break" };

function row(
  id: string,
  cells: readonly (readonly PrintedSpan[] | string)[],
  rest: Partial<PrintedPortion> = {},
): PrintedPortion {
  const spans = cells.flatMap((cell, index) => [
    ...(index === 0 ? [] : [breakCell]),
    ...(typeof cell === "string" ? [text(cell)] : cell),
  ]);
  return portion(id, spans, { kind: "row", parent: "t1", ...rest });
}

export const sample: PrintedDocument = {
  banner: "UK SECRET - REL TO DNK, NOR, SWE",
  bands: [{ text: "UK SECRET - REL TO DNK, NOR, SWE", colour: "#b3261e", ink: "#ffffff" }],
  title: "Note on the attack in Nordhavn",
  exercise: true,
  originator: "GBR",
  date: "2031-03-01",
  handling: "Working copy of GBR for its own staff. Handle as its banner says.",
  portions: [
    portion("title", "Note on the attack in Nordhavn", { kind: "title" }),
    portion("h1", "What happened", { kind: "heading", depth: 1 }),
    portion(
      "p1",
      [
        text("On 27 February a device was found at the pier."),
        { kind: "note-reference", note: "1" },
        text(" It lay below the waterline "),
        {
          kind: "restricted",
          mark: "S - REL TO FVEY",
          banner: "UK SECRET - REL TO FVEY",
          spans: [text("and a second device was removed unseen"), { kind: "withheld-at-source" }],
        },
        text(", as "),
        { kind: "cross-reference", target: "t1", called: "table 1" },
        text(" shows; the owner is "),
        { kind: "withheld-at-source" },
        text("."),
      ],
      { number: "1" },
    ),
    portion(
      "p2",
      [
        text("The owner of the boat is known to "),
        { kind: "withheld" },
        text(
          " and to the harbour master, who wrote down his name, the hour at which he came and the hour at which he left.",
        ),
        { kind: "source-reference", source: "S1" },
      ],
      { number: "2", mark: "OS" },
    ),
    portion(
      "p2a",
      "He came alone and paid in cash, and he did not give the name under which the boat is entered in the register of the port.",
      { number: "2(a)", depth: 1, mark: "OS" },
    ),
    portion("p2a1", "The notes were new.", { number: "2(a)(1)", depth: 2, mark: "OS" }),
    portion("p2b", "A bullet of its own.", { depth: 1 }),
    portion("p3", "A source in the harbour saw two men.", {
      number: "3",
      mark: "S - REL TO DNK, NOR, SWE",
      grading: { reliability: "B", credibility: 2 },
      origin: { member: "DNK", release: "A".repeat(22), portion: "Q".repeat(22) },
    }),
    portion(
      "q1",
      [
        text("They went to the boat without a word, and the boat was gone before the watch changed."),
        { kind: "note-reference", note: "1" },
      ],
      { kind: "quotation" },
    ),
    portion("j1", "It is highly likely that the devices were laid from the same boat.", {
      kind: "judgement",
      number: "4",
      judgement: { scale: "phia", term: "highly likely", confidence: "moderate", supports: ["p1", "p3"] },
    }),
    portion("h2", "Movements of the boat", { kind: "heading", depth: 2 }),
    portion("t1", [text("Ports of call"), { kind: "note-reference", note: "2" }], {
      kind: "table",
      number: "1",
    }),
    row("t1r1", ["Date", "Place", "Source"], { depth: 1 }),
    row("t1r2", ["24 February", "Nordhavn", "Harbour log"]),
    row(
      "t1r3",
      [
        "26 February",
        [
          {
            kind: "restricted",
            mark: "S",
            banner: "UK SECRET",
            spans: [text("An anchorage outside the roads")],
          },
        ],
        "A source",
      ],
      { mark: "OS" },
    ),
    null,
    row("t1r5", ["27 February", "Nordhavn, at the pier", [text("Camera "), { kind: "withheld" }]]),
    portion("f1", "The pier, seen from the breakwater", { kind: "figure", number: "1" }),
    portion("f1a", "The pier from afar", {
      kind: "rendition",
      parent: "f1",
      file: { name: "pier.png", mediaType: "image/png", sha256: null },
    }),
    portion("h3", "What is not known", { kind: "heading", depth: 3 }),
    null,
    portion(
      "p5",
      [
        text("Nothing is known of the second man. See "),
        { kind: "cross-reference", target: "p3", called: "paragraph 3" },
        text("."),
      ],
      { number: "5" },
    ),
  ],
  footnotes: [
    portion("n1", "Harbour master’s log, shown to the press on 28 February.", {
      kind: "footnote",
      number: "1",
    }),
    portion("n2", "Times are local.", { kind: "footnote", number: "2", mark: "OS" }),
    portion("n3", "A note nothing refers to.", { kind: "footnote", number: "3" }),
    portion("s1", "A clerk of the harbour with direct access, reporting since 2029.", {
      kind: "source",
      number: "S1",
      mark: "S",
      grading: { reliability: "B", credibility: 2 },
    }),
  ],
};

/** A document of these portions alone, at no exercise. */
export function documentOf(
  portions: PrintedDocument["portions"],
  footnotes: PrintedDocument["footnotes"] = [],
): PrintedDocument {
  return { ...sample, exercise: false, title: "T", portions, footnotes };
}

/** A PNG of one colour with a frame, and `extra` chunks before its picture. */
export function makePng(width: number, height: number, extra: readonly Buffer[] = []): Buffer {
  const lines = Buffer.alloc(height * (width * 3 + 1), 0xc8);
  for (let y = 0; y < height; y++) {
    lines[y * (width * 3 + 1)] = 0;
    for (let x = 0; x < width; x++)
      if (x < 4 || y < 4 || x >= width - 4 || y >= height - 4)
        lines.fill(0x50, y * (width * 3 + 1) + 1 + x * 3, y * (width * 3 + 1) + 4 + x * 3);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\u0089PNG\r\n\u001a\n", "latin1"),
    makeChunk("IHDR", head),
    ...extra,
    makeChunk("IDAT", deflateSync(lines)),
    makeChunk("IEND", Buffer.alloc(0)),
  ]);
}

export function makeChunk(name: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), chunk.length - 4);
  return chunk;
}

export const samplePictures: ReadonlyMap<string, Uint8Array> = new Map([["pier.png", makePng(640, 360)]]);

/** The parts of a DOCX by their names, in the order of the package. */
export async function unpackDocx(bytes: Uint8Array): Promise<Map<string, Buffer>> {
  const zip = await yauzl.fromBufferPromise(Buffer.from(bytes));
  const parts = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = [];
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer);
    parts.set(entry.fileName, Buffer.concat(chunks));
  }
  return parts;
}
