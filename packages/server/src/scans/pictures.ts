// The pixels of a PNG, and texts in their lowest bits or their transparency. JPEG is left to reading by sight: its pixels are
// not stored as they are, so that nothing survives in single bits.
import { inflateSync, constants } from "node:zlib";
import { MOST_UNPACKED } from "./layer.ts";
import { undoRows } from "./pdf-filters.ts";

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha. */
  readonly channels: 1 | 2 | 3 | 4;
  /** One byte for each channel of each pixel, row by row. */
  readonly samples: Buffer;
}

const PNG = "\u0089PNG\r\n\u001a\n";
const CHANNELS: Readonly<Record<number, Pixels["channels"]>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const MOST_PIXELS = 60_000_000;

export function isPng(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).toString("latin1") === PNG;
}

/** Null for what is no PNG of plain rows; sixteen bits a channel keep their low half too. */
export function readPng(bytes: Buffer): Pixels | null {
  if (!isPng(bytes) || bytes.length < 33) return null;
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth, colour, interlace] = [bytes[24] ?? 0, bytes[25] ?? 0, bytes[28] ?? 0];
  const channels = CHANNELS[colour];
  if (channels === undefined || interlace !== 0 || (depth !== 8 && depth !== 16)) return null;
  if (width * height > MOST_PIXELS) throw new RangeError("too many pixels");
  const parts: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString("latin1", at + 4, at + 8) === "IDAT")
      parts.push(bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  try {
    const rows = inflateSync(Buffer.concat(parts), {
      maxOutputLength: MOST_UNPACKED,
      finishFlush: constants.Z_SYNC_FLUSH,
    });
    const pixelBytes = (channels * depth) / 8;
    const samples = undoRows(rows, width * pixelBytes, pixelBytes);
    return { width, height, channels, samples: depth === 8 ? samples : takeEverySecond(samples) };
  } catch (error) {
    if (error instanceof RangeError) throw error;
    return null;
  }
}

/** The low bytes of samples of sixteen bits: the high ones are what is seen. */
function takeEverySecond(samples: Buffer): Buffer {
  const half = Buffer.alloc(samples.length >> 1);
  for (let index = 0; index < half.length; index++) half[index] = samples[index * 2 + 1] ?? 0;
  return half;
}

export interface Hidden {
  readonly coding: string;
  readonly bytes: Buffer;
}

/** What low bits and transparency spell: all channels in turn and each alone, in both orders of bits. */
export function readHiddenBits({
  samples,
  channels,
}: Pick<Pixels, "samples" | "channels">): readonly Hidden[] {
  const takes: { readonly name: string; readonly from: number; readonly step: number }[] = [
    { name: "low bits", from: 0, step: 1 },
    ...(channels > 1
      ? Array.from({ length: channels }, (_, from) => ({ name: "low bits", from, step: channels }))
      : []),
  ];
  const hidden: Hidden[] = takes.flatMap(({ name, from, step }) =>
    [false, true].map((lowFirst) => ({ coding: name, bytes: gatherBits(samples, { from, step, lowFirst }) })),
  );
  if (channels === 2 || channels === 4)
    hidden.push({ coding: "alpha", bytes: gatherAlpha(samples, channels) });
  if (channels === 4) {
    const colours = Buffer.alloc(Math.ceil((samples.length * 3) / 4));
    let at = 0;
    for (let index = 0; index < samples.length; index++)
      if (index % 4 !== 3) colours[at++] = samples[index] ?? 0;
    for (const lowFirst of [false, true])
      hidden.push({ coding: "low bits", bytes: gatherBits(colours, { from: 0, step: 1, lowFirst }) });
  }
  return hidden;
}

function gatherBits(
  samples: Buffer,
  { from, step, lowFirst }: { readonly from: number; readonly step: number; readonly lowFirst: boolean },
): Buffer {
  const bytes = Buffer.alloc(Math.floor(Math.ceil((samples.length - from) / step) / 8));
  let bit = 0;
  for (let at = from; at < samples.length && bit >> 3 < bytes.length; at += step, bit++) {
    const place = lowFirst ? bit & 7 : 7 - (bit & 7);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (((samples[at] ?? 0) & 1) << place);
  }
  return bytes;
}

export function gatherAlpha(samples: Buffer, channels: 2 | 4): Buffer {
  const alpha = Buffer.alloc(Math.floor(samples.length / channels));
  for (let index = 0; index < alpha.length; index++)
    alpha[index] = samples[index * channels + channels - 1] ?? 0;
  return alpha;
}
