// What may become of a picture: cleaned of everything that is not the picture, or refused.
import { describe, expect, it } from "vitest";
import { renderHtml } from "./index.ts";
import { cleanPicture } from "./picture.ts";
import { takePictures } from "./pictures.ts";
import { makeChunk, makePng, sample, samplePictures } from "./renderings.fixture.ts";

const png = { name: "a.png", mediaType: "image/png", sha256: null } as const;
const jpeg = { ...png, mediaType: "image/jpeg" } as const;
const webp = { ...png, mediaType: "image/webp" } as const;

function segment(marker: number, data: string | Buffer): Buffer {
  const body = Buffer.from(data as string, "latin1");
  const head = Buffer.of(0xff, marker, 0, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function exif(orientation: number): Buffer {
  const tiff = Buffer.from("MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x00\0\0\0\0\0\0", "latin1");
  tiff.writeUInt16BE(orientation, 18);
  return segment(
    0xe1,
    Buffer.concat([Buffer.from("Exif\0\0GPS-CANARY".slice(0, 6), "latin1"), tiff, Buffer.from("CANARY")]),
  );
}

/** The parts of a JPEG a cleaner looks at; its coded picture is noise. */
function makeJpeg(...extra: Buffer[]): Buffer {
  return Buffer.concat([
    Buffer.of(0xff, 0xd8),
    ...extra,
    segment(0xdb, "tables"),
    segment(0xc0, "\x08\x00\x20\x00\x30\x01\x01\x11\x00"),
    segment(0xda, "scan"),
    Buffer.from("\x12\xff\x00\x34\xff\xd0\x56", "latin1"),
    Buffer.of(0xff, 0xd9),
  ]);
}

function riff(...chunks: readonly (readonly [string, Buffer])[]): Buffer {
  const body = Buffer.concat(
    chunks.flatMap(([name, data]) => {
      const head = Buffer.alloc(8, name, "latin1");
      head.writeUInt32LE(data.length, 4);
      return [head, data, Buffer.alloc(data.length % 2)];
    }),
  );
  const head = Buffer.alloc(12, "RIFF0000WEBP", "latin1");
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

const lossless = Buffer.from("\x2f\x1f\xc0\x07\x00rest", "latin1");

describe("cleanPicture", () => {
  it("keeps a PNG's picture, and no text, place, time, profile, unknown part or anything behind its end", () => {
    const extra = ["tEXt", "zTXt", "iTXt", "eXIf", "tIME", "iCCP", "pHYs", "prVt"].map((name) =>
      makeChunk(name, Buffer.from("CANARY")),
    );
    const cleaned = cleanPicture(Buffer.concat([makePng(20, 10, extra), Buffer.from("CANARY")]), png);
    expect(Buffer.from(cleaned.bytes).equals(makePng(20, 10))).toBe(true);
    expect(cleaned).toMatchObject({ kind: "png", width: 20, height: 10 });
  });

  it("keeps a JPEG's picture and colours, and no EXIF, comment, thumbnail or anything behind its end", () => {
    const adobe = segment(0xee, "Adobe\0\x64\0\0\0\0\x01");
    const dirty = makeJpeg(
      segment(0xe0, "JFIF\0CANARY"),
      exif(1),
      segment(0xfe, "CANARY"),
      segment(0xe2, "CANARY"),
      adobe,
    );
    const cleaned = cleanPicture(Buffer.concat([dirty, Buffer.from("CANARY")]), jpeg);
    expect(Buffer.from(cleaned.bytes).equals(makeJpeg(adobe))).toBe(true);
    expect(cleaned).toMatchObject({ kind: "jpg", width: 48, height: 32 });
  });

  it("keeps a WebP's picture, and no EXIF, XMP or profile", () => {
    const flags = Buffer.from("\x3c\0\0\0\x1f\0\0\x1f\0\0", "latin1");
    const dirty = riff(
      ["VP8X", flags],
      ["ICCP", Buffer.from("CANARY")],
      ["VP8L", lossless],
      ["EXIF", Buffer.from("CANARY!")],
      ["XMP ", Buffer.from("CANARY")],
    );
    const cleaned = cleanPicture(Buffer.concat([dirty, Buffer.from("CANARY")]), webp);
    const clean = riff(["VP8X", Buffer.concat([Buffer.of(0x10), flags.subarray(1)])], ["VP8L", lossless]);
    expect(Buffer.from(cleaned.bytes).equals(clean)).toBe(true);
    expect(cleaned).toMatchObject({ kind: "webp", width: 32, height: 32 });
  });

  it("refuses what is not the kind it is called, not whole, damaged, moving, turned or too large", () => {
    const damaged = makePng(8, 8);
    damaged[20] = 1;
    const huge = makePng(1, 1);
    const cases: readonly (readonly [Buffer, typeof png | typeof jpeg | typeof webp])[] = [
      [Buffer.from("GIF89a"), png],
      [Buffer.alloc(0), png],
      [Buffer.from("<svg onload='x'/>"), png],
      [makePng(8, 8), jpeg],
      [makeJpeg(), png],
      [damaged, png],
      [makePng(8, 8).subarray(0, 60), png],
      [makePng(8, 8, [makeChunk("acTL", Buffer.alloc(8))]), png],
      [makePng(0, 8), png],
      [
        Buffer.concat([
          huge.subarray(0, 8),
          makeChunk("IHDR", Buffer.from("\0\x01\0\0\0\x01\0\0\x08\x02\0\0\0", "latin1")),
          huge.subarray(33),
        ]),
        png,
      ],
      [makeJpeg(exif(6)), jpeg],
      [makeJpeg().subarray(0, 30), jpeg],
      [makeJpeg(segment(0xc3, "lossless")), jpeg],
      [Buffer.of(0xff, 0xd8, 0xff, 0xd9), jpeg],
      [riff(["VP8X", Buffer.from("\x02\0\0\0\0\0\0\0\0\0", "latin1")], ["VP8L", lossless]), webp],
      [riff(["EXIF", lossless]), webp],
      [riff(["VP8L", lossless]).subarray(0, 24), webp],
      [Buffer.concat([makePng(8, 8), Buffer.alloc(20_000_001)]), png],
    ];
    cases.forEach(([bytes, file], index) => {
      const codes: unknown[] = [];
      try {
        cleanPicture(bytes, file);
      } catch (error) {
        codes.push(error instanceof Error && "code" in error ? error.code : error);
      }
      expect([index, ...codes]).toEqual([index, "PICTURE_INVALID"]);
    });
  });
});

describe("takePictures", () => {
  it("takes what the document shows, and refuses what is missing or another picture than it names", () => {
    expect([
      ...takePictures(sample, new Map([...samplePictures, ["other.png", Buffer.of(1)]])).keys(),
    ]).toEqual(["pier.png"]);
    expect(() => takePictures(sample, new Map())).toThrow(
      expect.objectContaining({ code: "PICTURE_MISSING" }) as Error,
    );
    const named = sample.portions.map((one) =>
      one?.file === undefined || one.file === null ? one : { ...one, file: { ...one.file, sha256: "00" } },
    );
    expect(() => takePictures({ portions: named }, samplePictures)).toThrow(
      expect.objectContaining({ code: "PICTURE_INVALID" }) as Error,
    );
  });
});

describe("renderHtml", () => {
  it("carries the cleaned picture, whatever digest the file had", () => {
    const dirty = makePng(20, 10, [makeChunk("tEXt", Buffer.from("CANARY"))]);
    const page = renderHtml(sample, { pictures: new Map([["pier.png", dirty]]) });
    expect(page).toContain(makePng(20, 10).toString("base64"));
    expect(page).not.toContain(Buffer.from("CANARY").toString("base64").slice(0, 7));
  });
});
