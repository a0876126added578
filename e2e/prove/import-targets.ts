// The parsers that read what others wrote, each with true texts of its format and the signs of its grammar. A new parser is one
// entry: how its inputs are made, and what it keeps of an input.
import { readFileSync } from "node:fs";
import { parse as parseTree } from "parse5";
import type { DefaultTreeAdapterTypes } from "parse5";
import { parseMarkedText, parsePlainText, parseWikitext, parseWikitextPages } from "@entente/core/documents";
import { readPledges } from "@entente/core/coalition";
import { decodeUtf8, InputError, parseJson } from "@entente/core/encoding";
import type { JsonObject, JsonValue } from "@entente/core/encoding";
import {
  builtInPolicies,
  compileCommunity,
  parseBanner,
  parseMark,
  printBanner,
  printMark,
  readCommunity,
} from "@entente/core/markings";
import { readCaseFile } from "@entente/core/measures";
import { decodeHtml } from "../../packages/server/src/imports/html-encoding.ts";
import { readHtml } from "../../packages/server/src/imports/html.ts";
import { readMarkdown } from "../../packages/server/src/imports/markdown.ts";
import { ImportRefusal } from "../../packages/server/src/imports/refusal.ts";
import { readStix } from "../../packages/server/src/imports/stix.ts";
import { generateBytes, listWords } from "./fuzz-input.ts";
import type { Grammar, Pick } from "./fuzz-input.ts";
import {
  HTML,
  JSON_TOKENS,
  MARKDOWN,
  MARKED_TEXT,
  MARKS,
  PLAIN_TEXT,
  STIX,
  WIKITEXT,
} from "./import-grammars.ts";

export interface FuzzTarget {
  readonly name: string;
  readonly generate: (pick: Pick) => Uint8Array;
  /** Null when all is well; else what is wrong. Coded refusals are well, and any other exception is not caught here. */
  readonly check: (bytes: Uint8Array) => string | null;
}

/** The target whose `read` gives everything that is kept of a text; `words` are those that may not be missing from it. */
function textTarget(
  name: string,
  grammar: Grammar,
  target: {
    readonly read: (bytes: Uint8Array) => unknown;
    readonly words?: (text: string) => readonly string[];
  },
): FuzzTarget {
  return {
    name,
    generate: (pick) => generateBytes(grammar, pick),
    check: (bytes) =>
      unlessRefused(() => {
        const kept = JSON.stringify(target.read(bytes)).toLowerCase();
        const words = (target.words ?? listWords)(decodeUtf8(bytes));
        const lost = words.find((word) => !kept.includes(word));
        return lost === undefined ? null : `lost "${lost}"`;
      }),
  };
}

/** The target that takes a text or refuses it with a code. */
function strictTarget(name: string, grammar: Grammar, read: (text: string) => string | null): FuzzTarget {
  return {
    name,
    generate: (pick) => generateBytes(grammar, pick),
    check: (bytes) => unlessRefused(() => read(decodeUtf8(bytes))),
  };
}

function unlessRefused(run: () => string | null): string | null {
  try {
    return run();
  } catch (error) {
    if (error instanceof InputError || error instanceof ImportRefusal) return null;
    throw error;
  }
}

/** Text that reads back as it prints. */
function roundTrip(text: string, parse: (text: string) => string): string | null {
  const printed = parse(text);
  return printed === text ? null : `prints as ${JSON.stringify(printed)}`;
}

/** The words of a page by a walk of our own over the parsed tree: text, comments, scripts and templates. */
function listTreeWords(text: string): string[] {
  const words: string[] = [];
  const open: DefaultTreeAdapterTypes.Node[] = [parseTree(text)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ("value" in node) words.push(node.value);
    if (node.nodeName === "#comment" && "data" in node) words.push(node.data);
    if ("content" in node) open.push(node.content);
    if ("childNodes" in node) open.push(...node.childNodes);
  }
  return words.flatMap(listWords);
}

/** A file of a played case, its long lists cut to their first items so that inputs stay short. */
function readScenario(name: string, most: number): string {
  const url = new URL(`../../scenarios/salisbury-2018/${name}`, import.meta.url);
  const value = parseJson(readFileSync(url, "utf8")) as JsonObject;
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(value).map(([key, member]): [string, JsonValue] => [
        key,
        Array.isArray(member) ? (member as readonly JsonValue[]).slice(0, most) : member,
      ]),
    ),
  );
}

const jsonGrammar = (...seeds: readonly string[]): Grammar => ({ seeds, tokens: JSON_TOKENS });
const PAGE_BREAK = "\u241E";

export const targets: readonly FuzzTarget[] = [
  textTarget("marked-text", MARKED_TEXT, {
    read: (bytes) => parseMarkedText(decodeUtf8(bytes), builtInPolicies),
  }),
  textTarget("wikitext", WIKITEXT, { read: (bytes) => parseWikitext(decodeUtf8(bytes)) }),
  textTarget(
    "wikitext-pages",
    { ...WIKITEXT, tokens: [...WIKITEXT.tokens, PAGE_BREAK, PAGE_BREAK] },
    {
      read: (bytes) =>
        parseWikitextPages(
          decodeUtf8(bytes)
            .split(PAGE_BREAK)
            .map((text, index) => ({ name: String(index), text })),
        ),
    },
  ),
  textTarget("plain-text", PLAIN_TEXT, { read: (bytes) => parsePlainText(decodeUtf8(bytes)) }),
  textTarget("markdown", MARKDOWN, { read: (bytes) => readMarkdown(decodeUtf8(bytes)) }),
  textTarget("html", HTML, { read: (bytes) => readHtml(decodeHtml(bytes, "page")), words: listTreeWords }),
  textTarget("stix", STIX, { read: (bytes) => readStix(decodeUtf8(bytes)) }),
  strictTarget("marks", MARKS, (text) =>
    roundTrip(text, (mark) => printMark(parseMark(mark, "uk", builtInPolicies), "uk", builtInPolicies)),
  ),
  strictTarget("banners", MARKS, (text) =>
    roundTrip(text, (banner) => printBanner(parseBanner(banner, builtInPolicies), builtInPolicies)),
  ),
  strictTarget("community", jsonGrammar(readCommunitySeed()), (text) => {
    compileCommunity(readCommunity(parseJson(text)));
    return null;
  }),
  strictTarget("case-file", jsonGrammar(readScenario("case.json", 3)), (text) => {
    readCaseFile(parseJson(text));
    return null;
  }),
  strictTarget("pledges", jsonGrammar(readPledgeSeed()), (text) => {
    readPledges(parseJson(text));
    return null;
  }),
];

function readCommunitySeed(): string {
  const url = new URL("../../vectors/markings/communities_valid.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, "utf8")) as { cases: readonly { community: JsonValue }[] };
  return JSON.stringify(cases[0]?.community);
}

function readPledgeSeed(): string {
  const url = new URL("../../vectors/coalition/pledges_valid.json", import.meta.url);
  const { cases } = JSON.parse(readFileSync(url, "utf8")) as { cases: readonly { value: JsonValue }[] };
  return JSON.stringify(cases[1]?.value);
}
