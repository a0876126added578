// Plain text, as OCR or a text export gives it: blocks parted by empty lines, paragraphs numbered at their start. No heading
// is guessed and no word is rejoined; `***` and other signs of redaction are withheld at source.
import type { ParsedDocument } from "./document.ts";
import {
  finishImport,
  groupPieceLines,
  isNextNumber,
  joinPieces,
  readPieceNumber,
  REDACTION_STYLE,
  splitPieceLines,
} from "./imported-document.ts";
import type { Draft, Piece, PieceLine } from "./imported-document.ts";
import { indexLines, ProblemList, reportControlCharacters } from "./source-text.ts";

const TOKEN = new RegExp(`\\*+|${REDACTION_STYLE}`, "gi");

/** Reads plain text. Never throws; nothing in it is marked, so nobody may read it yet. */
export function parsePlainText(text: string): ParsedDocument {
  const problems = new ProblemList();
  // A form feed ends a page, and so a block.
  const source = text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\f", "\n\n");
  reportControlCharacters(text.replaceAll("\f", "\n\n"), problems);
  const drafts: Draft[] = [];
  for (const block of groupPieceLines(splitPieceLines(scanText(source, problems)))) {
    let lines: PieceLine[] = [];
    let number: string | null = null;
    const close = (): void => {
      const spans = joinPieces(lines);
      if (number !== null || spans.length > 0) drafts.push({ kind: "paragraph", number, spans });
    };
    block.forEach((line, index) => {
      const found = readPieceNumber(line);
      if (found !== null && (index === 0 || isNextNumber(found.number, number))) {
        if (index > 0) close();
        number = found.number;
        lines = [found.rest];
      } else {
        lines.push(line);
      }
    });
    close();
  }
  return {
    document: finishImport(drafts, [], { problems, first: { line: 1, column: 1 } }),
    problems: problems.list,
    page: null,
  };
}

function scanText(source: string, problems: ProblemList): Piece[] {
  const positionAt = indexLines(source);
  const pieces: Piece[] = [];
  let done = 0;
  const addText = (to: number): void => {
    if (to > done) pieces.push({ span: { kind: "text", text: source.slice(done, to) }, at: done });
  };
  for (const found of source.matchAll(TOKEN)) {
    const [sign] = found;
    const stars = sign.startsWith("*");
    if (stars && sign.length % 3 !== 0) continue;
    addText(found.index);
    done = found.index + sign.length;
    for (let place = 0; place < (stars ? sign.length / 3 : 1); place++)
      pieces.push({ span: { kind: "withheld-at-source" }, at: found.index });
    if (!stars) problems.warning(positionAt(found.index), "WIKITEXT_REDACTION_STYLE", describeStyle(sign));
  }
  addText(source.length);
  return pieces;
}

/** What is said of a redaction in another style than `***`. */
export function describeStyle(sign: string): string {
  const shown = sign.length > 24 ? `${sign.slice(0, 24)}…` : sign;
  return `"${shown}" is taken as withheld at source: check it against the source`;
}
