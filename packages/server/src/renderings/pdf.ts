// A printed document as PDF: tagged for PDF/UA-1, every font inside it, the same bytes for the same document and day.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { PrintedDocument } from "@entente/core/documents";
import { layOutPaper, pathOf } from "./paper.ts";
import { takePictures } from "./pictures.ts";
import type { PictureFiles } from "./pictures.ts";
import { compileTypst } from "./typst.ts";

const FONT_FILES = ["400Regular", "600SemiBold", "700Bold", "400Regular_Italic", "600SemiBold_Italic"];
/** Ten times what a document of 2,000 portions with a note in every third takes on two slow cores. */
const TIME_LIMIT = 120_000;

/**
 * @param options.date day the file says it was made, YYYY-MM-DD, or null for none; no clock is asked.
 * @param options.fonts TrueType or OpenType files for scripts that Source Serif 4 lacks.
 * @throws ServerError PICTURE_MISSING, PICTURE_INVALID, RENDERING_GLYPH_MISSING when no font has a character: it is never left
 * out; RENDERING_TOO_LONG.
 */
export async function renderPdf(
  printed: PrintedDocument,
  options: {
    readonly pictures: PictureFiles;
    readonly date: string | null;
    readonly fonts: readonly Uint8Array[];
  },
): Promise<Uint8Array> {
  const pictures = takePictures(printed, options.pictures);
  return compileTypst(
    {
      template: await readFile(new URL("./state-paper.typ", import.meta.url), "utf8"),
      paper: JSON.stringify(layOutPaper(printed, { pictures, date: options.date })),
      pictures: [...pictures].map(([name, { bytes }]) => [pathOf(name, pictures), bytes]),
      fonts: [...(await readFonts()), ...options.fonts],
      date: options.date,
    },
    TIME_LIMIT,
  );
}

async function readFonts(): Promise<readonly Uint8Array[]> {
  const { resolve } = createRequire(import.meta.url);
  return Promise.all(
    FONT_FILES.map((name) =>
      readFile(resolve(`@expo-google-fonts/source-serif-4/${name}/SourceSerif4_${name}.ttf`)),
    ),
  );
}
