// Markdown (CommonMark with tables, footnotes, strikethrough and task lists) in blocks. `***` is this house's sign for what a
// source withheld, and in Markdown it may also be emphasis or a rule: wherever the two readings differ, that is said.
import { gfmFromMarkdown } from "mdast-util-gfm";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfm } from "micromark-extension-gfm";
import { assembleImport, describePicture } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, PlainSpan } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import type { ReadSource } from "./import-result.ts";
import { MOST_DEPTH } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";
import { flattenBlock, isBlank, joinRuns, ParagraphBook, TextFindings } from "./text-source.ts";

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root["children"][number];
type NodeOf<Type extends Node["type"]> = Extract<Node, { type: Type }>;
interface Phrase {
  readonly spans: readonly PlainSpan[];
  readonly figures: readonly ImportedBlock[];
}

const FRONT_MATTER = /^---[ \t]*\n((?:.*\n)*?)---[ \t]*(?:\n|$)/;
/** Runs of three, six, nine … asterisks that nothing escapes. */
const STAR_RUNS = /(?<![*\\])(?:\*{3})+(?!\*)/g;
const COMMENT = /^<!--([\s\S]*?)-->$/;

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
  const root = fromMarkdown(body, {
    extensions: [gfm({ singleTilde: false })],
    mdastExtensions: [gfmFromMarkdown()],
  });
  const reader = new MarkdownReader(body, findings);
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

interface Place {
  /** Depth of a paragraph here: items of a list that numbers paragraphs are at none. */
  readonly depth: number;
  readonly lists: number;
  readonly quoted: boolean;
  /** How many nodes are around. */
  readonly nesting: number;
}

class MarkdownReader {
  readonly #source: string;
  readonly #findings: TextFindings;
  readonly #blocks: ImportedBlock[] = [];
  readonly #notes: ImportedNote[] = [];
  readonly #numbers = new ParagraphBook();
  /** Link addresses by label, and whether something uses them. */
  readonly #addresses = new Map<string, { readonly node: NodeOf<"definition">; used: boolean }>();
  /** Star runs that have been taken for something, in the block at hand. */
  #stars = 0;

  constructor(source: string, findings: TextFindings) {
    this.#source = source;
    this.#findings = findings;
  }

  /** The text of a first heading; null when it holds more than text. */
  readTitle(node: NodeOf<"heading">): string | null {
    return node.children.every((child) => child.type === "text") && !/\*{3}|\[/.test(this.#slice(node))
      ? node.children.map((child) => ("value" in child ? child.value : "")).join("")
      : null;
  }

  addBlocks(nodes: readonly Node[], place: Place): void {
    if (place.nesting === 0) this.#collectAddresses(nodes);
    for (const node of nodes) this.#addBlock(node, place);
  }

  finish(): {
    readonly blocks: readonly ImportedBlock[];
    readonly notes: readonly ImportedNote[];
  } {
    for (const { node, used } of this.#addresses.values()) {
      if (used) this.#findings.setAside(positionOf(node).line, "property", this.#slice(node));
      else
        this.#findings.setAsideAt(
          positionOf(node),
          { kind: "property", text: this.#slice(node) },
          { code: "IMPORT_SET_ASIDE", what: "No link uses this address" },
        );
    }
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
        const phrase = this.#readPhrase(node.children, node);
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
        this.#addText(this.#readPhrase(node.children, node), place, node);
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
              const { spans, figures } = this.#readPhrase(cell.children, cell);
              return figures.length === 0 ? spans : joinRuns([spans, ...figures.map(captionOf)]);
            }),
          })),
        });
        return;
      case "footnoteDefinition":
        this.#addNote(node, place);
        return;
      case "thematicBreak": {
        const signs = this.#slice(node).trim();
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
        this.#addText({ spans: this.#readHtml(node.value, at), figures: [] }, place, node);
        return;
      case "definition":
        return;
      default:
        this.#findings.warnAt(at, "IMPORT_KEPT_AS_TEXT", `${node.type} is kept as text`);
        this.#addText({ spans: [{ kind: "text", text: this.#slice(node) }], figures: [] }, place, node);
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
      const typed = /^\d{1,9}/.exec(this.#slice(item))?.[0] ?? null;
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

  #readPhrase(nodes: readonly Node[], block: Node): Phrase {
    this.#stars = 0;
    const figures: ImportedBlock[] = [];
    const spans = nodes.flatMap((node) => this.#readInline(node, figures, 0));
    const code = nodes.filter(({ type }) => type === "inlineCode" || type === "html");
    const runs =
      countPlaces(this.#slice(block)) - code.reduce((sum, node) => sum + countPlaces(this.#slice(node)), 0);
    const found = spans.filter(({ kind }) => kind === "withheld-at-source").length + this.#stars;
    if (runs > found)
      this.#findings.warnAt(
        positionOf(block),
        "WIKITEXT_REDACTION_STYLE",
        "Asterisks here read as emphasis in Markdown: check that nothing was withheld",
      );
    return { spans, figures };
  }

  #readInline(node: Node, figures: ImportedBlock[], nesting: number): PlainSpan[] {
    const at = positionOf(node);
    if (nesting > MOST_DEPTH)
      throw new ImportRefusal("IMPORT_TOO_DEEP", `Line ${at.line} nests deeper than ${MOST_DEPTH}`);
    const inner = (children: readonly Node[]): PlainSpan[] =>
      children.flatMap((child) => this.#readInline(child, figures, nesting + 1));
    switch (node.type) {
      case "text":
        return this.#findings.readText(node.value, at);
      case "inlineCode":
        return [{ kind: "text", text: node.value }];
      case "break":
        return [{ kind: "text", text: " " }];
      case "emphasis":
      case "strong":
        return this.#readEmphasis(node, inner(node.children), at);
      case "delete":
        this.#findings.warnAt(
          at,
          "IMPORT_CHANGE_TRACKED",
          "These words are struck out in the source: they are kept",
        );
        return inner(node.children);
      case "footnoteReference":
        return [{ kind: "note-reference", note: node.identifier }];
      case "link":
        return this.#withAddress(inner(node.children), node, at);
      case "linkReference": {
        const address = this.#useAddress(node.identifier);
        return address === null ? inner(node.children) : this.#withAddress(inner(node.children), address, at);
      }
      case "image":
        return this.#addPicture(node.alt ?? "", node, figures, at);
      case "imageReference": {
        const address = this.#useAddress(node.identifier);
        return this.#addPicture(node.alt ?? "", address ?? { url: node.identifier }, figures, at);
      }
      case "html":
        return this.#readHtml(node.value, at);
      default:
        this.#findings.warnAt(at, "IMPORT_KEPT_AS_TEXT", `${node.type} is kept as text`);
        return [{ kind: "text", text: this.#slice(node) }];
    }
  }

  /** `***words***` is bold italic where words touch the asterisks, and two withheld places otherwise. */
  #readEmphasis(node: NodeOf<"paragraph"> | Node, spans: PlainSpan[], at: SourcePosition): PlainSpan[] {
    const slice = this.#slice(node);
    if (!/^\*{3}(?!\*)/.test(slice) || !/[^*]\*{3}$/.test(slice)) return spans;
    const words = slice.slice(3, -3);
    this.#stars += 2;
    if (/^[\p{L}\p{N}"“'‘[]/u.test(words) && /[\p{L}\p{N}"”'’.!?\]]$/u.test(words)) {
      this.#findings.warnAt(
        at,
        "WIKITEXT_REDACTION_STYLE",
        "Three asterisks on both sides read as emphasis: check that nothing was withheld",
      );
      return spans;
    }
    this.#findings.warnAt(
      at,
      "WIKITEXT_REDACTION_STYLE",
      "Two runs of three asterisks are taken as withheld at source, where Markdown shows emphasis: check them",
    );
    this.#stars -= 2;
    return [{ kind: "withheld-at-source" }, ...spans, { kind: "withheld-at-source" }];
  }

  #withAddress(
    spans: PlainSpan[],
    link: { readonly url: string; readonly title?: string | null | undefined },
    at: SourcePosition,
  ): PlainSpan[] {
    const text = spans.map((span) => (span.kind === "text" ? span.text : "")).join("");
    if (link.title != null)
      this.#findings.setAsideAt(
        at,
        { kind: "annotation", text: link.title },
        { code: "IMPORT_SET_ASIDE", what: "A link's title is no running text" },
      );
    if (link.url === "" || [text, `mailto:${text}`, `http://${text}`].includes(link.url)) return spans;
    this.#findings.warnAt(at, "IMPORT_LINK", `A link to ${link.url}: its address is kept in the text`);
    return [...spans, { kind: "text", text: `${text === "" ? "" : " "}(${link.url})` }];
  }

  #addPicture(
    alt: string,
    picture: { readonly url: string; readonly title?: string | null | undefined },
    figures: ImportedBlock[],
    at: SourcePosition,
  ): PlainSpan[] {
    this.#findings.reportPicture(at, picture.url);
    const file = describePicture(picture.url);
    const caption = this.#findings.readText(picture.title ?? (file === null ? alt : ""), at);
    if (file === null && picture.title != null) caption.push({ kind: "text", text: ` ${alt}` });
    figures.push({
      ...{ kind: "figure", number: null, caption, page: null, at },
      renditions: file === null ? [] : [{ alt, file }],
    });
    return [];
  }

  #readHtml(value: string, at: SourcePosition): PlainSpan[] {
    if (/^<br\s*\/?>$/i.test(value)) return [{ kind: "text", text: " " }];
    const comment = COMMENT.exec(value.trim())?.[1];
    if (comment !== undefined && !comment.includes("-->")) {
      this.#findings.setAsideAt(
        at,
        { kind: "comment", text: comment },
        { code: "IMPORT_HIDDEN_TEXT", what: "A comment is set aside" },
      );
      return [];
    }
    this.#findings.warnAt(
      at,
      "IMPORT_KEPT_AS_TEXT",
      "HTML inside Markdown is kept as text, its tags included",
    );
    return [{ kind: "text", text: value }];
  }

  #collectAddresses(nodes: readonly Node[]): void {
    const open: Node[] = [...nodes];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (node.type === "definition") {
        const known = this.#addresses.get(node.identifier);
        // The first definition in the source counts, and this walk comes from its end.
        if (known !== undefined) this.#addresses.set(`${node.identifier} ${this.#addresses.size}`, known);
        this.#addresses.set(node.identifier, { node, used: false });
      } else if ("children" in node) {
        open.push(...node.children);
      }
    }
  }

  #useAddress(identifier: string): NodeOf<"definition"> | null {
    const address = this.#addresses.get(identifier);
    if (address === undefined) return null;
    address.used = true;
    return address.node;
  }

  #slice(node: Node): string {
    const { start, end } = node.position ?? {};
    return this.#source.slice(start?.offset ?? 0, end?.offset ?? 0);
  }
}

function positionOf(node: Node): SourcePosition {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}

function countPlaces(source: string): number {
  return [...source.matchAll(STAR_RUNS)].reduce((sum, [run]) => sum + run.length / 3, 0);
}

function checkSign(checked: boolean | null | undefined): string {
  return checked == null ? "" : checked ? "[x] " : "[ ] ";
}

function captionOf(block: ImportedBlock): readonly PlainSpan[] {
  return joinRuns(flattenBlock(block));
}
