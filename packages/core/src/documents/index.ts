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
export { assembleImport } from "./imported-document.ts";
export type { ImportedBlock, ImportedNote, ImportedRow, ImportedSource } from "./imported-document.ts";
export { parseMarkedText } from "./marked-text.ts";
export { printMarkedText } from "./marked-text-printer.ts";
export { parsePlainText } from "./plain-text.ts";
export { readRunningText } from "./redaction-signs.ts";
export { countWithheldAtSource, effectiveMarking, listMarkings, plainText } from "./spans.ts";
export { parseWikitext } from "./wikitext.ts";
