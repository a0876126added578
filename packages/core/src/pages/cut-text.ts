// A verified cut as plain text for terminals and mail: 66 characters, banner first and last, `***` for what is withheld.
import { SPOKEN_WORDS, spellFingerprint, spellWords } from "../keys/index.ts";
import { describePortion, listBlocks, listNotes, printable, splitCells } from "../printing/index.ts";
import type { PrintedBlock, PrintedPortion, PrintedSpan } from "../printing/index.ts";
import type { CutDocument } from "../releases/index.ts";
import { sayHandling } from "./cut-facts.ts";

const MEASURE = 66;
const EXERCISE = "EXERCISE EXERCISE EXERCISE";
const WITHHELD = "***";

/** The text of a cut that `verifyCut` has given, ending in a newline. */
export function renderCutText(document: CutDocument): string {
  const { header, keys } = document;
  const frame = header.exercise ? [document.banner, EXERCISE] : [document.banner];
  const notes = listNotes(document).map(({ label, portion }) =>
    layOut(`[${label}]`, portion === null ? WITHHELD : printBody(portion, document)),
  );
  const blocks = [
    frame.join("\n"),
    layOut("", sayHandling(document, {})),
    layOut("", `Release ${header.release}.`),
    ...listBlocks(document).flatMap((block) => printBlock(block, document)),
    ...(notes.length === 0 ? [] : ["-".repeat(12), ...notes]),
    "-".repeat(12),
    "*** withheld from this copy   [***] withheld by the source",
    layOut("Words:", spellWords(keys.issuer, SPOKEN_WORDS)),
    layOut("Issuer:", spellFingerprint(keys.issuer)),
    layOut("Authority:", spellFingerprint(keys.authority)),
    [...frame].reverse().join("\n"),
  ];
  return `${printable(blocks.join("\n\n"))}\n`;
}

function printBlock(block: PrintedBlock, document: CutDocument): readonly string[] {
  if (block.kind === "gap") return [layOut("", WITHHELD)];
  const { portion } = block;
  if (block.kind === "portion") return [layOut(printLead(portion), printBody(portion, document))];
  const number = portion.number === null ? "" : ` ${portion.number}`;
  const lead = `${block.kind === "table" ? "Table" : "Figure"}${number}.`;
  const caption = layOut(lead, printBody(portion, document));
  if (block.kind === "table")
    return [[caption, ...block.rows.map((row) => printRow(row, portion, document))].join("\n")];
  const pictures = block.renditions.map((rendition) => {
    const name = rendition.file === null ? "" : ` [${rendition.file.name}, not in this file]`;
    return layOut("  -", `${printBody(rendition, document)}${name}`);
  });
  return [[caption, ...(pictures.length === 0 ? [layOut("  -", WITHHELD)] : pictures)].join("\n")];
}

function printRow(row: PrintedPortion | null, table: PrintedPortion, document: CutDocument): string {
  if (row === null) return layOut("  |", WITHHELD);
  const described = describePortion(row, document);
  const mark = row.mark === table.mark ? "" : `(${row.mark}) `;
  const cells = splitCells(row.spans).map((cell) => printSpans(cell).trim());
  return layOut("  |", `${mark}${cells.join(" | ")}${described === null ? "" : ` [${described}]`}`);
}

function printLead({ kind, number, depth }: PrintedPortion): string {
  if (kind === "heading") return "#".repeat(Math.min(Math.max(depth, 1), 3));
  if (kind === "quotation") return number === null ? ">" : `> ${number}.`;
  if (number === null) return kind === "paragraph" && depth > 0 ? "-" : "";
  return `${number}.`;
}

function printBody(portion: PrintedPortion, document: CutDocument): string {
  const described = describePortion(portion, document);
  return `(${portion.mark}) ${printSpans(portion.spans)}${described === null ? "" : ` [${described}]`}`;
}

function printSpans(spans: readonly PrintedSpan[]): string {
  return spans.map(printSpan).join("");
}

function printSpan(span: PrintedSpan): string {
  switch (span.kind) {
    case "text":
      // Asterisks of the text itself are escaped, so that nothing written can pass for something withheld.
      return span.text.replaceAll("*", "\\*");
    case "withheld":
      return WITHHELD;
    case "withheld-at-source":
      return "[***]";
    case "note-reference":
      return `[${span.note}]`;
    case "source-reference":
      return `[${span.source}]`;
    case "cross-reference":
      return span.called.replaceAll("*", "\\*");
    case "cell-break":
      return " | ";
    case "restricted":
      return `(${span.mark}: ${printSpans(span.spans)})`;
  }
}

/** Wraps `text` to the measure with `lead` hanging before it. */
function layOut(lead: string, text: string): string {
  const indent = lead === "" ? 0 : Math.max(lead.length + 1, 4);
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    if (line !== "" && indent + line.length + 1 + word.length > MEASURE) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  lines.push(line);
  const margin = " ".repeat(indent);
  return lines
    .map((one, index) => (index === 0 ? `${lead.padEnd(indent)}${one}` : `${margin}${one}`).trimEnd())
    .join("\n");
}
