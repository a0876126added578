// The words of a plan: who would get which places of a document, why not the others, and what the release would do. It is
// for the lead's own eyes, and is approved as a whole. Everything in it is plain JSON.

/** What the drafter asks for beyond the marks. Member ids and portion ids; none is `[]`. */
export interface ReleaseRules {
  /** Members who are shown how much there is: own numbers of portions, and how many there are. Nobody else is. */
  readonly countsFor: readonly string[];
  /** Members who are shown portions and notes without their gradings. */
  readonly withholdGradingsFrom: readonly string[];
  /** Portions that leave no gap where they are withheld. */
  readonly hidePlaces: readonly string[];
}

export const noRules: ReleaseRules = { countsFor: [], withholdGradingsFrom: [], hidePlaces: [] };

/**
 * What an originator said about one portion of its release going to one recipient. Where several answers stand for the
 * same, a refusal decides, so hand in the newest of each only.
 */
export interface Consent {
  /** Member id of who answers. */
  readonly origin: string;
  /** The originator's release and the portion in it, as in the origin of a portion. */
  readonly release: string;
  readonly portion: string;
  /** Member id. */
  readonly recipient: string;
  readonly answer: "granted" | "refused";
}

/** Why one place is withheld from a class. */
export interface WithheldReason {
  /** Portion id, `p7/2` for the third span of p7, `p7/2/0` for the first in that, `p7#grading` for its grading alone. */
  readonly place: string;
  /** `DEU does not hold the caveat WALL.` In one sentence or a few, for the lead's own eyes. */
  readonly reason: string;
  /** What would release it, in a sentence; for someone else to decide. */
  readonly remedy: string;
}

/** Recipients that see exactly the same places in the same way share one class. */
export interface RecipientClass {
  /** `c1`, `c2` … in order of how much they see, most first. */
  readonly id: string;
  /** Member ids, sorted. */
  readonly recipients: readonly string[];
  /** Places released, in document order: portion ids, and `p7/2` for restricted spans and cross-references. */
  readonly released: readonly string[];
  readonly withheld: readonly WithheldReason[];
  /**
   * Whether own numbers and the count of portions are opened. By the rules alone: were they opened wherever nothing is
   * withheld, their absence would tell of a place that is hidden.
   */
  readonly counts: boolean;
  /** Whether gradings are opened with their portions. */
  readonly gradings: boolean;
}

/** Whether a class can still see what a judgement rests on. */
export interface Sufficiency {
  /** Class id. */
  readonly class: string;
  /** Portion id of the judgement. */
  readonly judgement: string;
  /**
   * `carried`: it is seen, and so is everything it rests on. `weakened`: some of that is missing. `unsupported`: all of it.
   * `withheld`: the judgement itself is.
   */
  readonly verdict: "carried" | "weakened" | "unsupported" | "withheld";
  /**
   * What it rests on that is withheld, unknown, or itself a judgement that is not carried: portion ids as the judgement
   * names them. Of a judgement that is withheld: none.
   */
  readonly missing: readonly string[];
}

/** What it would do to let everybody read what is under one marking, and change nothing else. */
export interface MarginalValue {
  /** Printed banner. */
  readonly marking: string;
  /**
   * Recipients who cannot read enough to act now and could then, sorted. Enough is every judgement, carried; in a document
   * without judgements, every portion of its body (a figure without its pictures).
   */
  readonly adds: readonly string[];
  /** How many places stand under it. */
  readonly places: number;
}

/** What classes would learn from each other's cuts. Each place is named once, so that it stays small however many classes. */
export interface Comparison {
  /** Places that exactly these classes see, some but not all of them: whoever lays cuts side by side learns whole sets. */
  readonly sets: readonly { readonly classes: readonly string[]; readonly places: readonly string[] }[];
  /** Any two classes that see different places, in order: how many each sees only with the other's cut beside its own. */
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly gains: { readonly a: number; readonly b: number };
  }[];
  /** Places that some class learns when all cuts lie side by side, in document order. */
  readonly together: readonly string[];
}

export interface ReleasePlan {
  readonly rules: ReleaseRules;
  readonly classes: readonly RecipientClass[];
  /** Printed banner of the whole document. */
  readonly banner: string;
  /** Recipients that would see nothing, with the reason. They get no cut. */
  readonly excluded: readonly { readonly recipient: string; readonly reason: string }[];
  /** For every class and judgement, in order of class and document. */
  readonly sufficiency: readonly Sufficiency[];
  /** Markings that add anybody, the one that adds most first. */
  readonly marginal: readonly MarginalValue[];
  readonly comparison: Comparison;
}

/** Withheld words that already stand in a public text. */
export interface PublicFinding {
  /** The place that is withheld. */
  readonly place: string;
  /** The words as the public text has them. */
  readonly phrase: string;
  /** Where they stand in it: UTF-16 code units from its start. */
  readonly at: number;
  /** Recipients from whom the place is withheld, sorted. */
  readonly from: readonly string[];
}
