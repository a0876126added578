// What a document is: an ordered body of portions, each made of spans; every portion carries a marking, a span may carry
// a stricter one.
import type { Marking } from "../markings/index.ts";

export type Span =
  | { readonly kind: "text"; readonly text: string }
  /** `***` in the source: withheld by whoever wrote it, not by us. */
  | { readonly kind: "withheld-at-source" }
  /** A footnote's mark in running text; `note` is the footnote's label. */
  | { readonly kind: "note-reference"; readonly note: string }
  /** A source's mark in running text, `[@S1]`; `source` is the source descriptor's label. */
  | { readonly kind: "source-reference"; readonly source: string }
  /** `{see: 12}`: another portion, by its id. It prints as what that portion is called, or as withheld. */
  | { readonly kind: "cross-reference"; readonly target: string }
  /** Ends a cell of a row; the last cell has none. */
  | { readonly kind: "cell-break" }
  /** A stricter part of a portion. Spans do not nest deeper than this. */
  | { readonly kind: "restricted"; readonly marking: Marking; readonly spans: readonly PlainSpan[] };

export type PlainSpan = Exclude<Span, { kind: "restricted" }>;

/**
 * `row` and `rendition` are parts of the `table` or `figure` before them. `source` describes a source (ICD 206 style) and
 * stands among the footnotes.
 */
export type PortionKind =
  | "title"
  | "heading"
  | "paragraph"
  | "quotation"
  | "judgement"
  | "table"
  | "row"
  | "figure"
  | "rendition"
  | "footnote"
  | "source";

/** Scales of probability, kept apart: a term means nothing without its scale. */
export type ProbabilityScale = "phia" | "icd203" | "stix-wep" | "stix-dni";

/** One picture of a figure. */
export interface RenditionFile {
  /** Name of the file beside the document, no folders. */
  readonly name: string;
  readonly mediaType: "image/png" | "image/jpeg" | "image/webp";
  /** SHA-256 of its bytes in hexadecimal, once they are known. */
  readonly sha256: string | null;
}

/** Source reliability A–F and information credibility 1–6, graded apart and never averaged (AJP-2.1 lineage). */
export interface Grading {
  readonly reliability: "A" | "B" | "C" | "D" | "E" | "F";
  readonly credibility: 1 | 2 | 3 | 4 | 5 | 6;
}

/** A claim: how probable (a term of a named scale), how sure the analyst is, and which portions carry it. */
export interface Judgement {
  readonly scale: ProbabilityScale;
  readonly term: string;
  readonly confidence: "high" | "moderate" | "low";
  /** Ids of the portions that support the claim. */
  readonly supports: readonly string[];
}

/** Where a quoted portion comes from: another member's release, and the id the portion has in it. */
export interface PortionOrigin {
  /** Member id of the originator, who keeps its say in who is shown the portion. */
  readonly member: string;
  /** Id of the release, 16 bytes in base64url. */
  readonly release: string;
  /** Id of the portion in that release, 16 bytes in base64url. */
  readonly portion: string;
}

export interface Portion {
  /** Stable within the document and over its versions: `title`, `h1`, `p12`, `q1`, `j2`, `t1`, `t1r2`, `f1`, `f1a`, `n3`, `s1`. */
  readonly id: string;
  readonly kind: PortionKind;
  /**
   * Printed number without its full stop, `131`; of a sub-paragraph in full, `3(a)`; footnotes and sources have their label;
   * null where nothing is printed.
   */
  readonly number: string | null;
  /** Heading 1 to 3; sub-paragraph or point of a list, also one that is a judgement, 1 or 2; heading row of a table 1; else 0. */
  readonly depth: number;
  /** Id of the table or figure a row or rendition is part of; null for everything else. */
  readonly parent: string | null;
  /**
   * Null when unmarked: then nobody but the drafter's team may read it, and it cannot be released. A row or rendition has the
   * join of its own mark and its parent's.
   */
  readonly marking: Marking | null;
  readonly spans: readonly Span[];
  readonly grading: Grading | null;
  readonly judgement: Judgement | null;
  /** The picture of a rendition; null for everything else. */
  readonly file: RenditionFile | null;
  /** Null for what is the drafter's own. */
  readonly origin: PortionOrigin | null;
  /** Page of the source it begins on, as the source calls it; null where unknown. A row or rendition has its own, or that of its whole. */
  readonly page: string | null;
}

/** A document as read from marked text. Portions are in reading order, title first; footnotes and sources in order of definition. */
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
  | "MARK_MISPLACED"
  | "ATTRIBUTE_INVALID"
  | "ID_REPEATED"
  | "SPAN_UNCLOSED"
  | "SPAN_MARK_INVALID"
  | "SPAN_NOT_STRICTER"
  | "NOTE_UNDEFINED"
  | "NOTE_REPEATED"
  | "NOTE_UNUSED"
  | "SOURCE_UNDEFINED"
  | "SOURCE_REPEATED"
  | "SOURCE_UNUSED"
  | "REFERENCE_UNKNOWN"
  | "NUMBER_REPEATED"
  | "JUDGEMENT_SYNTAX"
  | "JUDGEMENT_SCALE_UNKNOWN"
  | "JUDGEMENT_TERM_UNKNOWN"
  | "JUDGEMENT_SCALES_MIXED"
  | "JUDGEMENT_SUPPORT_UNKNOWN"
  | "GRADING_INVALID"
  | "TABLE_SYNTAX"
  | "FIGURE_SYNTAX"
  | "BLOCK_NOT_UNDERSTOOD"
  | "IMPORT_KEPT_AS_TEXT"
  | "IMPORT_SET_ASIDE"
  | "IMPORT_HIDDEN_TEXT"
  | "IMPORT_CHANGE_TRACKED"
  | "IMPORT_LINK"
  | "IMPORT_PICTURE"
  | "IMPORT_HYPHEN"
  | "IMPORT_TABLE_SHAPE"
  | "IMPORT_STRUCTURE_FLATTENED"
  | "IMPORT_NOTE_MARK"
  | "IMPORT_NOTE_RELABELLED"
  | "IMPORT_SOURCE_MARKED"
  | "TEXT_UNDER_BOX"
  | "PAGE_WITHOUT_TEXT"
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
  /** The page number as the header or footer has it; null without one. */
  readonly printedPage: string | null;
  /** The first paragraph goes on from the page before. */
  readonly startsMidSentence: boolean;
  /** The last paragraph goes on on the next page. */
  readonly endsMidSentence: boolean;
}
