// Whom a condition counts, and for how much, as the words say it.
import { findScale, toExact } from "./decimals.ts";
import type { Condition } from "./pledge.ts";
import type { PledgeSet } from "./pledge-file.ts";

/** A condition that compares numbers: all but `always`, `all` and `any`. */
export type CountingCondition = Exclude<Condition, { readonly kind: "always" | "all" | "any" }>;

/**
 * Whom it counts and what each is worth: one, or its weight as a whole number of the weight's smallest unit. A name means the
 * group of that name, with the member of the same id if there is one; else the member.
 */
export function weighMembers(
  condition: CountingCondition,
  { pledges, context }: PledgeSet,
): ReadonlyMap<string, number> {
  switch (condition.kind) {
    case "share": {
      const { weights } = context;
      const given = Object.hasOwn(weights, condition.weight) ? weights[condition.weight] : undefined;
      const scale = findScale(Object.values(given ?? {}));
      return new Map(Object.entries(given ?? {}).map(([id, weight]) => [id, toExact(weight, scale)]));
    }
    case "named":
      return new Map(condition.members.map((id) => [id, 1]));
    case "members":
      if (condition.of !== null) return new Map(listNamed(condition.of, context).map((id) => [id, 1]));
      return new Map(pledges.map(({ member }) => [member, 1]));
    case "total":
      return new Map(pledges.map(({ member }) => [member, 1]));
  }
}

function listNamed(of: readonly string[], { groups }: PledgeSet["context"]): readonly string[] {
  return of.flatMap((id) => [id, ...(Object.hasOwn(groups, id) ? (groups[id] ?? []) : [])]);
}
