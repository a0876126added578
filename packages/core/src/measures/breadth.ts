// Breadth: how much of a community took part. A share without the day of its memberships and weights means nothing, so
// both days stand in the answer.
import { readDay } from "../encoding/index.ts";
import { groupsAsOf } from "../markings/index.ts";
import type { Community } from "../markings/index.ts";
import { tallyMeasures } from "./tally.ts";
import type { TallyRequest } from "./tally.ts";

export interface GroupBreadth {
  readonly id: string;
  readonly name: string;
  /** Members of the group that took the measure, and those that did not; sorted. */
  readonly acted: readonly string[];
  readonly rest: readonly string[];
}

export interface WeightShare {
  /** `population`. */
  readonly weight: string;
  readonly acted: number;
  /** Over all members that have the weight. */
  readonly of: number;
  /** Between 0 and 1, to four places; null where the whole is 0. */
  readonly share: number | null;
}

export interface Breadth {
  readonly kind: string;
  readonly rule: string;
  readonly ruleText: string;
  /** Day of the measures and of the memberships. */
  readonly asOf: string;
  /** Day of the weights. */
  readonly weightsAsOf: string;
  /** Members of the community that took the measure, states and organisations; sorted. */
  readonly acted: readonly string[];
  /** How many members the community has, the public not counted. */
  readonly members: number;
  /** Actors the community does not know; sorted. */
  readonly outside: readonly string[];
  readonly groups: readonly GroupBreadth[];
  readonly shares: readonly WeightShare[];
}

/** Who of a community took the measure under the rule. @throws InputError RULE_UNKNOWN. */
export function measureBreadth({
  community,
  ...request
}: Omit<TallyRequest, "groups"> & { readonly community: Community }): Breadth {
  const asOf = readDay(tallyMeasures({ ...request, rule: "all", groups: null }).asOf);
  const groups = groupsAsOf(community, asOf);
  const tally = tallyMeasures({ ...request, asOf, groups: { asOf, groups } });
  const actors = new Set(Object.keys(tally.byActor));
  const members = community.members.filter(({ kind }) => kind !== "public");
  const known = new Set(members.map(({ id }) => id));
  const weights = [...new Set(members.flatMap((member) => Object.keys(member.weights)))].sort();
  return {
    kind: tally.kind,
    rule: tally.rule,
    ruleText: tally.ruleText,
    asOf: tally.asOf,
    weightsAsOf: community.asOf,
    acted: [...actors].filter((actor) => known.has(actor)).sort(),
    members: members.length,
    outside: [...actors].filter((actor) => !known.has(actor)).sort(),
    groups: groups.map(({ id, name, members: all }) => ({
      id,
      name,
      acted: all.filter((member) => actors.has(member)).sort(),
      rest: all.filter((member) => !actors.has(member)).sort(),
    })),
    shares: weights.map((weight) => {
      const sumOf = (some: typeof members): number =>
        some.reduce((sum, member) => sum + (member.weights[weight] ?? 0), 0);
      const acted = sumOf(members.filter(({ id }) => actors.has(id)));
      const of = sumOf(members);
      return { weight, acted, of, share: of === 0 ? null : Math.round((acted / of) * 10_000) / 10_000 };
    }),
  };
}
