// Pledges and their conditions. Conditions are monotone: more action by others never makes one fail. That is what makes
// the largest set of mutually satisfied pledges unique.

/** A thing to be done: a kind of measure and how many of it. */
export interface PledgedMeasure {
  readonly kind: string;
  readonly count: number;
}

/**
 * When a level of a pledge holds. "Act" means at least one level holds. Members are always *other* members: nobody
 * fulfils their own condition. Totals count every member, the pledging one included at the level in question.
 */
export type Condition =
  | { readonly kind: "always" }
  /** At least `atLeast` other members act; `of` narrows to a group or list, `doing` to those whose level includes that measure. */
  | {
      readonly kind: "members";
      readonly atLeast: number;
      readonly of: readonly string[] | null;
      readonly doing: string | null;
    }
  /** The total of a measure over all that act reaches `atLeast`. */
  | { readonly kind: "total"; readonly measure: string; readonly atLeast: number }
  /** All of these members act. */
  | { readonly kind: "named"; readonly members: readonly string[] }
  /** The other members that act hold at least this share (0 < p ≤ 1) of a weight of all members. */
  | { readonly kind: "share"; readonly weight: string; readonly atLeast: number }
  | { readonly kind: "all"; readonly of: readonly Condition[] }
  | { readonly kind: "any"; readonly of: readonly Condition[] };

/** Levels rise: each level's measures contain at least what the level before does. */
export interface PledgeLevel {
  readonly measures: readonly PledgedMeasure[];
  readonly condition: Condition;
}

export interface Pledge {
  readonly member: string;
  readonly levels: readonly PledgeLevel[];
}

/** What resolution needs beside the pledges: names of groups, and weights for share conditions. */
export interface ResolutionContext {
  readonly groups: Readonly<Record<string, readonly string[]>>;
  readonly weights: Readonly<Record<string, Readonly<Record<string, number>>>>;
}
