// How many others would act if a member did: the company it would be in.
// Invariant: the member's own pledge takes no part, so that nothing it pledges, changes or withdraws moves the number.
import type { PledgeSet } from "../pledges/index.ts";
import { resolvePledges } from "./resolution.ts";

/** A kind that no measure may have, so that acting adds nothing to any total. */
const NOTHING_COUNTED = "none";

/**
 * The number of other members that act together in the largest set that holds, were `member` to act in any case. What it
 * would do is left open, so it counts in head-counts and by name, and in no total.
 * @throws InputError PLEDGE_INVALID as `resolvePledges`.
 */
export function countCompany({ pledges, context }: PledgeSet, member: string): number {
  const others = pledges.filter((pledge) => pledge.member !== member);
  const measures = [{ kind: NOTHING_COUNTED, count: 1 }];
  const acting = { member, levels: [{ measures, condition: { kind: "always" as const } }] };
  return resolvePledges({ pledges: [...others, acting], context }).acting.length - 1;
}
