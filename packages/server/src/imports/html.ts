// HTML in blocks. What a browser shows becomes portions; what it does not show (comments, scripts, templates, elements hidden by
// attribute or style) is set aside with its text and reported, because hidden text must neither pass for the body nor vanish.
import { assembleImport } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, ImportedRow, PlainSpan } from "@entente/core/documents";
import { findNotes } from "./html-notes.ts";
import type { HtmlNotes } from "./html-notes.ts";
import {
  attributeOf,
  HiddenElements,
  isElement,
  listElements,
  parseHtml,
  positionOf,
  textOf,
} from "./html-tree.ts";
import type { HtmlElement, HtmlNode } from "./html-tree.ts";
import type { ReadSource } from "./import-result.ts";
import { HtmlFindings, UNSEEN } from "./html-findings.ts";
import { HtmlText } from "./html-text.ts";
import type { HtmlPlace } from "./html-text.ts";
import { flattenBlock, isBlank, joinRuns } from "./text-source.ts";

const BLOCKS = new Set(
  "address article aside body center dd details dialog dir div dl dt fieldset footer form header hgroup hr html legend main menu nav optgroup option p search section summary".split(
    " ",
  ),
);
/** Elements shown as something else than text. */
const FOREIGN = new Set([
  "svg",
  "math",
  "object",
  "canvas",
  "video",
  "audio",
  "iframe",
  "embed",
  "applet",
  "frame",
  "map",
]);
const CHANGES: Readonly<Record<string, string>> = {
  del: "deleted",
  s: "struck out",
  strike: "struck out",
  ins: "inserted",
};
/**
 * Reads an HTML page. Nothing in it is marked, so nobody may read it yet.
 * @throws ImportRefusal IMPORT_TOO_DEEP.
 */
export function readHtml(text: string): ReadSource {
  const findings = new HtmlFindings();
  const tree = parseHtml(text);
  const elements = listElements(tree);
  const reader = new HtmlReader(findings, findNotes(elements), new HiddenElements(elements));
  for (const node of tree.childNodes) reader.visit(node, { quoted: false, list: [], pre: false });
  const { title, blocks, notes } = reader.finish();
  return {
    parsed: assembleImport({ title, blocks, notes, problems: findings.problems }),
    asides: findings.asides,
    attachments: [],
  };
}

class HtmlReader {
  readonly #findings: HtmlFindings;
  readonly #text: HtmlText;
  readonly #found: HtmlNotes;
  readonly #hidden: HiddenElements;
  readonly #notePlaces: ReadonlyMap<HtmlNode, string>;
  readonly #notes: ImportedNote[] = [];
  #title: string | null = null;

  constructor(findings: HtmlFindings, found: HtmlNotes, hidden: HiddenElements) {
    this.#findings = findings;
    this.#text = new HtmlText(findings);
    this.#found = found;
    this.#hidden = hidden;
    this.#notePlaces = new Map(found.notes.map(({ label, element }) => [element, label]));
    for (const selector of hidden.unclear)
      findings.warnAt(
        this.#findings.at,
        "IMPORT_HIDDEN_TEXT",
        `A style sheet hides "${selector.slice(0, 80)}": look at the page in a browser, and compare`,
      );
  }

  finish(): {
    readonly title: string | null;
    readonly blocks: readonly ImportedBlock[];
    readonly notes: readonly ImportedNote[];
  } {
    this.#text.endParagraph({ quoted: false, list: [], pre: false });
    return { title: this.#title, blocks: this.#text.blocks, notes: this.#notes };
  }

  visit(node: HtmlNode, place: HtmlPlace): void {
    this.#findings.at = positionOf(node) ?? this.#findings.at;
    if (node.nodeName === "#comment" && "data" in node) {
      this.#findings.setAsideComment(node.data);
    } else if (node.nodeName === "#text" && "value" in node) {
      this.#text.addText(place.pre ? node.value : node.value.replace(/[ \t\n\r\f]+/g, " "));
    } else if (isElement(node)) {
      this.#visitElement(node, place);
    }
  }

  #visitElement(element: HtmlElement, place: HtmlPlace): void {
    const name = element.tagName;
    if (name in UNSEEN) {
      this.#findings.setAsideUnseen(element);
      return;
    }
    if (name === "title" && this.#title === null && element.namespaceURI.endsWith("xhtml")) {
      this.#title = textOf(element);
      return;
    }
    if (this.#hidden.has(element)) {
      this.#findings.setAsideHiddenElement(element);
      return;
    }
    const label = this.#notePlaces.get(element);
    if (label !== undefined) {
      this.#notes.push({ label, spans: this.#readApart(element, place), page: null, at: this.#findings.at });
      return;
    }
    this.#findings.setAsideWords(element);
    if (this.#visitInline(element, place)) return;
    this.#visitBlock(element, place);
  }

  /** Elements within a paragraph; false for others. */
  #visitInline(element: HtmlElement, place: HtmlPlace): boolean {
    const name = element.tagName;
    const mark = this.#found.marks.get(element);
    if (mark !== undefined || this.#found.returns.has(element)) {
      if (mark !== undefined && !this.#found.returns.has(element)) {
        this.#text.addMark(mark);
      }
      this.#dropMark(element, place);
      return true;
    }
    switch (name) {
      case "br":
        this.#text.addText(place.pre ? "\n" : " ");
        break;
      case "a": {
        const text = this.#text.textOf(() => {
          this.#visitChildren(element, place);
        });
        this.#addAddress(attributeOf(element, "href") ?? "", text.trim());
        return true;
      }
      case "q":
        this.#text.addText("“");
        this.#visitChildren(element, place);
        this.#text.addText("”");
        return true;
      case "img":
        this.#addPicture(element);
        break;
      case "input":
        this.#text.addText(attributeOf(element, "value") ?? "");
        break;
      case "sup":
      case "sub":
        if (/^\s*\d+\s*$/.test(textOf(element)) && listElements(element).length === 0)
          this.#findings.warnHere(
            "IMPORT_KEPT_AS_TEXT",
            "A raised or lowered figure stands here: it may be a footnote's mark",
          );
        break;
      default:
    }
    const change = CHANGES[name];
    if (change !== undefined)
      this.#findings.failAt(
        this.#findings.at,
        "IMPORT_CHANGE_TRACKED",
        `The source shows these words as ${change}: they are kept as text`,
      );
    if (FOREIGN.has(name))
      this.#findings.warnHere(
        "IMPORT_KEPT_AS_TEXT",
        `What a page shows in <${name}> is not text: only its words are kept`,
      );
    if (
      BLOCKS.has(name) ||
      /^(?:h[1-6]|li|ol|ul|dir|menu|blockquote|pre|listing|xmp|table|figure|textarea)$/.test(name)
    )
      return false;
    this.#visitChildren(element, place);
    return true;
  }

  /** A mark's own sign is not repeated; whatever else stands in it is. */
  #dropMark(element: HtmlElement, place: HtmlPlace): void {
    const text = textOf(element).trim();
    if (text.length > 8)
      this.#findings.setAsideAt(
        this.#findings.at,
        { kind: "annotation", text },
        { code: "IMPORT_SET_ASIDE", what: "The text of a footnote's mark is no running text" },
      );
    for (const part of [element, ...listElements(element)])
      for (const child of part.childNodes)
        if (child.nodeName === "#comment" || child.nodeName in UNSEEN) this.visit(child, place);
  }

  #visitBlock(element: HtmlElement, place: HtmlPlace): void {
    this.#text.endParagraph(place);
    const name = element.tagName;
    const at = this.#findings.at;
    if (/^h[1-6]$/.test(name) && !place.quoted) {
      const spans = this.#readApart(element, place);
      if (!isBlank(spans))
        this.#text.addBlock({
          ...{ kind: "heading", depth: Number(name[1]), number: null, spans, page: null, at },
        });
      return;
    }
    switch (name) {
      case "blockquote":
        if (place.quoted || place.list.length > 0)
          this.#findings.warnHere(
            "IMPORT_STRUCTURE_FLATTENED",
            "This quotation stands inside another or a list",
          );
        this.#visitParagraphs(element, { ...place, quoted: true, list: [] });
        return;
      case "ol":
      case "ul":
      case "dir":
      case "menu":
        this.#visitList(element, place);
        return;
      case "li":
        // Outside of any list.
        this.#visitParagraphs(element, { ...place, list: place.list.length === 0 ? [false] : place.list });
        return;
      case "table":
        this.#addTable(element, place);
        return;
      case "figure":
        this.#addFigure(element, place);
        return;
      case "pre":
      case "listing":
      case "xmp":
      case "textarea":
        this.#findings.warnHere("IMPORT_KEPT_AS_TEXT", `Text in <${name}> is kept, its lines joined`);
        this.#visitParagraphs(element, { ...place, pre: true });
        return;
      default:
        this.#visitParagraphs(element, place);
    }
  }

  #visitList(list: HtmlElement, place: HtmlPlace): void {
    const ordered = list.tagName === "ol";
    // An ordered list outside others is how numbered paragraphs are written in HTML.
    const numbering =
      ordered && place.list.length === 0 && !place.quoted && /^1?$/.test(attributeOf(list, "type") ?? "");
    const inner = { ...place, list: [...place.list, numbering] };
    let next = Number.parseInt(attributeOf(list, "start") ?? "1", 10) || 1;
    for (const child of list.childNodes) {
      this.#findings.at = positionOf(child) ?? this.#findings.at;
      if (
        !isElement(child) ||
        child.tagName !== "li" ||
        this.#hidden.has(child) ||
        this.#notePlaces.has(child)
      ) {
        if (child.nodeName !== "#text" || ("value" in child && child.value.trim() !== ""))
          this.visit(child, inner);
        continue;
      }
      next = Number.parseInt(attributeOf(child, "value") ?? String(next), 10) || next;
      this.#text.beginItem(ordered ? { number: numbering ? String(next) : null, sign: `${next}. ` } : null);
      next += 1;
      this.#findings.setAsideWords(child);
      this.#visitChildren(child, inner);
      this.#text.endItem(inner);
    }
    this.#text.endParagraph(inner);
  }

  #addTable(table: HtmlElement, place: HtmlPlace): void {
    const at = this.#findings.at;
    let caption: readonly PlainSpan[] = [];
    const rows: ImportedRow[] = [];
    const shape = { plain: true };
    const readRow = (row: HtmlElement): void => {
      const cells: { readonly heading: boolean; readonly spans: readonly PlainSpan[] }[] = [];
      this.#findings.setAsideWords(row);
      for (const child of row.childNodes) {
        if (isElement(child) && /^t[dh]$/.test(child.tagName)) {
          if (["colspan", "rowspan"].some((span) => Number(attributeOf(child, span) ?? "1") !== 1))
            shape.plain = false;
          if (listElements(child).some(({ tagName }) => tagName === "table")) shape.plain = false;
          const hidden = this.#hidden.has(child);
          if (hidden) this.visit(child, place);
          else this.#findings.setAsideWords(child);
          cells.push({ heading: child.tagName === "th", spans: hidden ? [] : this.#readApart(child, place) });
        } else {
          this.visit(child, place);
        }
      }
      rows.push({
        heading: cells.length > 0 && cells.every(({ heading }) => heading),
        cells: cells.map(({ spans }) => spans),
      });
    };
    const read = (parent: HtmlElement): void => {
      for (const child of parent.childNodes) {
        this.#findings.at = positionOf(child) ?? this.#findings.at;
        if (!isElement(child)) this.visit(child, place);
        else if (this.#hidden.has(child)) this.visit(child, place);
        else if (child.tagName === "caption") caption = joinRuns([caption, this.#readApart(child, place)]);
        else if (/^(?:thead|tbody|tfoot)$/.test(child.tagName)) read(child);
        else if (child.tagName === "tr") readRow(child);
        else if (!/^col(?:group)?$/.test(child.tagName)) this.visit(child, place);
      }
    };
    read(table);
    this.#text.endParagraph(place);
    if (!shape.plain)
      this.#findings.warnAt(
        at,
        "IMPORT_TABLE_SHAPE",
        "Cells of this table span columns or rows, or hold a table: compare it with the source",
      );
    this.#text.addBlock({ kind: "table", number: null, caption, rows, page: null, at });
  }

  #addFigure(figure: HtmlElement, place: HtmlPlace): void {
    const at = this.#findings.at;
    const parts = listElements(figure);
    const pictures = parts.filter(({ tagName }) => tagName === "img");
    const captions = parts.filter(({ tagName }) => tagName === "figcaption");
    if (pictures.length === 0) {
      this.#visitChildren(figure, place);
      this.#text.endParagraph(place);
      return;
    }
    const inside = this.#text.blocks.length;
    this.#visitChildren(figure, place);
    this.#text.endParagraph(place);
    const blocks = this.#text.takeBlocks(inside);
    const drawn = blocks.filter((block) => block.kind === "figure");
    const words = blocks.filter((block) => block.kind !== "figure");
    // The picture and its caption are one figure; anything else in it follows.
    const [caption, rest] = captions.length > 0 ? [words.flatMap(flattenBlock), []] : [[], words];
    this.#text.addBlock(
      {
        ...{ kind: "figure", number: null, page: null, at },
        caption: joinRuns([...caption, ...drawn.map((block) => block.caption)]),
        renditions: drawn.flatMap(({ renditions }) => renditions),
      },
      ...rest,
    );
  }

  #addPicture(image: HtmlElement): void {
    const picture = this.#findings.readPicture(image);
    if (picture !== null) this.#text.addPicture(picture);
  }

  /** Text of an element by itself, all on one line. */
  #readApart(element: HtmlElement, place: HtmlPlace): readonly PlainSpan[] {
    return this.#text.apart(place, (inner) => {
      this.#visitChildren(element, inner);
    });
  }

  /** Children whose last paragraph ends with them, in the place they stand in. */
  #visitParagraphs(element: HtmlElement, place: HtmlPlace): void {
    this.#visitChildren(element, place);
    this.#text.endParagraph(place);
  }

  #visitChildren(element: HtmlElement, place: HtmlPlace): void {
    for (const child of element.childNodes) this.visit(child, place);
  }

  #addAddress(address: string, text: string): void {
    if (address === "" || address.startsWith("#")) return;
    if ([text, `mailto:${text}`, `http://${text}`, `https://${text}`].includes(address)) return;
    this.#findings.warnHere("IMPORT_LINK", `A link to ${address}: its address is kept in the text`);
    this.#text.addText(` (${address})`);
  }
}
