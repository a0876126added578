// The filters of PDF streams, undone one after the other. A filter that is not known, or data that does not fit it, ends the
// chain: what there is then is looked at as it is.
import { inflateSync, constants } from "node:zlib";
import { unfoldAscii85 } from "./codings.ts";
import { MOST_UNPACKED } from "./layer.ts";

const INFLATE = { maxOutputLength: MOST_UNPACKED, finishFlush: constants.Z_SYNC_FLUSH };
const SHORT: Readonly<Record<string, string>> = {
  ...{
    Fl: "FlateDecode",
    LZW: "LZWDecode",
    A85: "ASCII85Decode",
    AHx: "ASCIIHexDecode",
    RL: "RunLengthDecode",
  },
};

/** @throws RangeError when a stream unpacks to more than is looked through. */
export function undoFilters(dictionary: string, data: Buffer): Buffer {
  let bytes = data;
  for (const name of listFilters(dictionary)) {
    const undone = undoFilter(name, bytes, dictionary);
    if (undone === null) break;
    bytes = undone;
  }
  return bytes;
}

export function listFilters(dictionary: string): readonly string[] {
  const [, list = ""] =
    /\/(?:Filter|F)\s*(\[[^\]]*\]|\/[A-Za-z0-9]+)/.exec(dictionary.replace(/\/FFilter/g, "")) ?? [];
  return (list.match(/[A-Za-z0-9]+/g) ?? []).map((name) => SHORT[name] ?? name);
}

function undoFilter(name: string, data: Buffer, dictionary: string): Buffer | null {
  switch (name) {
    case "FlateDecode":
      try {
        return undoPredictor(inflateSync(data, INFLATE), dictionary);
      } catch (error) {
        if (error instanceof RangeError) throw error;
        return null;
      }
    case "LZWDecode":
      return undoPredictor(undoLzw(data, !/\/EarlyChange\s+0/.test(dictionary)), dictionary);
    case "ASCII85Decode":
      return unfoldAscii85(data.toString("latin1").replace(/~>[\s\S]*$/, ""));
    case "ASCIIHexDecode": {
      const digits = data
        .toString("latin1")
        .replace(/>[\s\S]*$/, "")
        .replace(/[^0-9A-Fa-f]/g, "");
      return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, "hex");
    }
    case "RunLengthDecode":
      return undoRunLength(data);
    default:
      return null;
  }
}

function undoRunLength(data: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length;) {
    const length = data[at++] ?? 128;
    if (length === 128) break;
    if (length < 128) {
      parts.push(data.subarray(at, at + length + 1));
      at += length + 1;
    } else parts.push(Buffer.alloc(257 - length, data[at++] ?? 0));
  }
  return Buffer.concat(parts);
}

/** LZW of PDF and TIFF: codes of 9 to 12 bits, highest bit first; 256 clears, 257 ends. */
export function undoLzw(data: Buffer, early: boolean): Buffer {
  const out: Buffer[] = [];
  let length = 0;
  let table: Buffer[] = [];
  let width = 9;
  let before: Buffer | null = null;
  const clear = (): void => {
    table = Array.from({ length: 258 }, (_, code) => Buffer.of(code & 0xff));
    width = 9;
    before = null;
  };
  clear();
  let [bits, held] = [0, 0];
  for (const byte of data) {
    bits = ((bits << 8) | byte) & 0xffffff;
    held += 8;
    if (held < width) continue;
    const code = (bits >>> (held - width)) & ((1 << width) - 1);
    held -= width;
    if (code === 257) break;
    if (code === 256) {
      clear();
      continue;
    }
    const known: Buffer | undefined = table[code];
    const entry: Buffer | null =
      known ?? (before === null ? null : Buffer.concat([before, before.subarray(0, 1)]));
    if (entry === null) break;
    out.push(entry);
    length += entry.length;
    if (length > MOST_UNPACKED) throw new RangeError("unpacks to too much");
    if (before !== null && table.length < 4096) table.push(Buffer.concat([before, entry.subarray(0, 1)]));
    before = entry;
    const next = table.length + (early ? 1 : 0);
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9;
  }
  return Buffer.concat(out);
}

/** Rows stored as differences (PNG prediction). */
function undoPredictor(data: Buffer, dictionary: string): Buffer {
  const number = (name: string, otherwise: number): number =>
    Number(new RegExp(`/${name}\\s+(\\d+)`).exec(dictionary)?.[1] ?? otherwise);
  if (number("Predictor", 1) < 10) return data;
  const bits = number("Colors", 1) * number("BitsPerComponent", 8);
  return undoRows(data, Math.ceil((bits * number("Columns", 1)) / 8), Math.ceil(bits / 8));
}

/** Rows as PNG has them: a byte that says how, then differences to the left, the row above, or both. */
export function undoRows(data: Buffer, rowBytes: number, pixelBytes: number): Buffer {
  if (rowBytes <= 0 || rowBytes > data.length) return data;
  const rows = Math.floor(data.length / (rowBytes + 1));
  const out = Buffer.alloc(rows * rowBytes);
  for (let row = 0; row < rows; row++) {
    const how = data[row * (rowBytes + 1)] ?? 0;
    for (let index = 0; index < rowBytes; index++) {
      const at = row * rowBytes + index;
      const left = index >= pixelBytes ? (out[at - pixelBytes] ?? 0) : 0;
      const above = row > 0 ? (out[at - rowBytes] ?? 0) : 0;
      const corner = row > 0 && index >= pixelBytes ? (out[at - rowBytes - pixelBytes] ?? 0) : 0;
      out[at] = (data[row * (rowBytes + 1) + 1 + index] ?? 0) + predict(how, left, above, corner);
    }
  }
  return out;
}

function predict(how: number, left: number, above: number, corner: number): number {
  if (how === 1) return left;
  if (how === 2) return above;
  if (how === 3) return (left + above) >> 1;
  if (how !== 4) return 0;
  const [a, b, c] = [left, above, corner].map((one) => Math.abs(left + above - corner - one)) as [
    number,
    number,
    number,
  ];
  return a <= b && a <= c ? left : b <= c ? above : corner;
}
