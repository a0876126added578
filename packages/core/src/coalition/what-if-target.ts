// A target measured on a compiled graph: what each level adds to it, and how much it needs. One form for members, totals and
// names, so that a search, a bound and an integer model all ask the same question.
import type { ResolutionGraph } from "./pledge-graph.ts";
import { refuse } from "./what-if-changes.ts";
import type { Target } from "./what-if-changes.ts";

export interface MeasuredTarget {
  /** What rising to a row's level adds, per row of the graph. */
  readonly amounts: Float64Array;
  readonly needed: number;
}

/** @throws InputError WHAT_IF_INVALID for a target nobody would have to do anything for, or one beyond counting. */
export function measureTarget(graph: ResolutionGraph, target: Target): MeasuredTarget {
  const amounts = new Float64Array(graph.rowMember.length);
  if (target.kind === "named") {
    const names = new Set(target.members);
    if (names.size === 0) throw refuse("A target must name at least one member");
    addForActing(graph, amounts, (member) => (names.has(member) ? 1 : 0));
    return { amounts, needed: names.size };
  }
  if (!Number.isSafeInteger(target.atLeast) || target.atLeast < 1)
    throw refuse("A target is a whole number of at least 1");
  if (target.kind === "acting") addForActing(graph, amounts, () => 1);
  else
    graph.pledges.forEach(({ levels }, member) => {
      let before = 0;
      levels.forEach(({ measures }, index) => {
        const count = measures.find(({ kind }) => kind === target.measure)?.count ?? 0;
        amounts[(graph.rowStart[member] ?? 0) + index] = count - before;
        before = count;
      });
    });
  return { amounts, needed: target.atLeast };
}

function addForActing(
  graph: ResolutionGraph,
  amounts: Float64Array,
  amountOf: (member: string) => number,
): void {
  graph.pledges.forEach(({ member }, index) => {
    amounts[graph.rowStart[index] ?? 0] = amountOf(member);
  });
}

/** What a member adds to the target at a level. */
export function contributionOf(
  { amounts }: MeasuredTarget,
  graph: ResolutionGraph,
  member: number,
  level: number,
): number {
  const start = graph.rowStart[member] ?? 0;
  let sum = 0;
  for (let row = start; row < start + level; row += 1) sum += amounts[row] ?? 0;
  return sum;
}

/** What all members at these levels come to. */
export function valueOf(measured: MeasuredTarget, graph: ResolutionGraph, active: Int32Array): number {
  let sum = 0;
  for (let member = 0; member < active.length; member += 1)
    sum += contributionOf(measured, graph, member, active[member] ?? 0);
  return sum;
}
