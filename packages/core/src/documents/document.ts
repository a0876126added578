// What a document is: an ordered body of portions, each made of spans; every portion carries a marking, a span may carry
// a stricter one.
import type { Marking } from "../markings/index.ts";

export type Span =
  | { readonly kind: "text"; readonly text: string }
  /** `***` in the source: withheld by whoever wrote it, not by us. */
  | { readonly kind: "withheld-at-source" }
  /** A footnote's mark in running text; `note` is the footnote's label. */
  | { readonly kind: "note-reference"; readonly note: string }
  /** A stricter part of a portion. Spans do not nest deeper than this. */
  | { readonly kind: "restricted"; readonly marking: Marking; readonly spans: readonly PlainSpan[] };

export type PlainSpan = Exclude<Span, { kind: "restricted" }>;

export type PortionKind = "title" | "heading" | "paragraph" | "judgement" | "footnote";

/** Source reliability A–F and information credibility 1–6, graded apart and never averaged (AJP-2.1 lineage). */
export interface Grading {
  readonly reliability: "A" | "B" | "C" | "D" | "E" | "F";
  readonly credibility: 1 | 2 | 3 | 4 | 5 | 6;
}

/** A claim: how probable (a term of a named scale), how sure the analyst is, and which portions carry it. */
export interface Judgement {
  readonly scale: "phia";
  readonly term: string;
  readonly confidence: "high" | "moderate" | "low";
  /** Ids of the portions that support the claim. */
  readonly supports: readonly string[];
}

export interface Portion {
  /** Stable within the document: `title`, `h1`, `p12`, `j2`, `n3`. */
  readonly id: string;
  readonly kind: PortionKind;
  /** Printed number without its full stop, `131`; footnotes have their label; null where nothing is printed. */
  readonly number: string | null;
  /** Heading depth 1 to 3; 0 for everything else. */
  readonly depth: number;
  /** Null when unmarked: then nobody but the drafter's team may read it, and it cannot be released. */
  readonly marking: Marking | null;
  readonly spans: readonly Span[];
  readonly grading: Grading | null;
  readonly judgement: Judgement | null;
}

/** A document as read from marked text. Portions are in reading order, title first; footnotes in order of definition. */
export interface MarkedDocument {
  readonly title: string;
  /** Member id of the originator. */
  readonly originator: string;
  /** Policy id in which bare portion marks are read. */
  readonly policy: string;
  /** Slug of the case, or null. */
  readonly caseSlug: string | null;
  /** YYYY-MM-DD or null. */
  readonly date: string | null;
  readonly exercise: boolean;
  readonly portions: readonly Portion[];
  readonly footnotes: readonly Portion[];
}

/** Something a parser met and could not take as meant. `error` means the document cannot be released as it stands. */
export interface Problem {
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly code: ProblemCode;
  readonly message: string;
}

export type ProblemCode =
  | "FRONT_MATTER_SYNTAX"
  | "FRONT_MATTER_UNKNOWN"
  | "FRONT_MATTER_MISSING"
  | "PORTION_UNMARKED"
  | "PORTION_MARK_INVALID"
  | "SPAN_UNCLOSED"
  | "SPAN_MARK_INVALID"
  | "SPAN_NOT_STRICTER"
  | "NOTE_UNDEFINED"
  | "NOTE_REPEATED"
  | "NOTE_UNUSED"
  | "NUMBER_REPEATED"
  | "JUDGEMENT_SYNTAX"
  | "JUDGEMENT_TERM_UNKNOWN"
  | "JUDGEMENT_SUPPORT_UNKNOWN"
  | "GRADING_INVALID"
  | "BLOCK_NOT_UNDERSTOOD"
  | "WIKITEXT_TEMPLATE_KEPT"
  | "WIKITEXT_REDACTION_STYLE"
  | "TEXT_CONTROL_CHARACTER";

/** What every parser of documents gives: the document as far as it was understood, and every problem met. Never throws. */
export interface ParsedDocument {
  readonly document: MarkedDocument;
  /** In source order. */
  readonly problems: readonly Problem[];
  /** What a ProofreadPage page says about itself; null for other sources. */
  readonly page: ProofreadPage | null;
}

/** The frame of a ProofreadPage page: what stands around the body and is no part of the running text. */
export interface ProofreadPage {
  /** 0 without text, 1 not proofread, 2 problematic, 3 proofread, 4 validated. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** As the page has it; no proof of who did it. Null when empty or missing. */
  readonly user: string | null;
  /** Wikitext of the header and footer blocks, without the quality tag. */
  readonly header: string;
  readonly footer: string;
  /** What the body held outside its running text: inner noinclude blocks, comments, section tags. */
  readonly asides: readonly string[];
  /** The first paragraph goes on from the page before. */
  readonly startsMidSentence: boolean;
  /** The last paragraph goes on on the next page. */
  readonly endsMidSentence: boolean;
}
