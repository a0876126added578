// A printed document as PDF: tagged for PDF/UA-1, every font inside it, the same bytes for the same document and day.
import { readFile } from "node:fs/promises";
import { NO_FACTS } from "@entente/core/printing";
import type { CopyFacts, PrintedDocument } from "@entente/core/printing";
import { gatherFonts } from "./fonts.ts";
import { layOutPaper, pathOf } from "./paper.ts";
import { takePictures } from "./pictures.ts";
import type { PictureFiles } from "./pictures.ts";
import { compileTypst } from "./typst.ts";

/** Stands for U+FFFD, which Source Serif 4 lacks. */
const REPLACEMENT = "☐";
/** Ten times what a document of 2,000 portions with a note in every third takes on two slow cores. */
const TIME_LIMIT = 120_000;

/**
 * @param options.date day the file says it was made, YYYY-MM-DD, or null for none; no clock is asked.
 * @param options.fonts TrueType or OpenType files for scripts that Source Serif 4 lacks.
 * @throws ServerError PICTURE_MISSING, PICTURE_INVALID, FONT_INVALID, RENDERING_GLYPH_MISSING when no font has a character: it is never left
 * out; RENDERING_TOO_LONG.
 */
export async function renderPdf(
  printed: PrintedDocument,
  options: {
    readonly pictures: PictureFiles;
    readonly date: string | null;
    readonly fonts: readonly Uint8Array[];
    /** What this copy says of itself, on every page and at its end. */
    readonly facts?: CopyFacts;
  },
): Promise<Uint8Array> {
  const pictures = takePictures(printed, options.pictures);
  const { fonts, families } = await gatherFonts(options.fonts);
  return compileTypst(
    {
      template: await readFile(new URL("./state-paper.typ", import.meta.url), "utf8"),
      paper: JSON.stringify({
        ...layOutPaper(printed, { pictures, date: options.date, facts: options.facts ?? NO_FACTS }),
        families,
      }).replaceAll("\ufffd", REPLACEMENT),
      pictures: [...pictures].map(([name, { bytes }]) => [pathOf(name, pictures), bytes]),
      fonts,
      date: options.date,
    },
    TIME_LIMIT,
  );
}
