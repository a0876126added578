// An HTML page as a tree, by the parsing rules of the HTML standard, which every browser follows; and what its markup says
// about an element. Nothing is run, styled or fetched.
import { defaultTreeAdapter, parse } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";
import { hidesText } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import { ImportRefusal } from "./refusal.ts";

export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;
export type HtmlElement = DefaultTreeAdapterTypes.Element;

/** Depth of nested elements; browsers stop at about as many. */
const MOST_ELEMENTS_DEEP = 400;

/**
 * Parses a page.
 * @throws ImportRefusal IMPORT_TOO_DEEP.
 */
export function parseHtml(text: string): DefaultTreeAdapterTypes.Document {
  let depth = 0;
  return parse(text, {
    sourceCodeLocationInfo: true,
    treeAdapter: {
      ...defaultTreeAdapter,
      onItemPush: () => {
        depth += 1;
        if (depth > MOST_ELEMENTS_DEEP)
          throw new ImportRefusal(
            "IMPORT_TOO_DEEP",
            `The page nests deeper than ${MOST_ELEMENTS_DEEP} elements: ask its sender for it in another form`,
          );
      },
      onItemPop: () => {
        depth -= 1;
      },
    },
  });
}

export function isElement(node: HtmlNode): node is HtmlElement {
  return "attrs" in node;
}

export function attributeOf(element: HtmlElement, name: string): string | null {
  return element.attrs.find((attribute) => attribute.name === name)?.value ?? null;
}

export function hasClass(element: HtmlElement, pattern: RegExp): boolean {
  return (attributeOf(element, "class") ?? "").split(/\s+/).some((name) => pattern.test(name));
}

export function positionOf(node: HtmlNode | HtmlElement): SourcePosition | null {
  const at = node.sourceCodeLocation;
  return at == null ? null : { line: at.startLine, column: at.startCol };
}

/** All text below a node, comments and scripts included when `everything`; templates hold their text apart. */
export function textOf(node: HtmlNode, everything = false): string {
  if (node.nodeName === "#text" && "value" in node) return node.value;
  if (node.nodeName === "#comment" && "data" in node) return everything ? node.data : "";
  const children = "content" in node ? node.content.childNodes : "childNodes" in node ? node.childNodes : [];
  return children.map((child) => textOf(child, everything)).join("");
}

/** Every element of a tree in document order. */
export function listElements(root: { readonly childNodes: readonly HtmlNode[] }): HtmlElement[] {
  const found: HtmlElement[] = [];
  const open: HtmlNode[] = [...root.childNodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (!isElement(node)) continue;
    found.push(node);
    for (const child of [...node.childNodes].reverse()) open.push(child);
  }
  return found;
}

/** What keeps elements from being seen: their own attributes, and the plain rules of the page's style sheets. */
export class HiddenElements {
  /** Selectors that hide something and are more than an element, class or id: whom they hit is not worked out. */
  readonly unclear: string[] = [];
  readonly #hiding = new Set<string>();

  constructor(elements: readonly HtmlElement[]) {
    for (const element of elements) {
      if (element.tagName !== "style") continue;
      const sheet = textOf(element, true).replace(/\/\*[\s\S]*?(?:\*\/|$)/g, "");
      for (const [, selectors = "", declarations = ""] of sheet.matchAll(
        /([^{}]{1,500})\{([^{}]{0,2000})/g,
      )) {
        if (!hidesText(declarations)) continue;
        for (const selector of selectors.split(",").map((part) => part.trim().toLowerCase())) {
          if (/^(?:[a-z][a-z0-9]*|[a-z0-9]*[.#][\w-]+)$/.test(selector)) this.#hiding.add(selector);
          else this.unclear.push(selector);
        }
      }
    }
  }

  has(element: HtmlElement): boolean {
    if (attributeOf(element, "hidden") !== null) return true;
    if (attributeOf(element, "aria-hidden")?.toLowerCase() === "true") return true;
    if (element.tagName === "input" && attributeOf(element, "type")?.toLowerCase() === "hidden") return true;
    if (element.tagName === "dialog" && attributeOf(element, "open") === null) return true;
    if (hidesText(attributeOf(element, "style") ?? "")) return true;
    const color = element.tagName === "font" ? attributeOf(element, "color") : null;
    if (color !== null && hidesText(`color:${color}`)) return true;
    return this.#hiding.size > 0 && this.#isHitBySheet(element);
  }

  #isHitBySheet(element: HtmlElement): boolean {
    const signs = [
      ...(attributeOf(element, "class") ?? "").split(/\s+/).map((name) => `.${name}`),
      `#${attributeOf(element, "id") ?? ""}`,
    ].map((sign) => sign.toLowerCase());
    const name = element.tagName;
    return (
      this.#hiding.has(name) ||
      signs.some((sign) => this.#hiding.has(sign) || this.#hiding.has(`${name}${sign}`))
    );
  }
}
