// What a scan says. A finding tells where to look and never repeats the text itself.

export interface Finding {
  /** Place of the document whose text was found: `p7`, `p7/2`, `p7#marking`. */
  readonly place: string;
  /** Codings undone on the way to it and how it was spelled there, outermost first: `zip, base64, words`. */
  readonly encoding: string;
  /** Part, page or object, and offset in characters of the innermost layer: `word/comments.xml, at 311`. */
  readonly where: string;
}
