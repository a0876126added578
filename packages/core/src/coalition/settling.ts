// Fixed points by a worklist, on a state that can be used again. From everyone at its highest level what does not hold is
// lowered until nothing is left to lower: the greatest fixed point. From nobody what holds is raised: the least. Conditions
// are monotone, so both exist, are unique, and no order of work can change them.
//
// A state always knows exactly which conditions hold at its levels, so it can be settled on from wherever it stands; work
// is proportional to what changes. With a trail it goes back the same way.
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
export declare function createState(graph: ResolutionGraph, from: "everyone" | "nobody"): ResolutionState;

/** Lowers every member to its highest level that holds, its floor at least, until nothing is left to lower. */
export declare function settleDown(state: ResolutionState): void;

/** Raises every member to its highest level that holds, its ceiling at most, until nothing is left to raise. */
export declare function settleUp(state: ResolutionState): void;

/**
 * From here on the member's level stays within these bounds, whatever its conditions say: `(m, 0, 0)` withdraws it, `(m, 2, 2)`
 * holds it at level 2, `(m, 0, top)` lets it go. Moves it inside the bounds at once; settle afterwards, in the direction of
 * the change: a lowered ceiling or floor down, a raised one up.
 */
export declare function boundMember(
  state: ResolutionState,
  member: number,
  floor: number,
  ceiling: number,
): void;

/**
 * Begins, or goes on with, remembering changes, and says where the trail stands now. The state must be settled.
 * @throws RangeError when it is not.
 */
export declare function markTrail(state: ResolutionState): number;

/** Takes back every level and bound changed since the mark, at the cost of having changed them. */
export declare function undoTo(state: ResolutionState, mark: number): void;
