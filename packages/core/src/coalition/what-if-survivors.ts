// Who acts whichever so many members withdraw: a lower bound that holds for every choice of them at once. Each condition is
// asked to hold with that many of its heaviest supporters taken away; the largest set of levels that satisfies this stands
// after any such withdrawals, less those that withdraw themselves, because what it has lost of a gauge is never more than
// the heaviest that many. Counting like this is exact for conditions about everyone and cautious for others.
import type { ResolutionGraph } from "./pledge-graph.ts";
import type { ResolutionState } from "./settling.ts";
import { contributionOf } from "./what-if-target.ts";
import type { MeasuredTarget } from "./what-if-target.ts";

/** What the target comes to at least after any `withdrawals` of the members that act in the state. */
export function boundAfterWithdrawals(
  { graph, active, ceiling }: ResolutionState,
  target: MeasuredTarget,
  withdrawals: number,
): number {
  const levels = active.slice();
  for (let changed = true; changed;) {
    const { own, sums } = addUp(graph, levels, withdrawals);
    changed = false;
    const holds = holdingNodes(graph, own, sums);
    for (let member = 0; member < levels.length; member += 1) {
      const start = graph.rowStart[member] ?? 0;
      let level = Math.min(levels[member] ?? 0, ceiling[member] ?? 0);
      while (level > 0 && holds[graph.rowRoot[start + level - 1] ?? 0] === 0) level -= 1;
      if (level === levels[member]) continue;
      levels[member] = level;
      changed = true;
    }
  }
  const amounts = Array.from(levels, (level, member) => contributionOf(target, graph, member, level));
  const sum = amounts.reduce((all, amount) => all + amount, 0);
  return sum - sumOfHeaviest(amounts, withdrawals);
}

/** Each gauge's sum without its heaviest supporters, and what each member adds to each gauge. */
function addUp(
  graph: ResolutionGraph,
  levels: Int32Array,
  withdrawals: number,
): { readonly own: ReadonlyMap<number, number>[]; readonly sums: Float64Array } {
  const { rowStart, entryStart, entryGauge, entryAmount, gaugeTop } = graph;
  const lists: number[][] = Array.from({ length: gaugeTop.length }, () => []);
  const own = Array.from(levels, (level, member) => {
    const added = new Map<number, number>();
    const start = rowStart[member] ?? 0;
    const end = entryStart[start + level] ?? 0;
    for (let entry = entryStart[start] ?? 0; entry < end; entry += 1) {
      const gauge = entryGauge[entry] ?? 0;
      added.set(gauge, (added.get(gauge) ?? 0) + (entryAmount[entry] ?? 0));
    }
    for (const [gauge, amount] of added) lists[gauge]?.push(amount);
    return added;
  });
  const sums = Float64Array.from(
    lists,
    (amounts) => amounts.reduce((all, amount) => all + amount, 0) - sumOfHeaviest(amounts, withdrawals),
  );
  return { own, sums };
}

function holdingNodes(
  graph: ResolutionGraph,
  own: readonly ReadonlyMap<number, number>[],
  sums: Float64Array,
): Uint8Array {
  const { nodeParent, nodeGauge, nodeNeeded, nodeRow, rowMember } = graph;
  const holds = new Uint8Array(nodeParent.length);
  const parts = new Int32Array(nodeParent.length);
  for (let node = 0; node < nodeParent.length; node += 1) {
    const gauge = nodeGauge[node] ?? -1;
    const member = rowMember[nodeRow[node] ?? 0] ?? 0;
    const value = gauge === -1 ? (parts[node] ?? 0) : (sums[gauge] ?? 0) - (own[member]?.get(gauge) ?? 0);
    if (value < (nodeNeeded[node] ?? Infinity)) continue;
    holds[node] = 1;
    const parent = nodeParent[node] ?? -1;
    if (parent !== -1) parts[parent] = (parts[parent] ?? 0) + 1;
  }
  return holds;
}

function sumOfHeaviest(amounts: readonly number[], count: number): number {
  return [...amounts]
    .sort((a, b) => b - a)
    .slice(0, count)
    .reduce((all, amount) => all + amount, 0);
}
