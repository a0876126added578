// Packed bytes, found by how they begin and not by what a directory says of them: an entry no directory lists is one that
// somebody may still read. Whatever unpacks is a layer of its own; what does not was something else.
import { brotliDecompressSync, inflateRawSync, inflateSync, zstdDecompressSync, constants } from "node:zlib";
import { MOST_UNPACKED } from "./layer.ts";

export interface Unpacked {
  readonly coding: string;
  readonly bytes: Uint8Array;
  /** Name of an entry of an archive; null elsewhere. */
  readonly entry: string | null;
}

const LIMIT = { maxOutputLength: MOST_UNPACKED };
/** Also what breaks off: a stream cut short shows its beginning to whoever tries. */
const PARTIAL = { ...LIMIT, finishFlush: constants.Z_SYNC_FLUSH };
/** Places in one layer that are tried. */
const MOST_TRIES = 5_000;

/** One after the other, so that whoever asks can stop. @throws RangeError when one unpacks to more than is looked through. */
export function* unpackAll(bytes: Uint8Array): Generator<Unpacked> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let found = false;
  for (const one of unpackKnown(buffer)) {
    found = true;
    yield one;
  }
  if (found) return;
  // These two have no beginning of their own, so they are tried where nothing else fits, and from the first byte only.
  yield* attempt("brotli", null, () => brotliDecompressSync(buffer, LIMIT));
  yield* attempt("deflate", null, () => inflateRawSync(buffer, LIMIT));
}

function* unpackKnown(buffer: Buffer): Generator<Unpacked> {
  yield* unpackZip(buffer);
  yield* findAll(buffer, Buffer.of(0x1f, 0x8b, 0x08), "gzip", (from) =>
    inflateRawSync(from.subarray(gzipHeader(from)), PARTIAL),
  );
  yield* findAll(buffer, Buffer.of(0x28, 0xb5, 0x2f, 0xfd), "zstd", (from) =>
    zstdDecompressSync(from, LIMIT),
  );
  for (const second of [0x01, 0x5e, 0x9c, 0xda])
    yield* findAll(buffer, Buffer.of(0x78, second), "zlib", (from) => inflateSync(from, PARTIAL));
}

/** Length of what stands before the packed bytes of a gzip member; what follows them does not disturb. */
function gzipHeader(from: Buffer): number {
  const flags = from[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0) at += 2 + (from[at] ?? 0) + ((from[at + 1] ?? 0) << 8);
  for (const flag of [8, 16]) if ((flags & flag) !== 0) at = from.indexOf(0, at) + 1;
  return (flags & 2) === 0 ? at : at + 2;
}

const LOCAL = Buffer.from("PK\u0003\u0004", "latin1");

function* unpackZip(buffer: Buffer): Generator<Unpacked> {
  let tries = 0;
  for (let at = buffer.indexOf(LOCAL); at >= 0; at = buffer.indexOf(LOCAL, at + 4)) {
    if (at + 30 > buffer.length || ++tries > MOST_TRIES) break;
    const nameEnd = at + 30 + buffer.readUInt16LE(at + 26);
    const entry = buffer.toString("utf8", at + 30, nameEnd);
    const from = nameEnd + buffer.readUInt16LE(at + 28);
    const method = buffer.readUInt16LE(at + 8);
    const size = buffer.readUInt32LE(at + 18);
    if (method === 8) yield* attempt("zip", entry, () => inflateRawSync(buffer.subarray(from), PARTIAL));
    // A stored entry stands in the layer around it too; alone it can be recognised for what it is.
    else if (method === 0 && size > 0)
      yield { coding: "zip", entry, bytes: buffer.subarray(from, from + size) };
  }
}

function* findAll(
  buffer: Buffer,
  magic: Buffer,
  coding: string,
  unpack: (from: Buffer) => Buffer,
): Generator<Unpacked> {
  let tries = 0;
  for (let at = buffer.indexOf(magic); at >= 0; at = buffer.indexOf(magic, at + 1))
    if (++tries <= MOST_TRIES) yield* attempt(coding, null, () => unpack(buffer.subarray(at)));
}

function attempt(coding: string, entry: string | null, unpack: () => Buffer): readonly Unpacked[] {
  try {
    const bytes = unpack();
    return bytes.length === 0 ? [] : [{ coding, entry, bytes }];
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return [];
  }
}
