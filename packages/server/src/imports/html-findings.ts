// What is said about elements of a page beside its text: words in their attributes, text in what no browser shows, pictures.
import { describePicture } from "@entente/core/documents";
import type { ImportedBlock, ProblemCode } from "@entente/core/documents";
import type { SourcePosition } from "@entente/core/encoding";
import { attributeOf, listElements, textOf } from "./html-tree.ts";
import type { HtmlElement } from "./html-tree.ts";
import { TextFindings } from "./text-source.ts";

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
/** Elements whose text no browser shows as text of the page. */
export const UNSEEN: Readonly<Record<string, string>> = {
  script: "A script",
  style: "A style sheet",
  template: "A template",
  noscript: "What a page shows only without scripts",
  noframes: "What a page shows only without frames",
  noembed: "What a page shows only without extensions",
};

export class HtmlFindings extends TextFindings {
  /** Where we are: elements the parser made up have no place of their own. */
  at: SourcePosition = { line: 1, column: 1 };

  warnHere(code: ProblemCode, message: string): void {
    this.warnAt(this.at, code, message);
  }

  /** Words in attributes: a browser shows them only when asked. */
  setAsideWords(element: HtmlElement): void {
    for (const name of WORDED) {
      const text = attributeOf(element, name);
      if (text === null || (name === "alt" && element.tagName === "img")) continue;
      if (name === "content") this.setAside(this.at.line, "property", text);
      else if (name === "srcdoc") this.setAsideHidden(this.at, text);
      else
        this.setAsideAt(
          this.at,
          { kind: "annotation", text },
          {
            code: "IMPORT_SET_ASIDE",
            what: `The attribute ${name} of <${element.tagName}> is no running text`,
          },
        );
    }
  }

  /** Elements of a kind that is never text. */
  setAsideUnseen(element: HtmlElement): void {
    const code = element.tagName === "style" ? "IMPORT_SET_ASIDE" : "IMPORT_HIDDEN_TEXT";
    const what = `${UNSEEN[element.tagName] ?? element.tagName} is set aside`;
    this.setAsideAt(this.at, { kind: "object", text: allWords(element) }, { code, what });
  }

  setAsideComment(text: string): void {
    const problem = { code: "IMPORT_HIDDEN_TEXT", what: "A comment is set aside" } as const;
    this.setAsideAt(this.at, { kind: "comment", text }, problem);
  }

  setAsideHiddenElement(element: HtmlElement): void {
    this.setAsideHidden(this.at, allWords(element));
  }

  /** The figure an image makes; null when nothing can be said of it. */
  readPicture(image: HtmlElement): ImportedBlock | null {
    const address = attributeOf(image, "src") ?? attributeOf(image, "data-src") ?? "";
    const alt = attributeOf(image, "alt") ?? "";
    this.reportPicture(this.at, address, address);
    const file = describePicture(address);
    const caption = file === null ? this.readText(alt, this.at) : [];
    if (file === null && caption.length === 0) return null;
    return {
      ...{ kind: "figure", number: null, caption, page: null, at: this.at },
      renditions: file === null ? [] : [{ alt, file }],
    };
  }
}

/** All text of an element, with the words in attributes below it. */
function allWords(element: HtmlElement): string {
  const words = [element, ...listElements(element)].flatMap(({ attrs }) =>
    attrs.filter(({ name }) => WORDED.includes(name) || name === "value").map(({ value }) => value),
  );
  return [textOf(element, true), ...words].join("\n");
}
