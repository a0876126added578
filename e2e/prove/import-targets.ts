// The parsers that read what others wrote, each with true texts of its format and the signs of its grammar. A new parser is one
// entry: how its inputs are made, and what it keeps of an input.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import {
  parseMarkedText,
  parsePlainText,
  parseWikitext,
  parseWikitextPages,
  printMarkedText,
} from "@entente/core/documents";
import type { ParsedDocument } from "@entente/core/documents";
import { builtInKinds } from "@entente/core/kinds";
import { parsePledge, printPledge, readPledges } from "@entente/core/pledges";
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
  readMarkingDefinitions,
  readPolicy,
} from "@entente/core/markings";
import { readCaseFile } from "@entente/core/measures";
import { decodeHtml } from "../../packages/server/src/imports/html-encoding.ts";
import { parseHtml } from "../../packages/server/src/imports/html-tree.ts";
import type { HtmlNode } from "../../packages/server/src/imports/html-tree.ts";
import { readHtml } from "../../packages/server/src/imports/html.ts";
import { readMarkdown } from "../../packages/server/src/imports/markdown.ts";
import { buildDocx, buildPdf } from "../../packages/server/src/imports/fixtures/build-files.ts";
import { readBytes } from "../../packages/server/src/imports/fixtures/import-bytes.ts";
import type { ReadSource } from "../../packages/server/src/imports/import-result.ts";
import type { ImportForm } from "../../packages/server/src/imports/index.ts";
import { ImportRefusal } from "../../packages/server/src/imports/refusal.ts";
import { readStix } from "../../packages/server/src/imports/stix.ts";
import { importSpif, readLabelDocument, readSpif, readXml } from "../../packages/server/src/labels/index.ts";
import { generateBytes, generateText, listWords } from "./fuzz-input.ts";
import type { Grammar } from "./fuzz-input.ts";
import type { FuzzTarget } from "./fuzz-parsers.ts";
import {
  DOCX,
  HTML,
  JSON_TOKENS,
  MARKDOWN,
  MARKED_TEXT,
  MARKS,
  PDF,
  PLAIN_TEXT,
  PLEDGE_TOKENS,
  STIX,
  WIKITEXT,
  XML_TOKENS,
} from "./import-grammars.ts";

type Kept = Pick<ParsedDocument, "document" | "problems">;

/** The target whose `read` gives everything that is kept of a text; `words` are those that may not be missing from it. */
function textTarget(
  name: string,
  grammar: Grammar,
  target: {
    readonly read: (bytes: Uint8Array) => ParsedDocument | ReadSource;
    readonly words?: (text: string) => readonly string[];
    readonly slowest?: number;
  },
): FuzzTarget {
  return {
    ...{ name, cost: 1, slowest: target.slowest ?? 1_000 },
    generate: (pick) => generateBytes(grammar, pick),
    check: (bytes) =>
      unlessRefused(() => {
        const read = target.read(bytes);
        return findLost(read, (target.words ?? listWords)(decodeUtf8(bytes))) ?? checkPrinted(read);
      }),
  };
}

function findLost(read: ParsedDocument | ReadSource, words: readonly string[]): string | null {
  const kept = JSON.stringify(read).toLowerCase();
  const lost = words.find((word) => !kept.includes(word));
  return lost === undefined ? null : `lost "${lost}"`;
}

/** Whatever is read can be written as marked text, and is the same when it is read again. */
function checkPrinted(read: ParsedDocument | ReadSource): string | null {
  const { document, problems }: Kept = "parsed" in read ? read.parsed : read;
  // What no reader sees cannot be typed either, and stops a release.
  if (problems.some(({ code }) => code === "TEXT_CONTROL_CHARACTER")) return null;
  const again = parseMarkedText(printMarkedText(document, builtInPolicies), builtInPolicies).document;
  return isDeepStrictEqual([document.portions, document.footnotes], [again.portions, again.footnotes])
    ? null
    : "printed and read again it is another document";
}

/** The target that takes a text or refuses it with a code. */
function strictTarget(
  name: string,
  grammar: Grammar,
  read: (text: string, bytes: Uint8Array) => string | null,
): FuzzTarget {
  return {
    ...{ name, cost: 1, slowest: 1_000 },
    generate: (pick) => generateBytes(grammar, pick),
    check: (bytes) => unlessRefused(() => read(decodeUtf8(bytes), bytes)),
  };
}

/** The target that reads a file of several parts; the fuzzed text is one of them, or the whole file is changed. */
function fileTarget(
  name: string,
  grammar: Grammar,
  target: {
    readonly cost: number;
    readonly form: ImportForm;
    readonly build: (text: string) => Uint8Array;
    readonly words: (text: string) => readonly string[];
  },
): FuzzTarget {
  const texts = new WeakMap<Uint8Array, string>();
  return {
    ...{ name, cost: target.cost, slowest: 5_000 },
    generate: (pick) => {
      const text = generateText(grammar, pick);
      const bytes = target.build(text);
      if (pick(4) > 0) texts.set(bytes, text);
      else for (let edits = 1 + pick(4); edits > 0; edits--) bytes[pick(bytes.length)] = pick(256);
      return bytes;
    },
    check: async (bytes) => {
      try {
        const read = await readBytes(bytes, `file.${target.form}`, target.form);
        return findLost(read, target.words(texts.get(bytes) ?? "")) ?? checkPrinted(read);
      } catch (error) {
        if (error instanceof InputError || error instanceof ImportRefusal) return null;
        throw error;
      }
    },
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
  const open: HtmlNode[] = [...parseHtml(text.replace(/^\uFEFF/, "")).childNodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if ("value" in node) words.push(node.value);
    if (node.nodeName === "#comment" && "data" in node) words.push(node.data);
    if ("content" in node) open.push(...node.content.childNodes);
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
const pledging = {
  member: "DEU",
  kinds: builtInKinds,
  members: ["AND", "DEU", "EST", "FRA", "NOR"],
  groups: ["NATO", "EU"],
  weights: ["population"],
};
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
  textTarget("markdown", MARKDOWN, {
    read: (bytes) => readMarkdown(decodeUtf8(bytes)),
    // The library's time grows with the square of the signs in one paragraph behind an open bracket. The reading process ends
    // that after two seconds of processor time, with the code IMPORT_TIMEOUT.
    slowest: 10_000,
  }),
  textTarget("html", HTML, { read: (bytes) => readHtml(decodeHtml(bytes, "page")), words: listTreeWords }),
  textTarget("stix", STIX, { read: (bytes) => readStix(bytes) }),
  strictTarget("marks", MARKS, (text) =>
    roundTrip(text, (mark) => printMark(parseMark(mark, "uk", builtInPolicies), "uk", builtInPolicies)),
  ),
  strictTarget("banners", MARKS, (text) =>
    roundTrip(text, (banner) => printBanner(parseBanner(banner, builtInPolicies), builtInPolicies)),
  ),
  strictTarget(
    "community",
    jsonGrammar(readVector("markings/communities_valid.json", "community", 0)),
    (text) => {
      compileCommunity(readCommunity(parseJson(text)));
      return null;
    },
  ),
  strictTarget("case-file", jsonGrammar(readScenario("case.json", 3)), (text) => {
    readCaseFile(parseJson(text));
    return null;
  }),
  strictTarget("pledges", jsonGrammar(readVector("coalition/pledges_valid.json", "value", 1)), (text) => {
    readPledges(parseJson(text));
    return null;
  }),
  strictTarget("pledge-text", { seeds: listPledgeTexts(), tokens: PLEDGE_TOKENS }, (text) => {
    const pledge = parsePledge(text, pledging);
    const again = parsePledge(printPledge(pledge, builtInKinds), pledging);
    return isDeepStrictEqual(again, pledge) ? null : "printed and read again it is another pledge";
  }),
  strictTarget("policy", jsonGrammar(readVector("markings/policies_valid.json", "policy", 1)), (text) => {
    readPolicy(parseJson(text));
    return null;
  }),
  strictTarget(
    "marking-definitions",
    jsonGrammar(readVector("markings/definitions_valid.json", "definitions", 0)),
    (text) => {
      readMarkingDefinitions(parseJson(text), builtInPolicies);
      return null;
    },
  ),
  strictTarget("labels", { seeds: [readLabelSeed()], tokens: XML_TOKENS }, (_, bytes) => {
    readLabelDocument(readXml(bytes));
    return null;
  }),
  strictTarget(
    "policy-xml",
    { seeds: [readText("labels/ruritania-policy.xml")], tokens: XML_TOKENS },
    (_, bytes) => {
      importSpif(readSpif(readXml(bytes)));
      return null;
    },
  ),
  fileTarget("docx", DOCX, { cost: 4, form: "docx", build: buildDocx, words: listTypedWords }),
  fileTarget("pdf", PDF, {
    cost: 30,
    form: "pdf",
    build: (text) => buildPdf(text.split("\f")),
    words: () => [],
  }),
];

/** The words of a body's text elements, where nothing in it may hide them from XML. */
function listTypedWords(body: string): string[] {
  if (body.includes("<!") || body.includes("<?")) return [];
  return [...body.matchAll(/<w:t(?: [^<>]*)?>([^<>]*)<\/w:t>/g)].flatMap(([, text = ""]) => listWords(text));
}

function readText(name: string): string {
  return readFileSync(new URL(`../../vectors/${name}`, import.meta.url), "utf8");
}

/** One member of one case of a file of vectors, as JSON. */
function readVector(name: string, member: string, at: number): string {
  const { cases } = JSON.parse(readText(name)) as { cases: readonly Readonly<Record<string, JsonValue>>[] };
  return JSON.stringify(cases[at]?.[member]);
}

function listPledgeTexts(): readonly string[] {
  const { cases } = JSON.parse(readText("coalition/pledge-text_valid.json")) as {
    cases: readonly { text: string }[];
  };
  return cases.map(({ text }) => text);
}

function readLabelSeed(): string {
  const { cases } = JSON.parse(readText("labels/labels_valid.json")) as { cases: readonly { xml: string }[] };
  return cases.map(({ xml }) => xml).sort((a, b) => b.length - a.length)[0] ?? "";
}
