// Pledges compiled for resolution, as typed arrays. Every leaf of a condition compares one shared sum, a *gauge*, with a
// number:
//
//   gauge − what its own member adds at its active level ≥ needed
//
// "At least n of a set" is a gauge that adds 1 per acting member of the set, "named" one over exactly those names, "total"
// one that adds counts, "share" one that adds weights. A total includes the own member at the level in question, which is
// a constant and is taken off `needed`. Gauges are interned, so that a thousand pledges about one group share one sum, and
// the size of the graph (entries, conditions, watchers) is linear in the size of the input, levels of one pledge apart:
// each condition of a pledge has a watcher per level at which its own member adds another amount.
import type { Pledge, ResolutionContext } from "../pledges/index.ts";

/** Never changed once compiled: any number of states may stand on one graph. */
export interface ResolutionGraph {
  /** Sorted by member id, so that the order of a file changes nothing. A member's index here is its number everywhere. */
  readonly pledges: readonly Pledge[];
  readonly context: ResolutionContext;

  /** Rows, one per level of a pledge: those of member `m` are `rowStart[m]` up to `rowStart[m + 1]`, level 1 first. */
  readonly rowStart: Int32Array;
  readonly rowMember: Int32Array;
  /** The node at the top of the row's condition. */
  readonly rowRoot: Int32Array;

  /** What rising *to* the row's level adds: entries `entryStart[row]` up to `entryStart[row + 1]`, by rising gauge. */
  readonly entryStart: Int32Array;
  readonly entryGauge: Int32Array;
  /** Above 0; whole. Sums stay within exact numbers. */
  readonly entryAmount: Float64Array;

  /** Nodes of conditions, children before parents. The enclosing `all` or `any`; −1 at the top. */
  readonly nodeParent: Int32Array;
  readonly nodeRow: Int32Array;
  /** Of a leaf the gauge; −1 for `always`, `all` and `any`. */
  readonly nodeGauge: Int32Array;
  /** Of a leaf what others must add up to (infinite where a weight adds up to nothing); else how many parts must hold. */
  readonly nodeNeeded: Float64Array;
  /** Of a leaf what the own member adds to its gauge at its highest level. */
  readonly nodeOwnTop: Float64Array;
  /** With every member at its highest level: 1 for a part of an `all` or `any` that holds … */
  readonly nodeTopHolds: Uint8Array;
  /** … and how many parts of an `all` or `any` hold. */
  readonly nodeTopParts: Int32Array;

  /** Each gauge's sum when every member is at its highest level. */
  readonly gaugeTop: Float64Array;
  /** Watchers of gauge `g`: `watchStart[g]` up to `watchStart[g + 1]`, by rising threshold. */
  readonly watchStart: Int32Array;
  /** When the gauge crosses it, a leaf may turn … */
  readonly watchThreshold: Float64Array;
  /** … which is the whole condition of a level of this member, or, below 0, the node −1 − this inside an `all` or `any`. */
  readonly watchTarget: Int32Array;
}

type Entries = Pick<ResolutionGraph, "entryStart" | "entryGauge" | "entryAmount">;

/** What rising to a row adds to a gauge. */
export function findAmount(
  { entryStart, entryGauge, entryAmount }: Entries,
  row: number,
  gauge: number,
): number {
  const end = entryStart[row + 1] ?? 0;
  let low = entryStart[row] ?? 0;
  for (let high = end; low < high;) {
    const middle = (low + high) >>> 1;
    if ((entryGauge[middle] ?? 0) < gauge) low = middle + 1;
    else high = middle;
  }
  return low < end && entryGauge[low] === gauge ? (entryAmount[low] ?? 0) : 0;
}

/** What a member adds to a gauge when it acts at a level. */
export function sumAmounts(graph: ResolutionGraph, member: number, level: number, gauge: number): number {
  const first = graph.rowStart[member] ?? 0;
  let sum = 0;
  for (let row = first; row < first + level; row += 1) sum += findAmount(graph, row, gauge);
  return sum;
}
