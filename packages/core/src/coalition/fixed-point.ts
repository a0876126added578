// Fixed points by a worklist. From above (all levels on) what fails is removed until nothing fails: the greatest fixed
// point. From below (all levels off) what holds is added: the least. Conditions are monotone, so both exist, are unique,
// and no order of work can change them; each leaf is looked at only when its gauge crosses one of its thresholds, so the
// work is linear in the graph (after sorting the thresholds once).
import { amountAt } from "./resolution-graph.ts";
import type { ResolutionGraph } from "./resolution-graph.ts";

export interface FixedPoint {
  /** Active level of each member, 0 when it does not act. */
  readonly active: Int32Array;
  /** Sum of each gauge. */
  readonly sums: Float64Array;
}

export function findGreatestFixedPoint(graph: ResolutionGraph): FixedPoint {
  return run(graph, true);
}

export function findLeastFixedPoint(graph: ResolutionGraph): FixedPoint {
  return run(graph, false);
}

function run(graph: ResolutionGraph, fromAbove: boolean): FixedPoint {
  const { pledges, levels, firstLevel, nodes, gauges, touches } = graph;
  const active = Int32Array.from(pledges, ({ levels: own }) => (fromAbove ? own.length : 0));
  const sums = new Float64Array(gauges.length);
  touches.forEach((touched, member) => {
    for (const { gauge, amounts } of touched)
      sums[gauge] = (sums[gauge] ?? 0) + amountAt(amounts, active[member] ?? 0);
  });
  // On the way down a cursor stands above the watchers not yet crossed, on the way up below them.
  const cursors = gauges.map(({ watchers }, gauge) => {
    const uncrossed = watchers.findIndex(({ threshold }) => threshold > (sums[gauge] ?? 0));
    return uncrossed === -1 ? watchers.length : uncrossed;
  });
  const isOn = new Uint8Array(levels.length).fill(fromAbove ? 1 : 0);
  const holds = new Uint8Array(nodes.length);
  const trueChildren = new Int32Array(nodes.length);
  const turned: number[] = [];

  const evaluate = (index: number): boolean => {
    const node = nodes[index];
    if (node === undefined) return false;
    if (node.leaf !== null) {
      const { gauge, own, atLeast, ownPart } = node.leaf;
      const member = levels[node.level]?.member ?? -1;
      const others = (sums[gauge] ?? 0) - amountAt(own, active[member] ?? 0);
      return others >= atLeast - ownPart;
    }
    if (node.condition.kind === "all") return trueChildren[index] === node.children.length;
    if (node.condition.kind === "any") return (trueChildren[index] ?? 0) > 0;
    return node.condition.kind === "always";
  };

  /** Looks at a node again and carries a change upwards; a level whose condition turned goes on the worklist. */
  const reconsider = (start: number): void => {
    for (let index = start; index >= 0;) {
      const now = evaluate(index) ? 1 : 0;
      const node = nodes[index];
      if (node === undefined || now === holds[index]) return;
      holds[index] = now;
      if (node.parent === -1) turned.push(node.level);
      else trueChildren[node.parent] = (trueChildren[node.parent] ?? 0) + (now === 1 ? 1 : -1);
      index = node.parent;
    }
  };

  const setActive = (member: number, level: number): void => {
    const before = active[member] ?? 0;
    active[member] = level;
    for (const { gauge, amounts } of touches[member] ?? []) {
      const sum = (sums[gauge] ?? 0) + amountAt(amounts, level) - amountAt(amounts, before);
      sums[gauge] = sum;
      const watchers = gauges[gauge]?.watchers ?? [];
      let cursor = cursors[gauge] ?? 0;
      if (fromAbove)
        for (
          let next = watchers[cursor - 1];
          next !== undefined && next.threshold > sum;
          next = watchers[cursor - 1]
        ) {
          cursor -= 1;
          reconsider(next.leaf);
        }
      else
        for (
          let next = watchers[cursor];
          next !== undefined && next.threshold <= sum;
          next = watchers[cursor]
        ) {
          cursor += 1;
          reconsider(next.leaf);
        }
      cursors[gauge] = cursor;
    }
  };

  // Children come before parents, so one pass gives every node its first value.
  nodes.forEach((node, index) => {
    holds[index] = evaluate(index) ? 1 : 0;
    if (holds[index] === 1 && node.parent !== -1)
      trueChildren[node.parent] = (trueChildren[node.parent] ?? 0) + 1;
  });
  levels.forEach(({ root }, level) => {
    if (holds[root] !== isOn[level]) turned.push(level);
  });

  for (let index = turned.pop(); index !== undefined; index = turned.pop()) {
    const level = levels[index];
    if (level === undefined) continue;
    isOn[index] = fromAbove ? 0 : 1;
    const before = active[level.member] ?? 0;
    if (!fromAbove && level.level > before) setActive(level.member, level.level);
    if (fromAbove && level.level === before) {
      const first = firstLevel[level.member] ?? 0;
      let highest = before - 1;
      while (highest > 0 && isOn[first + highest - 1] === 0) highest -= 1;
      setActive(level.member, highest);
    }
  }
  return { active, sums };
}
