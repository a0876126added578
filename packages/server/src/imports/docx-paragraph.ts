// The running text of one DOCX paragraph. Tracked changes are read as if all were accepted: what is inserted stands, what is
// deleted does not, and each is an error with its text, because only a person can say which of the two was agreed.
import { readRunningText } from "@entente/core/documents";
import type { PlainSpan } from "@entente/core/documents";
import { chooseBranch, isInOtherBranch } from "./docx-branches.ts";
import type { DocxContext, PicturePlace } from "./docx-context.ts";
import { readSwitch, valueOf } from "./docx-styles.ts";
import { quote } from "./findings.ts";
import { describeSymbol } from "./symbols.ts";
import { childOf, findElement, findElements, isElement } from "./xml.ts";
import type { XmlElement } from "./xml.ts";

/** What a paragraph holds. */
export interface ParagraphText {
  readonly spans: readonly PlainSpan[];
  readonly pictures: readonly PicturePlace[];
  /** Contents of text boxes anchored in it: they hold paragraphs of their own. */
  readonly boxes: readonly XmlElement[];
}

type State = "shown" | "inserted" | "deleted" | "moved-here" | "moved-away";

const WRAPPERS = new Set([
  "w:sdtContent",
  "w:customXml",
  "w:smartTag",
  "w:bdo",
  "w:dir",
  "w:rubyBase",
  "w:fldSimple",
]);
const SILENT = new Set([
  ...[
    "w:rPr",
    "w:pPr",
    "w:sdtPr",
    "w:sdtEndPr",
    "w:customXmlPr",
    "w:smartTagPr",
    "w:rubyPr",
    "w:proofErr",
    "w:instrText",
    "w:delInstrText",
  ],
  ...[
    "w:bookmarkStart",
    "w:bookmarkEnd",
    "w:commentRangeStart",
    "w:commentRangeEnd",
    "w:permStart",
    "w:permEnd",
    "w:softHyphen",
  ],
  ...[
    "w:lastRenderedPageBreak",
    "w:footnoteRef",
    "w:endnoteRef",
    "w:annotationRef",
    "w:separator",
    "w:continuationSeparator",
  ],
  ...[
    "w:moveFromRangeStart",
    "w:moveFromRangeEnd",
    "w:moveToRangeStart",
    "w:moveToRangeEnd",
    "w:pgNum",
    "w:fldData",
  ],
]);
const CHANGE: Readonly<Record<string, State>> = {
  "w:ins": "inserted",
  "w:del": "deleted",
  "w:moveTo": "moved-here",
  "w:moveFrom": "moved-away",
};

/** Reads one paragraph. `line` is its ordinal in the body. */
export function readParagraph(paragraph: XmlElement, line: number, context: DocxContext): ParagraphText {
  const reader = new ParagraphReader(line, context);
  reader.readAll(paragraph, "shown");
  return reader.finish(paragraph);
}

class ParagraphReader {
  readonly #line: number;
  readonly #context: DocxContext;
  readonly #pieces: (string | PlainSpan)[] = [];
  readonly #pictures: PicturePlace[] = [];
  readonly #boxes: XmlElement[] = [];
  readonly #hidden: string[] = [];
  /** One field in another: true while its instruction goes on, which nobody sees. */
  readonly #fields: { instruction: boolean; code: string; from: number }[] = [];
  #change: { state: State; text: string; author: string } | null = null;

  constructor(line: number, context: DocxContext) {
    this.#line = line;
    this.#context = context;
  }

  finish(paragraph: XmlElement): ParagraphText {
    this.#closeChange();
    const { findings } = this.#context;
    const mark = childOf(childOf(paragraph, "w:pPr"), "w:rPr");
    for (const name of ["w:ins", "w:del", "w:moveFrom", "w:moveTo"])
      if (childOf(mark, name) !== undefined)
        findings.fail(
          this.#line,
          "IMPORT_CHANGE_TRACKED",
          `The end of this paragraph is ${name === "w:del" || name === "w:moveFrom" ? "deleted" : "inserted"} as a tracked change: look whether it is one paragraph with the next`,
        );
    const hidden = this.#hidden.join("");
    if (hidden.trim() !== "") {
      findings.setAside(this.#line, "hidden", hidden);
      findings.fail(
        this.#line,
        "IMPORT_HIDDEN_TEXT",
        `Hidden text, which readers do not see: ${quote(hidden)}`,
      );
    }
    const spans = this.#pieces.flatMap((piece): readonly PlainSpan[] =>
      typeof piece === "string"
        ? readRunningText(piece, (_, message) =>
            findings.warn(this.#line, "WIKITEXT_REDACTION_STYLE", message),
          )
        : [piece],
    );
    return { spans, pictures: this.#pictures, boxes: this.#boxes };
  }

  readAll(element: XmlElement, state: State): void {
    for (const child of element.children) if (isElement(child)) this.#read(child, state);
  }

  #read(element: XmlElement, state: State): void {
    const { name } = element;
    const change = CHANGE[name];
    if (change !== undefined) {
      const author = element.attributes["w:author"] ?? "somebody";
      if (this.#change?.state !== change || this.#change.author !== author) this.#closeChange();
      this.#change ??= { state: change, text: "", author };
      this.readAll(element, change === "inserted" && state === "deleted" ? "deleted" : change);
    } else if (SILENT.has(name)) {
      // A change does not end at what prints nothing.
    } else if (name === "w:r") {
      if (state === "shown") this.#closeChange();
      this.#readRun(element, state);
    } else if (name === "w:hyperlink") {
      this.#readLink(element, state);
    } else if (name === "w:sdt") {
      const content = childOf(element, "w:sdtContent");
      if (content !== undefined) this.readAll(content, state);
    } else if (name === "mc:AlternateContent") {
      const branch = chooseBranch(element);
      if (branch !== undefined) this.readAll(branch, state);
    } else if (WRAPPERS.has(name)) {
      this.readAll(element, state);
    } else if (name === "m:oMath" || name === "m:oMathPara") {
      const text = textOf(element, "m:t");
      this.#add(text, state);
      this.#context.findings.warn(
        this.#line,
        "IMPORT_KEPT_AS_TEXT",
        `A formula is kept as its signs: ${quote(text)}`,
      );
    } else if (name === "w:subDoc") {
      this.#report("A part of the document lies in another file, which is not here");
    } else {
      this.#readUnknown(element, state);
    }
  }

  #readRun(run: XmlElement, state: State): void {
    const properties = childOf(run, "w:rPr");
    const style = this.#context.styles.find(valueOf(properties, "w:rStyle"), "character");
    const hidden = readSwitch(properties, "w:vanish") ?? style.hidden;
    for (const child of run.children) {
      if (!isElement(child)) continue;
      const field = this.#fields.at(-1);
      if (child.name === "w:fldChar") this.#readField(child, state);
      else if (field?.instruction === true) {
        if (child.name === "w:instrText") field.code += contentOf(child);
      } else if (hidden && !(child.name in CHANGE)) this.#hidden.push(shownText(child));
      else this.#readRunPart(child, state, run);
    }
  }

  #readRunPart(part: XmlElement, state: State, run: XmlElement): void {
    const { notes, comments, findings } = this.#context;
    switch (part.name) {
      case "w:t":
      case "w:delText": {
        this.#add(contentOf(part), state);
        return;
      }
      case "w:tab":
      case "w:ptab": {
        this.#add("\t", state);
        return;
      }
      case "w:br":
      case "w:cr": {
        this.#add("\n", state);
        return;
      }
      case "w:noBreakHyphen": {
        this.#add("\u2011", state);
        return;
      }
      case "w:sym": {
        const { text, known } = describeSymbol(
          part.attributes["w:font"] ?? "",
          part.attributes["w:char"] ?? "",
        );
        if (!known)
          findings.warn(
            this.#line,
            "IMPORT_KEPT_AS_TEXT",
            `A sign of the font ${part.attributes["w:font"] ?? "?"} is kept as ${text}`,
          );
        this.#add(text, state);
        return;
      }
      case "w:footnoteReference":
      case "w:endnoteReference": {
        const kind = part.name === "w:footnoteReference" ? "footnote" : "endnote";
        const note = notes.label(kind, part.attributes["w:id"] ?? "");
        if (state === "deleted" || state === "moved-away") {
          this.#add(`[^${note}]`, state);
          return;
        }
        this.#pieces.push({ kind: "note-reference", note });
        return;
      }
      case "w:commentReference": {
        const comment = comments.get(part.attributes["w:id"] ?? "");
        if (comment === undefined) return;
        findings.setAside(this.#line, "comment", comment.text, comment.author);
        findings.warn(
          this.#line,
          "IMPORT_SET_ASIDE",
          `A comment of ${comment.author}: ${quote(comment.text)}`,
        );
        return;
      }
      case "w:drawing":
      case "w:pict":
      case "w:object": {
        this.#readDrawing(part, state);
        return;
      }
      case "w:ruby": {
        const base = childOf(part, "w:rubyBase");
        if (base !== undefined) this.readAll(base, state);
        const reading = textOf(childOf(part, "w:rt") ?? part, "w:t");
        this.#add(`(${reading})`, state);
        return;
      }
      case "mc:AlternateContent": {
        const branch = chooseBranch(part);
        for (const child of branch?.children ?? [])
          if (isElement(child)) this.#readRunPart(child, state, run);
        return;
      }
      default:
        if (!SILENT.has(part.name)) this.#readUnknown(part, state);
    }
  }

  #readField(mark: XmlElement, state: State): void {
    const type = mark.attributes["w:fldCharType"];
    if (type === "begin") this.#fields.push({ instruction: true, code: "", from: this.#pieces.length });
    const field = this.#fields.at(-1);
    if (field === undefined) return;
    if (type === "separate") field.instruction = false;
    if (type !== "end") return;
    this.#fields.pop();
    const code = field.code.trim();
    const address = /^HYPERLINK\s+"([^"]*)"/i.exec(code)?.[1];
    if (address !== undefined && address !== "") this.#keepAddress(address, state);
    if (/^(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|DATABASE)\b/i.test(code))
      this.#report(`A field fetches from elsewhere or runs something: ${quote(code)}`);
  }

  #readLink(link: XmlElement, state: State): void {
    this.readAll(link, state);
    const relation = this.#context.relations.get(link.attributes["r:id"] ?? "");
    if (relation?.external === true) this.#keepAddress(relation.target, state);
  }

  #keepAddress(address: string, state: State): void {
    const clean = address.replace(/\s+/g, "%20");
    const text = this.#pieces.filter((piece) => typeof piece === "string").join("");
    if (text.includes(clean)) return;
    this.#add(` <${clean}>`, state);
    this.#context.findings.warn(this.#line, "IMPORT_LINK", `A link to ${quote(clean)}`);
  }

  #readDrawing(drawing: XmlElement, state: State): void {
    const boxes = findElements(drawing, "w:txbxContent");
    const chosen = boxes.filter((box) => !isInOtherBranch(drawing, box));
    this.#boxes.push(...chosen);
    const properties = findElement(drawing, "wp:docPr")?.attributes ?? {};
    const alt =
      properties["descr"] ?? properties["title"] ?? findElement(drawing, "v:shape")?.attributes["alt"] ?? "";
    const ids = [
      ...findElements(drawing, "a:blip").map(
        ({ attributes }) => attributes["r:embed"] ?? attributes["r:link"],
      ),
      ...findElements(drawing, "v:imagedata").map(({ attributes }) => attributes["r:id"]),
    ].filter((id) => id !== undefined);
    const parts = new Set<string>();
    for (const id of ids) {
      const relation = this.#context.relations.get(id);
      if (relation === undefined) continue;
      if (relation.external) this.#report(`A picture lies outside the file: ${quote(relation.target)}`);
      else parts.add(relation.target);
    }
    for (const part of parts) this.#pictures.push({ line: this.#line, part, alt });
    for (const { attributes } of findElements(drawing, "v:textpath")) {
      const text = attributes["string"] ?? "";
      this.#context.findings.setAside(this.#line, "object", text);
      this.#context.findings.warn(this.#line, "IMPORT_SET_ASIDE", `Text drawn as a picture: ${quote(text)}`);
    }
    const object = findElement(drawing, "o:OLEObject")?.attributes["ProgID"];
    if (object !== undefined) this.#report(`An object of ${object} is embedded, and is not opened`);
    if (boxes.length + ids.length === 0 && object === undefined) {
      const text = [textOf(drawing, "a:t"), alt].filter((one) => one !== "").join(" ");
      this.#context.findings.setAside(this.#line, "object", text);
      this.#report(`A drawing, chart or diagram is not taken${text === "" ? "" : `: ${quote(text)}`}`);
    }
    if (state !== "shown" && parts.size > 0) this.#report("A picture is part of a tracked change");
  }

  #readUnknown(element: XmlElement, state: State): void {
    const text = shownText(element);
    if (text === "") return;
    this.#add(text, state);
    this.#context.findings.warn(
      this.#line,
      "IMPORT_KEPT_AS_TEXT",
      `"${element.name}" is not understood; its text is kept: ${quote(text)}`,
    );
  }

  #report(message: string): void {
    this.#context.findings.warn(this.#line, "IMPORT_SET_ASIDE", message);
  }

  #add(text: string, state: State): void {
    if (this.#change !== null) this.#change.text += text;
    if (state === "deleted" || state === "moved-away") return;
    const last = this.#pieces.length - 1;
    if (typeof this.#pieces[last] === "string") this.#pieces[last] += text;
    else this.#pieces.push(text);
  }

  #closeChange(): void {
    const change = this.#change;
    this.#change = null;
    if (change === null || change.text === "") return;
    const { findings } = this.#context;
    const shown = quote(change.text);
    const what = {
      inserted: `inserted ${shown}, which stands here`,
      deleted: `deleted ${shown}, which does not stand here`,
      "moved-here": `moved ${shown} to this place, where it stands`,
      "moved-away": `moved ${shown} away, and it does not stand here`,
      shown: "",
    }[change.state];
    const kind = change.state === "inserted" || change.state === "deleted" ? change.state : "moved";
    findings.setAside(this.#line, kind, change.text, change.author);
    findings.fail(
      this.#line,
      "IMPORT_CHANGE_TRACKED",
      `A tracked change: ${change.author} ${what}. Settle it with whoever sent the file`,
    );
  }
}

/** The text directly in an element. */
function contentOf(element: XmlElement): string {
  return element.children.filter((child) => typeof child === "string").join("");
}

/** Text of all elements of a name, joined by spaces. */
export function textOf(element: XmlElement, name: string): string {
  return findElements(element, name)
    .map(contentOf)
    .join(name === "w:t" || name === "m:t" ? "" : " ");
}

function shownText(element: XmlElement): string {
  if (element.name === "w:tab") return "\t";
  return textOf(element, "w:t") || textOf(element, "a:t");
}
