// Fixed points by a worklist, on a state that can be used again. From everyone at its highest level what does not hold is
// lowered until nothing is left to lower: the greatest fixed point. From nobody what holds is raised: the least. Conditions
// are monotone, so both exist, are unique, and no order of work can change them.
//
// Invariant: a state's sums, and which parts of an `all` or `any` hold, are exact for its levels, so it can be settled on from
// wherever it stands, and work is proportional to what changes: a member is looked at only when a gauge crosses one of its
// thresholds. With a trail a state goes back the same way.
import { sumAmounts } from "./pledge-graph.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";

export interface ResolutionState {
  readonly graph: ResolutionGraph;
  /** Active level of each member, counted from 1; 0 when it does not act. Read it, never write it. */
  readonly active: Int32Array;
  /** Bounds that count instead of a member's conditions: at least and at most this level. Read them, never write them. */
  readonly floor: Int32Array;
  readonly ceiling: Int32Array;
  /** Sum of each gauge. Read it, never write it. */
  readonly sums: Float64Array;
}

/** Everyone at its highest level, or nobody; not yet settled. */
export function createState(graph: ResolutionGraph, from: "everyone" | "nobody"): ResolutionState {
  return new State(graph, from === "everyone");
}

/** Lowers every member to its highest level that holds, its floor at least, until nothing is left to lower. */
export function settleDown(state: ResolutionState): void {
  asState(state).settle(true);
}

/** Raises every member to its highest level that holds, its ceiling at most, until nothing is left to raise. */
export function settleUp(state: ResolutionState): void {
  asState(state).settle(false);
}

/** A member and the level it went to. */
export type SettlingStep = readonly [member: number, level: number];

/** Settles like `settleDown` or `settleUp`, and says who went to which level, in that order. */
export function settleInSteps(state: ResolutionState, direction: "down" | "up"): readonly SettlingStep[] {
  return asState(state).settleInSteps(direction === "down");
}

/**
 * From here on the member's level stays within these bounds, whatever its conditions say: `(m, 0, 0)` withdraws it, `(m, 2, 2)`
 * holds it at level 2, `(m, 0, top)` lets it go. Moves it inside the bounds at once; settle afterwards, in the direction of
 * the change: a lowered ceiling or floor down, a raised one up.
 * @throws RangeError for bounds beyond the member's levels.
 */
export function boundMember(state: ResolutionState, member: number, floor: number, ceiling: number): void {
  asState(state).bound(member, floor, ceiling);
}

/**
 * Begins, or goes on with, remembering changes, and says where the trail stands now. The state must be settled.
 * @throws RangeError when it is not.
 */
export function markTrail(state: ResolutionState): number {
  return asState(state).mark();
}

/** Takes back every level and bound changed since the mark, at the cost of having changed them. */
export function undoTo(state: ResolutionState, mark: number): void {
  asState(state).undo(mark);
}

function asState(state: ResolutionState): State {
  if (state instanceof State) return state;
  throw new RangeError("only createState makes states");
}

/**
 * Members are settled in blocks of 2^12 that lie side by side in memory, each until nobody in it waits any more: neighbours
 * mostly depend on neighbours, and what a block reads fits into the processor's cache.
 */
const BLOCK_BITS = 12;
/** While more than one member of a block in so many waits, they are taken in the order of memory. */
const ORDERED_SHARE = 64;
/** A step of the trail: what was before, whose, and which of these three. */
const TRAIL_STEP = 3;
const LEVEL = 0;
const FLOOR = 1;
const CEILING = 2;

/**
 * Works through a block in rounds: all of its members that wait are looked at, then those that go to another level change the gauges, then gauges
 * that crossed a threshold say who waits next. Each part runs through memory in one way, which is what makes it fast.
 */
class State implements ResolutionState {
  readonly graph: ResolutionGraph;
  readonly active: Int32Array;
  readonly floor: Int32Array;
  readonly ceiling: Int32Array;
  readonly sums: Float64Array;
  /** Per gauge, the end of the watchers whose threshold it reaches; and the thresholds on both sides of it. */
  readonly #cursor: Int32Array;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  /** Of parts of an `all` or `any`, whether they hold. */
  readonly #holds: Uint8Array;
  /** Of an `all` or `any`, how many parts hold. */
  readonly #parts: Int32Array;
  /** Members to look at: flags, and per block a list, which begins where the block does, and its length. */
  readonly #waits: Uint8Array;
  readonly #waiting: Int32Array;
  readonly #blockWaiting: Int32Array;
  #waitingCount: number;
  /** Members that go to another level in this round, and where they come from. */
  readonly #movers: Int32Array;
  readonly #origins: Int32Array;
  /** Gauges that crossed a threshold: flags and list. */
  readonly #crosses: Uint8Array;
  readonly #crossing: Int32Array;
  #crossingCount = 0;
  #trail: number[] | null = null;

  constructor(graph: ResolutionGraph, everyone: boolean) {
    this.graph = graph;
    const { pledges, rowStart, gaugeTop, watchStart, watchThreshold } = graph;
    const count = pledges.length;
    const tops = new Int32Array(count);
    for (let member = 0; member < count; member += 1)
      tops[member] = (rowStart[member + 1] ?? 0) - (rowStart[member] ?? 0);
    this.active = everyone ? tops.slice() : new Int32Array(count);
    this.floor = new Int32Array(count);
    this.ceiling = tops;
    this.sums = everyone ? gaugeTop.slice() : new Float64Array(gaugeTop.length);
    this.#cursor = everyone ? watchStart.slice(1) : watchStart.slice(0, -1);
    this.#lower = new Float64Array(gaugeTop.length);
    this.#upper = new Float64Array(gaugeTop.length);
    for (let gauge = 0; gauge < gaugeTop.length; gauge += 1) {
      const [start, end] = [watchStart[gauge] ?? 0, watchStart[gauge + 1] ?? 0];
      this.#lower[gauge] = everyone && end > start ? (watchThreshold[end - 1] ?? 0) : -Infinity;
      this.#upper[gauge] = !everyone && end > start ? (watchThreshold[start] ?? 0) : Infinity;
    }
    this.#holds = everyone ? graph.nodeTopHolds.slice() : new Uint8Array(graph.nodeParent.length);
    this.#parts = everyone ? graph.nodeTopParts.slice() : new Int32Array(graph.nodeParent.length);
    this.#waits = new Uint8Array(count).fill(1);
    this.#waiting = new Int32Array(count);
    this.#waitingCount = count;
    const size = 1 << BLOCK_BITS;
    this.#blockWaiting = new Int32Array(Math.ceil(count / size)).fill(size);
    if (count % size > 0) this.#blockWaiting[this.#blockWaiting.length - 1] = count % size;
    this.#movers = new Int32Array(Math.min(count, size));
    this.#origins = new Int32Array(Math.min(count, size));
    this.#crosses = new Uint8Array(gaugeTop.length);
    this.#crossing = new Int32Array(gaugeTop.length);
    if (!everyone) this.#evaluateParts();
  }

  /** With nobody acting. Children come before parents, so one pass gives every part its value. */
  #evaluateParts(): void {
    const { nodeParent, nodeGauge, nodeNeeded } = this.graph;
    const [holds, parts] = [this.#holds, this.#parts];
    for (let node = 0; node < nodeParent.length; node += 1) {
      const parent = nodeParent[node] ?? -1;
      if (parent === -1) continue;
      const value = nodeGauge[node] === -1 ? (parts[node] ?? 0) : 0;
      if (value < (nodeNeeded[node] ?? 0)) continue;
      holds[node] = 1;
      parts[parent] = (parts[parent] ?? 0) + 1;
    }
  }

  settle(down: boolean): void {
    const counts = this.#blockWaiting;
    for (let block = 0; this.#waitingCount > 0; block = block + 1 < counts.length ? block + 1 : 0)
      while ((counts[block] ?? 0) > 0) {
        const moving = this.#lookAtWaiting(block, down);
        this.#changeGauges(moving);
        this.#crossThresholds();
      }
  }

  settleInSteps(down: boolean): readonly SettlingStep[] {
    const kept = this.#trail;
    const trail: number[] = [];
    this.#trail = trail;
    this.settle(down);
    this.#trail = kept;
    // The trail holds where a member came from; where it went is where it comes from the next time, or is now.
    const went = this.active.slice();
    const steps: SettlingStep[] = [];
    for (let place = trail.length - TRAIL_STEP; place >= 0; place -= TRAIL_STEP) {
      const [before = 0, member = 0] = trail.slice(place, place + 2);
      steps.push([member, went[member] ?? 0]);
      went[member] = before;
    }
    for (const number of trail) kept?.push(number);
    return steps.reverse();
  }

  bound(member: number, floor: number, ceiling: number): void {
    const { rowStart } = this.graph;
    const top = (rowStart[member + 1] ?? 0) - (rowStart[member] ?? 0);
    if (!(member >= 0 && floor >= 0 && floor <= ceiling && ceiling <= top))
      throw new RangeError(`member ${member} has no levels from ${floor} to ${ceiling}`);
    this.#trail?.push(this.floor[member] ?? 0, member, FLOOR, this.ceiling[member] ?? 0, member, CEILING);
    this.floor[member] = floor;
    this.ceiling[member] = ceiling;
    const before = this.active[member] ?? 0;
    const level = Math.min(Math.max(before, floor), ceiling);
    if (level !== before) {
      this.#trail?.push(before, member, LEVEL);
      this.#move(member, level);
    }
    this.#wait(member);
  }

  mark(): number {
    if (this.#waitingCount > 0) throw new RangeError("settle the state before marking it");
    this.#trail ??= [];
    return this.#trail.length;
  }

  undo(mark: number): void {
    const trail = this.#trail;
    if (trail === null || mark > trail.length) throw new RangeError(`the trail has no mark ${mark}`);
    while (trail.length > mark) {
      const what = trail.pop();
      const member = trail.pop() ?? 0;
      const before = trail.pop() ?? 0;
      if (what === LEVEL) this.#move(member, before);
      else if (what === FLOOR) this.floor[member] = before;
      else this.ceiling[member] = before;
    }
    // What was settled at the mark is settled again.
    for (let block = 0; this.#waitingCount > 0; block += 1) {
      const start = block << BLOCK_BITS;
      const count = this.#blockWaiting[block] ?? 0;
      for (let index = start; index < start + count; index += 1) this.#waits[this.#waiting[index] ?? 0] = 0;
      this.#blockWaiting[block] = 0;
      this.#waitingCount -= count;
    }
  }

  #wait(member: number): void {
    if (this.#waits[member] === 1) return;
    this.#waits[member] = 1;
    const block = member >> BLOCK_BITS;
    const place = this.#blockWaiting[block] ?? 0;
    this.#waiting[(block << BLOCK_BITS) + place] = member;
    this.#blockWaiting[block] = place + 1;
    this.#waitingCount += 1;
  }

  /** Gives every waiting member its highest level that holds on this side of where it is; how many go elsewhere. */
  #lookAtWaiting(block: number, down: boolean): number {
    const { rowStart, rowRoot } = this.graph;
    const { active, floor, ceiling } = this;
    const [waits, waiting, movers, origins] = [this.#waits, this.#waiting, this.#movers, this.#origins];
    const start = block << BLOCK_BITS;
    const end = Math.min(start + (1 << BLOCK_BITS), waits.length);
    const count = this.#blockWaiting[block] ?? 0;
    if (count * ORDERED_SHARE >= end - start) listFlagged(waits, waiting, start, end);
    let moving = 0;
    for (let index = start; index < start + count; index += 1) {
      const member = waiting[index] ?? 0;
      waits[member] = 0;
      const below = (rowStart[member] ?? 0) - 1;
      const before = active[member] ?? 0;
      const last = down ? (floor[member] ?? 0) : before;
      let level = down ? before : (ceiling[member] ?? 0);
      while (level > last && !this.#isMet(rowRoot[below + level] ?? 0, member)) level -= 1;
      if (level === before) continue;
      active[member] = level;
      movers[moving] = member;
      origins[moving] = before;
      moving += 1;
      this.#trail?.push(before, member, LEVEL);
    }
    this.#blockWaiting[block] = 0;
    this.#waitingCount -= count;
    return moving;
  }

  /** Whether what a node needs is there: parts that hold, or what others add to its gauge. */
  #isMet(node: number, member: number): boolean {
    const { nodeGauge, nodeNeeded, nodeOwnTop, rowStart } = this.graph;
    const needed = nodeNeeded[node] ?? 0;
    const gauge = nodeGauge[node] ?? -1;
    if (gauge === -1) return (this.#parts[node] ?? 0) >= needed;
    const sum = this.sums[gauge] ?? 0;
    const active = this.active[member] ?? 0;
    if (active === 0) return sum >= needed;
    if (active === (rowStart[member + 1] ?? 0) - (rowStart[member] ?? 0))
      return sum - (nodeOwnTop[node] ?? 0) >= needed;
    return sum - sumAmounts(this.graph, member, active, gauge) >= needed;
  }

  #changeGauges(moving: number): void {
    for (let index = 0; index < moving; index += 1) {
      const member = this.#movers[index] ?? 0;
      this.#changeGaugesOf(member, this.#origins[index] ?? 0, this.active[member] ?? 0);
    }
  }

  #changeGaugesOf(member: number, from: number, to: number): void {
    const { rowStart, entryStart, entryGauge, entryAmount } = this.graph;
    const sums = this.sums;
    const lower = this.#lower;
    const upper = this.#upper;
    const first = rowStart[member] ?? 0;
    const sign = to < from ? -1 : 1;
    const end = entryStart[first + Math.max(from, to)] ?? 0;
    for (let entry = entryStart[first + Math.min(from, to)] ?? 0; entry < end; entry += 1) {
      const gauge = entryGauge[entry] ?? 0;
      const sum = (sums[gauge] ?? 0) + sign * (entryAmount[entry] ?? 0);
      sums[gauge] = sum;
      if (sum < (lower[gauge] ?? 0) || sum >= (upper[gauge] ?? 0)) this.#cross(gauge);
    }
  }

  #cross(gauge: number): void {
    if (this.#crosses[gauge] === 1) return;
    this.#crosses[gauge] = 1;
    this.#crossing[this.#crossingCount] = gauge;
    this.#crossingCount += 1;
  }

  /** One member by itself. */
  #move(member: number, level: number): void {
    const before = this.active[member] ?? 0;
    this.active[member] = level;
    this.#changeGaugesOf(member, before, level);
    this.#crossThresholds();
  }

  /** Whoever watches a threshold that was crossed waits to be looked at. */
  #crossThresholds(): void {
    const { watchStart, watchThreshold, watchTarget } = this.graph;
    for (let index = 0; index < this.#crossingCount; index += 1) {
      const gauge = this.#crossing[index] ?? 0;
      this.#crosses[gauge] = 0;
      const sum = this.sums[gauge] ?? 0;
      const start = watchStart[gauge] ?? 0;
      const end = watchStart[gauge + 1] ?? 0;
      let cursor = this.#cursor[gauge] ?? 0;
      for (; cursor > start && (watchThreshold[cursor - 1] ?? 0) > sum; cursor -= 1)
        this.#alert(watchTarget[cursor - 1] ?? 0);
      for (; cursor < end && (watchThreshold[cursor] ?? 0) <= sum; cursor += 1)
        this.#alert(watchTarget[cursor] ?? 0);
      this.#cursor[gauge] = cursor;
      this.#lower[gauge] = cursor > start ? (watchThreshold[cursor - 1] ?? 0) : -Infinity;
      this.#upper[gauge] = cursor < end ? (watchThreshold[cursor] ?? 0) : Infinity;
    }
    this.#crossingCount = 0;
  }

  #alert(target: number): void {
    if (target >= 0) this.#wait(target);
    else this.#turnIfDue(-1 - target);
  }

  /** Turns a part that holds no longer, or now does, and carries that upwards. */
  #turnIfDue(leaf: number): void {
    const { nodeParent, nodeNeeded, nodeRow, rowMember } = this.graph;
    const member = rowMember[nodeRow[leaf] ?? 0] ?? 0;
    const now = this.#isMet(leaf, member) ? 1 : 0;
    if (this.#holds[leaf] === now) return;
    for (let node = leaf; ;) {
      this.#holds[node] = now;
      const parent = nodeParent[node] ?? -1;
      const parts = (this.#parts[parent] ?? 0) + (now === 1 ? 1 : -1);
      this.#parts[parent] = parts;
      // The part that turned decides only where the number needed lies between before and after.
      if (parts !== (nodeNeeded[parent] ?? 0) - (now === 1 ? 0 : 1)) return;
      if (nodeParent[parent] === -1) {
        this.#wait(member);
        return;
      }
      node = parent;
    }
  }
}

/** Lists the flags that are set from `start` to `end`, in order. */
function listFlagged(flags: Uint8Array, list: Int32Array, start: number, end: number): void {
  let place = start;
  for (let index = start; index < end; index += 1) {
    if (flags[index] === 0) continue;
    list[place] = index;
    place += 1;
  }
}
