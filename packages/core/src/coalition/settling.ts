// Fixed points by a worklist, on a state that can be used again. From everyone at its highest level what does not hold is
// lowered until nothing is left to lower: the greatest fixed point. From nobody what holds is raised: the least. Conditions
// are monotone, so both exist, are unique, and no order of work can change them.
//
// Invariant: a state knows exactly which conditions hold at its levels, so it can be settled on from wherever it stands, and
// work is proportional to what changes. A leaf is looked at only when its gauge crosses one of its thresholds; with a
// trail a state goes back the same way.
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

/** While more than one member in so many waits, members are taken in order of memory instead of one by one. */
const SWEEP_SHARE = 8;
/** A step of the trail: what was before, whose, and which of these three. */
const TRAIL_STEP = 3;
const LEVEL = 0;
const FLOOR = 1;
const CEILING = 2;

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
  readonly #holds: Uint8Array;
  /** Of an `all` or `any`, how many parts hold. */
  readonly #parts: Int32Array;
  /** Members to look at: flags, and, unless sweeping, the same as a stack. */
  readonly #waits: Uint8Array;
  readonly #stack: Int32Array;
  #waiting = 0;
  #sweeping = true;
  #trail: number[] | null = null;

  constructor(graph: ResolutionGraph, everyone: boolean) {
    this.graph = graph;
    const { pledges, rowStart, gaugeTop, watchStart, watchThreshold, nodeParent } = graph;
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
    this.#holds = new Uint8Array(nodeParent.length);
    this.#parts = new Int32Array(nodeParent.length);
    this.#waits = new Uint8Array(count);
    this.#stack = new Int32Array(count);
    this.#evaluateAll(everyone);
  }

  /** Children come before parents, so one pass gives every node its value. */
  #evaluateAll(everyone: boolean): void {
    const { nodeParent, nodeGauge, nodeNeeded, nodeOwnTop, rowRoot, rowMember } = this.graph;
    const [holds, parts, sums] = [this.#holds, this.#parts, this.sums];
    for (let node = 0; node < nodeParent.length; node += 1) {
      const gauge = nodeGauge[node] ?? -1;
      const own = everyone ? (nodeOwnTop[node] ?? 0) : 0;
      const value = gauge === -1 ? (parts[node] ?? 0) : (sums[gauge] ?? 0) - own;
      if (value < (nodeNeeded[node] ?? 0)) continue;
      holds[node] = 1;
      const parent = nodeParent[node] ?? -1;
      if (parent !== -1) parts[parent] = (parts[parent] ?? 0) + 1;
    }
    const waitsIf = everyone ? 0 : 1;
    for (let row = 0; row < rowRoot.length; row += 1)
      if (holds[rowRoot[row] ?? 0] === waitsIf) this.#wait(rowMember[row] ?? 0);
  }

  settle(down: boolean): void {
    const count = this.#waits.length;
    while (this.#waiting > 0) {
      if (this.#sweeping) {
        this.#sweep(down);
        if (this.#waiting * SWEEP_SHARE < count) this.#stackUp();
      } else {
        this.#waiting -= 1;
        const member = this.#stack[this.#waiting] ?? 0;
        this.#waits[member] = 0;
        this.#look(member, down);
        this.#sweeping = this.#waiting * SWEEP_SHARE >= count;
      }
    }
  }

  settleInSteps(down: boolean): readonly SettlingStep[] {
    const kept = this.#trail;
    const trail: number[] = [];
    this.#trail = trail;
    this.settle(down);
    this.#trail = kept;
    // The trail holds where a member came from; where it went is where it came from the next time, or is now.
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
    if (level !== before) this.#move(member, level);
    this.#wait(member);
  }

  mark(): number {
    if (this.#waiting > 0) throw new RangeError("settle the state before marking it");
    this.#trail ??= [];
    return this.#trail.length;
  }

  undo(mark: number): void {
    const trail = this.#trail;
    if (trail === null || mark > trail.length) throw new RangeError(`the trail has no mark ${mark}`);
    this.#trail = null;
    while (trail.length > mark) {
      const what = trail.pop();
      const member = trail.pop() ?? 0;
      const before = trail.pop() ?? 0;
      if (what === LEVEL) this.#move(member, before);
      else if (what === FLOOR) this.floor[member] = before;
      else this.ceiling[member] = before;
    }
    this.#trail = trail;
    // What was settled at the mark is settled again.
    if (this.#sweeping) this.#waits.fill(0);
    else for (let index = 0; index < this.#waiting; index += 1) this.#waits[this.#stack[index] ?? 0] = 0;
    this.#waiting = 0;
    this.#sweeping = false;
  }

  #sweep(down: boolean): void {
    const waits = this.#waits;
    for (let member = 0; member < waits.length; member += 1) {
      if (waits[member] === 0) continue;
      waits[member] = 0;
      this.#waiting -= 1;
      this.#look(member, down);
    }
  }

  #stackUp(): void {
    this.#sweeping = false;
    let place = 0;
    for (let member = 0; place < this.#waiting; member += 1) {
      if (this.#waits[member] === 0) continue;
      this.#stack[place] = member;
      place += 1;
    }
  }

  #wait(member: number): void {
    if (this.#waits[member] === 1) return;
    this.#waits[member] = 1;
    if (!this.#sweeping) this.#stack[this.#waiting] = member;
    this.#waiting += 1;
  }

  /** Moves a member to its highest level that holds on this side of where it is. */
  #look(member: number, down: boolean): void {
    const { rowStart, rowRoot } = this.graph;
    const below = (rowStart[member] ?? 0) - 1;
    const active = this.active[member] ?? 0;
    const end = down ? (this.floor[member] ?? 0) : active;
    let level = down ? active : (this.ceiling[member] ?? 0);
    while (level > end && this.#holds[rowRoot[below + level] ?? 0] === 0) level -= 1;
    if (level !== active) this.#move(member, level);
  }

  #move(member: number, level: number): void {
    const { rowStart, entryStart, entryGauge, entryAmount } = this.graph;
    const [sums, lower, upper] = [this.sums, this.#lower, this.#upper];
    const before = this.active[member] ?? 0;
    const first = rowStart[member] ?? 0;
    this.active[member] = level;
    this.#trail?.push(before, member, LEVEL);
    if (level < before) {
      const end = entryStart[first + before] ?? 0;
      for (let entry = entryStart[first + level] ?? 0; entry < end; entry += 1) {
        const gauge = entryGauge[entry] ?? 0;
        const sum = (sums[gauge] ?? 0) - (entryAmount[entry] ?? 0);
        sums[gauge] = sum;
        if (sum < (lower[gauge] ?? 0)) this.#sink(gauge, sum);
      }
    } else {
      const end = entryStart[first + level] ?? 0;
      for (let entry = entryStart[first + before] ?? 0; entry < end; entry += 1) {
        const gauge = entryGauge[entry] ?? 0;
        const sum = (sums[gauge] ?? 0) + (entryAmount[entry] ?? 0);
        sums[gauge] = sum;
        if (sum >= (upper[gauge] ?? 0)) this.#climb(gauge, sum);
      }
    }
  }

  #sink(gauge: number, sum: number): void {
    const { watchStart, watchThreshold, watchNode, watchLow, nodeRow, rowMember } = this.graph;
    const start = watchStart[gauge] ?? 0;
    let cursor = this.#cursor[gauge] ?? 0;
    while (cursor > start && (watchThreshold[cursor - 1] ?? 0) > sum) {
      cursor -= 1;
      const node = watchNode[cursor] ?? 0;
      if (this.#holds[node] === 0) continue;
      const member = rowMember[nodeRow[node] ?? 0] ?? 0;
      if ((this.active[member] ?? 0) >= (watchLow[cursor] ?? 0)) this.#turn(node, 0, member);
    }
    this.#place(gauge, cursor);
  }

  #climb(gauge: number, sum: number): void {
    const { watchStart, watchThreshold, watchNode, watchHigh, nodeRow, rowMember } = this.graph;
    const end = watchStart[gauge + 1] ?? 0;
    let cursor = this.#cursor[gauge] ?? 0;
    while (cursor < end && (watchThreshold[cursor] ?? 0) <= sum) {
      const node = watchNode[cursor] ?? 0;
      const high = watchHigh[cursor] ?? 0;
      cursor += 1;
      if (this.#holds[node] === 1) continue;
      const member = rowMember[nodeRow[node] ?? 0] ?? 0;
      if ((this.active[member] ?? 0) <= high) this.#turn(node, 1, member);
    }
    this.#place(gauge, cursor);
  }

  #place(gauge: number, cursor: number): void {
    const { watchStart, watchThreshold } = this.graph;
    this.#cursor[gauge] = cursor;
    this.#lower[gauge] = cursor > (watchStart[gauge] ?? 0) ? (watchThreshold[cursor - 1] ?? 0) : -Infinity;
    this.#upper[gauge] = cursor < (watchStart[gauge + 1] ?? 0) ? (watchThreshold[cursor] ?? 0) : Infinity;
  }

  /** Carries a turn upwards; a member whose level is concerned waits to be looked at. */
  #turn(start: number, now: 0 | 1, member: number): void {
    const { nodeParent, nodeNeeded, nodeRow, rowStart } = this.graph;
    for (let node = start; ;) {
      this.#holds[node] = now;
      const parent = nodeParent[node] ?? -1;
      if (parent === -1) {
        const level = (nodeRow[node] ?? 0) - (rowStart[member] ?? 0) + 1;
        const active = this.active[member] ?? 0;
        if (now === 0 ? level === active : level > active) this.#wait(member);
        return;
      }
      const parts = (this.#parts[parent] ?? 0) + (now === 1 ? 1 : -1);
      this.#parts[parent] = parts;
      // The part that turned decides only where the number needed lies between before and after.
      if (parts !== (nodeNeeded[parent] ?? 0) - (now === 1 ? 0 : 1)) return;
      node = parent;
    }
  }
}
