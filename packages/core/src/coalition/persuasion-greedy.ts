// A cheap persuasion without a solver, for coalitions too large for one: enough, none of it superfluous, and not always the
// cheapest. Adding whoever brings most for its price does not see members that bring nothing alone and much together, so
// every way tried ends by starting from everyone and letting go of whoever is not needed: the dearest first, those the
// first way would not have added first, and those a relaxed programme makes least of first.
import { boundMember, markTrail, settleDown, undoTo } from "./settling.ts";
import type { Choice, PersuasionProblem } from "./persuasion-problem.ts";
import { riseEach, settleWith } from "./what-if.ts";
import { valueOf } from "./what-if-target.ts";

/**
 * Choices that are enough, ordered by member; persuading everyone must be. `weights` says of each choice how much of it a
 * solution of the relaxed programme takes; all 0 where there is none.
 */
export function persuadeGreedily(problem: PersuasionProblem, weights: readonly number[]): readonly Choice[] {
  const { choices } = problem;
  const added = new Map(addBest(problem).map((choice, place) => [choice, choices.length - place]));
  const weightOf = new Map(choices.map((choice, index) => [choice, weights[index] ?? 0]));
  const byPrice = [...choices].sort((a, b) => b.cost - a.cost || b.member - a.member);
  const ways = [
    byPrice,
    byPrice.toSorted((a, b) => (added.get(a) ?? 0) - (added.get(b) ?? 0)),
    byPrice.toSorted((a, b) => (weightOf.get(a) ?? 0) - (weightOf.get(b) ?? 0)),
  ];
  const [best = choices] = ways
    .map((order) => letGo(problem, order))
    .sort((a, b) => sumCosts(a) - sumCosts(b));
  return [...best].sort((a, b) => a.member - b.member);
}

function sumCosts(choices: readonly Choice[]): number {
  return choices.reduce((sum, { cost }) => sum + cost, 0);
}

/** Adds the choice that brings most for its price, until it is enough or none brings anything. */
function addBest({ graph, target, choices, now }: PersuasionProblem): Choice[] {
  const added: Choice[] = [];
  let left = [...choices];
  let value = valueOf(target, graph, now);
  while (value < target.needed) {
    let best: { readonly choice: Choice; readonly value: number; readonly worth: number } | null = null;
    const before = value;
    riseEach(graph, added, left, (choice, state) => {
      const reached = Math.min(target.needed, valueOf(target, graph, state.active));
      const worth = (reached - before) / choice.cost;
      if (worth > (best?.worth ?? 0)) best = { choice, value: reached, worth };
    });
    const found = best as { readonly choice: Choice; readonly value: number } | null;
    if (found === null) break;
    added.push(found.choice);
    left = left.filter((choice) => choice !== found.choice);
    value = found.value;
  }
  return added;
}

/** Starts from all of these and lets go of each in turn that is not needed. */
function letGo({ graph, target }: PersuasionProblem, order: readonly Choice[]): readonly Choice[] {
  const state = settleWith(graph, order);
  return order.filter((choice) => {
    const mark = markTrail(state);
    boundMember(state, choice.member, 0, graph.pledges[choice.member]?.levels.length ?? 0);
    settleDown(state);
    const needed = valueOf(target, graph, state.active) < target.needed;
    if (needed) undoTo(state, mark);
    return needed;
  });
}
