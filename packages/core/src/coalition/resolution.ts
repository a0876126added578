// Resolution: which pledges hold together. The same input in any order gives the same answer, to the letter.
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import { explainResolution } from "./explanation.ts";
import { createState, settleDown, settleUp } from "./settling.ts";

export interface Resolution {
  /** Members that act together: the greatest fixed point. Sorted. */
  readonly acting: readonly string[];
  /** Highest level that holds per acting member, counted from 1. */
  readonly levels: Readonly<Record<string, number>>;
  /** Members that would act without a common resolution: the least fixed point. Sorted. */
  readonly alone: readonly string[];
  /**
   * One sentence per pledging member: `acts at level 2 of 2: 28 ≥ 10 others act and ITA acts; without ITA it would not`,
   * `does not act: 3 of 10 others act`.
   */
  readonly explain: Readonly<Record<string, string>>;
}

/**
 * Resolves pledges: `acting` is the greatest fixed point over members and levels, the largest set of levels whose conditions
 * all hold given the others; `alone` the least, what would come about without resolving together.
 *
 * Time is linear in the written conditions, the members of the groups and lists they use (each counted once) and the
 * levels, apart from one sort.
 * @throws InputError PLEDGE_INVALID when pledges or context do not fit together.
 */
export function resolvePledges(set: PledgeSet): Resolution {
  const graph = compilePledges(set);
  const together = createState(graph, "everyone");
  settleDown(together);
  const alone = createState(graph, "nobody");
  settleUp(alone);
  const sentences = explainResolution(together);
  const members = graph.pledges.map(({ member }) => member);
  const acting = members.filter((_, index) => together.active[index] !== 0);
  const levels = members.map((member, index) => [member, together.active[index] ?? 0] as const);
  return {
    acting,
    levels: Object.fromEntries(levels.filter(([, level]) => level > 0)),
    alone: members.filter((_, index) => alone.active[index] !== 0),
    explain: Object.fromEntries(members.map((member, index) => [member, sentences[index] ?? ""])),
  };
}
