// Running wikitext of a ProofreadPage body cut into pieces: text, places withheld at source, footnote marks. What is not
// running text (comments, inner noinclude blocks, section tags) is set aside, and templates stay as text and are named.
import type { PlainSpan } from "./document.ts";
import type { Piece } from "./pieces.ts";
import { describeStyle, REDACTION_STYLE } from "./redaction-signs.ts";
import { indexLines } from "./source-text.ts";
import type { ProblemList } from "./source-text.ts";

export interface ScannedNote {
  readonly label: string;
  readonly pieces: readonly Piece[];
}

const TEMPLATE_STYLE =
  "\\{\\{\\s*(?:redacted|redact|redaction|blackout|black bar|censored)\\s*(?:\\|[^{}]{0,300})?\\}\\}";
const TOKEN = new RegExp(
  [
    "<(?<block>nowiki|noinclude|ref)\\b(?<attributes>[^<>]{0,300}?)(?<closed>/?)>",
    "<!--",
    "<section\\b[^<>]{0,300}>",
    "<br ?/?>",
    "<(?<tag>/?[a-z][a-z0-9]*)\\b[^<>]{0,300}>",
    `(?<style>${TEMPLATE_STYLE}|${REDACTION_STYLE})`,
    "\\{\\{(?<template>[^{}|\\n]{0,100})",
    "(?<stars>\\*+)",
  ].join("|"),
  "giy",
);
const RATING_BEFORE = /\b(?:stars?|rat(?:ed|ing|ings)|asterisks?)\b[^.!?\n]*$/i;
const RATING_AFTER = /^[ -]*(?:stars?|hotels?|restaurants?|ratings?|rated)\b/i;

/** Scans one page's body. `notes` and `asides` fill up in source order while it runs. */
export class WikitextScanner {
  readonly notes: ScannedNote[] = [];
  readonly asides: string[] = [];
  readonly #source: string;
  readonly #problems: ProblemList;
  readonly #positionAt: ReturnType<typeof indexLines>;
  readonly #named = new Map<string, string>();
  /** Closing signs of which there is none from the remembered offset on, so that hostile text is not searched again and again. */
  readonly #absent = new Set<string>();

  constructor(source: string, problems: ProblemList) {
    this.#source = source;
    this.#problems = problems;
    this.#positionAt = indexLines(source);
  }

  /** Pieces of the source from `from` to `to`; in a footnote asterisks at a line's start are no list. */
  scan(from: number, to: number, place: "body" | "note"): Piece[] {
    const pieces: Piece[] = [];
    let [done, at] = [from, from];
    const put = (start: number, end: number, spans: readonly PlainSpan[]): void => {
      if (start > done)
        pieces.push({ span: { kind: "text", text: this.#source.slice(done, start) }, at: done });
      for (const span of spans) pieces.push({ span, at: start });
      [done, at] = [end, end];
    };
    const signs = /[<{*[\u2586-\u2588\u25A0']/g;
    while (at < to) {
      signs.lastIndex = at;
      const next = signs.exec(this.#source)?.index ?? to;
      if (next >= to) break;
      TOKEN.lastIndex = next;
      const token = TOKEN.exec(this.#source);
      if (token === null || next + token[0].length > to) at = next + 1;
      else at = this.#take(token, { to, place, put }) ?? next + token[0].length;
    }
    put(to, to, []);
    return pieces;
  }

  /** Deals with one token; gives the offset to go on from, or null to keep the token as text. */
  #take(
    token: RegExpExecArray,
    context: {
      to: number;
      place: "body" | "note";
      put: (start: number, end: number, spans: readonly PlainSpan[]) => void;
    },
  ): number | null {
    const [sign] = token;
    const start = token.index;
    const end = start + sign.length;
    const groups = token.groups ?? {};
    const kept = (spans: readonly PlainSpan[], until: number): number => {
      context.put(start, until, spans);
      return until;
    };
    if (groups["stars"] !== undefined) {
      const spans = this.#readStars(start, end, context.place);
      return spans === null ? null : kept(spans, end);
    }
    if (groups["style"] !== undefined) {
      this.#problems.warning(this.#positionAt(start), "WIKITEXT_REDACTION_STYLE", describeStyle(sign));
      return kept([{ kind: "withheld-at-source" }], end);
    }
    const block = groups["block"]?.toLowerCase();
    if (block === "ref") return this.#readNote(token, end, context.to, kept);
    if (sign === "<!--" || (block !== undefined && groups["closed"] === "")) {
      const closing = sign === "<!--" ? "-->" : `</${block ?? ""}>`;
      const close = this.#findClosing(closing, end, context.to);
      if (close === null) return null;
      const inner = this.#source.slice(end, close);
      if (block === "nowiki") return kept([{ kind: "text", text: inner }], close + closing.length);
      if (inner.trim() !== "") this.asides.push(inner.trim());
      return kept([], close + closing.length);
    }
    if (/^<br/i.test(sign)) return kept([{ kind: "text", text: " " }], end);
    if (/^<section/i.test(sign)) {
      this.asides.push(sign);
      return kept([], end);
    }
    const name = (groups["template"] ?? groups["tag"] ?? sign).trim();
    if (!name.startsWith("/")) {
      this.#problems.warning(
        this.#positionAt(start),
        "WIKITEXT_TEMPLATE_KEPT",
        `"${name}" is kept as text: replace it by what it stands for`,
      );
    }
    return null;
  }

  #readNote(
    token: RegExpExecArray,
    end: number,
    to: number,
    kept: (spans: readonly PlainSpan[], until: number) => number,
  ): number | null {
    const attributes = token.groups?.["attributes"] ?? "";
    const name = /\bname *= *(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))/i.exec(attributes)?.slice(1).find(Boolean);
    if (token.groups?.["closed"] === "/") {
      const label = name === undefined ? undefined : this.#named.get(name);
      if (label !== undefined) return kept([{ kind: "note-reference", note: label }], end);
      this.#problems.warning(
        this.#positionAt(token.index),
        "NOTE_UNDEFINED",
        "This footnote is defined on another page: its mark is kept as text",
      );
      return null;
    }
    const close = this.#findClosing("</ref>", end, to);
    if (close === null) return null;
    const label = String(this.notes.length + 1);
    const at = this.notes.push({ label, pieces: [] }) - 1;
    if (name !== undefined && !this.#named.has(name)) this.#named.set(name, label);
    this.notes[at] = { label, pieces: this.scan(end, close, "note") };
    return kept([{ kind: "note-reference", note: label }], close + "</ref>".length);
  }

  /** Spans for a run of asterisks; null when it stays as text. */
  #readStars(start: number, end: number, place: "body" | "note"): readonly PlainSpan[] | null {
    const length = end - start;
    const report = (message: string): void => {
      this.#problems.warning(this.#positionAt(start), "WIKITEXT_REDACTION_STYLE", message);
    };
    if (length % 3 !== 0) return null;
    const spans = Array.from({ length: length / 3 }, (): PlainSpan => ({ kind: "withheld-at-source" }));
    const before = this.#source.slice(Math.max(0, start - 200), start);
    const after = this.#source.slice(end, end + 40);
    const lineStart =
      before === "" || before.endsWith("\n") || (before.endsWith("</noinclude>") && place === "body");
    if (place === "body" && lineStart) {
      const lineBefore = before.endsWith("\n") ? (before.slice(0, -1).split("\n").at(-1) ?? "") : "";
      const runsOn = lineBefore.trim() !== "" && !/^[*#:;=<]|[.:;!?]\s*$/.test(lineBefore.trim());
      if (!runsOn && !/^[.,;:!?]*[ \t]*(?:\n|<|$)/.test(after)) return null;
      report("These asterisks begin a line and are taken as withheld at source: check that they are no list");
      return spans;
    }
    if (RATING_BEFORE.test(before) || RATING_AFTER.test(after)) {
      report("These asterisks read as a rating and are kept as text: check that nothing was withheld here");
      return null;
    }
    return spans;
  }

  #findClosing(closing: string, from: number, to: number): number | null {
    if (this.#absent.has(closing)) return null;
    const at = this.#source.indexOf(closing, from);
    if (at < 0) this.#absent.add(closing);
    return at < 0 || at + closing.length > to ? null : at;
  }
}
