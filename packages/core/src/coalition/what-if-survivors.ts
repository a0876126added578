// Who acts whichever so many members withdraw: a lower bound that holds for every choice of them at once. Each condition is
// asked to hold with that many of its heaviest supporters taken away; the largest set of levels that satisfies this stands
// after any such withdrawals, less those that withdraw themselves, because what it has lost of a gauge is never more than
// the heaviest that many. Counting like this is exact for conditions about everyone and cautious for others.
import type { ResolutionGraph } from "./pledge-graph.ts";
import type { ResolutionState } from "./settling.ts";
import { contributionOf } from "./what-if-target.ts";
import type { MeasuredTarget } from "./what-if-target.ts";

export interface Survival {
  /** What the target comes to at least. */
  readonly value: number;
  /** How many passes over all pledges it took to find out. */
  readonly passes: number;
}

/** What remains after any `withdrawals` of the members that act in the state. */
export function boundAfterWithdrawals(
  { graph, active, ceiling }: ResolutionState,
  target: MeasuredTarget,
  withdrawals: number,
): Survival {
  const levels = active.slice();
  const holds = new Uint8Array(graph.nodeParent.length);
  let passes = 0;
  for (let changed = true; changed; passes += 1) {
    const sums = sumWithoutHeaviest(graph, levels, withdrawals);
    evaluateWithout(graph, levels, sums, holds);
    changed = false;
    for (let member = 0; member < levels.length; member += 1) {
      const below = (graph.rowStart[member] ?? 0) - 1;
      let level = Math.min(levels[member] ?? 0, ceiling[member] ?? 0);
      while (level > 0 && holds[graph.rowRoot[below + level] ?? 0] === 0) level -= 1;
      if (level === levels[member]) continue;
      levels[member] = level;
      changed = true;
    }
  }
  const amounts: number[] = [];
  let sum = 0;
  levels.forEach((level, member) => {
    const amount = contributionOf(target, graph, member, level);
    if (amount > 0) amounts.push(amount);
    sum += amount;
  });
  return { value: sum - sumOfHeaviest(amounts, withdrawals), passes };
}

/** Each gauge's sum at these levels, without its heaviest supporters. */
function sumWithoutHeaviest(graph: ResolutionGraph, levels: Int32Array, withdrawals: number): Float64Array {
  const { rowStart, entryStart, entryGauge, entryAmount, gaugeTop } = graph;
  const amounts: number[][] = Array.from(gaugeTop, () => []);
  const latest = new Int32Array(gaugeTop.length).fill(-1);
  for (let member = 0; member < levels.length; member += 1) {
    const start = rowStart[member] ?? 0;
    const end = entryStart[start + (levels[member] ?? 0)] ?? 0;
    for (let entry = entryStart[start] ?? 0; entry < end; entry += 1) {
      const gauge = entryGauge[entry] ?? 0;
      const list = amounts[gauge] ?? [];
      const amount = entryAmount[entry] ?? 0;
      if (latest[gauge] === member) list.push((list.pop() ?? 0) + amount);
      else list.push(amount);
      latest[gauge] = member;
    }
  }
  return Float64Array.from(amounts, (list) => {
    let sum = 0;
    for (const amount of list) sum += amount;
    return sum - sumOfHeaviest(list, withdrawals);
  });
}

/** Evaluates every condition on these sums, in which its own member does not count. Its nodes lie side by side. */
function evaluateWithout(
  graph: ResolutionGraph,
  levels: Int32Array,
  sums: Float64Array,
  holds: Uint8Array,
): void {
  const { nodeParent, nodeGauge, nodeNeeded, nodeRow, rowMember } = graph;
  const { rowStart, entryStart, entryGauge, entryAmount } = graph;
  const parts = new Int32Array(nodeParent.length);
  const own = new Float64Array(sums.length);
  let counted = -1;
  const addOwn = (member: number, sign: 1 | -1): void => {
    const start = rowStart[member] ?? 0;
    const end = entryStart[start + (levels[member] ?? 0)] ?? 0;
    for (let entry = entryStart[start] ?? 0; entry < end; entry += 1) {
      const gauge = entryGauge[entry] ?? 0;
      own[gauge] = (own[gauge] ?? 0) + sign * (entryAmount[entry] ?? 0);
    }
  };
  for (let node = 0; node < nodeParent.length; node += 1) {
    const member = rowMember[nodeRow[node] ?? 0] ?? 0;
    if (member !== counted) {
      if (counted !== -1) addOwn(counted, -1);
      addOwn(member, 1);
      counted = member;
    }
    const gauge = nodeGauge[node] ?? -1;
    const value = gauge === -1 ? (parts[node] ?? 0) : (sums[gauge] ?? 0) - (own[gauge] ?? 0);
    const now = value >= (nodeNeeded[node] ?? Infinity);
    holds[node] = now ? 1 : 0;
    const parent = nodeParent[node] ?? -1;
    if (now && parent !== -1) parts[parent] = (parts[parent] ?? 0) + 1;
  }
}

function sumOfHeaviest(amounts: readonly number[], count: number): number {
  const most = amounts.reduce((heaviest, amount) => Math.max(heaviest, amount), 0);
  // Most gauges count members: there is nothing to sort where all add the same.
  if (amounts.every((amount) => amount === most)) return most * Math.min(count, amounts.length);
  let sum = 0;
  for (const amount of [...amounts].sort((a, b) => b - a).slice(0, count)) sum += amount;
  return sum;
}
