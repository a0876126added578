// Wikitext of ProofreadPage pages: the frame (quality level, user, header and footer noinclude blocks), then the body in blocks
// and footnotes. Several pages are read as the wiki joins them: a sentence, a table and a footnote may go on over a page's
// end. The user is what the page says, and no proof of who read it.
import type { SourcePosition } from "../encoding/index.ts";
import type { ParsedDocument, Portion, ProofreadPage } from "./document.ts";
import { assembleImport } from "./imported-document.ts";
import type { ImportedBlock } from "./imported-document.ts";
import { splitPieceLines } from "./pieces.ts";
import type { PieceLine } from "./pieces.ts";
import { ProblemList, reportControlCharacters } from "./source-text.ts";
import { plainText } from "./spans.ts";
import { stripQuotes, WikitextBlocks } from "./wikitext-blocks.ts";
import { readFrame } from "./wikitext-frame.ts";
import type { WikitextFrame } from "./wikitext-frame.ts";
import { WikitextNotes } from "./wikitext-notes.ts";
import { WikitextScanner } from "./wikitext-scanner.ts";
import type { Report, Segment } from "./wikitext-scanner.ts";
import { readAttributeValue } from "./wikitext-tokens.ts";

/** One page of several: its name stands in the problems found on it. */
export interface WikitextPage {
  readonly name: string;
  readonly text: string;
}

/** A document read from several pages. */
export interface ParsedPages extends ParsedDocument {
  /** In the order given. */
  readonly pages: readonly ProofreadPage[];
}

/** Reads one page. Never throws; nothing in it is marked, so nobody may read it yet. */
export function parseWikitext(text: string): ParsedDocument {
  const { document, problems, pages } = readPages([{ name: "", text }]);
  return { document, problems, page: pages[0] ?? null };
}

/**
 * Reads pages in the order given as one document. Bodies are joined as the wiki joins them, by a space, unless an empty line or
 * the start of a block stands between them. Never throws; problems name the page they are on.
 */
export function parseWikitextPages(pages: readonly WikitextPage[]): ParsedPages {
  return readPages(pages);
}

interface ReadPage {
  readonly name: string;
  readonly frame: WikitextFrame;
  readonly scanner: WikitextScanner;
  readonly segments: readonly Segment[];
}

function readPages(pages: readonly WikitextPage[]): ParsedPages {
  const problems = new ProblemList();
  const sources = pages.map(({ text }) => text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n"));
  const defined = new Set(sources.flatMap(listDefinedNotes));
  const notes = new WikitextNotes();
  const read = pages.map(({ name, text }, index): ReadPage => {
    reportControlCharacters(text, problems);
    const source = sources[index] ?? "";
    const frame = readFrame(source);
    const scanner = new WikitextScanner(source, {
      ...{ notes, page: frame.page.printedPage, defined },
      report: reporter(problems, name),
    });
    return { name, frame, scanner, segments: scanner.scan(frame.from, frame.to, "body") };
  });
  let current = 0;
  const blocks = new WikitextBlocks(
    (...problem) => {
      reporter(problems, read[current]?.name ?? "")(...problem);
    },
    (text) => read[current]?.scanner.asides.push(text),
  );
  const joins = read.map(readJoins);
  read.forEach((page, index) => {
    current = index;
    blocks.beginPage(joins[index - 1]?.endsMidSentence === false);
    addPage(blocks, page, read[index - 1] ?? null, reporter(problems, page.name));
  });
  const [first] = read;
  const parsed = assembleImport({
    ...{ title: null, blocks: blocks.finish(), notes: notes.finish(stripQuotes), problems: problems.list },
    first: first?.scanner.positionAt(first.frame.from) ?? { line: 1, column: 1 },
  });
  return {
    ...parsed,
    pages: read.map(({ frame, scanner }, index) => ({
      ...frame.page,
      asides: scanner.asides,
      ...(joins[index] ?? { startsMidSentence: false, endsMidSentence: false }),
    })),
  };
}

function reporter(problems: ProblemList, name: string): Report {
  return (at, code, message, severity) => {
    const said = name === "" ? message : `${name}: ${message}`;
    if (severity === "error") problems.error(at, code, said);
    else problems.warning(at, code, said);
  };
}

/** Names of the footnotes that have their text in `source`. */
function listDefinedNotes(source: string): string[] {
  return [...source.matchAll(/<ref\b([^<>]{0,300}?)(\/?)>/gi)].flatMap(([, attributes = "", closed]) => {
    const name = readAttributeValue(attributes, "name");
    return name === null || closed === "/" ? [] : [name];
  });
}

function addPage(
  blocks: WikitextBlocks,
  { frame, scanner, segments }: ReadPage,
  before: ReadPage | null,
  report: Report,
): void {
  const lines = bodyLines(segments);
  const place = (at: number): { page: string | null; at: SourcePosition } => ({
    page: frame.page.printedPage,
    at: scanner.positionAt(at),
  });
  const edge = before === null ? undefined : bodyLines(before.segments).at(-1);
  if (/\p{L}-$/u.test(lineShape(edge)) && /^\p{Ll}/u.test(lineShape(lines[0]))) {
    report(
      scanner.positionAt(frame.from),
      "IMPORT_HYPHEN",
      "The page before ends in a hyphen: check whether the word is written with it",
    );
  }
  lines.forEach((entry, index) => {
    if (!("shape" in entry)) {
      blocks.addSign(entry.sign, place("at" in entry.sign ? entry.sign.at : entry.at));
      return;
    }
    // A line end at a page's edge is only a line end: it takes two to part paragraphs, as on the wiki.
    const atEdge = index === 0 || index === lines.length - 1;
    if (!isBlank(entry) || !atEdge) blocks.addLine(entry, place(entry.pieces[0]?.at ?? frame.from));
  });
}

type BodyEntry = PieceLine | { readonly sign: NonNullable<Segment["sign"]>; readonly at: number };

/** Lines and signs of a body in order. */
function bodyLines(segments: readonly Segment[]): BodyEntry[] {
  let at = 0;
  return segments.flatMap(({ pieces, sign }): BodyEntry[] => {
    at = pieces.at(-1)?.at ?? at;
    const lines = splitPieceLines(pieces);
    return sign === null ? lines : [...lines, { sign, at }];
  });
}

function isBlank(line: PieceLine): boolean {
  return line.pieces.length === 0;
}

function lineShape(entry: BodyEntry | undefined): string {
  return entry !== undefined && "shape" in entry ? entry.shape : "";
}

/** Whether sentences cross the page's borders. */
function readJoins({ segments }: ReadPage): Pick<ProofreadPage, "startsMidSentence" | "endsMidSentence"> {
  const blocks = new WikitextBlocks(
    () => undefined,
    () => undefined,
  );
  for (const entry of bodyLines(segments)) {
    if ("shape" in entry) blocks.addLine(entry, { page: null, at: { line: 1, column: 1 } });
    else blocks.addSign(entry.sign, { page: null, at: { line: 1, column: 1 } });
  }
  const all = blocks.finish().filter((block) => !("spans" in block) || block.spans.length > 0);
  const [first, last] = [runningText(all[0]), runningText(all.at(-1))];
  const startsNumbered = all[0] !== undefined && "number" in all[0] && all[0].number !== null;
  return {
    startsMidSentence: !startsNumbered && /^[\p{Ll},;:)\]”’…–-]/u.test(first),
    endsMidSentence: last !== "" && !/[.!?:…]["”’')\]]*$/.test(last),
  };
}

function runningText(block: ImportedBlock | undefined): string {
  if (block?.kind !== "paragraph" || (block.depth > 0 && block.number === null)) return "";
  const spans: Portion["spans"] = block.spans.filter((span) => span.kind !== "note-reference");
  const text = plainText(spans);
  let end = text.length;
  while (end > 0 && " \u00A0}".includes(text[end - 1] ?? "x")) end--;
  return text.slice(0, end);
}
