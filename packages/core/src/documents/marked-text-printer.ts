// Marked text, printed in its one canonical spelling: a line for each portion, a blank line between them, footnotes last.
// Invariant: reading what is printed gives the document back, and an unmarked portion never reads as a marked one.
import type { Marking, Policy } from "../markings/index.ts";
import { printGrading, printJudgement, printValue } from "./attributes.ts";
import type { MarkedDocument, Portion } from "./document.ts";
import { printFrontMatter } from "./front-matter.ts";
import { printSpans } from "./inline-printer.ts";
import type { InlineStyle } from "./inline-printer.ts";
import { MarkReader } from "./mark-reader.ts";
import { isStart, readLabel } from "./marked-lines.ts";
import { Numbering } from "./numbering.ts";
import { printOrigin } from "./origin-text.ts";
import { PlaceCounter } from "./portion-ids.ts";
import { CONTINUED, readNumber } from "./portion-lines.ts";
import { PortionNames } from "./portion-names.ts";
import { printRendition } from "./renditions.ts";
import { BOTH_ENDS, trimText } from "./spans.ts";
import { printRow, printSeparator } from "./table-rows.ts";

/**
 * The document as marked text, ending with a newline.
 * @throws InputError MARKING_UNKNOWN when a marking is of no policy in `policies`.
 */
export function printMarkedText(document: MarkedDocument, policies: readonly Policy[]): string {
  return new Printer(document, policies).print();
}

class Printer {
  readonly #document: MarkedDocument;
  readonly #style: InlineStyle;
  readonly #places = new PlaceCounter();
  readonly #numbering = new Numbering();
  /** The table or figure whose parts are being printed. */
  #whole: Portion | null = null;

  constructor(document: MarkedDocument, policies: readonly Policy[]) {
    const names = new PortionNames([...document.portions, ...document.footnotes]);
    const policy = policies.some(({ id }) => id === document.policy) ? document.policy : null;
    this.#document = document;
    this.#style = {
      marks: new MarkReader(policy, policies),
      nameOf: (target) => names.nameOf(target),
      bars: false,
    };
  }

  print(): string {
    const { portions, footnotes } = this.#document;
    const title = portions.find(({ kind }) => kind === "title");
    const front = printFrontMatter({
      ...this.#document,
      title: title === undefined ? null : this.#printMarked(title, "", this.#style),
    });
    let text = front.join("\n");
    for (const portion of portions) {
      if (portion === title) continue;
      // Parts stand directly below their whole, everything else apart.
      text += portion.kind === "row" || portion.kind === "rendition" ? "\n" : "\n\n";
      text += this.#printPortion(portion);
    }
    footnotes.forEach((note, index) => {
      text += index === 0 ? "\n\n" : "\n";
      text += this.#printDefinition(note);
    });
    return `${text}\n`;
  }

  #printPortion(portion: Portion): string {
    let before = this.#printPlace(portion);
    let line: string;
    switch (portion.kind) {
      case "title":
      case "footnote":
      case "source":
      case "heading":
        line = this.#printHeading(portion);
        break;
      case "paragraph":
      case "judgement":
        line = this.#printParagraph(portion);
        break;
      case "quotation":
        line = joinWords(">", this.#printMarked(portion, "", this.#style));
        break;
      case "table":
      case "figure":
        line = this.#printWhole(portion);
        break;
      case "row":
        line = printRow(portion, this.#whole?.marking ?? null, this.#style);
        if (portion.depth === 1) line += `\n${printSeparator(portion.spans)}`;
        break;
      case "rendition":
        line = printRendition(portion, this.#whole?.marking ?? null, this.#style);
        break;
    }
    if (this.#needsNumber(portion)) before += `${printValue("number", portion.number)}\n`;
    if (portion.judgement !== null) {
      const supports = portion.judgement.supports.map((id) => this.#style.nameOf(id));
      before += `${printJudgement(portion.judgement, supports)}\n`;
    }
    if (portion.grading !== null) before += `${printGrading(portion.grading)}\n`;
    this.#numbering.pass(portion);
    return before + line;
  }

  /** The lines that say id, page and origin, where they do not go without saying. */
  #printPlace(portion: Portion): string {
    const { id, kind, page, origin } = portion;
    const isPart = kind === "row" || kind === "rendition";
    const place = this.#places.next(portion);
    if (!isPart) this.#whole = portion;
    const pageKnown = page === (isPart ? (this.#whole?.page ?? null) : null);
    return (
      (id === place ? "" : `${printValue("id", id)}\n`) +
      (pageKnown ? "" : `${printValue("page", page)}\n`) +
      (origin === null ? "" : `${printOrigin(origin)}\n`)
    );
  }

  /** Whether the number cannot be written where numbers stand. */
  #needsNumber({ kind, number, depth }: Portion): boolean {
    if (number === null) return false;
    if (kind === "quotation") return true;
    if (kind !== "heading" && kind !== "paragraph" && kind !== "judgement") return false;
    return kind === "heading" || depth === 0
      ? !isNumber(number)
      : this.#numbering.labelOf({ number, depth }) === null;
  }

  #printHeading(portion: Portion): string {
    const signs = "#".repeat(Math.min(Math.max(portion.depth, 1), 3));
    const { number } = portion;
    const text = this.#printMarked(portion, "", this.#style);
    if (number !== null && isNumber(number)) return joinWords(`${signs} ${number}.`, text);
    // What looks like a number at the start of an unmarked heading is escaped, unless a number has its own line.
    return joinWords(signs, number === null ? escapeNumber(text) : text);
  }

  #printParagraph(portion: Portion): string {
    const { number, depth } = portion;
    const text = this.#printMarked(portion, "", this.#style);
    if (depth > 0) {
      const label = this.#numbering.labelOf(portion);
      if (label !== null) return joinWords(`${label})`, text);
      const bullet = depth === 1 ? "-" : "- -";
      return joinWords(bullet, depth === 1 ? text.replace(/^-(?=[ \t]|$)/, "\\-") : text);
    }
    if (number !== null && isNumber(number)) return joinWords(`${number}.`, text);
    return portion.marking === null ? this.#escapeStart(text) : text;
  }

  #printWhole(portion: Portion): string {
    const caption = this.#printMarked(portion, "", { ...this.#style, bars: portion.kind === "table" });
    const opening = printValue(portion.kind === "table" ? "table" : "figure", portion.number);
    if (caption === "") return opening;
    return `${opening}\n${portion.marking === null ? this.#escapeStart(caption) : caption}`;
  }

  #printDefinition(note: Portion): string {
    const grading = note.grading === null || note.marking === null ? "" : printGrading(note.grading);
    const label = `[${note.kind === "source" ? "@" : "^"}${note.number ?? ""}]:`;
    return this.#printPlace(note) + joinWords(label, this.#printMarked(note, grading, this.#style));
  }

  /** Mark, grading and running text. */
  #printMarked(
    { marking, spans }: { readonly marking: Marking | null; readonly spans: Portion["spans"] },
    grading: string,
    style: InlineStyle,
  ): string {
    const text = trimText(printSpans(spans, style), BOTH_ENDS);
    if (marking === null) return text.startsWith("(") ? `\\${text}` : text;
    return joinWords(style.marks.print(marking), joinWords(grading, text.replace(CONTINUED, "\\$&")));
  }

  /** Keeps an unmarked text from reading as anything but a paragraph. */
  #escapeStart(text: string): string {
    if (!isStart(text, this.#style.marks)) return text;
    const numbered = escapeNumber(text);
    if (numbered !== text) return numbered;
    const label = readLabel(text)?.label ?? null;
    if (label !== null) return `${label}\\${text.slice(label.length)}`;
    return text.startsWith("[") ? text.replace("]:", "]\\:") : `\\${text}`;
  }
}

function isNumber(number: string): boolean {
  return readNumber(`${number}.`, 0)?.number === number;
}

function escapeNumber(text: string): string {
  const found = readNumber(text, 0);
  return found === null ? text : `${found.number}\\${text.slice(found.number.length)}`;
}

function joinWords(first: string, rest: string): string {
  return first === "" || rest === "" ? first + rest : `${first} ${rest}`;
}
