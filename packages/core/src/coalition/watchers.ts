// Watchers: which leaf turns when a gauge crosses which number. A leaf looks at what others add, so the number depends on
// what its own member adds: one watcher for each stretch of levels at which that is the same.
import { countStarts, GrowingIntegers, GrowingNumbers } from "./growing-array.ts";
import { findAmount } from "./pledge-graph.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";

type Watchers = Pick<
  ResolutionGraph,
  "watchStart" | "watchThreshold" | "watchNode" | "watchLow" | "watchHigh"
>;
type Compiled = Omit<ResolutionGraph, "pledges" | "context" | keyof Watchers>;

/** Radix 2^16: one pass for most graphs, four for the largest exact numbers. */
const DIGIT = 2 ** 16;

/** Creates the watchers of all leaves, and notes in `nodeOwnTop` what a leaf's own member adds at its highest level. */
export function createWatchers(compiled: Compiled): Watchers {
  const { rowStart, rowMember, nodeRow, nodeGauge, nodeNeeded, nodeOwnTop, gaugeTop } = compiled;
  const gauges = new GrowingIntegers();
  const thresholds = new GrowingNumbers();
  const leaves = new GrowingIntegers();
  const lows = new GrowingIntegers();
  const highs = new GrowingIntegers();
  for (let node = 0; node < nodeGauge.length; node += 1) {
    const gauge = nodeGauge[node] ?? -1;
    if (gauge === -1) continue;
    const first = rowStart[rowMember[nodeRow[node] ?? 0] ?? 0] ?? 0;
    const top = (rowStart[(rowMember[nodeRow[node] ?? 0] ?? 0) + 1] ?? 0) - first;
    let own = 0;
    let low = 0;
    const watch = (high: number): void => {
      const threshold = (nodeNeeded[node] ?? 0) + own;
      // A gauge is never below nothing and never above its top: what lies beyond is never crossed.
      if (threshold <= 0 || threshold > (gaugeTop[gauge] ?? 0)) return;
      gauges.add(gauge);
      thresholds.add(threshold);
      leaves.add(node);
      lows.add(low);
      highs.add(high);
    };
    for (let level = 1; level <= top; level += 1) {
      const more = findAmount(compiled, first + level - 1, gauge);
      if (more === 0) continue;
      watch(level - 1);
      low = level;
      own += more;
    }
    watch(top);
    nodeOwnTop[node] = own;
  }
  const gauge = gauges.finish();
  const threshold = thresholds.finish();
  const order = sortStably(threshold, gauge, gaugeTop.length);
  return {
    watchStart: countStarts(gauge, gaugeTop.length),
    watchThreshold: threshold.map((_, index) => threshold[order[index] ?? 0] ?? 0),
    watchNode: pick(leaves.finish(), order),
    watchLow: pick(lows.finish(), order),
    watchHigh: pick(highs.finish(), order),
  };
}

/** By gauge, and within a gauge by threshold: by digits, in time linear in the watchers. */
function sortStably(threshold: Float64Array, gauge: Int32Array, gaugeCount: number): Int32Array {
  let order = Int32Array.from(threshold, (_, index) => index);
  const largest = threshold.reduce((most, one) => Math.max(most, one), 0);
  for (let unit = 1; unit <= largest; unit *= DIGIT) {
    const digit = Int32Array.from(threshold, (one) => Math.floor(one / unit) % DIGIT);
    order = distribute(order, digit, DIGIT);
  }
  return distribute(order, gauge, gaugeCount);
}

function distribute(order: Int32Array, keyOf: Int32Array, keys: number): Int32Array<ArrayBuffer> {
  const next = countStarts(keyOf, keys);
  const sorted = new Int32Array(order.length);
  for (const index of order) {
    const key = keyOf[index] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    sorted[place] = index;
  }
  return sorted;
}

function pick(values: Int32Array, order: Int32Array): Int32Array {
  return order.map((index) => values[index] ?? 0);
}
