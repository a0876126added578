// The look of a DOCX: named styles only, so that its staff can go on writing in it and change it in one place.
import { AlignmentType, BorderStyle, LineRuleType, TabStopType } from "docx";
import type { IParagraphOptions, IStylesOptions } from "docx";

/** Twentieths of a point. */
const MILLIMETRE = 1440 / 25.4;
export const MARGIN_COLUMN = Math.round(36 * MILLIMETRE);
export const BODY_INDENT = Math.round(40 * MILLIMETRE);
export const STEP = Math.round(7 * MILLIMETRE);
export const BODY_WIDTH = Math.round(126 * MILLIMETRE);
export const PAGE_MARGINS = {
  left: Math.round(24 * MILLIMETRE),
  right: Math.round(20 * MILLIMETRE),
  top: Math.round(38 * MILLIMETRE),
  bottom: Math.round(36 * MILLIMETRE),
  header: Math.round(11 * MILLIMETRE),
  footer: Math.round(11 * MILLIMETRE),
};
export const INK = "1B1A17";
export const QUIET = "5C584F";
export const HAIR = "B9B1A0";
export const FRAME = "8A1C1C";

const FONT = "Georgia";

/** Mark and number end at the margin column, the text begins at `inset`; `stop` is where a sub-paragraph's number begins. */
export function hangTo(inset: number, stop = inset): Pick<IParagraphOptions, "indent" | "tabStops"> {
  // A tab stop of the style below would catch the text before its place.
  const lift =
    inset === BODY_INDENT || stop === BODY_INDENT ? [] : [{ type: TabStopType.CLEAR, position: BODY_INDENT }];
  return {
    indent: { left: inset, hanging: inset },
    tabStops: [
      { type: TabStopType.RIGHT, position: MARGIN_COLUMN },
      ...lift,
      ...[...new Set([stop, inset])].map((position) => ({ type: TabStopType.LEFT, position })),
    ],
  };
}

const hanging = hangTo(BODY_INDENT);
const heading = (size: number, before: number, rest: { italics?: true } = {}): object => ({
  run: { font: FONT, size, bold: true, color: INK, ...rest },
  paragraph: { ...hanging, keepNext: true, spacing: { before, after: 120, line: 264 } },
});

export const STYLES: IStylesOptions = {
  default: {
    document: {
      run: { font: FONT, size: 21, color: INK, language: { value: "en-GB" } },
      paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } },
    },
    title: heading(38, 0),
    heading1: heading(27, 360),
    heading2: heading(23, 300),
    heading3: heading(21, 260, { italics: true }),
    footnoteText: { run: { size: 18 }, paragraph: { spacing: { after: 40, line: 252 } } },
  },
  paragraphStyles: [
    { id: "Portion", name: "Portion", basedOn: "Normal", paragraph: hanging },
    {
      id: "Quotation",
      name: "Quotation",
      basedOn: "Portion",
      paragraph: hangTo(BODY_INDENT + STEP),
    },
    {
      id: "Caption",
      name: "caption",
      basedOn: "Portion",
      paragraph: { keepNext: true, spacing: { before: 240 } },
    },
    {
      id: "Aside",
      name: "Aside",
      basedOn: "Normal",
      run: { size: 18, italics: true, color: QUIET },
      paragraph: { indent: { left: BODY_INDENT } },
    },
    {
      id: "Cell",
      name: "Cell",
      basedOn: "Normal",
      run: { size: 19 },
      paragraph: { spacing: { before: 40, after: 40, line: 252 } },
    },
    { id: "Source", name: "Source", basedOn: "Portion", run: { size: 18 } },
    {
      id: "Banner",
      name: "Banner",
      basedOn: "Normal",
      run: { bold: true, size: 21, characterSpacing: 10 },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 0, after: 20, line: 276 } },
    },
    {
      id: "Exercise",
      name: "Exercise",
      basedOn: "Normal",
      run: { bold: true, size: 17, characterSpacing: 50, color: FRAME },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { before: 40, after: 40 },
        border: {
          top: { style: BorderStyle.SINGLE, size: 6, space: 2, color: FRAME },
          bottom: { style: BorderStyle.SINGLE, size: 6, space: 2, color: FRAME },
        },
      },
    },
    {
      id: "Handling",
      name: "Handling",
      basedOn: "Normal",
      run: { size: 17, color: QUIET },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 20, after: 20 } },
    },
  ],
  characterStyles: [
    { id: "PortionMark", name: "Portion mark", run: { size: 18, color: QUIET, bold: false, italics: false } },
    { id: "StricterPart", name: "Stricter part", run: { underline: { color: HAIR } } },
    { id: "Withheld", name: "Withheld", run: { color: QUIET, bold: false, italics: false } },
  ],
};
