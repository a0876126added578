// The body of a DOCX, block by block. Marks and numbers hang before the text by tabs, so that a paragraph is one paragraph.
import {
  Bookmark,
  BorderStyle,
  FootnoteReferenceRun,
  HeadingLevel,
  ImageRun,
  InternalHyperlink,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx";
import type { IParagraphOptions, ParagraphChild } from "docx";
import { describePortion, listBlocks, listNotes, splitCells } from "@entente/core/printing";
import type { PrintedBlock, PrintedDocument, PrintedPortion, PrintedSpan } from "@entente/core/printing";
import { ServerError } from "../errors.ts";
import { BODY_INDENT, BODY_WIDTH, hangTo, HAIR, INK, STEP } from "./docx-styles.ts";
import { lead, markRun, OwnNoteReference, token } from "./docx-runs.ts";
import type { Picture } from "./picture.ts";
import {
  cleanWords,
  describePicture,
  listTokens,
  nameAbsentPicture,
  nameBullet,
  nameLead,
  printImprint,
} from "./printed-words.ts";

export interface DocxBody {
  readonly children: readonly (Paragraph | Table)[];
  readonly footnotes: Readonly<Record<string, { readonly children: readonly Paragraph[] }>>;
  /** Whether notes are marked as the document has them, not 1, 2, 3 … in order. */
  readonly ownMarks: boolean;
}

/** Letters of a mark and number that fit the margin together; a longer mark takes a line of its own. */
const MARGIN_LETTERS = 17;
const PICTURE_WIDTH = (126 / 25.4) * 96;
const PICTURE_HEIGHT = (150 / 25.4) * 96;
/** Pictures are taken to have 144 pixels an inch; DOCX counts 96. */
const SCALE = 96 / 144;
const WIDE_COLUMNS = 5;
const HEADINGS = [
  HeadingLevel.TITLE,
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
] as const;

/** @throws ServerError PICTURE_INVALID for WebP. */
export function layOutDocx(printed: PrintedDocument, pictures: ReadonlyMap<string, Picture>): DocxBody {
  return new DocxLayout(printed, pictures).layOut();
}

class DocxLayout {
  readonly #printed: PrintedDocument;
  readonly #pictures: ReadonlyMap<string, Picture>;
  readonly #notes: ReadonlyMap<string, PrintedPortion | null>;
  readonly #sources: ReadonlyMap<string, PrintedPortion | null>;
  /** Bookmark of each place a reference leads to. */
  readonly #places: ReadonlyMap<string, string>;
  readonly #placed: string[] = [];
  readonly #ownMarks: boolean;
  /** Pictures so far. */
  #shown = 0;

  constructor(printed: PrintedDocument, pictures: ReadonlyMap<string, Picture>) {
    this.#printed = printed;
    this.#pictures = pictures;
    const notes = listNotes(printed);
    const ofKind = (kind: string): ReadonlyMap<string, PrintedPortion | null> =>
      new Map(notes.filter((note) => note.kind === kind).map(({ label, portion }) => [label, portion]));
    this.#notes = ofKind("footnote");
    this.#sources = ofKind("source");
    const places = [
      ...printed.portions.filter((portion) => portion !== null).map(({ id }) => `portion ${id}`),
      ...notes.map(({ kind, label }) => `${kind} ${label}`),
    ];
    this.#places = new Map(places.map((place, index) => [place, `place_${index}`]));
    this.#ownMarks = listBodyReferences(printed).some((label, index) => label !== String(index + 1));
  }

  layOut(): DocxBody {
    const blocks = listBlocks(this.#printed);
    const imprint = printImprint(this.#printed);
    const under = imprint === null ? [] : [new Paragraph({ style: "Aside", text: imprint })];
    const titled = blocks[0]?.kind === "portion" && blocks[0].portion.kind === "title";
    const body = blocks.flatMap((block, index) => [
      ...(index === 0 && !titled ? under : []),
      ...this.#layOutBlock(block),
      ...(index === 0 && titled ? under : []),
    ]);
    const footnotes = Object.fromEntries(
      this.#placed.map((label, index) => [String(index + 1), { children: [this.#layOutNote(label)] }]),
    );
    const loose = [...this.#notes].filter(([label]) => !this.#placed.includes(label));
    const entries = [
      ...loose.map(([label, note]) => this.#layOutEntry(`footnote ${label}`, label, note)),
      ...[...this.#sources].map(([label, source]) =>
        this.#layOutEntry(`source ${label}`, `[${label}]`, source),
      ),
    ];
    const rule = new Paragraph({
      style: "Aside",
      spacing: { before: 400 },
      border: { bottom: { style: BorderStyle.SINGLE, size: 4, space: 1, color: HAIR } },
    });
    const key = listTokens(this.#printed).map(
      ({ kind, text }) =>
        new Paragraph({ style: "Aside", children: [token(kind), new TextRun(`  ${text}`)] }),
    );
    return {
      children: [...body, ...(entries.length === 0 ? [] : [rule, ...entries.flat()]), ...key],
      footnotes,
      ownMarks: this.#ownMarks,
    };
  }

  #layOutBlock(block: PrintedBlock): readonly (Paragraph | Table)[] {
    switch (block.kind) {
      case "gap":
        return [new Paragraph({ style: "Portion", children: [...lead([]), token("withheld")] })];
      case "portion":
        return this.#layOutPortion(block.portion);
      case "table":
        return this.#layOutTable(block);
      case "figure":
        return this.#layOutFigure(block);
    }
  }

  #layOutPortion(portion: PrintedPortion): readonly Paragraph[] {
    const { kind, depth } = portion;
    if (kind === "title" || kind === "heading") {
      const level = kind === "title" ? 0 : Math.min(Math.max(depth, 1), 3);
      return this.#layOutHanging(portion, { heading: HEADINGS[level] ?? HeadingLevel.HEADING_3 });
    }
    if (kind === "quotation") return this.#layOutHanging(portion, { style: "Quotation" });
    const step = kind === "paragraph" || kind === "judgement" ? Math.min(depth, 2) : 0;
    return this.#layOutHanging(portion, { style: "Portion" }, step);
  }

  /** The paragraph of a portion, and what is said about it below. */
  #layOutHanging(portion: PrintedPortion, options: IParagraphOptions, step = 0): readonly Paragraph[] {
    const mark = cleanWords(portion.mark);
    const number = step === 0 ? nameLead(portion) : null;
    const long = mark.length + (number?.length ?? 0) > MARGIN_LETTERS;
    const leading = [
      ...(long || mark === "" ? [] : [markRun(mark)]),
      ...(number === null ? [] : [new TextRun(`${long ? "" : "   "}${number}`)]),
    ];
    const inset = BODY_INDENT + step * STEP;
    const aside = this.#layOutAside(portion);
    return [
      new Paragraph({
        ...options,
        ...(step === 0 ? {} : hangTo(inset, inset - STEP)),
        ...(aside.length === 0 ? {} : { spacing: { after: 20 } }),
        children: [
          ...this.#anchor(`portion ${portion.id}`),
          ...lead(leading),
          ...(step === 0 ? [] : [new TextRun({ children: [nameBullet(portion), new Tab()] })]),
          ...(long ? [markRun(mark), new TextRun({ break: 1 })] : []),
          ...this.#layOutSpans(portion.spans, true),
        ],
      }),
      ...aside,
    ];
  }

  #layOutAside(portion: PrintedPortion): readonly Paragraph[] {
    const said = describePortion(portion, this.#printed);
    return said === null ? [] : [new Paragraph({ style: "Aside", text: cleanWords(said) })];
  }

  #layOutTable({
    portion,
    rows,
    columns,
  }: Extract<PrintedBlock, { kind: "table" }>): readonly (Paragraph | Table)[] {
    const wide = columns > WIDE_COLUMNS;
    const width = BODY_WIDTH + (wide ? BODY_INDENT : 0);
    const columnWidth = Math.floor(width / columns);
    const none = { style: BorderStyle.NONE, size: 0, color: "auto" };
    const edge = { style: BorderStyle.SINGLE, size: 6, color: INK };
    const cell = (children: readonly ParagraphChild[], span = 1): TableCell =>
      new TableCell({
        columnSpan: span,
        width: { size: columnWidth * span, type: WidthType.DXA },
        children: [new Paragraph({ style: "Cell", children })],
      });
    const layOutRow = (row: PrintedPortion | null, index: number): TableRow => {
      if (row === null)
        return new TableRow({ cantSplit: true, children: [cell([token("withheld")], columns)] });
      const cells = splitCells(row.spans);
      const own = row.mark === portion.mark ? [] : [markRun(`${cleanWords(row.mark)}  `)];
      const isHead = rows.slice(0, index + 1).every((one) => one?.depth === 1);
      return new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: Array.from({ length: columns }, (_, column) =>
          cell([
            ...(column === 0 ? own : []),
            ...this.#layOutSpans(cells[column] ?? [], true, { bold: isHead }),
          ]),
        ),
      });
    };
    const caption = this.#layOutHanging(portion, { style: "Caption" });
    if (rows.length === 0) return caption;
    return [
      ...caption,
      new Table({
        width: { size: columnWidth * columns, type: WidthType.DXA },
        ...(wide ? {} : { indent: { size: BODY_INDENT, type: WidthType.DXA } }),
        layout: TableLayoutType.FIXED,
        columnWidths: Array.from({ length: columns }, () => columnWidth),
        borders: {
          top: edge,
          bottom: edge,
          left: none,
          right: none,
          insideVertical: none,
          insideHorizontal: { style: BorderStyle.SINGLE, size: 4, color: HAIR },
        },
        rows: rows.map(layOutRow),
      }),
      new Paragraph({ style: "Aside" }),
    ];
  }

  #layOutFigure({ portion, renditions }: Extract<PrintedBlock, { kind: "figure" }>): readonly Paragraph[] {
    const shown = renditions.map((rendition) => {
      const own = rendition.mark === portion.mark ? [] : [markRun(cleanWords(rendition.mark))];
      return new Paragraph({
        style: "Caption",
        children: [...lead(own), ...this.#layOutPicture(rendition)],
      });
    });
    const withheld = new Paragraph({ style: "Caption", children: [...lead([]), token("withheld")] });
    return [
      ...(shown.length === 0 ? [withheld] : shown),
      ...this.#layOutHanging(portion, { style: "Portion" }),
    ];
  }

  /** A picture that did not come with the copy is told by its words. */
  #layOutPicture(rendition: PrintedPortion): readonly ParagraphChild[] {
    const name = rendition.file?.name ?? "";
    const picture = this.#pictures.get(name);
    if (picture === undefined)
      return [
        ...this.#layOutSpans(rendition.spans, true),
        new TextRun({ text: nameAbsentPicture(rendition), break: 1 }),
      ];
    if (picture.kind === "webp")
      throw new ServerError(
        "PICTURE_INVALID",
        `${name} is WebP, which word processors do not show. Save it as PNG, or export HTML or PDF.`,
      );
    const { kind, bytes, width, height } = picture;
    const scale = Math.min(SCALE, PICTURE_WIDTH / width, PICTURE_HEIGHT / height);
    const shown = new ImageRun({
      type: kind,
      data: bytes,
      transformation: { width: Math.round(width * scale), height: Math.round(height * scale) },
      altText: {
        id: String(++this.#shown),
        name: `Picture ${this.#shown}`,
        description: describePicture(rendition),
      },
    });
    return [shown];
  }

  #layOutNote(label: string): Paragraph {
    const note = this.#notes.get(label) ?? null;
    const mark = this.#ownMarks ? [new TextRun({ text: cleanWords(label), superScript: true })] : [];
    const body =
      note === null
        ? [token("withheld")]
        : [
            markRun(`${cleanWords(note.mark)}  `),
            ...this.#layOutSpans(note.spans, false),
            ...this.#sayAside(note),
          ];
    return new Paragraph({ style: "FootnoteText", children: [...mark, new TextRun(" "), ...body] });
  }

  #sayAside(portion: PrintedPortion): readonly TextRun[] {
    const said = describePortion(portion, this.#printed);
    return said === null ? [] : [new TextRun(` ${cleanWords(said)}`)];
  }

  /** A source, or a note that nothing in the body refers to: these stand after the text. */
  #layOutEntry(place: string, label: string, portion: PrintedPortion | null): readonly Paragraph[] {
    const mark = portion === null ? [] : [markRun(cleanWords(portion.mark))];
    const body = portion === null ? [token("withheld")] : this.#layOutSpans(portion.spans, false);
    return [
      new Paragraph({
        style: "Source",
        children: [
          ...this.#anchor(place),
          ...lead([...mark, new TextRun(`   ${cleanWords(label)}`)]),
          ...body,
        ],
      }),
      ...(portion === null ? [] : this.#layOutAside(portion)),
    ];
  }

  #layOutSpans(
    spans: readonly PrintedSpan[],
    notesStandHere: boolean,
    face: { readonly bold?: boolean; readonly style?: string } = {},
  ): readonly ParagraphChild[] {
    return spans.flatMap((span): readonly ParagraphChild[] => {
      switch (span.kind) {
        case "text":
          return [new TextRun({ ...face, text: cleanWords(span.text) })];
        case "withheld":
        case "withheld-at-source":
          return [token(span.kind)];
        case "note-reference":
          return this.#referToNote(span.note, notesStandHere);
        case "source-reference":
          return this.#link(
            `source ${span.source}`,
            new TextRun({ ...face, text: `[${cleanWords(span.source)}]` }),
          );
        case "cross-reference":
          return this.#link(
            `portion ${span.target}`,
            new TextRun({ ...face, text: cleanWords(span.called) }),
          );
        case "cell-break":
          return [new TextRun(" | ")];
        case "restricted":
          return [
            markRun(`${cleanWords(span.mark)} `),
            ...this.#layOutSpans(span.spans, notesStandHere, { ...face, style: "StricterPart" }),
          ];
      }
    });
  }

  #link(place: string, run: TextRun): readonly ParagraphChild[] {
    const anchor = this.#places.get(place);
    return anchor === undefined ? [run] : [new InternalHyperlink({ anchor, children: [run] })];
  }

  #anchor(place: string): readonly Bookmark[] {
    const id = this.#places.get(place);
    return id === undefined ? [] : [new Bookmark({ id, children: [] })];
  }

  /** The first reference in the body carries the note; word processors know no note of a note, so others lead to it. */
  #referToNote(label: string, notesStandHere: boolean): readonly ParagraphChild[] {
    if (!notesStandHere || this.#placed.includes(label))
      return this.#link(`footnote ${label}`, new TextRun({ text: cleanWords(label), superScript: true }));
    const id = this.#placed.push(label);
    return [
      ...this.#anchor(`footnote ${label}`),
      this.#ownMarks
        ? new TextRun({ superScript: true, children: [new OwnNoteReference(id), cleanWords(label)] })
        : new FootnoteReferenceRun(id),
    ];
  }
}

/** Labels of the notes the body refers to, each once, in order. */
function listBodyReferences({ portions }: Pick<PrintedDocument, "portions">): readonly string[] {
  const list = (spans: readonly PrintedSpan[]): readonly string[] =>
    spans.flatMap((span) =>
      span.kind === "note-reference" ? [span.note] : span.kind === "restricted" ? list(span.spans) : [],
    );
  const shown = portions.filter((portion) => portion !== null && portion.kind !== "rendition");
  return [...new Set(shown.flatMap((portion) => list(portion?.spans ?? [])))];
}
