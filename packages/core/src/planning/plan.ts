// The words of a plan: who would get which places of a document, and why not the others. It is for the lead's own eyes.

/** Why one portion (or span) is withheld from a class, in one sentence for the lead's own eyes. */
export interface WithheldReason {
  /** Portion id, `p7/2` for the third span of p7, `p7/2/0` for the first in that. */
  readonly place: string;
  /** `caveat not held: WALL; would be released at …`. */
  readonly reason: string;
}

/** Recipients that see exactly the same places share one class. */
export interface RecipientClass {
  /** `c1`, `c2` … in order of how much they see, most first. */
  readonly id: string;
  /** Member ids, sorted. */
  readonly recipients: readonly string[];
  /** Places released, in document order: portion ids, and `p7/2` for restricted spans and cross-references. */
  readonly released: readonly string[];
  readonly withheld: readonly WithheldReason[];
}

export interface ReleasePlan {
  readonly classes: readonly RecipientClass[];
  /** Printed banner of the whole document. */
  readonly banner: string;
  /** Recipients that would see nothing, with the reason. They get no cut. */
  readonly excluded: readonly { readonly recipient: string; readonly reason: string }[];
}
