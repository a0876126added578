// Bytes as text: UTF-8 where they are that, else every byte a character; beside it every reading in wider units that gives text.

export interface Reading {
  readonly name: string;
  readonly text: string;
  /** The bytes are no text in any character set known: what is read in them may be chance. */
  readonly noise: boolean;
}

const LEAST_RUN = 4;

/** @param scripts `all` also reads units as signs of East Asia and others, which random bytes look like. */
export function readCharacters(bytes: Uint8Array, scripts: "near" | "all"): readonly Reading[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && !utf8.includes("\0")) return [{ name: "", text: utf8, noise: false }];
  const readings: Reading[] = [{ name: "", text: utf8 ?? buffer.toString("latin1"), noise: utf8 === null }];
  // Text among bytes that are none, such as a comment between two pictures.
  if (utf8 === null) readings.push({ name: "", text: buffer.toString("utf8"), noise: true });
  for (const width of [2, 4] as const)
    for (let offset = 0; offset < width; offset++)
      for (const order of ["le", "be"] as const) {
        const text = readUnits(buffer, { width, offset, order, scripts });
        if (text !== "") readings.push({ name: `utf-${width * 8}${order}`, text, noise: false });
      }
  return readings;
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Runs of letters in units of two or four bytes; what is no text in that reading parts them. */
function readUnits(
  buffer: Buffer,
  how: {
    readonly width: 2 | 4;
    readonly offset: number;
    readonly order: "le" | "be";
    readonly scripts: "near" | "all";
  },
): string {
  const { width, offset, order, scripts } = how;
  const runs: string[] = [];
  let run = "";
  let letters = 0;
  const end = (): void => {
    if (letters >= LEAST_RUN) runs.push(run);
    run = "";
    letters = 0;
  };
  for (let at = offset; at + width <= buffer.length; at += width) {
    const [first = 0, second = 0] = [buffer[at], buffer[at + 1]];
    let unit = order === "le" ? first | (second << 8) : (first << 8) | second;
    if (width === 4) {
      const [third = 0, fourth = 0] = [buffer[at + 2], buffer[at + 3]];
      unit =
        order === "le"
          ? unit | (third << 16) | (fourth << 24)
          : (first << 24) | (second << 16) | (third << 8) | fourth;
    }
    if (isText(unit) || (scripts === "all" && isFarText(unit))) {
      run += String.fromCodePoint(unit);
      if (unit > 0x40) letters++;
    } else end();
  }
  end();
  return runs.join("\n");
}

/** Letters of Europe and the Near East, and the signs between them. */
function isText(unit: number): boolean {
  if (unit < 0x20) return unit === 0x09 || unit === 0x0a || unit === 0x0d;
  if (unit < 0x7f) return true;
  return (unit >= 0xa0 && unit < 0x0700) || (unit >= 0x2010 && unit < 0x2040);
}

function isFarText(unit: number): boolean {
  return unit >= 0x0700 && unit <= 0x10ffff && (unit < 0xd800 || unit > 0xf8ff);
}
