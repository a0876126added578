// Bytes as text: UTF-8 where they are that, else every byte a character; beside it every reading in wider units that gives text.

export interface Reading {
  readonly name: string;
  readonly text: string;
  /** The bytes are no text in any character set known: what is read in them may be chance. */
  readonly noise: boolean;
}

const LEAST_RUN = 4;

export function readCharacters(bytes: Uint8Array): readonly Reading[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== null && !utf8.includes("\0")) return [{ name: "", text: utf8, noise: false }];
  const readings: Reading[] = [{ name: "", text: utf8 ?? buffer.toString("latin1"), noise: utf8 === null }];
  // Text among bytes that are none, such as a comment between two pictures.
  if (utf8 === null) readings.push({ name: "", text: buffer.toString("utf8"), noise: true });
  for (const width of [2, 4] as const)
    for (let offset = 0; offset < width; offset++)
      for (const order of ["le", "be"] as const) {
        const text = readUnits(buffer, { width, offset, order });
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
  how: { readonly width: 2 | 4; readonly offset: number; readonly order: "le" | "be" },
): string {
  const { width, offset, order } = how;
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
    if (isText(unit)) {
      run += String.fromCodePoint(unit);
      if (unit > 0x40) letters++;
    } else end();
  }
  end();
  return runs.join("\n");
}

/** Characters of the scripts of Europe, the Near East and East Asia; random units seldom are a row of these of one block. */
function isText(unit: number): boolean {
  return (
    (unit >= 0x20 && unit < 0x7f) ||
    (unit >= 0xa0 && unit < 0x0700) ||
    unit === 0x0a ||
    unit === 0x0d ||
    unit === 0x09 ||
    (unit >= 0x2010 && unit < 0x2040) ||
    (unit >= 0x3040 && unit < 0xa000) ||
    (unit >= 0xac00 && unit < 0xd7a4)
  );
}
