// The body of a DOCX as blocks: paragraphs by style and list, tables, pictures. What has no place in the model keeps its text
// and is flagged.
import type { ImportedBlock, ImportedRow, PlainSpan } from "@entente/core/documents";
import type { ListLabel } from "./docx-numbering.ts";
import { readSwitch, valueOf } from "./docx-styles.ts";
import { chooseBranch } from "./docx-branches.ts";
import type { DocxContext, PicturePlace } from "./docx-context.ts";
import { readParagraph, textOf } from "./docx-paragraph.ts";
import { ImportRefusal } from "./refusal.ts";
import { childOf, childrenOf, isElement } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

type TextBlock = Extract<ImportedBlock, { readonly spans: readonly PlainSpan[] }>;
/** A figure whose pictures are still to be read. */
export interface FigurePlace {
  readonly kind: "figure-place";
  readonly place: PicturePlace;
  caption: readonly PlainSpan[];
}
export type BodyBlock = ImportedBlock | FigurePlace;

const MOST_TABLE_DEPTH = 20;

export class DocxBody {
  readonly blocks: BodyBlock[] = [];
  title: string | null = null;
  readonly sections: XmlElement[] = [];
  readonly #context: DocxContext;
  readonly #numbers = new Set<string>();
  /** Label of the numbered paragraph at each depth that sub-paragraphs hang on. */
  readonly #above: string[] = [];
  #line = 0;
  #caption: TextBlock | null = null;

  constructor(context: DocxContext) {
    this.#context = context;
  }

  /** Ordinal of the last paragraph. */
  get line(): number {
    return this.#line;
  }

  /** One element of the body. */
  add(element: XmlElement): void {
    switch (element.name) {
      case "w:p":
        this.#addParagraph(element);
        return;
      case "w:tbl":
        this.#addTable(element);
        return;
      case "w:sdt":
        for (const child of childOf(element, "w:sdtContent")?.children ?? [])
          if (isElement(child)) this.add(child);
        return;
      case "mc:AlternateContent":
        for (const child of chooseBranch(element)?.children ?? []) if (isElement(child)) this.add(child);
        return;
      case "w:customXml":
      case "w:ins":
      case "w:moveTo":
        for (const child of element.children) if (isElement(child)) this.add(child);
        return;
      case "w:sectPr":
        this.sections.push(element);
        return;
      case "w:altChunk":
        throw new ImportRefusal(
          "IMPORT_FORM_UNKNOWN",
          "The DOCX holds a whole other file in place of text: open it in its word processor, save it, and import that",
        );
      default: {
        const text = textOf(element, "w:t");
        if (text.trim() === "") return;
        this.#line += 1;
        this.blocks.push(this.#paragraph([{ kind: "text", text }]));
        this.#context.findings.warn(
          this.#line,
          "IMPORT_KEPT_AS_TEXT",
          `"${element.name}" is not understood; its text is kept`,
        );
      }
    }
  }

  #addParagraph(element: XmlElement): void {
    this.#line += 1;
    const line = this.#line;
    const properties = childOf(element, "w:pPr");
    const section = childOf(properties, "w:sectPr");
    if (section !== undefined) this.sections.push(section);
    const style = this.#context.styles.find(valueOf(properties, "w:pStyle"), "paragraph");
    const { spans, pictures, boxes } = readParagraph(element, line, this.#context);
    const label = this.#readLabel(properties);
    const outline = valueOf(properties, "w:outlineLvl");
    const level = outline === null ? style.outline : Number(outline) < 9 ? Number(outline) : null;
    const empty = !spans.some((span) => span.kind !== "text" || span.text.trim() !== "");
    if (!empty || label?.own != null) this.#place(spans, { name: style.name, level, label, line });
    for (const place of pictures) this.blocks.push({ kind: "figure-place", place, caption: [] });
    for (const box of boxes) this.#addBox(box, line);
  }

  #place(
    spans: readonly PlainSpan[],
    at: { name: string; level: number | null; label: ListLabel | null; line: number },
  ): void {
    const { name, level, label, line } = at;
    const text = plain(spans);
    if (name === "title" && this.title === null && this.blocks.length === 0) {
      this.title = text;
    } else if (level !== null || name === "title") {
      this.#above.length = 0;
      this.blocks.push({
        ...{ kind: "heading", depth: (level ?? 0) + 1, number: null, page: null, at: { line, column: 1 } },
        spans: withPrefix(label?.printed ?? "", spans),
      });
    } else if (name.endsWith("caption")) {
      const figure = this.blocks.at(-1);
      if (figure?.kind === "figure-place" && figure.caption.length === 0) {
        figure.caption = spans;
        return;
      }
      this.#caption = this.#paragraph(spans);
      this.blocks.push(this.#caption);
    } else if (/^(?:quote|intense quote|quotations?|block text)$/.test(name) && label === null) {
      this.blocks.push({ ...this.#paragraph(spans), kind: "quotation" });
    } else {
      this.blocks.push(this.#number(spans, label));
    }
  }

  /** A paragraph with the number or the depth that its list gives it. */
  #number(spans: readonly PlainSpan[], label: ListLabel | null): TextBlock {
    const plainOne = this.#paragraph(spans);
    if (label === null) return plainOne;
    const { printed, own, level } = label;
    if (own === null) return { ...plainOne, depth: level + 1 };
    const mark = /^\(?([0-9]{1,4}[a-z]?|[a-z]{1,2})[.)]*$/.exec(printed)?.[1];
    const number = mark === undefined ? null : this.#fullNumber(mark, level);
    if (number !== null && !this.#numbers.has(number)) {
      this.#numbers.add(number);
      this.#above[level] = number;
      this.#above.length = level + 1;
      return { ...plainOne, depth: level, number };
    }
    this.#above.length = level;
    this.#context.findings.warn(
      this.#line,
      "IMPORT_KEPT_AS_TEXT",
      `The number "${printed}" is kept as text: ${number === null ? "it is not one that a paragraph can have here" : "another paragraph has it"}`,
    );
    return { ...plainOne, depth: Math.min(level, 2), spans: withPrefix(printed, spans) };
  }

  /** `3`, `3(a)`, `3(a)(1)`; null for what has no such form. */
  #fullNumber(own: string, level: number): string | null {
    if (level === 0) return /^\d/.test(own) ? own : null;
    const above = this.#above[level - 1];
    const fits = level === 1 ? /^[a-z]$/.test(own) : level === 2 && /^\d{1,2}$/.test(own);
    return above === undefined || !fits ? null : `${above}(${own})`;
  }

  #readLabel(properties: XmlElement | undefined): ListLabel | null {
    const styleId = valueOf(properties, "w:pStyle");
    const style = this.#context.styles.find(styleId, "paragraph");
    const own = childOf(properties, "w:numPr");
    const list = valueOf(own, "w:numId") ?? style.numbering.list;
    const level = valueOf(own, "w:ilvl");
    if (list === null || list === "0") return null;
    return this.#context.numbering.next(
      list,
      level === null ? style.numbering.level : Number(level),
      styleId,
    );
  }

  #paragraph(spans: readonly PlainSpan[]): TextBlock {
    return {
      kind: "paragraph",
      depth: 0,
      number: null,
      spans,
      page: null,
      at: { line: this.#line, column: 1 },
    };
  }

  #addBox(box: XmlElement, line: number): void {
    const before = this.blocks.length;
    for (const child of box.children) if (isElement(child)) this.add(child);
    if (this.blocks.length > before)
      this.#context.findings.warn(
        line,
        "IMPORT_KEPT_AS_TEXT",
        "A text box stands beside the text here; what it holds follows the paragraph",
      );
  }

  #addTable(table: XmlElement): void {
    const before = this.blocks.at(-1);
    const line = this.#line + 1;
    const rows = this.#readRows(table, 0);
    const caption = before !== undefined && before === this.#caption ? this.#caption.spans : [];
    if (caption.length > 0) this.blocks.splice(this.blocks.indexOf(before as BodyBlock), 1);
    this.blocks.splice(this.blocks.length, 0, {
      kind: "table",
      number: null,
      caption,
      rows,
      page: null,
      at: { line, column: 1 },
    });
  }

  #readRows(table: XmlElement, depth: number): ImportedRow[] {
    const { findings } = this.#context;
    const shape = (message: string): void => findings.warn(this.#line, "IMPORT_TABLE_SHAPE", message);
    const rows: ImportedRow[] = [];
    for (const row of contentRows(table)) {
      const properties = childOf(row, "w:trPr");
      const deleted = childOf(properties, "w:del") !== undefined;
      if (deleted || childOf(properties, "w:ins") !== undefined) {
        const text = textOf(row, deleted ? "w:delText" : "w:t");
        findings.setAside(this.#line, deleted ? "deleted" : "inserted", text);
        findings.fail(
          this.#line,
          "IMPORT_CHANGE_TRACKED",
          `A row of a table is ${deleted ? "deleted" : "inserted"} as a tracked change: settle it with whoever sent the file`,
        );
      }
      const cells: PlainSpan[][] = [];
      const skipped = Number(valueOf(properties, "w:gridBefore") ?? 0);
      for (let index = 0; index < Math.min(skipped, 60); index++) cells.push([]);
      for (const cell of contentCells(row)) {
        const cellProperties = childOf(cell, "w:tcPr");
        cells.push(this.#readCell(cell, depth));
        const width = Math.min(Number(valueOf(cellProperties, "w:gridSpan") ?? 1), 60);
        for (let index = 1; index < width; index++) cells.push([]);
        if (width > 1) shape("Cells of this row are merged: the text stands in the first of them");
        const merged = childOf(cellProperties, "w:vMerge");
        if (merged !== undefined && merged.attributes["w:val"] !== "restart")
          shape("A cell goes on from the row above: its text stands there");
        for (const name of ["w:cellIns", "w:cellDel", "w:cellMerge"])
          if (childOf(cellProperties, name) !== undefined)
            findings.fail(
              this.#line,
              "IMPORT_CHANGE_TRACKED",
              "A cell of a table is a tracked change: settle it with whoever sent the file",
            );
      }
      if (!deleted || cells.some((cell) => cell.length > 0))
        rows.push({ heading: readSwitch(properties, "w:tblHeader") ?? false, cells });
    }
    return rows;
  }

  #readCell(cell: XmlElement, depth: number): PlainSpan[] {
    const spans: PlainSpan[] = [];
    const add = (found: readonly PlainSpan[]): void => {
      if (found.length === 0) return;
      if (spans.length > 0) spans.push({ kind: "text", text: " " });
      spans.push(...found);
    };
    const read = (element: XmlElement): void => {
      if (element.name === "w:p") {
        this.#line += 1;
        const { spans: found, pictures, boxes } = readParagraph(element, this.#line, this.#context);
        const label = this.#readLabel(childOf(element, "w:pPr"));
        add(withPrefix(label === null ? "" : label.own === null ? "•" : label.printed, found));
        for (const place of pictures) this.blocks.push({ kind: "figure-place", place, caption: [] });
        for (const box of boxes) for (const child of box.children) if (isElement(child)) read(child);
      } else if (element.name === "w:tbl") {
        this.#context.findings.warn(
          this.#line,
          "IMPORT_TABLE_SHAPE",
          "A table stands inside a cell: its text is kept there in one line",
        );
        if (depth >= MOST_TABLE_DEPTH)
          throw new ImportRefusal(
            "IMPORT_TOO_DEEP",
            "Tables stand inside tables deeper than is read: ask its sender for it in another form",
          );
        for (const row of this.#readRows(element, depth + 1)) row.cells.forEach((inner) => add(inner));
      } else if (element.name === "w:sdt") {
        childOf(element, "w:sdtContent")?.children.filter(isElement).forEach(read);
      } else if (element.name === "mc:AlternateContent") {
        chooseBranch(element)?.children.filter(isElement).forEach(read);
      } else if (["w:customXml", "w:ins", "w:moveTo"].includes(element.name)) {
        element.children.filter(isElement).forEach(read);
      }
    };
    cell.children.filter(isElement).forEach(read);
    return spans;
  }
}

/** Rows, through the wrappers that may stand around them. */
function contentRows(table: XmlElement): readonly XmlElement[] {
  return unwrap(table, "w:tr");
}

function contentCells(row: XmlElement): readonly XmlElement[] {
  return unwrap(row, "w:tc");
}

function unwrap(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter(isElement).flatMap((child): readonly XmlElement[] => {
    if (child.name === name) return [child];
    if (child.name === "w:sdt")
      return childrenOf(child, "w:sdtContent").flatMap((inner) => unwrap(inner, name));
    return child.name === "w:customXml" ? unwrap(child, name) : [];
  });
}

function withPrefix(prefix: string, spans: readonly PlainSpan[]): readonly PlainSpan[] {
  return prefix === "" ? spans : [{ kind: "text", text: `${prefix} ` }, ...spans];
}

function plain(spans: readonly PlainSpan[]): string {
  return spans
    .map((span) => (span.kind === "text" ? span.text : span.kind === "withheld-at-source" ? "***" : ""))
    .join("");
}
