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
  Span,
} from "./document.ts";
