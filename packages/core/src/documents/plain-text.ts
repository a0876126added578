// Plain text, as OCR or a text export gives it: blocks parted by empty lines, paragraphs numbered at their start. No heading
// is guessed and no word is rejoined; `***` and other signs of redaction are withheld at source.
import type { ParsedDocument } from "./document.ts";
import { assembleImport } from "./imported-document.ts";
import type { ImportedBlock } from "./imported-document.ts";
import { groupPieceLines, isNextNumber, joinPieces, readPieceNumber, splitPieceLines } from "./pieces.ts";
import type { Piece, PieceLine } from "./pieces.ts";
import { readRunningText } from "./redaction-signs.ts";
import { indexLines, ProblemList, reportControlCharacters } from "./source-text.ts";

/** Reads plain text. Never throws; nothing in it is marked, so nobody may read it yet. */
export function parsePlainText(text: string): ParsedDocument {
  const problems = new ProblemList();
  // A form feed ends a page, and so a block.
  const source = text
    .replace(/^\uFEFF/, "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\f", "\n\n");
  reportControlCharacters(text.replaceAll("\f", "\n\n"), problems);
  const blocks: ImportedBlock[] = [];
  for (const block of groupPieceLines(splitPieceLines(scanText(source, problems)))) {
    let lines: PieceLine[] = [];
    let number: string | null = null;
    const close = (): void => {
      const spans = joinPieces(lines);
      blocks.push({ kind: "paragraph", depth: 0, number, spans, page: null });
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
  return assembleImport({ title: null, blocks, notes: [], problems: problems.list });
}

function scanText(source: string, problems: ProblemList): Piece[] {
  const positionAt = indexLines(source);
  let at = 0;
  return readRunningText(source, (offset, message) => {
    problems.warning(positionAt(offset), "WIKITEXT_REDACTION_STYLE", message);
  }).map((span) => {
    const piece = { span, at };
    at += span.kind === "text" ? span.text.length : 3;
    return piece;
  });
}
