// A pledge while it is chosen, and what it comes to: the core spells it and reads its own spelling back, so that what a person
// sees is exactly what would be placed. Nothing here asks a node: a pledge that is to be sealed stays in this browser.
import { InputError } from "@entente/core/encoding";
import { checkNames, parsePledge, printPledge, writeLevels } from "@entente/core/pledges";
import type { Condition, Pledge, PledgeVocabulary } from "@entente/core/pledges";
import { canonicalize } from "@entente/core/encoding";

export interface DraftMeasure {
  readonly kind: string;
  readonly count: number;
}

export type SimpleClause =
  | {
      readonly kind: "members";
      readonly atLeast: number;
      /** Groups and members; none: of all. */
      readonly of: readonly string[];
      /** Null: whatever they do. */
      readonly doing: string | null;
    }
  | { readonly kind: "total"; readonly measure: string; readonly atLeast: number }
  | { readonly kind: "named"; readonly members: readonly string[] }
  | { readonly kind: "share"; readonly weight: string; readonly percent: number };

/** In brackets, clauses are joined by the other word. */
export type Clause = SimpleClause | { readonly kind: "bracket"; readonly of: readonly SimpleClause[] };
export type Joint = "all" | "any";

export interface DraftLevel {
  readonly measures: readonly DraftMeasure[];
  readonly joint: Joint;
  /** None: in any case. */
  readonly clauses: readonly Clause[];
}

/** Why a draft is no pledge yet, of a closed set: the desk has words for each. */
export type Gap = "measures" | "count" | "repeats" | "names" | "bracket" | "percent";

export type DraftReading =
  | { readonly state: "gap"; readonly gap: Gap }
  /** What the core says of it. */
  | { readonly state: "refused"; readonly reason: string }
  | { readonly state: "read"; readonly pledge: Pledge; readonly text: string };

export const other = (joint: Joint): Joint => (joint === "all" ? "any" : "all");

export function readDraft(levels: readonly DraftLevel[], vocabulary: PledgeVocabulary): DraftReading {
  const gap = levels.length === 0 ? "measures" : levels.map(findGap).find((one) => one !== null);
  if (gap !== undefined) return { state: "gap", gap };
  const chosen: Pledge = {
    member: vocabulary.member,
    levels: levels.map(({ measures, joint, clauses }) => ({
      measures,
      condition: toCondition(clauses, joint),
    })),
  };
  try {
    const text = printPledge(chosen, vocabulary.kinds);
    const pledge = parsePledge(text, vocabulary);
    checkNames(pledge, vocabulary);
    // The spelling is the pledge only where reading it gives back what was chosen.
    if (canonicalize(writeLevels(pledge)) !== canonicalize(writeLevels(chosen)))
      return { state: "refused", reason: text };
    return { state: "read", pledge, text };
  } catch (error) {
    if (error instanceof InputError) return { state: "refused", reason: error.message };
    throw error;
  }
}

function findGap({ measures, clauses }: DraftLevel): Gap | null {
  if (measures.length === 0) return "measures";
  if (measures.some(({ count }) => !isCount(count))) return "count";
  if (new Set(measures.map(({ kind }) => kind)).size < measures.length) return "repeats";
  for (const clause of clauses) {
    const parts = clause.kind === "bracket" ? clause.of : [clause];
    if (parts.length === 0 || (clause.kind === "bracket" && parts.length < 2)) return "bracket";
    for (const part of parts) {
      if (part.kind === "named" && part.members.length === 0) return "names";
      if (part.kind === "share" && !(part.percent > 0 && part.percent <= 100)) return "percent";
      if ((part.kind === "members" || part.kind === "total") && !isCount(part.atLeast)) return "count";
    }
  }
  return null;
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1;

function toCondition(clauses: readonly Clause[], joint: Joint): Condition {
  const [only, more] = clauses;
  if (only === undefined) return { kind: "always" };
  const parts = clauses.map((clause) =>
    clause.kind === "bracket" ? toCondition(clause.of, other(joint)) : toSimple(clause),
  );
  return more === undefined ? (parts[0] ?? { kind: "always" }) : { kind: joint, of: parts };
}

function toSimple(clause: SimpleClause): Condition {
  switch (clause.kind) {
    case "members": {
      const { atLeast, of, doing } = clause;
      return { kind: "members", atLeast, of: of.length === 0 ? null : of, doing };
    }
    case "total":
      return { kind: "total", measure: clause.measure, atLeast: clause.atLeast };
    case "named":
      return { kind: "named", members: clause.members };
    case "share":
      return { kind: "share", weight: clause.weight, atLeast: clause.percent / 100 };
  }
}
