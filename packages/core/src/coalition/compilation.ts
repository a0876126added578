// From pledges to the graph. Invariant: the same pledges in any order give the same answers; time is linear in the
// written conditions, the members of the groups and lists they use (each counted once) and the levels, after one sort.
import { checkPledges } from "../pledges/index.ts";
import type { Condition, PledgedMeasure, PledgeSet } from "../pledges/index.ts";
import { countOf, GaugeTable } from "./gauge-table.ts";
import { countStarts } from "./growing-array.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";
import { createWatchers } from "./watchers.ts";

type Rows = Pick<ResolutionGraph, "rowStart" | "rowMember" | "rowRoot">;
type Entries = Pick<ResolutionGraph, "entryStart" | "entryGauge" | "entryAmount">;
type Nodes = Pick<ResolutionGraph, "nodeParent" | "nodeRow" | "nodeGauge" | "nodeNeeded" | "nodeOwnTop">;

/** @throws InputError PLEDGE_INVALID when pledges or context do not fit together. */
export function compilePledges(set: PledgeSet): ResolutionGraph {
  checkPledges(set);
  const pledges = [...set.pledges].sort((a, b) => (a.member < b.member ? -1 : 1));
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
  };
  const table = new GaugeTable(pledges, set.context, rowStart);
  let node = 0;
  let row = 0;
  const addCondition = (condition: Condition, measures: readonly PledgedMeasure[]): number => {
    const parts = condition.kind === "all" || condition.kind === "any" ? condition.of : [];
    const children = parts.map((part) => addCondition(part, measures));
    for (const child of children) nodes.nodeParent[child] = node;
    nodes.nodeRow[node] = row;
    if (condition.kind === "all") nodes.nodeNeeded[node] = parts.length;
    else if (condition.kind === "any") nodes.nodeNeeded[node] = 1;
    else if (condition.kind !== "always") {
      nodes.nodeGauge[node] = table.findGauge(condition);
      const own = condition.kind === "total" ? countOf(measures, condition.measure) : 0;
      nodes.nodeNeeded[node] = table.findAtLeast(condition) - own;
    }
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

function countNodes(condition: Condition): number {
  if (condition.kind !== "all" && condition.kind !== "any") return 1;
  return condition.of.reduce((sum, part) => sum + countNodes(part), 1);
}

/** Entries row by row. Gauges were filled one after the other, so that within a row they rise. */
function layOutEntries(table: GaugeTable, rowCount: number): Entries & Pick<ResolutionGraph, "gaugeTop"> {
  const entryRow = table.entryRow.finish();
  const gauges = table.entryGauge.finish();
  const amounts = table.entryAmount.finish();
  const entryStart = countStarts(entryRow, rowCount);
  const next = entryStart.slice();
  const entryGauge = new Int32Array(gauges.length);
  const entryAmount = new Float64Array(gauges.length);
  const gaugeTop = new Float64Array(table.size);
  for (let index = 0; index < gauges.length; index += 1) {
    const row = entryRow[index] ?? 0;
    const gauge = gauges[index] ?? 0;
    const amount = amounts[index] ?? 0;
    const place = next[row] ?? 0;
    next[row] = place + 1;
    entryGauge[place] = gauge;
    entryAmount[place] = amount;
    gaugeTop[gauge] = (gaugeTop[gauge] ?? 0) + amount;
  }
  return { entryStart, entryGauge, entryAmount, gaugeTop };
}
