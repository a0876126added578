// Checks a certificate of resolution without resolving anything, and without a line of the engine: it counts who acts, takes
// the steps one by one and asks each time what level the member's conditions allow. Steps down that stay at or above that
// cannot lead below the greatest fixed point, and no point at which every member is where its conditions put it lies above
// it; steps up the other way round. At most fifty lines, so that it can be read whole and written again in any language.
// Each thing that conditions count is counted once, and from then on only as steps change it: time is linear.
import { checkPledges, leastShare, weighMembers } from "../pledges/index.ts";
import type { Condition, CountingCondition, PledgeSet } from "../pledges/index.ts";
import type { CertifiedOutcome, ResolutionCertificate } from "./certificate.ts";

type Tally = { readonly adds: (member: string, level: number) => number; sum: number; whole: number };

/**
 * The first thing that is wrong with the claim that these pledges come to this; null when it is proved.
 * @throws InputError PLEDGE_INVALID.
 */
export function checkCertificate(set: PledgeSet, { together, alone }: ResolutionCertificate): string | null {
  checkPledges(set);
  return findWrong(set, together, true) ?? findWrong(set, alone, false);
}

function findWrong(set: PledgeSet, claim: CertifiedOutcome, down: boolean): string | null {
  const pledged = new Map(set.pledges.map(({ member, levels }) => [member, levels]));
  const active = new Map(set.pledges.map(({ member, levels }) => [member, down ? levels.length : 0]));
  const levelOf = (member: string): number => active.get(member) ?? 0;
  const touched = new Map(set.pledges.map(({ member }): [string, Tally[]] => [member, []]));
  const tallies = new Map<string, Tally>();
  const createTally = (leaf: CountingCondition, key: string): Tally => {
    const worth = weighMembers(leaf, set);
    const wanted = leaf.kind === "total" ? leaf.measure : leaf.kind === "members" ? leaf.doing : null;
    const adds = (member: string, level: number): number => {
      const measures = pledged.get(member)?.[level - 1]?.measures ?? [];
      const count = measures.find(({ kind }) => wanted === null || kind === wanted)?.count ?? 0;
      return (worth.get(member) ?? 0) * (leaf.kind === "total" ? count : Math.sign(count));
    };
    const whole = [...worth.values()].reduce((sum, amount) => sum + amount, 0);
    const sum = [...worth.keys()].reduce((before, member) => before + adds(member, levelOf(member)), 0);
    const tally = { adds, sum, whole };
    for (const member of worth.keys()) touched.get(member)?.push(tally);
    tallies.set(key, tally);
    return tally;
  };
  const holds = (part: Condition, member: string, level: number): boolean => {
    if (part.kind === "always") return true;
    if (part.kind === "all") return part.of.every((inner) => holds(inner, member, level));
    if (part.kind === "any") return part.of.some((inner) => holds(inner, member, level));
    const key = JSON.stringify({ ...part, atLeast: 0 });
    const { adds, sum, whole } = tallies.get(key) ?? createTally(part, key);
    const others = sum - adds(member, levelOf(member));
    if (part.kind === "total") return others + adds(member, level) >= part.atLeast;
    if (part.kind === "share") return whole > 0 && others >= leastShare(part.atLeast, BigInt(whole));
    return others >= (part.kind === "named" ? part.members.length : part.atLeast);
  };
  const allowedFor = (member: string): number =>
    (pledged.get(member) ?? []).findLastIndex((at, index) => holds(at.condition, member, index + 1)) + 1;
  for (const [member, to] of claim.steps) {
    const [now, allowed] = [levelOf(member), allowedFor(member)];
    const follows = down ? allowed <= to && to < now : now < to && to <= allowed;
    if (!follows) return `when its step comes, ${member} does not go from level ${now} to ${to}`;
    for (const one of touched.get(member) ?? []) one.sum += one.adds(member, to) - one.adds(member, now);
    active.set(member, to);
  }
  const claimed = new Map(Object.entries(claim.levels));
  const ids = [...active.keys(), ...claimed.keys()];
  const wrong = ids.find((id) => allowedFor(id) !== levelOf(id) || (claimed.get(id) ?? 0) !== levelOf(id));
  return wrong === undefined ? null : `the steps do not end at what is claimed of ${wrong}`;
}
