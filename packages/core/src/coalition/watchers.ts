// Watchers: which leaf turns when a gauge crosses which number. A leaf looks at what others add, so the number depends on
// what its own member adds: one watcher for each stretch of levels at which that is the same.
import { countStarts, GrowingIntegers, GrowingNumbers } from "./growing-array.ts";
import { findAmount } from "./pledge-graph.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";

type Watchers = Pick<ResolutionGraph, "watchStart" | "watchThreshold" | "watchTarget">;
type Compiled = Omit<ResolutionGraph, "pledges" | "context" | keyof Watchers>;

/** One or two passes for most graphs, five for the largest exact numbers. */
const DIGIT = 2 ** 11;

/**
 * Creates the watchers of all leaves, and notes what is so of nodes with every member at its highest level: what a leaf's own
 * member adds, and which parts hold. Children come before parents, so one pass gives every part its value.
 */
export function createWatchers(compiled: Compiled): Watchers {
  const { rowStart, rowMember, nodeParent, nodeRow, nodeGauge, nodeNeeded, nodeOwnTop, gaugeTop } = compiled;
  const { nodeTopHolds, nodeTopParts } = compiled;
  const noteTop = (node: number, value: number): void => {
    const parent = nodeParent[node] ?? -1;
    if (parent === -1 || value < (nodeNeeded[node] ?? 0)) return;
    nodeTopHolds[node] = 1;
    nodeTopParts[parent] = (nodeTopParts[parent] ?? 0) + 1;
  };
  const room = nodeGauge.length * 2;
  const gauges = new GrowingIntegers(room);
  const thresholds = new GrowingNumbers(room);
  const targets = new GrowingIntegers(room);
  for (let node = 0; node < nodeGauge.length; node += 1) {
    const gauge = nodeGauge[node] ?? -1;
    if (gauge === -1) {
      noteTop(node, nodeTopParts[node] ?? 0);
      continue;
    }
    const member = rowMember[nodeRow[node] ?? 0] ?? 0;
    const target = nodeParent[node] === -1 ? member : -1 - node;
    const end = rowStart[member + 1] ?? 0;
    let own = 0;
    // Once before the first level, and after each at which the own member adds more.
    for (let row = (rowStart[member] ?? 0) - 1; row < end; row += 1) {
      const more = row < (rowStart[member] ?? 0) ? 0 : findAmount(compiled, row, gauge);
      if (more === 0 && row >= (rowStart[member] ?? 0)) continue;
      own += more;
      const threshold = (nodeNeeded[node] ?? 0) + own;
      // A gauge is never below nothing and never above its top: what lies beyond is never crossed.
      if (threshold <= 0 || threshold > (gaugeTop[gauge] ?? 0)) continue;
      gauges.add(gauge);
      thresholds.add(threshold);
      targets.add(target);
    }
    nodeOwnTop[node] = own;
    noteTop(node, (gaugeTop[gauge] ?? 0) - own);
  }
  const gauge = gauges.finish();
  const threshold = thresholds.finish();
  const order = sortStably(threshold, gauge, gaugeTop.length);
  return {
    watchStart: countStarts(gauge, gaugeTop.length),
    watchThreshold: pickNumbers(threshold, order),
    watchTarget: pick(targets.finish(), order),
  };
}

/** By gauge, and within a gauge by threshold: by digits, in time linear in the watchers. */
function sortStably(threshold: Float64Array, gauge: Int32Array, gaugeCount: number): Int32Array {
  let largest = 0;
  let order = new Int32Array(threshold.length);
  for (let index = 0; index < threshold.length; index += 1) {
    largest = Math.max(largest, threshold[index] ?? 0);
    order[index] = index;
  }
  const digit = new Int32Array(threshold.length);
  for (let unit = 1; unit <= largest; unit *= DIGIT) {
    for (let index = 0; index < threshold.length; index += 1)
      digit[index] = Math.floor((threshold[index] ?? 0) / unit) % DIGIT;
    order = distribute(order, digit, DIGIT);
  }
  return distribute(order, gauge, gaugeCount);
}

function distribute(order: Int32Array, keyOf: Int32Array, keys: number): Int32Array<ArrayBuffer> {
  const next = countStarts(keyOf, keys);
  const sorted = new Int32Array(order.length);
  for (let index = 0; index < order.length; index += 1) {
    const held = order[index] ?? 0;
    const key = keyOf[held] ?? 0;
    const place = next[key] ?? 0;
    next[key] = place + 1;
    sorted[place] = held;
  }
  return sorted;
}

function pick(values: Int32Array, order: Int32Array): Int32Array {
  const picked = new Int32Array(order.length);
  for (let index = 0; index < order.length; index += 1) picked[index] = values[order[index] ?? 0] ?? 0;
  return picked;
}

function pickNumbers(values: Float64Array, order: Int32Array): Float64Array {
  const picked = new Float64Array(order.length);
  for (let index = 0; index < order.length; index += 1) picked[index] = values[order[index] ?? 0] ?? 0;
  return picked;
}
