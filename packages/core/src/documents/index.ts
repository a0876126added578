// documents: portions, spans, footnotes, gradings, judgements; the marked-text format.
export type {
  Grading,
  Judgement,
  MarkedDocument,
  ParsedDocument,
  PlainSpan,
  Portion,
  PortionKind,
  PortionOrigin,
  Problem,
  ProblemCode,
  ProbabilityScale,
  ProofreadPage,
  RenditionFile,
  Span,
} from "./document.ts";
export { assembleImport } from "./imported-document.ts";
export type { ImportedBlock, ImportedNote, ImportedRow, ImportedSource } from "./imported-document.ts";
export { hidesText } from "./hidden-style.ts";
export { describePicture } from "./picture.ts";
export { carryIds } from "./carry-ids.ts";
export { diffDocuments } from "./diff-documents.ts";
export type { ChangedAspect, DocumentDiff, PortionChange } from "./diff-documents.ts";
export { diffWords } from "./diff-words.ts";
export type { WordChange } from "./diff-words.ts";
export { parseMarkedText, parsePlacedText } from "./marked-text.ts";
export { printMarkedText } from "./marked-text-printer.ts";
export { parsePlainText } from "./plain-text.ts";
export { readRunningText } from "./redaction-signs.ts";
export { countWithheldAtSource, effectiveMarking, listMarkings, plainText } from "./spans.ts";
export { findTerm, probabilityScales } from "./probability-scales.ts";
export type { ProbabilityTerm, ScaleOfProbability } from "./probability-scales.ts";
export { parseWikitext, parseWikitextPages, splitWikitextPages } from "./wikitext.ts";
export type { ParsedPages, WikitextPage } from "./wikitext.ts";
