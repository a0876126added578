// The fonts a PDF is set in: Source Serif 4 and what the caller hands in. The engine also knows the fonts of the machine it
// runs on; ours get a family name of their own, in memory, so that none of those can stand in for them and the same document
// is the same file everywhere.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { ServerError } from "../errors.ts";

const STYLES = ["400Regular", "600SemiBold", "700Bold", "400Regular_Italic", "600SemiBold_Italic"];
const TEXT_FAMILY = "Entente Text";
/** TrueType and OpenType; collections of several fonts are not taken. */
const KINDS: ReadonlySet<string> = new Set(["00010000", "4f54544f", "74727565"]);

interface FontSet {
  readonly fonts: readonly Uint8Array[];
  /** Families in the order in which they are asked for a character. */
  readonly families: readonly string[];
}

/** @throws ServerError FONT_INVALID when one of `others` is no TrueType or OpenType font. */
export async function gatherFonts(others: readonly Uint8Array[]): Promise<FontSet> {
  const { resolve } = createRequire(import.meta.url);
  const own = await Promise.all(
    STYLES.map(async (style) =>
      renameFont(
        await readFile(resolve(`@expo-google-fonts/source-serif-4/${style}/SourceSerif4_${style}.ttf`)),
        TEXT_FAMILY,
      ),
    ),
  );
  const families = others.map((_, index) => `Entente Other ${index + 1}`);
  return {
    fonts: [...own, ...others.map((font, index) => renameFont(Buffer.from(font), families[index] ?? ""))],
    families: [TEXT_FAMILY, ...families],
  };
}

/** The font with `family` for its name and nothing else said about it (OpenType: table directory, `name` table format 0). */
function renameFont(font: Buffer, family: string): Uint8Array {
  try {
    if (!KINDS.has(font.toString("hex", 0, 4))) throw new RangeError("not a font");
    const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
      const at = 12 + index * 16;
      const start = font.readUInt32BE(at + 8);
      const end = start + font.readUInt32BE(at + 12);
      if (end > font.length) throw new RangeError("a table is not whole");
      return { tag: font.toString("latin1", at, at + 4), body: font.subarray(start, end) };
    });
    const renamed = tables.map(({ tag, body }) => ({
      tag,
      body: tag === "name" ? writeNames(family) : body,
    }));
    let offset = 12 + renamed.length * 16;
    const directory = renamed.map(({ tag, body }) => {
      const entry = Buffer.alloc(16);
      entry.write(tag, 0, "latin1");
      entry.writeUInt32BE(offset, 8);
      entry.writeUInt32BE(body.length, 12);
      offset += Math.ceil(body.length / 4) * 4;
      return entry;
    });
    const bodies = renamed.map(({ body }) =>
      Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]),
    );
    return Buffer.concat([font.subarray(0, 12), ...directory, ...bodies]);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ServerError(
      "FONT_INVALID",
      "A font named with --font is no whole TrueType or OpenType file. Name a .ttf or .otf file that holds one font.",
      { cause: error },
    );
  }
}

/** Family, style, full and PostScript name, in Windows' Unicode encoding. */
function writeNames(family: string): Buffer {
  const names = [
    [1, family],
    [2, "Regular"],
    [4, family],
    [6, family.replaceAll(" ", "")],
  ] as const;
  const records: Buffer[] = [];
  const texts: Buffer[] = [];
  let offset = 0;
  for (const [id, name] of names) {
    const text = Buffer.from(name, "utf16le").swap16();
    const record = Buffer.alloc(12);
    [3, 1, 0x409, id, text.length, offset].forEach((value, index) => record.writeUInt16BE(value, index * 2));
    records.push(record);
    texts.push(text);
    offset += text.length;
  }
  const head = Buffer.alloc(6);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(6 + names.length * 12, 4);
  return Buffer.concat([head, ...records, ...texts]);
}
