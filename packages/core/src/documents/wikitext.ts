// Wikitext of one ProofreadPage page: the frame (quality level, user, header and footer noinclude blocks), then the body in
// headings, numbered paragraphs and footnotes. The user is what the page says, and no proof of who read it.
import type { MarkedDocument, ParsedDocument, ProofreadPage } from "./document.ts";
import { assembleImport } from "./imported-document.ts";
import type { ImportedBlock, ImportedNote } from "./imported-document.ts";
import {
  cutPieces,
  groupPieceLines,
  isNextNumber,
  joinPieces,
  readPieceNumber,
  splitPieceLines,
} from "./pieces.ts";
import type { Piece, PieceLine } from "./pieces.ts";
import { indexLines, ProblemList, reportControlCharacters } from "./source-text.ts";
import { plainText } from "./spans.ts";
import { WikitextScanner } from "./wikitext-scanner.ts";

const OPEN = "<noinclude>";
const CLOSE = "</noinclude>";
const QUALITY = /^\s*<pagequality level="([0-4])" user="([^"]*)" *(?:\/>|> *<\/pagequality>)/;
const LEGACY_QUALITY = /^\s*\{\{PageQuality\|([0-4])(?:\|([^{}]*))?\}\}/i;

/** Reads one page. Never throws; nothing in it is marked, so nobody may read it yet. */
export function parseWikitext(text: string): ParsedDocument {
  const problems = new ProblemList();
  reportControlCharacters(text, problems);
  const source = text.replace(/^\uFEFF/, "").replaceAll("\r\n", "\n");
  const frame = readFrame(source);
  const scanner = new WikitextScanner(source, problems);
  const body = splitPieceLines(scanner.scan(frame.from, frame.to, "body"));
  const drafts = readBlocks(groupPieceLines(body));
  const notes = scanner.notes.map(({ label, pieces }): ImportedNote => ({
    ...{ label, page: null },
    spans: joinPieces(
      splitPieceLines(pieces)
        .filter((line) => line.pieces.length > 0)
        .map(stripQuotes),
    ),
  }));
  const { document, problems: found } = assembleImport({
    ...{ title: null, blocks: drafts, notes, problems: problems.list },
    first: indexLines(source)(frame.from),
  });
  return {
    document,
    problems: found,
    page: { ...frame.page, asides: scanner.asides, ...readJoins(document) },
  };
}

/** The outer noinclude blocks; the body lies between `from` and `to`. */
function readFrame(source: string): {
  page: Pick<ProofreadPage, "level" | "user" | "header" | "footer">;
  from: number;
  to: number;
} {
  const headerEnd = source.startsWith(OPEN) ? source.indexOf(CLOSE) : -1;
  if (headerEnd < 0)
    return { page: { level: 1, user: null, header: "", footer: "" }, from: 0, to: source.length };
  const from = headerEnd + CLOSE.length;
  const end = source.trimEnd();
  const footerStart = end.endsWith(CLOSE) ? source.lastIndexOf(OPEN) : -1;
  const footer = footerStart >= from ? end.slice(footerStart + OPEN.length, -CLOSE.length) : "";
  const to = footerStart >= from ? footerStart : source.length;
  const header = source.slice(OPEN.length, headerEnd);
  const quality = QUALITY.exec(header) ?? LEGACY_QUALITY.exec(header);
  return {
    page: {
      level: (quality === null ? 1 : Number(quality[1])) as ProofreadPage["level"],
      user: quality?.[2] === undefined || quality[2] === "" ? null : quality[2],
      header: header.slice(quality?.[0].length ?? 0).trim(),
      footer: footer.trim(),
    },
    from,
    to,
  };
}

function readBlocks(blocks: readonly (readonly PieceLine[])[]): ImportedBlock[] {
  const drafts: { kind: "heading" | "paragraph"; number: string | null; lines: PieceLine[] }[] = [];
  let number: string | null = null;
  let openTemplates = 0;
  for (const block of blocks) {
    block.forEach((line, index) => {
      const last = drafts.at(-1);
      const heading = readHeading(line);
      const found = readPieceNumber(line);
      if (last?.kind === "paragraph" && index === 0 && (openTemplates > 0 || isQuotation(line))) {
        // A block quotation belongs to the paragraph it stands in.
        last.lines.push(line);
      } else if (heading !== null) {
        drafts.push({ kind: "heading", number: null, lines: [heading] });
      } else if (found !== null && (index === 0 || isNextNumber(found.number, number))) {
        number = found.number;
        drafts.push({ kind: "paragraph", number, lines: [found.rest] });
      } else if (last?.kind !== "paragraph" || index === 0 || isList(line) || isList(block[index - 1])) {
        drafts.push({ kind: "paragraph", number: null, lines: [line] });
      } else {
        last.lines.push(line);
      }
      openTemplates = Math.max(openTemplates + countOpened(line), 0);
    });
  }
  return drafts.map(({ kind, number: printed, lines }) => ({
    ...{ kind, number: printed, depth: kind === "heading" ? 1 : 0, page: null },
    spans: joinPieces(lines.map(stripQuotes)),
  }));
}

function readHeading(line: PieceLine): PieceLine | null {
  const bold = /^'''(?!')((?:(?!''').)+)'''$/.exec(line.shape);
  if (bold !== null) return cutPieces(line, 3, line.shape.length - 3);
  const signs = /^(={2,6})[^=].*[^=]\1$/.exec(line.shape)?.[1]?.length;
  if (signs === undefined) return null;
  const inner = cutPieces(line, signs, line.shape.length - signs);
  return splitPieceLines(inner.pieces)[0] ?? inner;
}

function isList(line: PieceLine | undefined): boolean {
  return line !== undefined && /^[*#:;]/.test(line.shape);
}

function isQuotation(line: PieceLine): boolean {
  return /^(?:\{\{\s*(?:block ?)?quote\b|<blockquote\b)/i.test(line.shape);
}

/** Templates opened in a line, less those closed. */
function countOpened(line: PieceLine): number {
  return line.shape.split("{{").length - line.shape.split("}}").length;
}

/** Takes out the quotation marks that mean bold and italic. */
function stripQuotes(line: PieceLine): PieceLine {
  const pieces = line.pieces.map((piece): Piece =>
    piece.span.kind === "text"
      ? { ...piece, span: { kind: "text", text: piece.span.text.replace(/'{2,}/g, "") } }
      : piece,
  );
  return { pieces, shape: line.shape };
}

/** Whether sentences cross the page's borders. */
function readJoins(document: MarkedDocument): Pick<ProofreadPage, "startsMidSentence" | "endsMidSentence"> {
  const running = (at: 0 | -1): string => {
    const portion = document.portions.at(at);
    if (portion?.kind !== "paragraph" || (at === 0 && portion.number !== null)) return "";
    return plainText(portion.spans.filter((span) => span.kind !== "note-reference")).replace(/[\s}]+$/, "");
  };
  const [first, last] = [running(0), running(-1)];
  return {
    startsMidSentence: /^[\p{Ll},;:)\]”’…–-]/u.test(first),
    endsMidSentence: last !== "" && !/^[*#:;]/.test(last) && !/[.!?:…]["”’')\]]*$/.test(last),
  };
}
