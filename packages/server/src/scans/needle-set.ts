// What a search asks of the needles.

export type NeedleKind = "text" | "word" | "stem" | "backwards";

/** A word or a short text, folded. */
export interface WordNeedle {
  readonly kind: NeedleKind;
  readonly place: string;
  /** Spellings it has to have; null for any. */
  readonly forms: ReadonlySet<string> | null;
  /** Letters of the short text it begins, up to the end of which the comparison goes; null for a word alone. */
  readonly phrase: string | null;
}

export interface NeedleSet {
  /** By their folded letters. */
  readonly words: ReadonlyMap<string, readonly WordNeedle[]>;
  /** Words of eight letters and more by their first eight. */
  readonly heads: ReadonlyMap<string, readonly string[]>;
  /** Whether a word with this hash may be among the needles. */
  readonly mayBeWord: (hash: number) => boolean;
  /** Whether eight letters with this hash may begin a word among the needles. */
  readonly mayBeHead: (hash: number) => boolean;
}
