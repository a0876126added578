// Running text of Markdown: emphasis, links, pictures, code and HTML inside a line. Where Markdown takes `***` for emphasis, that
// is said, and decided by what stands beside the asterisks.
import type { fromMarkdown } from "mdast-util-from-markdown";
import { describePicture } from "@entente/core/documents";
import type { ImportedBlock, PlainSpan } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import { MOST_DEPTH } from "./limits.ts";
import { ImportRefusal } from "./refusal.ts";
import type { TextFindings } from "./text-source.ts";

export type MarkdownNode = ReturnType<typeof fromMarkdown>["children"][number];
export type MarkdownNodeOf<Type extends MarkdownNode["type"]> = Extract<MarkdownNode, { type: Type }>;

/** Running text, and the pictures in it, which follow it as figures. */
export interface Phrase {
  readonly spans: readonly PlainSpan[];
  readonly figures: readonly ImportedBlock[];
}

/** Runs of three, six, nine … asterisks that nothing escapes. */
const STAR_RUNS = /(?<![*\\])(?:\*{3})+(?!\*)/g;
const COMMENT = /^<!--([\s\S]*?)-->$/;

export class MarkdownPhrases {
  readonly #source: string;
  readonly #findings: TextFindings;
  /** Link addresses by label, and whether something uses them. */
  readonly #addresses = new Map<string, { readonly node: MarkdownNodeOf<"definition">; used: boolean }>();
  /** Star runs that have been taken for something, in the block at hand. */
  #stars = 0;

  /** `nodes` are all blocks of the document: addresses may be defined anywhere in it. */
  constructor(source: string, nodes: readonly MarkdownNode[], findings: TextFindings) {
    this.#source = source;
    this.#findings = findings;
    this.#collectAddresses(nodes);
  }

  /** Sets aside the addresses that links do not show. */
  finish(): void {
    for (const { node, used } of this.#addresses.values()) {
      const aside = { kind: "property", text: this.slice(node) } as const;
      if (used) this.#findings.setAside(positionOf(node).line, aside.kind, aside.text);
      else
        this.#findings.setAsideAt(positionOf(node), aside, {
          ...{ code: "IMPORT_SET_ASIDE", what: "No link uses this address" },
        });
    }
  }

  read(nodes: readonly MarkdownNode[], block: MarkdownNode): Phrase {
    this.#stars = 0;
    const figures: ImportedBlock[] = [];
    const spans = nodes.flatMap((node) => this.#readInline(node, figures, 0));
    const code = nodes.filter(({ type }) => type === "inlineCode" || type === "html");
    const runs =
      countPlaces(this.slice(block)) - code.reduce((sum, node) => sum + countPlaces(this.slice(node)), 0);
    const found = spans.filter(({ kind }) => kind === "withheld-at-source").length + this.#stars;
    if (runs > found)
      this.#findings.warnAt(
        positionOf(block),
        "WIKITEXT_REDACTION_STYLE",
        "Asterisks here read as emphasis in Markdown: check that nothing was withheld",
      );
    return { spans, figures };
  }

  #readInline(node: MarkdownNode, figures: ImportedBlock[], nesting: number): PlainSpan[] {
    const at = positionOf(node);
    if (nesting > MOST_DEPTH)
      throw new ImportRefusal("IMPORT_TOO_DEEP", `Line ${at.line} nests deeper than ${MOST_DEPTH}`);
    const inner = (children: readonly MarkdownNode[]): PlainSpan[] =>
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
        this.#findings.failAt(
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
        return this.#addPicture(node, node, figures);
      case "imageReference": {
        const address = this.#useAddress(node.identifier);
        return this.#addPicture(node, address ?? { url: node.identifier }, figures);
      }
      case "html":
        return this.readHtml(node.value, at);
      default:
        this.#findings.warnAt(at, "IMPORT_KEPT_AS_TEXT", `${node.type} is kept as text`);
        return [{ kind: "text", text: this.slice(node) }];
    }
  }

  /** `***words***` is bold italic where words touch the asterisks, and two withheld places otherwise. */
  #readEmphasis(node: MarkdownNode, spans: PlainSpan[], at: SourcePosition): PlainSpan[] {
    const slice = this.slice(node);
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
    node: MarkdownNodeOf<"image"> | MarkdownNodeOf<"imageReference">,
    picture: { readonly url: string; readonly title?: string | null | undefined },
    figures: ImportedBlock[],
  ): PlainSpan[] {
    const at = positionOf(node);
    const alt = node.alt ?? "";
    // Whole, because links inside its words are no part of them.
    this.#findings.reportPicture(at, picture.url, this.slice(node));
    const file = describePicture(picture.url);
    const caption = this.#findings.readText(picture.title ?? (file === null ? alt : ""), at);
    if (file === null && picture.title != null) caption.push({ kind: "text", text: ` ${alt}` });
    figures.push({
      ...{ kind: "figure", number: null, caption, page: null, at },
      renditions: file === null ? [] : [{ alt, file }],
    });
    return [];
  }

  readHtml(value: string, at: SourcePosition): PlainSpan[] {
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

  #collectAddresses(nodes: readonly MarkdownNode[]): void {
    const open: MarkdownNode[] = [...nodes];
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

  #useAddress(identifier: string): MarkdownNodeOf<"definition"> | null {
    const address = this.#addresses.get(identifier);
    if (address === undefined) return null;
    address.used = true;
    return address.node;
  }

  /** The source of a node. */
  slice(node: MarkdownNode): string {
    const { start, end } = node.position ?? {};
    return this.#source.slice(start?.offset ?? 0, end?.offset ?? 0);
  }
}

export function positionOf(node: MarkdownNode): SourcePosition {
  const start = node.position?.start;
  return { line: start?.line ?? 1, column: start?.column ?? 1 };
}

function countPlaces(source: string): number {
  return [...source.matchAll(STAR_RUNS)].reduce((sum, [run]) => sum + run.length / 3, 0);
}
