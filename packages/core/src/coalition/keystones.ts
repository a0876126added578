// Keystones: the members without which a coalition shrinks most, each taken away by itself.
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import { createState, settleDown } from "./settling.ts";
import { withdrawEach } from "./what-if.ts";
import type { Move } from "./what-if.ts";
import type { Target } from "./what-if-changes.ts";
import { measureTarget, valueOf } from "./what-if-target.ts";

export interface Keystone {
  readonly member: string;
  /** How many act without it, and how far the others come towards the target. */
  readonly acting: number;
  readonly value: number;
  /** Whether its withdrawal alone takes the coalition from the target to below it. */
  readonly collapses: boolean;
  /** The others that stop or do less, ordered by member. */
  readonly followed: readonly Move[];
}

export interface Keystones {
  /** How many act with everyone, and how far they come towards the target. */
  readonly acting: number;
  readonly value: number;
  readonly needed: number;
  /** Acting members whose withdrawal makes others stop or do less, or collapses the target; the heaviest loss first. */
  readonly keystones: readonly Keystone[];
}

/** @throws InputError PLEDGE_INVALID, WHAT_IF_INVALID for a target nobody would have to do anything for. */
export function findKeystones(set: PledgeSet, target: Target): Keystones {
  const graph = compilePledges(set);
  const measured = measureTarget(graph, target);
  const state = createState(graph, "everyone");
  settleDown(state);
  const value = valueOf(measured, graph, state.active);
  const acting = state.active.reduce((sum, level) => sum + (level > 0 ? 1 : 0), 0);
  const keystones: Keystone[] = [];
  withdrawEach(state, (member, answer) => {
    const left = valueOf(measured, graph, state.active);
    const collapses = value >= measured.needed && left < measured.needed;
    if (!collapses && answer.followed.length === 0) return;
    keystones.push({
      member: graph.pledges[member]?.member ?? "",
      acting: answer.acting,
      value: left,
      collapses,
      followed: answer.followed,
    });
  });
  // Members come in their order, and sorting keeps it among equals.
  keystones.sort((a, b) => a.acting - b.acting || a.value - b.value || b.followed.length - a.followed.length);
  return { acting, value, needed: measured.needed, keystones };
}
