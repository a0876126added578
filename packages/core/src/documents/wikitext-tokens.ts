// The signs of wikitext that an importer knows: one pattern for tokens, the tags by what they do, and character references.
import { REDACTION_STYLE } from "./redaction-signs.ts";
import { findInvisible } from "./source-text.ts";

const TEMPLATE_STYLE =
  "\\{\\{\\s*(?:redacted|redact|redaction|blackout|black bar|censored)\\s*(?:\\|[^{}]{0,300})?\\}\\}";

/** Sticky: one token at `lastIndex`. Every part is bounded, so that hostile text cannot make it search far. */
export const TOKEN = new RegExp(
  [
    "<(?<block>nowiki|noinclude|references|ref)\\b(?<attributes>[^<>]{0,300}?)(?<closed>/?)>",
    "<!--",
    "<section\\b[^<>]{0,300}>",
    "<br ?/?>",
    "<(?<tag>/?[a-z][a-z0-9]{0,20})\\b(?<rest>[^<>]{0,300})>",
    `(?<redaction>${TEMPLATE_STYLE}|${REDACTION_STYLE})`,
    "\\{\\{(?<template>[^{}|\\n]{0,100})",
    "(?<stars>\\*+)",
    "\\[\\[(?<link>[^\\[\\]{}<>\\n]{1,500})\\]\\]",
    "\\[(?<address>(?:https?|ftp)://[^\\s\\[\\]<>{}]{1,1000})(?: (?<label>[^\\[\\]<>{}\\n]{0,500}))?\\]",
    "&(?<reference>#[0-9]{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,8});",
  ].join("|"),
  "giy",
);
/** Where a token may begin. */
export const TOKEN_START = /[<{*[&\u2586-\u2588\u25A0']/g;

/** Tags that only change how letters look. */
export const LETTER_TAGS: ReadonlySet<string> = new Set(
  "b i u em strong small big sub sup tt span font cite abbr var kbd samp dfn bdi".split(" "),
);
/** Tags that part paragraphs. */
export const BLOCK_TAGS: ReadonlySet<string> = new Set(["div", "p", "center", "hr"]);
/** Tags for what was struck out or put in. */
export const CHANGE_TAGS: ReadonlySet<string> = new Set(["s", "strike", "del", "ins"]);
/** Templates that stand for notes or space and hold no words. */
export const EMPTY_TEMPLATE = /^(?:smallrefs|reflist|nop|rule|dhr|-)$/i;
export const QUOTE_TEMPLATE = /^(?:(?:block ?|c)?quote|quotation|bq)$/i;

const NAMED: Readonly<Record<string, string>> = {
  ...{ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00A0", ensp: "\u2002", emsp: "\u2003" },
  ...{
    thinsp: "\u2009",
    ndash: "–",
    mdash: "—",
    hellip: "…",
    lsquo: "‘",
    rsquo: "’",
    ldquo: "“",
    rdquo: "”",
  },
  ...{ pound: "£", euro: "€", sect: "§", para: "¶", copy: "©", deg: "°", times: "×", middot: "·", bull: "•" },
  dagger: "†",
};

/** The character a reference stands for; null for one that is unknown, invisible or no character. */
export function readCharacterReference(reference: string): string | null {
  if (!reference.startsWith("#")) return Object.hasOwn(NAMED, reference) ? (NAMED[reference] ?? null) : null;
  const digits = reference.slice(1);
  const code = /^x/i.test(digits) ? Number.parseInt(digits.slice(1), 16) : Number.parseInt(digits, 10);
  if (code > 0x10ffff || code < 0x20) return null;
  const character = String.fromCodePoint(code);
  return findInvisible(character) === null ? character : null;
}

/** The value of an attribute in a tag; null when the tag has none of that name. */
export function readAttributeValue(attributes: string, name: string): string | null {
  const found = new RegExp(`\\b${name} *= *(?:"([^"]*)"|'([^']*)'|([^\\s"'/>]+))`, "i").exec(attributes);
  return found === null ? null : (found.slice(1).find(Boolean) ?? "");
}

/** For each `{{` the offset after its `}}`. */
export function matchBraces(source: string): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  const open: number[] = [];
  for (const { 0: sign, index } of source.matchAll(/\{\{|\}\}/g)) {
    if (sign === "{{") open.push(index);
    else {
      const start = open.pop();
      if (start !== undefined) ends.set(start, index + 2);
    }
  }
  return ends;
}
