// "Who can see this, and why not?" in words. Invariant: there is a reason exactly for those who are not in the audience,
// and a reason names one missing thing and is one sentence.
import { clearanceOf, findUnknown, reachedRank } from "./audience.ts";
import { canonicalMarking, effectiveLists, rankOf } from "./join.ts";
import type { CompiledCommunity, Marking, MarkingTerm, Member, Policy } from "./marking.ts";

/** Who may see, and for each member who may not the one missing thing, both in the community's order. */
export function explainAudience(
  marking: Marking | null,
  compiled: CompiledCommunity,
): {
  readonly audience: readonly string[];
  readonly excluded: readonly { readonly member: string; readonly reason: string }[];
} {
  return {
    audience: compiled.audienceOf(marking).members(),
    excluded: compiled.community.members.flatMap(({ id }) => {
      const reason = explainExclusion(marking, id, compiled);
      return reason === null ? [] : [{ member: id, reason }];
    }),
  };
}

/**
 * Why a member may not read, as one sentence naming one missing thing; null when it may.
 * @throws InputError MEMBER_UNKNOWN.
 */
export function explainExclusion(
  marking: Marking | null,
  memberId: string,
  compiled: CompiledCommunity,
): string | null {
  const member = compiled.community.members[compiled.indexOf(memberId)];
  if (member === undefined || compiled.audienceOf(marking).has(memberId)) return null;
  const { policies } = compiled.community;
  const terms = marking === null ? [] : (canonicalMarking(marking, policies)?.terms ?? marking.terms);
  for (const term of terms) {
    const reason = explainTerm(term, member, compiled);
    if (reason !== null) return reason;
  }
  return "This is not marked, so nobody may read it: the drafter has to mark it.";
}

function explainTerm(term: MarkingTerm, member: Member, compiled: CompiledCommunity): string | null {
  const { community } = compiled;
  const unknown = findUnknown(term, community);
  const policy = community.policies.find(({ id }) => id === term.policy);
  if (unknown !== null || policy === undefined)
    return `${unknown ?? `The policy ${term.policy}`} is not known in this community, so nobody may read it.`;
  const lists = effectiveLists(term, policy);
  if (lists.some((list) => list.length === 0))
    return `No recipient is named, and ${term.level} is for named recipients only here.`;
  const clearance = explainClearance(term, policy, member, compiled);
  if (clearance !== null) return clearance;
  const held = new Set(clearanceOf(member, policy.id)?.caveats);
  const missing = term.caveats.find((name) => !held.has(name));
  if (missing !== undefined) return `${member.id} does not hold the caveat ${missing}.`;
  const closed = term.oneOf.find((names) => !names.some((name) => held.has(name)));
  if (closed?.length === 0) return "It is open to holders of one of several caveats, and none is named.";
  if (closed?.length === 1) return `${member.id} does not hold the caveat ${closed.join("")}.`;
  if (closed !== undefined) return `${member.id} holds none of the caveats ${closed.join(", ")}.`;
  const outside = lists.find((list) => !list.some((code) => compiled.expand(code).includes(member.id)));
  if (outside === undefined) return null;
  if (term.releasableTo.length === 0)
    return `${member.id} is not named, and ${term.level} without a list is for ${outside.join(", ")} only.`;
  return `${member.id} is not among those it is releasable to: ${describeList(outside, policy)}.`;
}

function explainClearance(
  term: MarkingTerm,
  policy: Policy,
  member: Member,
  compiled: CompiledCommunity,
): string | null {
  const { policies, equivalences } = compiled.community;
  if (reachedRank(member, policy, compiled.community) >= rankOf(policy, term.level)) return null;
  const own = clearanceOf(member, policy.id);
  if (own !== undefined && rankOf(policy, own.upTo) >= 0)
    return `${member.id} is cleared up to ${own.upTo}, and this is ${term.level}.`;
  const others = policies
    .map(({ id }) => ({ id, clearance: clearanceOf(member, id) }))
    .filter(({ clearance }) => clearance !== undefined);
  const rows = equivalences.filter(({ reads }) => reads.policy === policy.id);
  const related = others.find(({ id }) => rows.some(({ held }) => held.policy === id)) ?? others[0];
  if (equivalences.length === 0 || related === undefined)
    return `${member.id} holds no clearance in the policy ${policy.id}.`;
  const holding = `${member.id} holds ${related.id} up to ${related.clearance?.upTo ?? ""}`;
  return rows.some(({ held }) => held.policy === related.id)
    ? `${holding}, which this community's table does not make equal to ${term.level} in ${policy.id}.`
    : `${holding}, and this community's table gives no equivalence to ${policy.id}.`;
}

function describeList(list: readonly string[], policy: Policy): string {
  const ready = policy.eyesOnly.find(({ releasableTo }) => releasableTo.join() === list.join());
  return ready?.phrase ?? `${policy.releasePhrase} ${list.join(", ")}`;
}
