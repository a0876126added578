// Markdown (CommonMark with tables, footnotes, strikethrough and task lists) in blocks. `***` is this house's sign for what a
// source withheld, and in Markdown it may also be emphasis or a rule: wherever the two readings differ, that is said.
import { gfmFromMarkdown } from "mdast-util-gfm";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfm } from "micromark-extension-gfm";
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import type { ReadSource } from "./import-result.ts";
import { MOST_DEPTH } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";
import { MarkdownPhrases, positionOf } from "./markdown-phrases.ts";
import type { MarkdownNode, MarkdownNodeOf, Phrase } from "./markdown-phrases.ts";
import { flattenBlock, isBlank, joinRuns, ParagraphBook, TextFindings } from "./text-source.ts";

type Node = MarkdownNode;
type NodeOf<Type extends Node["type"]> = MarkdownNodeOf<Type>;

const FRONT_MATTER = /^---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)/;
/**
 * Reads Markdown. Nothing in it is marked, so nobody may read it yet.
 * @throws ImportRefusal IMPORT_TOO_DEEP.
 */
export function readMarkdown(text: string): ReadSource {
  const findings = new TextFindings();
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const front = FRONT_MATTER.exec(source);
  // Blank lines in the place of front matter keep every line where it is.
  const body =
    front === null ? source : "\n".repeat(front[0].split("\n").length - 1) + source.slice(front[0].length);
  if (front?.[1] !== undefined)
    findings.setAsideAt(
      { line: 1, column: 1 },
      { kind: "property", text: front[1] },
      { code: "IMPORT_SET_ASIDE", what: "The front matter is no running text" },
    );
  refuseDeep(body);
  const root = parseTree(body);
  const reader = new MarkdownReader(new MarkdownPhrases(body, root.children, findings), findings);
  const [first, ...rest] = root.children;
  const titled =
    first?.type === "heading" &&
    first.depth === 1 &&
    rest.every((node) => node.type !== "heading" || node.depth > 1);
  const title = titled ? reader.readTitle(first) : null;
  reader.addBlocks(title === null ? root.children : rest, { depth: 0, lists: 0, quoted: false, nesting: 0 });
  const { blocks, notes } = reader.finish();
  return {
    parsed: assembleImport({
      title:
        title ?? /^title:[ \t]*(.+)$/m.exec(front?.[1] ?? "")?.[1]?.replace(/^(["'])(.*)\1$/, "$2") ?? null,
      ...{ blocks, notes, problems: findings.problems },
    }),
    asides: findings.asides,
    attachments: [],
  };
}

/** Lists and quotations around a line. The library's time grows with their square, and its stack with them. */
const MOST_CONTAINERS = 100;
const INDENT = /^[ \t]*/;
const CONTAINERS = /(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*/y;

function refuseDeep(source: string): void {
  source.split("\n").forEach((line, index) => {
    const indent = INDENT.exec(line)?.[0].length ?? 0;
    let depth = 0;
    for (CONTAINERS.lastIndex = indent; CONTAINERS.test(line);) depth += 1;
    // An item needs two columns for each list it stands in.
    if (depth > 0 && depth + indent / 2 > MOST_CONTAINERS) throw tooDeep(index + 1);
  });
}

function parseTree(source: string): ReturnType<typeof fromMarkdown> {
  try {
    return fromMarkdown(source, {
      extensions: [gfm({ singleTilde: false })],
      mdastExtensions: [gfmFromMarkdown()],
    });
  } catch (error) {
    if (error instanceof RangeError) throw tooDeep(1);
    throw error;
  }
}

function tooDeep(line: number): ImportRefusal {
  return new ImportRefusal(
    "IMPORT_TOO_DEEP",
    `Line ${line} stands in more than ${MOST_CONTAINERS} lists and quotations: ask its sender for it in another form`,
  );
}

interface Place {
  /** Depth of a paragraph here: items of a list that numbers paragraphs are at none. */
  readonly depth: number;
  readonly lists: number;
  readonly quoted: boolean;
  /** How many nodes are around. */
  readonly nesting: number;
}

class MarkdownReader {
  readonly #phrases: MarkdownPhrases;
  readonly #findings: TextFindings;
  readonly #blocks: ImportedBlock[] = [];
  readonly #notes: ImportedNote[] = [];
  readonly #numbers = new ParagraphBook();

  constructor(phrases: MarkdownPhrases, findings: TextFindings) {
    this.#phrases = phrases;
    this.#findings = findings;
  }

  /** The text of a first heading; null when it holds more than text. */
  readTitle(node: NodeOf<"heading">): string | null {
    return node.children.every((child) => child.type === "text") &&
      !/\*{3}|\[/.test(this.#phrases.slice(node))
      ? node.children.map((child) => ("value" in child ? child.value : "")).join("")
      : null;
  }

  addBlocks(nodes: readonly Node[], place: Place): void {
    for (const node of nodes) this.#addBlock(node, place);
  }

  finish(): { readonly blocks: readonly ImportedBlock[]; readonly notes: readonly ImportedNote[] } {
    this.#phrases.finish();
    return { blocks: this.#blocks, notes: this.#notes };
  }

  #addBlock(node: Node, place: Place): void {
    if (place.nesting > MOST_DEPTH)
      throw new ImportRefusal(
        "IMPORT_TOO_DEEP",
        `Line ${positionOf(node).line} nests deeper than ${MOST_DEPTH}: ask its sender for it in another form`,
      );
    const at = positionOf(node);
    switch (node.type) {
      case "heading": {
        const phrase = this.#phrases.read(node.children, node);
        if (place.quoted) this.#addText(phrase, place, node);
        else {
          this.#blocks.push({
            ...{ kind: "heading", depth: node.depth, number: null, spans: phrase.spans, page: null, at },
          });
          this.#blocks.push(...phrase.figures);
        }
        return;
      }
      case "paragraph":
        this.#addText(this.#phrases.read(node.children, node), place, node);
        return;
      case "blockquote":
        if (place.quoted || place.lists > 0)
          this.#findings.warnAt(
            at,
            "IMPORT_STRUCTURE_FLATTENED",
            "This quotation stands inside another or a list",
          );
        for (const child of node.children)
          this.#addBlock(child, { depth: 0, lists: 0, quoted: true, nesting: place.nesting + 1 });
        return;
      case "list":
        this.#addList(node, place);
        return;
      case "table":
        this.#blocks.push({
          ...{ kind: "table", number: null, caption: [], page: null, at },
          rows: node.children.map((row, index) => ({
            heading: index === 0,
            cells: row.children.map((cell) => {
              const { spans, figures } = this.#phrases.read(cell.children, cell);
              return figures.length === 0 ? spans : joinRuns([spans, ...figures.map(captionOf)]);
            }),
          })),
        });
        return;
      case "footnoteDefinition":
        this.#addNote(node, place);
        return;
      case "thematicBreak": {
        const signs = this.#phrases.slice(node).trim();
        if (!/^(?:\*{3})+$/.test(signs)) return;
        this.#findings.warnAt(
          at,
          "WIKITEXT_REDACTION_STYLE",
          "A line of asterisks is a rule in Markdown, and is taken as withheld at source: check it",
        );
        this.#addText({ spans: this.#findings.readText(signs, at), figures: [] }, place, node);
        return;
      }
      case "code":
        this.#findings.warnAt(
          at,
          "IMPORT_KEPT_AS_TEXT",
          `A block of code${node.lang == null ? "" : ` (${[node.lang, node.meta].filter(Boolean).join(" ")})`} is kept as text, its lines joined`,
        );
        this.#addText({ spans: [{ kind: "text", text: node.value }], figures: [] }, place, node);
        return;
      case "html":
        this.#addText({ spans: this.#phrases.readHtml(node.value, at), figures: [] }, place, node);
        return;
      case "definition":
        return;
      default:
        this.#findings.warnAt(at, "IMPORT_KEPT_AS_TEXT", `${node.type} is kept as text`);
        this.#addText(
          { spans: [{ kind: "text", text: this.#phrases.slice(node) }], figures: [] },
          place,
          node,
        );
    }
  }

  #addText(phrase: Phrase, place: Place, node: Node): void {
    const at = positionOf(node);
    if (!isBlank(phrase.spans)) {
      const kind = place.quoted ? "quotation" : "paragraph";
      const depth = place.quoted ? 0 : place.depth;
      this.#blocks.push({ ...{ kind, depth, number: null, spans: phrase.spans, page: null, at } });
    }
    this.#blocks.push(...phrase.figures);
  }

  #addList(list: NodeOf<"list">, place: Place): void {
    if (place.quoted)
      this.#findings.warnAt(
        positionOf(list),
        "IMPORT_STRUCTURE_FLATTENED",
        "This list stands inside a quotation",
      );
    const start = list.start ?? 1;
    list.children.forEach((item, index) => {
      const typed = /^\d{1,9}/.exec(this.#phrases.slice(item))?.[0] ?? null;
      const number = list.ordered === true ? this.#itemNumber(start + index, typed, positionOf(item)) : null;
      // An ordered list outside others is how numbered paragraphs are written in Markdown.
      const numbered = number !== null && place.lists === 0 && !place.quoted;
      const inner: Place = {
        ...{ depth: numbered ? 0 : place.depth + 1, lists: place.lists + 1 },
        ...{ quoted: place.quoted, nesting: place.nesting + 1 },
      };
      const before = this.#blocks.length;
      for (const child of item.children) this.#addBlock(child, inner);
      const first = this.#blocks[before];
      const sign = [number === null ? "" : `${number}. `, checkSign(item.checked)].join("");
      if (first?.kind === "paragraph" || first?.kind === "quotation") {
        this.#blocks[before] = numbered
          ? { ...first, ...this.#numbers.number(number, first.spans) }
          : { ...first, spans: sign === "" ? first.spans : [{ kind: "text", text: sign }, ...first.spans] };
      } else if (number !== null) {
        const spans: PlainSpan[] = [{ kind: "text", text: `${number}.` }];
        const at = positionOf(item);
        this.#blocks.splice(before, 0, {
          ...{ kind: "paragraph", depth: inner.depth, number: null, spans, page: null, at },
        });
      }
    });
  }

  #itemNumber(shown: number, typed: string | null, at: SourcePosition): string {
    if (typed === null || Number(typed) === shown) return String(shown);
    const kept = Number(typed) > shown ? Number(typed) : shown;
    this.#findings.warnAt(
      at,
      "IMPORT_STRUCTURE_FLATTENED",
      `This item is typed ${typed} and shown as ${shown} by Markdown: it is ${kept} here`,
    );
    return String(kept);
  }

  #addNote(node: NodeOf<"footnoteDefinition">, place: Place): void {
    const before = this.#blocks.length;
    for (const child of node.children)
      this.#addBlock(child, { depth: 0, lists: 0, quoted: false, nesting: place.nesting + 1 });
    const inside = this.#blocks.splice(before);
    if (inside.some(({ kind }) => kind !== "paragraph"))
      this.#findings.warnAt(
        positionOf(node),
        "IMPORT_STRUCTURE_FLATTENED",
        "This footnote holds more than text: all of it is kept as text",
      );
    this.#notes.push({
      ...{ label: node.identifier, page: null, at: positionOf(node) },
      spans: joinRuns(inside.flatMap(flattenBlock)),
    });
  }
}

function checkSign(checked: boolean | null | undefined): string {
  return checked == null ? "" : checked ? "[x] " : "[ ] ";
}

function captionOf(block: ImportedBlock): readonly PlainSpan[] {
  return joinRuns(flattenBlock(block));
}
