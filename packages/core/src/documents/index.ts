// documents: portions, spans, footnotes, gradings, judgements; the marked-text format.
export type {
  Grading,
  Judgement,
  MarkedDocument,
  ParsedDocument,
  PlainSpan,
  Portion,
  PortionKind,
  Problem,
  ProblemCode,
  ProofreadPage,
  RenditionFile,
  Span,
} from "./document.ts";
export { nameTargets, printBands, printDocument } from "./print-document.ts";
export type { BannerBand, PrintedDocument, PrintedPortion, PrintedSpan } from "./printed-document.ts";
export {
  describePortion,
  flattenSpans,
  listBlocks,
  listNotes,
  printable,
  splitCells,
} from "./printed-parts.ts";
export type { PrintedBlock, PrintedNote } from "./printed-parts.ts";
export { parseMarkedText } from "./marked-text.ts";
export { printMarkedText } from "./marked-text-printer.ts";
export { parsePlainText } from "./plain-text.ts";
export { countWithheldAtSource, effectiveMarking, listMarkings, plainText } from "./spans.ts";
export { renderDocumentPage, writePage } from "./page.ts";
export type { FrameLine } from "./page.ts";
export { parseWikitext } from "./wikitext.ts";
