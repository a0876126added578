// A printed document as DOCX, to be worked on by its own staff: named styles, real headings, tables and notes, pictures with
// their words, banner, handling and exercise lines in the header and footer of every page.
import {
  BorderStyle,
  Document,
  Footer,
  Header,
  Packer,
  PageBorderOffsetFrom,
  PageNumber,
  Paragraph,
  ShadingType,
  TextRun,
} from "docx";
import { NO_FACTS } from "@entente/core/printing";
import type { CopyFacts, PrintedDocument } from "@entente/core/printing";
import { layOutDocx } from "./docx-layout.ts";
import { sealPackage } from "./docx-package.ts";
import { FRAME, PAGE_MARGINS, STYLES } from "./docx-styles.ts";
import { takePictures } from "./pictures.ts";
import type { PictureFiles } from "./pictures.ts";
import { cleanWords, printTitle, sayFact } from "./printed-words.ts";

/**
 * @throws ServerError PICTURE_MISSING; PICTURE_INVALID also for WebP, which word processors do not show.
 */
export async function renderDocx(
  printed: PrintedDocument,
  options: {
    readonly pictures: PictureFiles;
    /** What this copy says of itself, on every page and at its end. */
    readonly facts?: CopyFacts;
  },
): Promise<Uint8Array> {
  const pictures = takePictures(printed, options.pictures);
  const facts = options.facts ?? NO_FACTS;
  const { children, footnotes, ownMarks } = layOutDocx(printed, pictures);
  const document = new Document({
    title: printTitle(printed),
    styles: STYLES,
    footnotes,
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: PAGE_MARGINS,
            ...(printed.exercise ? { borders: frame } : {}),
          },
        },
        headers: {
          default: new Header({ children: [...banner(printed), ...exercise(printed), ...handling(printed)] }),
        },
        footers: {
          default: new Footer({
            children: [
              pageLine(),
              ...handling(printed),
              ...foot(facts),
              ...exercise(printed),
              ...banner(printed),
            ],
          }),
        },
        children: [...children, ...colophon(facts)],
      },
    ],
  });
  return sealPackage(await Packer.toBuffer(document), { title: printTitle(printed), ownMarks });
}

const side = { style: BorderStyle.SINGLE, size: 12, space: 24, color: FRAME };
const frame = {
  pageBorders: { offsetFrom: PageBorderOffsetFrom.PAGE },
  pageBorderTop: side,
  pageBorderBottom: side,
  pageBorderLeft: side,
  pageBorderRight: side,
};

function banner({ bands }: PrintedDocument): Paragraph[] {
  return bands.map(
    ({ text, colour, ink }) =>
      new Paragraph({
        style: "Banner",
        shading: { type: ShadingType.CLEAR, color: "auto", fill: hex(colour) },
        children: [new TextRun({ text: cleanWords(text), color: hex(ink) })],
      }),
  );
}

/** `#abc` or `#aabbcc` as six digits. */
function hex(colour: string): string {
  const digits = colour.slice(1);
  return digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
}

function exercise({ exercise: isExercise }: PrintedDocument): Paragraph[] {
  return isExercise ? [new Paragraph({ style: "Exercise", text: "EXERCISE EXERCISE EXERCISE" })] : [];
}

function handling({ handling: line }: PrintedDocument): Paragraph[] {
  return line === "" ? [] : [new Paragraph({ style: "Handling", text: cleanWords(line) })];
}

function foot({ imprint }: CopyFacts): Paragraph[] {
  return imprint.length === 0 ? [] : [new Paragraph({ style: "Handling", text: sayFact(imprint) })];
}

function colophon({ colophon: facts }: CopyFacts): Paragraph[] {
  return facts.map(
    ({ term, line }) =>
      new Paragraph({ style: "Aside", children: [new TextRun(`${cleanWords(term)}: ${sayFact(line)}`)] }),
  );
}

function pageLine(): Paragraph {
  return new Paragraph({
    style: "Handling",
    children: [new TextRun({ children: ["Page ", PageNumber.CURRENT, " of ", PageNumber.TOTAL_PAGES] })],
  });
}
