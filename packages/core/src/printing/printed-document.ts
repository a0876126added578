// The printed model: what a page, a file or a terminal shows of a document, and nothing else. A whole document for its own
// staff and the cut of a release have the same shape, so that one renderer of each kind serves both.
// Invariant: a renderer that sees only this cannot show what is withheld, because it is not here.
import type { Grading, Judgement, PortionKind, PortionOrigin, RenditionFile } from "../documents/index.ts";

/** A span as it is shown. `withheld` stands in place of whatever this reader may not see, one for a run of them. */
export type PrintedSpan =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "withheld-at-source" }
  | { readonly kind: "withheld" }
  | { readonly kind: "note-reference"; readonly note: string }
  | { readonly kind: "source-reference"; readonly source: string }
  /** `called` is what the portion `target` is called, `paragraph 12`. A reference to what is not shown is `withheld`. */
  | { readonly kind: "cross-reference"; readonly target: string; readonly called: string }
  | { readonly kind: "cell-break" }
  /** `banner` is that of the portion and the span together, as a reader of both must handle it. */
  | {
      readonly kind: "restricted";
      readonly mark: string;
      readonly banner: string;
      readonly spans: readonly PrintedSpan[];
    };

export interface PrintedPortion {
  readonly id: string;
  readonly kind: PortionKind;
  readonly number: string | null;
  readonly depth: number;
  /** Id of the table of a row, of the figure of a rendition; null for everything else. */
  readonly parent: string | null;
  /** Printed portion mark, `OS`, and banner form, `UK OFFICIAL-SENSITIVE`; both `unmarked` where there is none. */
  readonly mark: string;
  readonly banner: string;
  readonly spans: readonly PrintedSpan[];
  readonly grading: Grading | null;
  readonly judgement: Judgement | null;
  /** The picture of a rendition, whose text says what it shows; null for everything else. */
  readonly file: RenditionFile | null;
  /** Whose release it is quoted from; null for what is the originator's own. */
  readonly origin: PortionOrigin | null;
}

/** One policy's part of a banner, with the colours its policy gives the level. */
export interface BannerBand {
  readonly text: string;
  readonly colour: string;
  readonly ink: string;
}

export interface PrintedDocument {
  /** Banner of all that is shown here. */
  readonly banner: string;
  /** The same, part by part, as it is printed top and bottom. */
  readonly bands: readonly BannerBand[];
  /** Null when the title is withheld or there is none. */
  readonly title: string | null;
  readonly exercise: boolean;
  /** Member id of the originator. */
  readonly originator: string;
  /** YYYY-MM-DD or null. */
  readonly date: string | null;
  /** How to handle it, in a sentence or two that stand on every page. */
  readonly handling: string;
  /** In reading order, with one null for each run of withheld places. Rows follow their table, renditions their figure. */
  readonly portions: readonly (PrintedPortion | null)[];
  /** Footnotes and source descriptors. Withheld ones leave no gap here, but where they are referred to. */
  readonly footnotes: readonly PrintedPortion[];
}
