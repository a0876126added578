// What a pledge may speak of. A name nobody knows is refused when the pledge is placed: mistyped, it could never act, and the
// pledge would never hold.
import type { MeasureKind } from "../kinds/index.ts";
import { invalid } from "./condition.ts";
import type { Condition, Pledge } from "./pledge.ts";

/** Who pledges, and the names of the community it pledges in. */
export interface PledgeVocabulary {
  readonly member: string;
  readonly kinds: readonly MeasureKind[];
  readonly members: readonly string[];
  readonly groups: readonly string[];
  readonly weights: readonly string[];
}

/**
 * Asks of a pledge that came as JSON what `parsePledge` asks of words.
 * @throws InputError PLEDGE_INVALID naming the path.
 */
export function checkNames(pledge: Pledge, vocabulary: PledgeVocabulary): void {
  const kinds = new Set(vocabulary.kinds.map(({ id }) => id));
  const members = new Set(vocabulary.members);
  const membersAndGroups = new Set([...vocabulary.members, ...vocabulary.groups]);
  const weights = new Set(vocabulary.weights);
  const need = (known: ReadonlySet<string>, name: string, path: string, what: string): void => {
    if (!known.has(name))
      throw invalid(`${path} names ${name}, which is no ${what} known here: check how it is written`);
  };
  const check = (condition: Condition, path: string): void => {
    switch (condition.kind) {
      case "always":
        return;
      case "members":
        for (const id of condition.of ?? [])
          need(membersAndGroups, id, `${path}.members.of`, "member or group");
        if (condition.doing !== null)
          need(kinds, condition.doing, `${path}.members.doing`, "kind of measure");
        return;
      case "total":
        need(kinds, condition.measure, `${path}.total.measure`, "kind of measure");
        return;
      case "named":
        for (const id of condition.members) need(members, id, `${path}.named`, "member");
        return;
      case "share":
        need(weights, condition.weight, `${path}.share.weight`, "weight of this community");
        return;
      case "all":
      case "any":
        condition.of.forEach((part, index) => check(part, `${path}.${condition.kind}[${index}]`));
    }
  };
  need(members, pledge.member, "member", "member");
  pledge.levels.forEach(({ measures, condition }, level) => {
    for (const { kind } of measures) need(kinds, kind, `levels[${level}].measures`, "kind of measure");
    check(condition, `levels[${level}].condition`);
  });
}
