// From pledges to the graph. Invariant: the same pledges in any order give the same answers; time is linear in the
// written conditions, the members of the groups and lists they use (each counted once) and the levels, after one sort.
import { checkPledges } from "../pledges/index.ts";
import type { Condition, Pledge, PledgedMeasure, PledgeSet } from "../pledges/index.ts";
import { countOf, GaugeTable } from "./gauge-table.ts";
import { countStarts } from "./growing-array.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";
import { createWatchers } from "./watchers.ts";

type Rows = Pick<ResolutionGraph, "rowStart" | "rowMember" | "rowRoot">;
type Entries = Pick<ResolutionGraph, "entryStart" | "entryGauge" | "entryAmount">;
type Nodes = Pick<
  ResolutionGraph,
  "nodeParent" | "nodeRow" | "nodeGauge" | "nodeNeeded" | "nodeOwnTop" | "nodeTopHolds" | "nodeTopParts"
>;

/** @throws InputError PLEDGE_INVALID when pledges or context do not fit together. */
export function compilePledges(set: PledgeSet): ResolutionGraph {
  const places = checkPledges(set);
  const pledges = sortPledges(set.pledges);
  const rowStart = new Int32Array(pledges.length + 1);
  let nodeCount = 0;
  pledges.forEach(({ levels }, member) => {
    rowStart[member + 1] = (rowStart[member] ?? 0) + levels.length;
    for (const { condition } of levels) nodeCount += countNodes(condition);
  });
  const rowCount = rowStart[pledges.length] ?? 0;
  const rows: Rows = { rowStart, rowMember: new Int32Array(rowCount), rowRoot: new Int32Array(rowCount) };
  const nodes: Nodes = {
    nodeParent: new Int32Array(nodeCount).fill(-1),
    nodeRow: new Int32Array(nodeCount),
    nodeGauge: new Int32Array(nodeCount).fill(-1),
    nodeNeeded: new Float64Array(nodeCount),
    nodeOwnTop: new Float64Array(nodeCount),
    nodeTopHolds: new Uint8Array(nodeCount),
    nodeTopParts: new Int32Array(nodeCount),
  };
  const numberAt = new Int32Array(pledges.length);
  for (let member = 0; member < pledges.length; member += 1)
    if (pledges[member] === set.pledges[member]) numberAt[member] = member;
    else numberAt[places.get(pledges[member]?.member ?? "") ?? 0] = member;
  const table = new GaugeTable({ pledges, context: set.context, rowStart, places, numberAt });
  // Tops of parts that what they are parts of has yet to follow.
  const open: number[] = [];
  let node = 0;
  let row = 0;
  const addCondition = (condition: Condition, measures: readonly PledgedMeasure[]): number => {
    if (condition.kind === "all" || condition.kind === "any") {
      for (const part of condition.of) open.push(addCondition(part, measures));
      for (let part = 0; part < condition.of.length; part += 1) nodes.nodeParent[open.pop() ?? 0] = node;
      nodes.nodeNeeded[node] = condition.kind === "all" ? condition.of.length : 1;
    } else if (condition.kind !== "always") {
      nodes.nodeGauge[node] = table.findGauge(condition);
      const own = condition.kind === "total" ? countOf(measures, condition.measure) : 0;
      nodes.nodeNeeded[node] = table.findAtLeast(condition) - own;
    }
    nodes.nodeRow[node] = row;
    node += 1;
    return node - 1;
  };
  pledges.forEach(({ levels }, member) => {
    for (const { measures, condition } of levels) {
      rows.rowMember[row] = member;
      rows.rowRoot[row] = addCondition(condition, measures);
      row += 1;
    }
  });
  const { gaugeTop, ...entries } = layOutEntries(table, rowCount);
  const watchers = createWatchers({ ...rows, ...entries, ...nodes, gaugeTop });
  return { pledges, context: set.context, ...rows, ...entries, ...nodes, gaugeTop, ...watchers };
}

/** By rising member. A list that rises already, as stores and files give them, needs no sorting. */
function sortPledges(given: readonly Pledge[]): readonly Pledge[] {
  for (let place = 1; place < given.length; place += 1)
    if ((given[place - 1]?.member ?? "") > (given[place]?.member ?? ""))
      return [...given].sort((a, b) => (a.member < b.member ? -1 : 1));
  return [...given];
}

function countNodes(condition: Condition): number {
  if (condition.kind !== "all" && condition.kind !== "any") return 1;
  let count = 1;
  for (const part of condition.of) count += countNodes(part);
  return count;
}

/** Entries row by row. Gauges were filled one after the other, so that within a row they rise. */
function layOutEntries(table: GaugeTable, rowCount: number): Entries & Pick<ResolutionGraph, "gaugeTop"> {
  const entryRow = table.entryRow.finish();
  const gaugeStart = table.gaugeStart.finish();
  const amounts = table.entryAmount.finish();
  const entryStart = countStarts(entryRow, rowCount);
  const next = entryStart.slice();
  const entryGauge = new Int32Array(entryRow.length);
  const entryAmount = new Float64Array(entryRow.length);
  const gaugeTop = new Float64Array(table.size);
  for (let gauge = 0; gauge < gaugeTop.length; gauge += 1) {
    const end = gaugeStart[gauge + 1] ?? entryRow.length;
    let top = 0;
    for (let index = gaugeStart[gauge] ?? 0; index < end; index += 1) {
      const row = entryRow[index] ?? 0;
      const amount = amounts[index] ?? 0;
      const place = next[row] ?? 0;
      next[row] = place + 1;
      entryGauge[place] = gauge;
      entryAmount[place] = amount;
      top += amount;
    }
    gaugeTop[gauge] = top;
  }
  return { entryStart, entryGauge, entryAmount, gaugeTop };
}
