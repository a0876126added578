// Pictures before they go into a file: PNG, JPEG or WebP by their own bytes, whole, within limits, and rid of everything
// that is not the picture (EXIF with place and camera, comments, thumbnails, profiles, bytes after the end).
// Invariant: what comes out is put together from the parts allowed here; a part nobody knows is never copied.
import { crc32 } from "node:zlib";
import type { PrintedPortion } from "@entente/core/printing";
import { ServerError } from "../errors.ts";

type RenditionFile = NonNullable<PrintedPortion["file"]>;

export interface Picture {
  readonly kind: "png" | "jpg" | "webp";
  readonly bytes: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Bytes of a picture, and pixels of it: more is a mistake, or meant to fill the memory. */
export const PICTURE_LIMIT = 20_000_000;
const PIXEL_LIMIT = 50_000_000;
const KINDS: Readonly<Record<RenditionFile["mediaType"], Picture["kind"]>> = {
  "image/png": "png",
  "image/jpeg": "jpg",
  "image/webp": "webp",
};

/**
 * The picture in `bytes` without anything else a file can carry.
 * @throws ServerError PICTURE_INVALID when it is none of the three kinds, not the kind the document says, not whole, too large,
 * moving, or turned by its metadata, which would be lost.
 */
export function cleanPicture(bytes: Uint8Array, { name, mediaType }: RenditionFile): Picture {
  const refuse = (reason: string): never => {
    throw new ServerError(
      "PICTURE_INVALID",
      `${name} ${reason}. Open it in a picture editor and save it again as PNG, JPEG or WebP.`,
    );
  };
  if (bytes.length > PICTURE_LIMIT) refuse(`has more than ${PICTURE_LIMIT / 1_000_000} MB`);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = detectKind(view) ?? refuse("is no PNG, JPEG or WebP");
  if (kind !== KINDS[mediaType]) refuse(`is ${kind.toUpperCase()}, not ${mediaType}`);
  let picture: Picture;
  try {
    picture = kind === "png" ? cleanPng(view) : kind === "jpg" ? cleanJpeg(view) : cleanWebp(view);
  } catch (error) {
    if (error instanceof Refusal) return refuse(error.message);
    if (error instanceof RangeError) return refuse("is not whole");
    throw error;
  }
  const { width, height } = picture;
  if (width === 0 || height === 0 || width * height > PIXEL_LIMIT) refuse(`has ${width} by ${height} pixels`);
  return picture;
}

class Refusal extends Error {}

function detectKind(bytes: Buffer): Picture["kind"] | null {
  if (bytes.subarray(0, 8).toString("latin1") === "\u0089PNG\r\n\u001a\n") return "png";
  if (bytes.length > 3 && bytes.readUIntBE(0, 3) === 0xffd8ff) return "jpg";
  const riff = bytes.toString("latin1", 0, 4) === "RIFF" && bytes.toString("latin1", 8, 12) === "WEBP";
  return riff ? "webp" : null;
}

/** What a PNG needs to look as it does; `eXIf`, texts, times, profiles and everything unknown stay behind. */
const PNG_CHUNKS: ReadonlySet<string> = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND"],
  ...["tRNS", "gAMA", "cHRM", "sRGB", "sBIT"],
]);

function cleanPng(bytes: Buffer): Picture {
  const parts = [bytes.subarray(0, 8)];
  const names: string[] = [];
  for (let at = 8; names.at(-1) !== "IEND";) {
    const length = bytes.readUInt32BE(at);
    const name = bytes.toString("latin1", at + 4, at + 8);
    const end = at + 12 + length;
    if (end > bytes.length) throw new Refusal("is not whole");
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4))
      throw new Refusal("is damaged");
    // APNG: what moves would be stopped at some picture nobody chose.
    if (name === "acTL") throw new Refusal("is a moving picture");
    if (PNG_CHUNKS.has(name)) parts.push(bytes.subarray(at, end));
    names.push(name);
    at = end;
  }
  if (names[0] !== "IHDR" || !names.includes("IDAT")) throw new Refusal("is damaged");
  return {
    kind: "png",
    bytes: Buffer.concat(parts),
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
  };
}

const JPEG_FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Tables, restart interval, scan. */
const JPEG_PARTS: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd, ...JPEG_FRAMES]);
const ADOBE = 0xee;

function cleanJpeg(bytes: Buffer): Picture {
  const parts = [bytes.subarray(0, 2)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let scans = 0;
  for (let at = 2; ;) {
    while (bytes.readUInt8(at) === 0xff && bytes.readUInt8(at + 1) === 0xff) at++;
    if (bytes.readUInt8(at) !== 0xff) throw new Refusal("is damaged");
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xd9) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) throw new Refusal("is not whole");
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && isTurned(segment))
      throw new Refusal("is turned by its metadata, which is left out");
    if (JPEG_FRAMES.has(marker))
      size = { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    // The Adobe segment says how the colours are stored, and has room for nothing else.
    const adobe = marker === ADOBE && segment.length === 16 && segment.toString("latin1", 4, 9) === "Adobe";
    if (marker === 0xda) {
      at = endOfScan(bytes, end);
      parts.push(bytes.subarray(end - segment.length, at));
      scans++;
      continue;
    }
    if (JPEG_PARTS.has(marker) || adobe) parts.push(segment);
    else if (marker < 0xe0) throw new Refusal("is a JPEG of a kind readers do not share");
    at = end;
  }
  if (size === null || scans === 0) throw new Refusal("is damaged");
  return { kind: "jpg", bytes: Buffer.concat([...parts, Buffer.of(0xff, 0xd9)]), ...size };
}

/** Where the coded picture that begins at `at` ends: at the first marker that is neither stuffing nor a restart. */
function endOfScan(bytes: Buffer, at: number): number {
  for (let next = bytes.indexOf(0xff, at); next !== -1; next = bytes.indexOf(0xff, next + 1)) {
    const marker = bytes.readUInt8(next + 1);
    if (marker !== 0 && marker !== 0xff && (marker < 0xd0 || marker > 0xd7)) return next;
  }
  throw new Refusal("is not whole");
}

/** Whether an EXIF segment asks for the picture to be turned or mirrored. */
function isTurned(segment: Buffer): boolean {
  if (segment.toString("latin1", 4, 10) !== "Exif\0\0") return false;
  const tiff = segment.subarray(10);
  const little = tiff.toString("latin1", 0, 2) === "II";
  const read16 = (at: number): number => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let index = 0; index < read16(first); index++) {
    const at = first + 2 + index * 12;
    if (read16(at) === 0x0112) return read16(at + 8) !== 1;
  }
  return false;
}

const WEBP_CHUNKS: ReadonlySet<string> = new Set(["VP8X", "VP8 ", "VP8L", "ALPH"]);
/** Flags of VP8X: only transparency is kept. */
const WEBP_ALPHA = 0x10;
const WEBP_MOVES = 0x02;

function cleanWebp(bytes: Buffer): Picture {
  const parts: Buffer[] = [];
  let size: { readonly width: number; readonly height: number } | null = null;
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw new Refusal("is not whole");
  for (let at = 12; at < end;) {
    const name = bytes.toString("latin1", at, at + 4);
    const length = bytes.readUInt32LE(at + 4);
    const next = at + 8 + length + (length % 2);
    if (next > end) throw new Refusal("is not whole");
    const chunk = Buffer.from(bytes.subarray(at, next));
    if (name === "VP8X") {
      if ((chunk.readUInt8(8) & WEBP_MOVES) !== 0) throw new Refusal("is a moving picture");
      chunk.writeUInt8(chunk.readUInt8(8) & WEBP_ALPHA, 8);
    }
    if (name === "VP8 ")
      size = { width: chunk.readUInt16LE(14) & 0x3fff, height: chunk.readUInt16LE(16) & 0x3fff };
    if (name === "VP8L") {
      const bits = chunk.readUInt32LE(9);
      size = { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    if (WEBP_CHUNKS.has(name)) parts.push(chunk);
    at = next;
  }
  if (size === null) throw new Refusal("is damaged");
  const body = Buffer.concat([Buffer.from("WEBP", "latin1"), ...parts]);
  const head = Buffer.alloc(8, "RIFF", "latin1");
  head.writeUInt32LE(body.length, 4);
  return { kind: "webp", bytes: Buffer.concat([head, body]), ...size };
}
