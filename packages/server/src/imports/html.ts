// HTML in blocks. What a browser shows becomes portions; what it does not show (comments, scripts, templates, elements hidden by
// attribute or style) is set aside with its text and reported, because hidden text must neither pass for the body nor vanish.
import { assembleImport, describePicture } from "@entente/core/documents";
import type { ImportedBlock, ImportedNote, ImportedRow, PlainSpan } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
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
import { flattenBlock, isBlank, joinRuns, ParagraphBook, TextFindings } from "./text-source.ts";

const BLOCKS = new Set(
  "address article aside body center dd details dialog dir div dl dt fieldset footer form header hgroup hr html legend main menu nav optgroup option p search section summary".split(
    " ",
  ),
);
/** Elements whose text no browser shows as text of the page. */
const UNSEEN: Readonly<Record<string, string>> = {
  script: "A script",
  style: "A style sheet",
  template: "A template",
  noscript: "What a page shows only without scripts",
  noframes: "What a page shows only without frames",
  noembed: "What a page shows only without extensions",
};
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
/** Attributes that hold words. */
const WORDED = [
  "title",
  "aria-label",
  "aria-description",
  "placeholder",
  "summary",
  "label",
  "srcdoc",
  "alt",
  "content",
];

/**
 * Reads an HTML page. Nothing in it is marked, so nobody may read it yet.
 * @throws ImportRefusal IMPORT_TOO_DEEP.
 */
export function readHtml(text: string): ReadSource {
  const findings = new TextFindings();
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

interface Place {
  readonly quoted: boolean;
  /** The lists around, outermost first; true for one that numbers paragraphs of the document. */
  readonly list: readonly boolean[];
  readonly pre: boolean;
}

class HtmlReader {
  readonly #findings: TextFindings;
  readonly #found: HtmlNotes;
  readonly #hidden: HiddenElements;
  readonly #notePlaces: ReadonlyMap<HtmlNode, string>;
  readonly #numbers = new ParagraphBook();
  readonly #notes: ImportedNote[] = [];
  #blocks: ImportedBlock[] = [];
  #run: PlainSpan[] = [];
  #runAt: SourcePosition = { line: 1, column: 1 };
  /** Pictures of the paragraph at hand; they follow it. */
  #pictures: ImportedBlock[] = [];
  /** Where we are: elements the parser made up have no place of their own. */
  #at: SourcePosition = { line: 1, column: 1 };
  #title: string | null = null;
  /** The number of the list item whose first paragraph is still to come. */
  #item: { readonly number: string | null; readonly sign: string } | null = null;

  constructor(findings: TextFindings, found: HtmlNotes, hidden: HiddenElements) {
    this.#findings = findings;
    this.#found = found;
    this.#hidden = hidden;
    this.#notePlaces = new Map(found.notes.map(({ label, element }) => [element, label]));
    for (const selector of hidden.unclear)
      findings.warnAt(
        this.#at,
        "IMPORT_HIDDEN_TEXT",
        `A style sheet hides "${selector.slice(0, 80)}": look at the page in a browser, and compare`,
      );
  }

  finish(): {
    readonly title: string | null;
    readonly blocks: readonly ImportedBlock[];
    readonly notes: readonly ImportedNote[];
  } {
    this.#flush({ quoted: false, list: [], pre: false });
    return { title: this.#title, blocks: this.#blocks, notes: this.#notes };
  }

  visit(node: HtmlNode, place: Place): void {
    this.#at = positionOf(node) ?? this.#at;
    if (node.nodeName === "#comment" && "data" in node) {
      const aside = { kind: "comment", text: node.data } as const;
      this.#findings.setAsideAt(this.#at, aside, {
        code: "IMPORT_HIDDEN_TEXT",
        what: "A comment is set aside",
      });
    } else if (node.nodeName === "#text" && "value" in node) {
      this.#addText(place.pre ? node.value : node.value.replace(/[ \t\n\r\f]+/g, " "));
    } else if (isElement(node)) {
      this.#visitElement(node, place);
    }
  }

  #visitElement(element: HtmlElement, place: Place): void {
    const name = element.tagName;
    const unseen = UNSEEN[name];
    if (unseen !== undefined) {
      const code = name === "style" ? "IMPORT_SET_ASIDE" : "IMPORT_HIDDEN_TEXT";
      this.#setAside(element, "object", { code, what: `${unseen} is set aside` });
      return;
    }
    if (name === "title" && this.#title === null && element.namespaceURI.endsWith("xhtml")) {
      this.#title = textOf(element);
      return;
    }
    if (this.#hidden.has(element)) {
      this.#setAside(element, "hidden", {
        code: "IMPORT_HIDDEN_TEXT",
        what: "This text is hidden in the source and is set aside",
      });
      return;
    }
    const label = this.#notePlaces.get(element);
    if (label !== undefined) {
      this.#notes.push({ label, spans: this.#readApart(element, place), page: null, at: this.#at });
      return;
    }
    this.#setAsideWords(element);
    if (this.#visitInline(element, place)) return;
    this.#visitBlock(element, place);
  }

  /** Elements within a paragraph; false for others. */
  #visitInline(element: HtmlElement, place: Place): boolean {
    const name = element.tagName;
    const mark = this.#found.marks.get(element);
    if (mark !== undefined || this.#found.returns.has(element)) {
      if (mark !== undefined && !this.#found.returns.has(element)) {
        this.#begin();
        this.#run.push({ kind: "note-reference", note: mark });
      }
      this.#dropMark(element, place);
      return true;
    }
    switch (name) {
      case "br":
        this.#addText(place.pre ? "\n" : " ");
        break;
      case "a": {
        const before = this.#run.length;
        this.#visitChildren(element, place);
        this.#addAddress(attributeOf(element, "href") ?? "", before);
        return true;
      }
      case "q":
        this.#addText("“");
        this.#visitChildren(element, place);
        this.#addText("”");
        return true;
      case "img":
        this.#addPicture(element);
        break;
      case "input":
        this.#addText(attributeOf(element, "value") ?? "");
        break;
      case "sup":
      case "sub":
        if (/^\s*\d+\s*$/.test(textOf(element)) && listElements(element).length === 0)
          this.#warn(
            "IMPORT_KEPT_AS_TEXT",
            "A raised or lowered figure stands here: it may be a footnote's mark",
          );
        break;
      default:
    }
    const change = CHANGES[name];
    if (change !== undefined)
      this.#warn("IMPORT_CHANGE_TRACKED", `The source shows these words as ${change}: they are kept as text`);
    if (FOREIGN.has(name))
      this.#warn(
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
  #dropMark(element: HtmlElement, place: Place): void {
    const text = textOf(element).trim();
    if (text.length > 8)
      this.#findings.setAsideAt(
        this.#at,
        { kind: "annotation", text },
        { code: "IMPORT_SET_ASIDE", what: "The text of a footnote's mark is no running text" },
      );
    for (const part of [element, ...listElements(element)])
      for (const child of part.childNodes)
        if (child.nodeName === "#comment" || child.nodeName in UNSEEN) this.visit(child, place);
  }

  #visitBlock(element: HtmlElement, place: Place): void {
    this.#flush(place);
    const name = element.tagName;
    const at = this.#at;
    if (/^h[1-6]$/.test(name) && !place.quoted) {
      const spans = this.#readApart(element, place);
      if (!isBlank(spans))
        this.#blocks.push({
          ...{ kind: "heading", depth: Number(name[1]), number: null, spans, page: null, at },
        });
      return;
    }
    switch (name) {
      case "blockquote":
        if (place.quoted || place.list.length > 0)
          this.#warn("IMPORT_STRUCTURE_FLATTENED", "This quotation stands inside another or a list");
        this.#visitChildren(element, { ...place, quoted: true, list: [] });
        break;
      case "ol":
      case "ul":
      case "dir":
      case "menu":
        this.#visitList(element, place);
        break;
      case "li":
        // Outside of any list.
        this.#visitChildren(element, { ...place, list: place.list.length === 0 ? [false] : place.list });
        break;
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
        this.#warn("IMPORT_KEPT_AS_TEXT", `Text in <${name}> is kept, its lines joined`);
        this.#visitChildren(element, { ...place, pre: true });
        break;
      default:
        this.#visitChildren(element, place);
    }
    this.#flush(place);
  }

  #visitList(list: HtmlElement, place: Place): void {
    const ordered = list.tagName === "ol";
    // An ordered list outside others is how numbered paragraphs are written in HTML.
    const numbering =
      ordered && place.list.length === 0 && !place.quoted && /^1?$/.test(attributeOf(list, "type") ?? "");
    const inner = { ...place, list: [...place.list, numbering] };
    let next = Number.parseInt(attributeOf(list, "start") ?? "1", 10) || 1;
    for (const child of list.childNodes) {
      this.#at = positionOf(child) ?? this.#at;
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
      this.#item = ordered ? { number: numbering ? String(next) : null, sign: `${next}. ` } : null;
      next += 1;
      this.#setAsideWords(child);
      this.#visitChildren(child, inner);
      this.#flush(inner);
      if (this.#item?.number != null) {
        // An item without words still has its number.
        const spans: PlainSpan[] = [{ kind: "text", text: `${this.#item.number}.` }];
        this.#blocks.push({ kind: "paragraph", depth: 0, number: null, spans, page: null, at: this.#at });
      }
      this.#item = null;
    }
  }

  #addTable(table: HtmlElement, place: Place): void {
    const at = this.#at;
    let caption: readonly PlainSpan[] = [];
    const rows: ImportedRow[] = [];
    let misshapen = false;
    const readRow = (row: HtmlElement): void => {
      const cells: { readonly heading: boolean; readonly spans: readonly PlainSpan[] }[] = [];
      this.#setAsideWords(row);
      for (const child of row.childNodes) {
        if (isElement(child) && /^t[dh]$/.test(child.tagName)) {
          if (["colspan", "rowspan"].some((span) => Number(attributeOf(child, span) ?? "1") !== 1))
            misshapen = true;
          if (listElements(child).some(({ tagName }) => tagName === "table")) misshapen = true;
          const hidden = this.#hidden.has(child);
          if (hidden) this.visit(child, place);
          else this.#setAsideWords(child);
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
        this.#at = positionOf(child) ?? this.#at;
        if (!isElement(child)) this.visit(child, place);
        else if (this.#hidden.has(child)) this.visit(child, place);
        else if (child.tagName === "caption") caption = joinRuns([caption, this.#readApart(child, place)]);
        else if (/^(?:thead|tbody|tfoot)$/.test(child.tagName)) read(child);
        else if (child.tagName === "tr") readRow(child);
        else if (!/^col(?:group)?$/.test(child.tagName)) this.visit(child, place);
      }
    };
    read(table);
    this.#dropBlankRun();
    this.#flush(place);
    if (misshapen)
      this.#findings.warnAt(
        at,
        "IMPORT_TABLE_SHAPE",
        "Cells of this table span columns or rows, or hold a table: compare it with the source",
      );
    this.#blocks.push({ kind: "table", number: null, caption, rows, page: null, at });
  }

  #addFigure(figure: HtmlElement, place: Place): void {
    const at = this.#at;
    const parts = listElements(figure);
    const pictures = parts.filter(({ tagName }) => tagName === "img");
    const captions = parts.filter(({ tagName }) => tagName === "figcaption");
    if (pictures.length === 0) {
      this.#visitChildren(figure, place);
      this.#flush(place);
      return;
    }
    const inside = this.#blocks.length;
    this.#visitChildren(figure, place);
    this.#flush(place);
    const blocks = this.#blocks.splice(inside);
    const drawn = blocks.filter((block) => block.kind === "figure");
    const words = blocks.filter((block) => block.kind !== "figure");
    // The picture and its caption are one figure; anything else in it follows.
    const [caption, rest] = captions.length > 0 ? [words.flatMap(flattenBlock), []] : [[], words];
    this.#blocks.push(
      {
        ...{ kind: "figure", number: null, page: null, at },
        caption: joinRuns([...caption, ...drawn.map((block) => block.caption)]),
        renditions: drawn.flatMap(({ renditions }) => renditions),
      },
      ...rest,
    );
  }

  #addPicture(image: HtmlElement): void {
    const at = this.#at;
    const address = attributeOf(image, "src") ?? attributeOf(image, "data-src") ?? "";
    const alt = attributeOf(image, "alt") ?? "";
    this.#findings.reportPicture(at, address);
    const file = describePicture(address);
    const spans = file === null ? this.#findings.readText(alt, at) : [];
    if (file !== null || spans.length > 0) {
      this.#pictures.push({
        ...{ kind: "figure", number: null, caption: spans, page: null, at },
        renditions: file === null ? [] : [{ alt, file }],
      });
    }
  }

  /** Text of an element by itself, all on one line. */
  #readApart(element: HtmlElement, place: Place): readonly PlainSpan[] {
    const [blocks, run, runAt, item] = [this.#blocks, this.#run, this.#runAt, this.#item];
    const pictures = this.#pictures;
    [this.#blocks, this.#run, this.#pictures, this.#item] = [[], [], [], null];
    const apart: Place = { quoted: true, list: [], pre: place.pre };
    this.#visitChildren(element, apart);
    this.#flush(apart);
    const inside = this.#blocks;
    [this.#blocks, this.#run, this.#runAt, this.#item] = [blocks, run, runAt, item];
    this.#pictures = pictures;
    return joinRuns(inside.flatMap(flattenBlock));
  }

  #visitChildren(element: HtmlElement, place: Place): void {
    for (const child of element.childNodes) this.visit(child, place);
  }

  #addText(text: string): void {
    if (text === "") return;
    if (text.trim() !== "") this.#begin();
    this.#run.push({ kind: "text", text });
  }

  #begin(): void {
    if (isBlank(this.#run)) this.#runAt = this.#at;
  }

  #dropBlankRun(): void {
    if (isBlank(this.#run)) this.#run = [];
  }

  /** Ends the paragraph at hand. */
  #flush(place: Place): void {
    const [run, pictures] = [this.#run, this.#pictures];
    [this.#run, this.#pictures] = [[], []];
    if (!isBlank(run)) this.#addParagraph(run, place);
    this.#blocks.push(...pictures);
  }

  #addParagraph(run: readonly PlainSpan[], place: Place): void {
    const at = this.#runAt;
    const spans = readRun(run, (text) => this.#findings.readText(text, at));
    const item = this.#item;
    this.#item = null;
    if (place.quoted) {
      const sign: readonly PlainSpan[] = item === null ? [] : [{ kind: "text", text: item.sign }];
      this.#blocks.push({
        ...{ kind: "quotation", depth: 0, number: null, page: null, at },
        spans: [...sign, ...spans],
      });
      return;
    }
    const depth = place.list.filter((numbering) => !numbering).length;
    const numbered =
      item?.number != null
        ? this.#numbers.number(item.number, spans)
        : item !== null
          ? { number: null, spans: [{ kind: "text", text: item.sign } as const, ...spans] }
          : depth === 0
            ? this.#numbers.read(spans)
            : { number: null, spans };
    this.#blocks.push({ kind: "paragraph", depth, ...numbered, page: null, at });
  }

  #addAddress(address: string, before: number): void {
    if (address === "" || address.startsWith("#")) return;
    const text = this.#run
      .slice(before)
      .map((span) => (span.kind === "text" ? span.text : ""))
      .join("")
      .trim();
    if ([text, `mailto:${text}`, `http://${text}`, `https://${text}`].includes(address)) return;
    this.#warn("IMPORT_LINK", `A link to ${address}: its address is kept in the text`);
    this.#addText(` (${address})`);
  }

  /** Words in attributes: a browser shows them only when asked. */
  #setAsideWords(element: HtmlElement): void {
    for (const name of WORDED) {
      const text = attributeOf(element, name);
      if (text === null || (name === "alt" && element.tagName === "img")) continue;
      if (name === "content") {
        this.#findings.setAside(this.#at.line, "property", text);
        continue;
      }
      const aside = { kind: "annotation", text } as const;
      this.#findings.setAsideAt(this.#at, aside, {
        code: name === "srcdoc" ? "IMPORT_HIDDEN_TEXT" : "IMPORT_SET_ASIDE",
        what: `The attribute ${name} of <${element.tagName}> is no running text`,
      });
    }
  }

  #setAside(
    element: HtmlElement,
    kind: "hidden" | "object",
    problem: Parameters<TextFindings["setAsideAt"]>[2],
  ): void {
    const words = [element, ...listElements(element)].flatMap(({ attrs }) =>
      attrs.filter(({ name }) => WORDED.includes(name) || name === "value").map(({ value }) => value),
    );
    this.#findings.setAsideAt(
      this.#at,
      { kind, text: [textOf(element, true), ...words].join("\n") },
      problem,
    );
  }

  #warn(code: Parameters<TextFindings["warnAt"]>[1], message: string): void {
    this.#findings.warnAt(this.#at, code, message);
  }
}

/** Neighbouring texts of a run as one, so that a sign of redaction is found across tags; then its signs. */
function readRun(run: readonly PlainSpan[], read: (text: string) => PlainSpan[]): PlainSpan[] {
  const spans: PlainSpan[] = [];
  let text = "";
  for (const span of run) {
    if (span.kind === "text") {
      text += span.text;
      continue;
    }
    spans.push(...read(collapse(text)), span);
    text = "";
  }
  return [...spans, ...read(collapse(text))];
}

function collapse(text: string): string {
  return text.includes("\n") ? text : text.replace(/ {2,}/g, " ");
}
