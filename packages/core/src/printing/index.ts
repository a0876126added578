// printing: what a reader is shown, put together once; and the one page that shows it. A renderer that sees only this cannot
// show what is withheld.
export { labelNotes, numberPortions } from "./number-portions.ts";
export { nameTargets, printBands, printDocument } from "./print-document.ts";
export type { BannerBand, PrintedDocument, PrintedPortion, PrintedSpan } from "./printed-document.ts";
export {
  callPortion,
  describePortion,
  flattenSpans,
  listBlocks,
  listNotes,
  printable,
  splitCells,
} from "./printed-parts.ts";
export type { PrintedBlock, PrintedNote } from "./printed-parts.ts";
export { NO_FACTS, PAGE_POLICY, renderCopyPage, renderDocumentPage, writePage } from "./page.ts";
export type { CopyFacts, FrameLine } from "./page.ts";
export { escapeHtml, writeBody } from "./page-body.ts";
export { writeStyle } from "./page-style.ts";
