// What the readers of marked-up text share: what they have found, running text as it builds up, and numbers of paragraphs.
import { readRunningText } from "@entente/core/documents";
import type { ImportedBlock, PlainSpan, ProblemCode } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import { Findings, quote } from "./findings.ts";
import type { ImportedAside } from "./import-result.ts";

type Aside = Pick<ImportedAside, "kind" | "text">;

interface Notice {
  readonly code: ProblemCode;
  readonly what: string;
}

/** Findings with a line and a column. */
export class TextFindings extends Findings {
  warnAt({ line, column }: SourcePosition, code: ProblemCode, message: string): void {
    this.problems.push({ line, column, severity: "warning", code, message });
  }

  failAt({ line, column }: SourcePosition, code: ProblemCode, message: string): void {
    this.problems.push({ line, column, severity: "error", code, message });
  }

  /** Sets text aside whole, and says so with its beginning. */
  setAsideAt(at: SourcePosition, { kind, text }: Aside, { code, what }: Notice): void {
    if (text.trim() === "") return;
    this.setAside(at.line, kind, text.trim());
    this.warnAt(at, code, `${what}: ${quote(text)}`);
  }

  /** The same for text that somebody hid: a person has to settle that before anything is released. */
  setAsideHidden(at: SourcePosition, text: string): void {
    if (text.trim() === "") return;
    this.setAside(at.line, "hidden", text.trim());
    this.failAt(
      at,
      "IMPORT_HIDDEN_TEXT",
      `Readers of the source do not see this, and it is not taken: ${quote(text)}`,
    );
  }

  /** Spans of running text, with the signs of redaction in it. */
  readText(text: string, at: SourcePosition): PlainSpan[] {
    return readRunningText(text, (_, message) => {
      this.warnAt(at, "WIKITEXT_REDACTION_STYLE", message);
    });
  }

  /** `source` is how the picture stands in the source. */
  reportPicture(at: SourcePosition, address: string, source: string): void {
    const shown = address.startsWith("data:") ? "inside the source" : `at ${quote(address)}`;
    if (source !== "") this.setAside(at.line, "object", source);
    this.warnAt(
      at,
      "IMPORT_PICTURE",
      `The picture ${shown} is not fetched: put its file beside the document`,
    );
  }
}

const NUMBER = /^(\d{1,4}(?:\.\d{1,3}){0,3}[a-z]?)\.\s+/;

/** Numbers given to paragraphs so far: a number stands once in a document, every further time it is text. */
export class ParagraphBook {
  readonly #given = new Set<string>();

  /** A paragraph whose number is known apart from its text, as in an ordered list. */
  number(number: string, spans: readonly PlainSpan[]): Pick<NumberedBlock, "number" | "spans"> {
    if (this.#given.has(number))
      return { number: null, spans: [{ kind: "text", text: `${number}. ` }, ...spans] };
    this.#given.add(number);
    return { number, spans };
  }

  /** A paragraph that may begin with its number. */
  read(spans: readonly PlainSpan[]): Pick<NumberedBlock, "number" | "spans"> {
    const [first, ...rest] = spans;
    const text = first?.kind === "text" ? first.text.trimStart() : "";
    const found = NUMBER.exec(text.length === 0 || rest.length === 0 ? text : `${text} `);
    const number = found?.[1];
    if (found === null || number === undefined || this.#given.has(number)) return { number: null, spans };
    this.#given.add(number);
    const left = text.slice(found[0].length);
    return { number, spans: left === "" ? rest : [{ kind: "text", text: left }, ...rest] };
  }
}

export type NumberedBlock = Extract<ImportedBlock, { kind: "heading" | "paragraph" | "quotation" }>;

/** Cells of a table are one line each: what parts paragraphs in a cell becomes a space. */
export function joinRuns(runs: readonly (readonly PlainSpan[])[]): PlainSpan[] {
  return runs
    .filter((run) => run.length > 0)
    .flatMap((run, index): readonly PlainSpan[] =>
      index === 0 ? run : [{ kind: "text", text: " " }, ...run],
    );
}

export function isBlank(spans: readonly PlainSpan[]): boolean {
  return spans.every((span) => span.kind === "text" && span.text.trim() === "");
}

/** Everything a block says, in runs. */
export function flattenBlock(block: ImportedBlock): (readonly PlainSpan[])[] {
  switch (block.kind) {
    case "table":
      return [block.caption, ...block.rows.flatMap(({ cells }) => cells)];
    case "figure":
      return [
        block.caption,
        ...block.renditions.map(({ alt }): PlainSpan[] => [{ kind: "text", text: alt }]),
      ];
    default:
      return block.number === null
        ? [block.spans]
        : [[{ kind: "text", text: `${block.number}. ` }, ...block.spans]];
  }
}
