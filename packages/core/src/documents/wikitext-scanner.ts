// Running wikitext of a page's body cut into segments: text, places withheld at source, footnote marks, and the signs between
// paragraphs. What is not running text (comments, inner noinclude blocks, section tags, attributes) is set aside, and what is
// not understood stays as text and is named.
import type { SourcePosition } from "../encoding/index.ts";
import type { PlainSpan, Problem, ProblemCode } from "./document.ts";
import { hidesText } from "./hidden-style.ts";
import type { Piece } from "./pieces.ts";
import { describePicture, type Picture } from "./picture.ts";
import { describeStyle, readRunningText, REDACTION_STYLE_CODE } from "./redaction-signs.ts";
import { indexLines } from "./source-text.ts";
import { readStars } from "./stars.ts";
import type { NoteName, WikitextNotes } from "./wikitext-notes.ts";
import {
  BLOCK_TAGS,
  CHANGE_TAGS,
  EMPTY_TEMPLATE,
  LETTER_TAGS,
  matchBraces,
  QUOTE_TEMPLATE,
  readAttributeValue,
  readCharacterReference,
  TOKEN,
  TOKEN_START,
} from "./wikitext-tokens.ts";

/** What parts one run of pieces from the next. */
export type BlockSign =
  | { readonly kind: "break" | "open-quotation" | "close-quotation" }
  | { readonly kind: "picture"; readonly picture: Picture; readonly caption: string; readonly at: number };

export interface Segment {
  readonly pieces: readonly Piece[];
  /** The sign after the pieces; null at the end. */
  readonly sign: BlockSign | null;
}

type Place = "body" | "quotation" | "note";

/** Takes a problem; a warning unless told. */
export type Report = (
  at: SourcePosition,
  code: ProblemCode,
  message: string,
  severity?: Problem["severity"],
) => void;

/** What one call of `scan` is doing. */
interface Scan {
  readonly to: number;
  readonly place: Place;
  /** Puts text up to `start`, then spans, then goes on from `end`. */
  readonly put: (start: number, end: number, spans: readonly PlainSpan[]) => number;
  readonly part: (start: number, end: number, sign: BlockSign) => number;
  /** Takes over what was scanned on the way to `end`. */
  readonly append: (segments: readonly Segment[], end: number) => void;
}

const PICTURE_OPTION =
  /^(?:thumb|thumbnail|frame|frameless|border|left|right|center|none|upright.*|\d*x?\d*px|(?:alt|link|page|lang|class)=.*)$/i;

/** What pages share, and where this one stands. */
interface ScanContext {
  readonly notes: WikitextNotes;
  readonly page: string | null;
  readonly defined: ReadonlySet<string>;
  /** Line of the file on which the source begins. */
  readonly line: number;
  readonly report: Report;
}

/** Scans one page's body. `asides` fills up in source order while it runs, and so do the notes of all pages. */
export class WikitextScanner {
  readonly asides: string[] = [];
  readonly positionAt: (offset: number) => SourcePosition;
  readonly #source: string;
  readonly #context: ScanContext;
  /** For each closing sign the place last found, so that hostile text is not searched again and again. */
  readonly #closings = new Map<string, { from: number; at: number }>();
  readonly #templateEnds: ReadonlyMap<number, number>;

  /** `defined` holds the names of all notes that any page defines. */
  constructor(source: string, context: ScanContext) {
    this.#source = source;
    this.#context = context;
    const positionAt = indexLines(source);
    this.positionAt = (offset) => {
      const { line, column } = positionAt(offset);
      return { line: context.line - 1 + line, column };
    };
    this.#templateEnds = matchBraces(source);
  }

  /** Segments of the source from `from` to `to`; in a footnote asterisks at a line's start are no list. */
  scan(from: number, to: number, place: Place): Segment[] {
    const segments: Segment[] = [];
    let pieces: Piece[] = [];
    let done = from;
    const put = (start: number, end: number, spans: readonly PlainSpan[]): number => {
      if (start > done) pieces.push(textPiece(this.#source.slice(done, start), done));
      for (const span of spans) pieces.push({ span, at: start });
      done = end;
      return end;
    };
    const part = (start: number, end: number, sign: BlockSign): number => {
      put(start, end, []);
      segments.push({ pieces, sign });
      pieces = [];
      return end;
    };
    const append = (more: readonly Segment[], end: number): void => {
      for (const segment of more) {
        pieces.push(...segment.pieces);
        if (segment.sign !== null) {
          segments.push({ pieces, sign: segment.sign });
          pieces = [];
        }
      }
      done = end;
    };
    const scan: Scan = { to, place, put, part, append };
    for (let at = from; at < to;) {
      TOKEN_START.lastIndex = at;
      const next = TOKEN_START.exec(this.#source)?.index ?? to;
      if (next >= to) break;
      TOKEN.lastIndex = next;
      const token = TOKEN.exec(this.#source);
      if (token === null || next + token[0].length > to) at = next + 1;
      else at = this.#take(token, scan) ?? next + token[0].length;
    }
    put(to, to, []);
    segments.push({ pieces, sign: null });
    return segments;
  }

  /** Deals with one token; gives the offset to go on from, or null to keep the token as text. */
  #take(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const groups: Readonly<Record<string, string | undefined>> = token.groups ?? {};
    if (groups["stars"] !== undefined) {
      const spans = this.#readStars(start, end, scan.place);
      return spans === null ? null : scan.put(start, end, spans);
    }
    if (groups["redaction"] !== undefined) {
      this.#report(start, REDACTION_STYLE_CODE, describeStyle(sign));
      return scan.put(start, end, [{ kind: "withheld-at-source" }]);
    }
    if (groups["block"] !== undefined || sign === "<!--") return this.#takeBlock(token, scan);
    if (/^<br ?\/?>$/i.test(sign)) return scan.put(start, end, [{ kind: "text", text: " " }]);
    if (/^<section\b/i.test(sign)) {
      this.asides.push(sign);
      return scan.put(start, end, []);
    }
    if (groups["tag"] !== undefined) return this.#takeTag(token, scan);
    if (groups["template"] !== undefined) return this.#takeTemplate(token, scan);
    if (groups["reference"] !== undefined) {
      const character = readCharacterReference(groups["reference"]);
      return character === null ? null : scan.put(start, end, [{ kind: "text", text: character }]);
    }
    return this.#takeLink(token, scan);
  }

  /** Comments, `<nowiki>`, `<noinclude>`, `<references>` and `<ref>`. */
  #takeBlock(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const block = token.groups?.["block"]?.toLowerCase() ?? "";
    if (block === "ref") return this.#takeNote(token, scan);
    if (token.groups?.["closed"] === "/") {
      this.asides.push(sign);
      return scan.put(start, end, []);
    }
    const closing = block === "" ? "-->" : `</${block}>`;
    const close = this.#findClosing(closing, end, scan.to);
    if (close === null) return this.#keep(start, sign);
    if ((token.groups?.["attributes"] ?? "").trim() !== "") this.asides.push(sign);
    const inner = this.#source.slice(end, close);
    const after = close + closing.length;
    if (block === "nowiki") {
      scan.put(start, end, []);
      scan.append([{ pieces: [{ ...textPiece(inner, end), literal: true }], sign: null }], after);
      return after;
    }
    if (block === "references") {
      // Notes defined in a list are defined by reading them; what stands between them is no running text.
      scan.put(start, after, []);
      const rest = this.scan(end, close, "note").flatMap(({ pieces }) => pieces);
      const words = rest.map(({ span }) => (span.kind === "text" ? span.text : "")).join("");
      if (words.trim() !== "") this.asides.push(words.trim());
      return after;
    }
    if (inner.trim() !== "") this.asides.push(inner.trim());
    if (block === "" && inner.trim() !== "")
      this.#report(start, "IMPORT_HIDDEN_TEXT", `A comment is set aside: "${inner.trim()}"`);
    return scan.put(start, after, []);
  }

  #takeTag(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const tag = (token.groups?.["tag"] ?? "").toLowerCase();
    const name = tag.replace("/", "");
    const rest = (token.groups?.["rest"] ?? "").replace(/\/$/, "").trim();
    const opens = !tag.startsWith("/");
    if (name === "blockquote") {
      if (rest !== "") this.asides.push(sign);
      if (scan.place === "note") return scan.put(start, end, []);
      return scan.part(start, end, { kind: opens ? "open-quotation" : "close-quotation" });
    }
    if (!LETTER_TAGS.has(name) && !BLOCK_TAGS.has(name) && !CHANGE_TAGS.has(name))
      return opens ? this.#keep(start, sign) : null;
    if (opens && isHidden(rest)) {
      const closing = `</${name}>`;
      const close = this.#findClosing(closing, end, scan.to);
      if (close === null) return this.#keep(start, sign);
      const text = this.#source.slice(end, close).trim();
      this.asides.push(`${sign}${text}`);
      this.#report(
        start,
        "IMPORT_HIDDEN_TEXT",
        `This text is hidden in the source and is set aside: "${text}"`,
        "error",
      );
      return scan.put(start, close + closing.length, []);
    }
    if (rest !== "") this.asides.push(sign);
    if (opens && CHANGE_TAGS.has(name)) {
      this.#report(
        start,
        "IMPORT_CHANGE_TRACKED",
        `From here the source shows text as ${name === "ins" ? "inserted" : "deleted"}, up to </${name}>: it is kept as text`,
        "error",
      );
    }
    if (name === "sup" && opens && /^\d+<\/sup>/i.test(this.#source.slice(end, end + 12)))
      this.#report(start, "IMPORT_KEPT_AS_TEXT", "A raised figure stands here: it may be a footnote's mark");
    if (BLOCK_TAGS.has(name) && scan.place !== "note") return scan.part(start, end, { kind: "break" });
    return scan.put(start, end, []);
  }

  #takeTemplate(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const name = (token.groups?.["template"] ?? "").trim();
    const close = this.#templateEnds.get(start) ?? null;
    if (close === null || close > scan.to) return this.#keep(start, name);
    const from = start + sign.length;
    if (EMPTY_TEMPLATE.test(name)) {
      this.asides.push(this.#source.slice(start, close));
      return scan.place === "note"
        ? scan.put(start, close, [])
        : name.toLowerCase() === "nop"
          ? scan.part(start, close, { kind: "break" })
          : scan.put(start, close, []);
    }
    if (scan.place !== "body" || !QUOTE_TEMPLATE.test(name) || this.#source[from] !== "|")
      return this.#keep(start, name);
    const inner = this.#source.slice(from + 1, close - 2);
    if (/\|/.test(inner.replace(/\{\{[^{}]*\}\}|\[\[[^[\]]*\]\]/g, ""))) this.#keep(start, name);
    scan.part(start, from + 1, { kind: "open-quotation" });
    scan.append(this.scan(from + 1, close - 2, "quotation"), close);
    return scan.part(close, close, { kind: "close-quotation" });
  }

  #takeLink(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const put = (text: string): number =>
      scan.put(
        start,
        end,
        readRunningText(text, (_, message) => {
          this.#report(start, REDACTION_STYLE_CODE, message);
        }),
      );
    const address = token.groups?.["address"];
    if (address !== undefined) {
      const label = token.groups?.["label"]?.trim() ?? "";
      this.#report(start, "IMPORT_LINK", `A link to ${address}: its address is kept in the text`);
      return put(label === "" ? address : `${label} (${address})`);
    }
    const [target = "", ...rest] = (token.groups?.["link"] ?? "").split("|");
    if (/^\s*(?:file|image)\s*:/i.test(target)) {
      const picture = describePicture(target.replace(/^\s*(?:file|image)\s*:/i, ""));
      this.#report(start, "IMPORT_PICTURE", `${sign} is a picture: it is not taken along`);
      if (picture === null || scan.place === "note") return null;
      // A wiki shows the last of several captions only; none is lost here.
      const captions = rest.map((part) => part.trim()).filter((part) => part !== "");
      const caption = captions.filter((part) => !PICTURE_OPTION.test(part)).join(" | ");
      return scan.part(start, end, { kind: "picture", picture, caption, at: start });
    }
    if (/^\s*category\s*:/i.test(target)) {
      this.asides.push(sign);
      return scan.put(start, end, []);
    }
    const label = rest.join("|").trim() === "" ? target : rest.join("|");
    if (label.trim() !== target.trim()) {
      this.asides.push(target.trim());
      this.#report(start, "IMPORT_LINK", `"${label.trim()}" is a link to "${target.trim()}" in the source`);
    }
    return put(label);
  }

  #takeNote(token: RegExpExecArray, scan: Scan): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const attributes = token.groups?.["attributes"] ?? "";
    const group = readAttributeValue(attributes, "group");
    const key: NoteName = { name: readAttributeValue(attributes, "name"), group };
    const follow = readAttributeValue(attributes, "follow");
    // Names and groups are said nowhere else.
    if (attributes.trim() !== "") this.asides.push(sign);
    const { notes, page, defined } = this.#context;
    const mark = (label: string, until: number): number =>
      scan.put(start, until, [{ kind: "note-reference", note: label }]);
    if (token.groups?.["closed"] === "/") {
      if (key.name !== null && (notes.isDefined(key) || defined.has(key.name)))
        return mark(notes.refer(key), end);
      this.#report(
        start,
        "NOTE_UNDEFINED",
        "This footnote is defined on another page: its mark is kept as text",
      );
      return null;
    }
    const close = this.#findClosing("</ref>", end, scan.to);
    if (close === null) return this.#keep(start, sign);
    const until = close + "</ref>".length;
    const inner = this.scan(end, close, "note").flatMap(({ pieces }) => pieces);
    const text = { pieces: inner, page, at: this.positionAt(start) };
    if (follow !== null) {
      if (notes.extend({ name: follow, group }, text)) return scan.put(start, until, []);
      this.#report(
        start,
        "NOTE_UNDEFINED",
        `This footnote goes on from the footnote "${follow}" of another page: it is a footnote of its own here, and nothing refers to it`,
      );
      notes.define({ name: follow, group }, text);
      return scan.put(start, until, []);
    }
    const { label, repeated } = notes.define(key, text);
    if (repeated)
      this.#report(start, "NOTE_REPEATED", `The footnote "${key.name ?? ""}" has another text elsewhere`);
    return mark(label, until);
  }

  /** Spans for a run of asterisks; null when it stays as text. */
  #readStars(start: number, end: number, place: Place): readonly PlainSpan[] | null {
    const { places, doubt } = readStars(this.#source, { start, end, note: place === "note" });
    if (doubt !== null) this.#report(start, REDACTION_STYLE_CODE, doubt);
    return places === 0
      ? null
      : Array.from({ length: places }, (): PlainSpan => ({ kind: "withheld-at-source" }));
  }

  /** Keeps a tag or template as text, and says so. */
  #keep(at: number, name: string): null {
    const shown = name.length > 60 ? `${name.slice(0, 60)}…` : name.replace(/^<\/?([a-z0-9]+).*$/is, "$1");
    this.#report(
      at,
      "WIKITEXT_TEMPLATE_KEPT",
      `"${shown}" is kept as text: replace it by what it stands for`,
    );
    return null;
  }

  #report(at: number, code: ProblemCode, message: string, severity?: Problem["severity"]): void {
    this.#context.report(this.positionAt(at), code, message, severity);
  }

  #findClosing(closing: string, from: number, to: number): number | null {
    const known = this.#closings.get(closing);
    let at =
      known !== undefined && known.from <= from && (known.at < 0 || known.at >= from) ? known.at : null;
    if (at === null) {
      at = this.#source.indexOf(closing, from);
      this.#closings.set(closing, { from, at });
    }
    return at < 0 || at + closing.length > to ? null : at;
  }
}

function textPiece(text: string, at: number): Piece {
  return { span: { kind: "text", text }, at };
}

function isHidden(attributes: string): boolean {
  const color = readAttributeValue(attributes, "color");
  return (
    hidesText(readAttributeValue(attributes, "style") ?? "") ||
    (color !== null && hidesText(`color:${color}`)) ||
    /\bhidden\b/i.test(attributes.replace(/"[^"]*"|'[^']*'/g, ""))
  );
}
