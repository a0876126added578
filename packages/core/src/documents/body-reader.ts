// Units of marked text become portions, in reading order. What refers to other portions stays as written until all are known
// (finishBody).
import type { SourcePosition } from "../encoding/index.ts";
import type { Marking } from "../markings/index.ts";
import { readAttribute } from "./attributes.ts";
import type { Portion, ProblemCode } from "./document.ts";
import { finishBody } from "./finish-body.ts";
import type { FinishedBody } from "./finish-body.ts";
import { keepText } from "./inline-text.ts";
import { DEFINITION, HEADING, readLabel } from "./marked-lines.ts";
import type { Unit } from "./marked-lines.ts";
import { Numbering } from "./numbering.ts";
import type { Placed } from "./placed-portion.ts";
import { readAttributes } from "./portion-attributes.ts";
import type { PortionAttributes } from "./portion-attributes.ts";
import { readNumber, readPortionText } from "./portion-lines.ts";
import type { PortionContext, PortionText } from "./portion-lines.ts";
import { readRendition } from "./renditions.ts";
import { joinLines } from "./source-text.ts";
import type { SourceBlock, SourceLine } from "./source-text.ts";
import { isSeparator, readRow } from "./table-rows.ts";

const INDENTED = 3;

export class BodyReader {
  readonly #context: PortionContext;
  readonly #portions: Placed[] = [];
  readonly #footnotes: Placed[] = [];
  readonly #labels = new Set<string>();
  readonly #numbers = new Set<string>();
  readonly #ids = new Set<string>();
  readonly #numbering = new Numbering();

  constructor(context: PortionContext) {
    this.#context = context;
  }

  addTitle(line: SourceLine): void {
    const block = joinLines([line]);
    this.#add(this.#portions, block.positionAt(0), this.#read(block, 0), { kind: "title" });
  }

  /** Keeps a line as an unmarked paragraph, where its problem has been reported already. */
  keep(line: SourceLine): void {
    const spans = keepText(line.text).spans;
    const read = { marking: null, grading: null, spans, references: [] };
    this.#add(this.#portions, line, read, { kind: "paragraph" });
  }

  addUnit(unit: Unit): void {
    switch (unit.kind) {
      case "foreign":
        this.#addForeign(unit);
        return;
      case "heading":
        this.#addHeading(unit);
        return;
      case "definition":
        this.#addDefinition(unit);
        return;
      case "paragraph":
        this.#addParagraph(unit);
        return;
      case "quotation":
        this.#addQuotation(unit);
        return;
      case "table":
      case "figure":
        this.#addWhole(unit, unit.kind);
        return;
    }
  }

  /** Resolves what refers to other portions, and gives every portion its id. */
  finish(): FinishedBody {
    return finishBody(this.#portions, this.#footnotes, this.#context.problems);
  }

  #addForeign(unit: Unit): void {
    for (const line of unit.lines) {
      const { code, message, at } = describeForeign(line.text);
      this.#context.problems.error(
        { line: line.line, column: line.column + at },
        code,
        `${message}: it is kept as an unmarked paragraph`,
      );
      this.keep(line);
    }
  }

  #addHeading(unit: Unit): void {
    const attributes = this.#readAttributes(unit.attributes, ["id", "page", "origin", "number"], "a heading");
    const block = joinLines(unit.lines);
    const signs = HEADING.exec(block.text);
    const number = attributes.number === null ? readNumber(block.text, signs?.[0].length ?? 0) : null;
    const read = this.#read(block, number?.end ?? signs?.[0].length ?? 0);
    this.#add(
      this.#portions,
      block.positionAt(0),
      read,
      { kind: "heading", depth: signs?.[1]?.length ?? 1, number: number?.number ?? attributes.number },
      attributes,
    );
  }

  #addDefinition(unit: Unit): void {
    const block = joinLines(unit.lines);
    const [before = "", sign, label = ""] = DEFINITION.exec(block.text) ?? [];
    const isNote = sign === "^";
    const key = `${sign ?? ""}${label}`;
    if (this.#labels.has(key)) {
      this.#context.problems.error(
        block.positionAt(0),
        isNote ? "NOTE_REPEATED" : "SOURCE_REPEATED",
        `There is a ${isNote ? "footnote" : "source"} ${label} already: this one is kept as an unmarked paragraph`,
      );
      for (const line of unit.attributes) this.keep(line);
      this.keep({ text: block.text, ...block.positionAt(0) });
      return;
    }
    this.#labels.add(key);
    const attributes = this.#readAttributes(
      unit.attributes,
      ["id", "page", "origin"],
      "a footnote or source",
    );
    const read = readPortionText(block, before.length, { graded: true }, this.#context);
    const kind = isNote ? "footnote" : "source";
    this.#add(this.#footnotes, block.positionAt(0), read, { kind, number: label }, attributes);
  }

  #addParagraph(unit: Unit): void {
    const attributes = this.#readAttributes(
      unit.attributes,
      ["id", "page", "origin", "number", "grading", "judgement"],
      "a paragraph",
    );
    const block = joinLines(unit.lines);
    const start = this.#readStart(block, unit, attributes);
    const read = this.#read(block, start.end);
    this.#add(
      this.#portions,
      block.positionAt(0),
      read,
      {
        kind: attributes.judgement === null ? "paragraph" : "judgement",
        depth: start.depth,
        number: start.number,
        grading: attributes.grading,
        judgement: attributes.judgement,
      },
      attributes,
    );
  }

  /** Number and depth of a paragraph, by what stands before its mark or in its attributes. */
  #readStart(
    block: SourceBlock,
    unit: Unit,
    attributes: PortionAttributes,
  ): { number: string | null; depth: number; end: number } {
    const found = readNumber(block.text, 0);
    const label = found === null ? readLabel(block.text) : null;
    const written = attributes.number;
    if (label?.label != null && written === null) {
      const called = this.#numbering.peek(label.label);
      this.#claimNumber(called.number, block);
      return { ...called, end: label.end };
    }
    if (label?.label === null) {
      const last = this.#portions.at(-1)?.portion;
      const indented =
        (unit.lines[0]?.column ?? 1) >= INDENTED && (last?.depth ?? 0) > 0 && last?.kind !== "heading";
      if (written !== null) this.#claimNumber(written, block);
      return { number: written, depth: indented ? 2 : label.depth, end: label.end };
    }
    if (written !== null) {
      // A number in a line of its own leaves what looks like one in the text where it is.
      this.#claimNumber(written, block);
      return { number: written, depth: 0, end: 0 };
    }
    if (found !== null) this.#claimNumber(found.number, block);
    return { number: found?.number ?? null, depth: 0, end: found?.end ?? 0 };
  }

  #claimNumber(number: string, block: SourceBlock): void {
    if (number.startsWith("(")) return;
    if (this.#numbers.has(number)) {
      this.#context.problems.error(
        block.positionAt(0),
        "NUMBER_REPEATED",
        `There is a paragraph ${number} already: number this one differently`,
      );
    }
    this.#numbers.add(number);
  }

  #addQuotation(unit: Unit): void {
    const attributes = this.#readAttributes(
      unit.attributes,
      ["id", "page", "origin", "number", "grading"],
      "a quotation",
    );
    const block = joinLines(unit.lines);
    const { number, grading } = attributes;
    this.#add(
      this.#portions,
      block.positionAt(0),
      this.#read(block, 0),
      { kind: "quotation", number, grading },
      attributes,
    );
  }

  #addWhole(unit: Unit, kind: "table" | "figure"): void {
    const { opening } = unit;
    const attributes = this.#readAttributes(
      unit.attributes,
      ["id", "page", "origin", "grading"],
      `a ${kind}`,
    );
    const begun = opening === null ? null : readAttribute(opening.text);
    const position = opening ?? { line: 1, column: 1 };
    const number = begun?.kind === kind ? begun.number : null;
    const read = unit.lines.length === 0 ? null : this.#read(joinLines(unit.lines), 0);
    if (read === null) {
      this.#context.problems.error(
        position,
        "PORTION_UNMARKED",
        `This ${kind} has no mark, so nobody may read it: put a line such as (O) Caption below this one`,
      );
    }
    const whole = this.#add(
      this.#portions,
      position,
      read ?? { marking: null, grading: null, spans: [], references: [] },
      { kind, number, grading: attributes.grading },
      attributes,
    );
    if (kind === "table") this.#addRows(unit, whole);
    else this.#addRenditions(unit, whole);
  }

  #addRows(unit: Unit, whole: Placed): void {
    // What is kept of a table or figure is kept after it, because its parts stand together.
    const late: SourceLine[] = [];
    let above: Placed | null = null;
    let row: ReturnType<typeof readRow> | null = null;
    let before: readonly SourceLine[] = [];
    for (const part of unit.parts) {
      before = [...before, ...part.attributes];
      if (isSeparator(part.line.text)) {
        // The line is drawn again below every heading row, so it need not be kept.
        if (above === null || above.portion.depth === 1)
          this.#context.problems.error(
            part.line,
            "TABLE_SYNTAX",
            "This line makes a heading of the row above it, and there is none: take it out",
          );
        else above.portion.depth = 1;
        continue;
      }
      const attributes = this.#readAttributes(before, ["id", "page", "origin"], "a row", late);
      before = [];
      row = readRow(part.line, whole.portion.marking, row, this.#context);
      above = this.#addPart("row", part.line, whole, attributes, {
        ...row,
        file: null,
      });
    }
    for (const line of [...late, ...before]) this.keep(line);
  }

  #addRenditions(unit: Unit, whole: Placed): void {
    const late: SourceLine[] = [];
    for (const part of unit.parts) {
      const read = readRendition(part.line, whole.portion.marking, this.#context);
      if (read === null) {
        this.#context.problems.error(
          part.line,
          "FIGURE_SYNTAX",
          "Expected a picture such as ![(O) What it shows](figure-1.png): a name without spaces or folders that ends in .png, .jpg, .jpeg or .webp. It is kept as an unmarked paragraph",
        );
        late.push(...part.attributes, part.line);
        continue;
      }
      const attributes = this.#readAttributes(part.attributes, ["id", "page", "origin"], "a picture", late);
      this.#addPart("rendition", part.line, whole, attributes, read);
    }
    for (const line of late) this.keep(line);
  }

  #addPart(
    kind: "row" | "rendition",
    line: SourceLine,
    whole: Placed,
    attributes: PortionAttributes,
    read: PortionText & { readonly file: Portion["file"] },
  ): Placed {
    const page = attributes.page ?? whole.portion.page;
    return this.#add(this.#portions, line, read, { kind, file: read.file }, { ...attributes, page }, whole);
  }

  #readAttributes(
    lines: readonly SourceLine[],
    fitting: Parameters<typeof readAttributes>[1],
    place: string,
    late: SourceLine[] | null = null,
  ): PortionAttributes {
    const attributes = readAttributes(lines, fitting, place, this.#context.problems);
    const kept = [...attributes.kept];
    const repeated = attributes.id !== null && this.#ids.has(attributes.id.value);
    if (attributes.id !== null && repeated) {
      kept.push(attributes.id.line);
      this.#context.problems.error(
        attributes.id.line,
        "ID_REPEATED",
        `There is an id ${attributes.id.value} already: take this line out, and the portion gets an id of its own`,
      );
    }
    if (attributes.id !== null) this.#ids.add(attributes.id.value);
    if (late !== null) late.push(...kept);
    else for (const line of kept) this.keep(line);
    return repeated ? { ...attributes, id: null } : attributes;
  }

  #read(block: SourceBlock, from: number): PortionText {
    return readPortionText(block, from, { graded: false }, this.#context);
  }

  #add(
    to: Placed[],
    { line, column }: SourcePosition,
    read: { readonly marking: Marking | null } & PortionText,
    own: Pick<Portion, "kind"> & Partial<Portion>,
    attributes: PortionAttributes | null = null,
    whole: Placed | null = null,
  ): Placed {
    const portion = {
      id: "",
      kind: own.kind,
      number: own.number ?? null,
      depth: own.depth ?? 0,
      parent: null,
      origin: attributes?.origin ?? null,
      marking: read.marking,
      spans: read.spans,
      grading: own.grading ?? read.grading,
      judgement: own.judgement ?? null,
      file: own.file ?? null,
      page: attributes?.page ?? null,
    };
    const placed: Placed = {
      portion,
      whole,
      id: attributes?.id?.value ?? null,
      references: read.references,
      position: { line, column },
      judgementLine: attributes?.judgementLine ?? null,
    };
    to.push(placed);
    if (to === this.#portions) this.#numbering.pass(portion);
    return placed;
  }
}

function describeForeign(text: string): {
  readonly code: ProblemCode;
  readonly message: string;
  readonly at: number;
} {
  const attribute = readAttribute(text);
  if (attribute?.kind === "invalid") return attribute;
  const code = "BLOCK_NOT_UNDERSTOOD";
  if (attribute !== null)
    return { code, at: 0, message: "This line belongs before a portion, and none follows" };
  if (text.startsWith("|"))
    return {
      code,
      at: 0,
      message: "A row stands below a line {table} and a caption, with no blank line between",
    };
  if (text.startsWith("!"))
    return {
      code: "FIGURE_SYNTAX",
      at: 0,
      message: "A picture stands below a line {figure} and a caption, with no blank line between",
    };
  return { code, at: 0, message: "This is no part of marked text" };
}
