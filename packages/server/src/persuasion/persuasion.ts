// The cheapest members to persuade. The core writes the question as an integer programme and judges every answer by
// resolving; the solver is believed about nothing but what no cheaper answer can exist. Invariant: an answer called exact is
// enough, and the solver proved that nothing costs less; any other says what it costs and what is proved, apart.
import {
  persuadeGreedily,
  planPersuasion,
  tryPersuasion,
  writePersuasionModel,
} from "@entente/core/coalition";
import type { Choice, PersuasionProblem, PersuasionQuestion, WhatIfAnswer } from "@entente/core/coalition";
import type { PledgedMeasure, PledgeSet } from "@entente/core/pledges";
import { solveProgramme } from "./solver.ts";

export interface Persuaded {
  readonly member: string;
  readonly level: number;
  /** What it does then; nothing where it merely acts. */
  readonly measures: readonly PledgedMeasure[];
  readonly cost: number;
}

export interface PersuasionAnswer {
  /** How far the coalition comes towards the target now, and with everybody persuaded who may be. */
  readonly now: number;
  readonly most: number;
  readonly needed: number;
  /** Members whose level is open between the two. */
  readonly open: number;
  /**
   * `exact`: nobody need be asked beyond these, and nothing costs less; `greedy`: enough and none superfluous, and nothing
   * costs less than `atLeast`; `impossible`: everybody together is not enough.
   */
  readonly method: "exact" | "greedy" | "impossible";
  /** Whom to persuade, to which level of their pledge or beyond it, ordered by member. */
  readonly persuaded: readonly Persuaded[];
  readonly cost: number;
  /** Proved: no set that is enough costs less. */
  readonly atLeast: number;
  /** What persuading these comes to. */
  readonly outcome: WhatIfAnswer;
}

/** Up to so many open members the programme is solved whole: for 60 it takes moments, for 100 up to some seconds. */
const MOST_OPEN = 100;
const SECONDS = 60;
/** The solver calculates in rounded numbers: a bound this little above a whole number is that number. */
const ROUNDING = 1e-6;
/** How often an answer that rounding made of the solver's is refused before the solver is given up. */
const MOST_REFUSALS = 20;

/** @throws InputError PLEDGE_INVALID, WHAT_IF_INVALID for members, levels, costs and targets that make no sense. */
export async function findCheapestPersuasion(
  set: PledgeSet,
  question: PersuasionQuestion,
): Promise<PersuasionAnswer> {
  const problem = planPersuasion(set, question);
  const nobody = tryPersuasion(problem, []);
  const everybody = tryPersuasion(problem, problem.choices);
  const answer = (
    method: PersuasionAnswer["method"],
    choices: readonly Choice[],
    atLeast: number,
  ): PersuasionAnswer => ({
    now: nobody.value,
    most: everybody.value,
    needed: problem.target.needed,
    open: problem.open,
    method,
    persuaded: choices.map((choice) => describeChoice(problem, choice)),
    cost: sumCosts(choices),
    atLeast,
    outcome: tryPersuasion(problem, choices).outcome,
  });
  if (nobody.enough) return answer("exact", [], 0);
  if (!everybody.enough) return answer("impossible", [], 0);
  const whole = problem.open <= MOST_OPEN ? await solveWhole(problem) : null;
  if (whole?.choices && sumCosts(whole.choices) === whole.atLeast)
    return answer("exact", whole.choices, whole.atLeast);
  const { weights, bound } = await relax(problem);
  const atLeast = Math.max(bound, whole?.atLeast ?? 0);
  const greedy = persuadeGreedily(problem, weights);
  const found = whole?.choices && sumCosts(whole.choices) < sumCosts(greedy) ? whole.choices : greedy;
  return answer(sumCosts(found) === atLeast ? "exact" : "greedy", found, atLeast);
}

function describeChoice({ graph, bare }: PersuasionProblem, { member, level, cost }: Choice): Persuaded {
  const pledge = graph.pledges[member];
  const measures = pledge?.levels[level - 1]?.measures.filter(({ kind }) => kind !== bare);
  return { member: pledge?.member ?? "", level, measures: measures ?? [], cost };
}

/** What the solver found, if it is enough, and what it proved: with the time over, that nothing costs less than so much. */
interface Finding {
  readonly choices: readonly Choice[] | null;
  readonly atLeast: number;
}

async function solveWhole(problem: PersuasionProblem): Promise<Finding> {
  const refused: number[][] = [];
  let atLeast = cheapestOf(problem);
  while (refused.length <= MOST_REFUSALS) {
    const text = writePersuasionModel(problem, "whole", refused);
    const solution = await solveProgramme(text, { whole: true, seconds: SECONDS });
    if (solution === null) return { choices: null, atLeast };
    atLeast = Math.max(atLeast, Math.ceil(solution.bound - ROUNDING));
    const picked = problem.choices.flatMap((_, index) =>
      (solution.values[index] ?? 0) > 0.5 ? [index] : [],
    );
    const choices = problem.choices.filter((_, index) => picked.includes(index));
    if (tryPersuasion(problem, choices).enough) return { choices, atLeast };
    if (!solution.optimal) break;
    // Too little, by a rounding within the solver's tolerance: whatever is enough has somebody else in it.
    refused.push(picked);
  }
  return { choices: null, atLeast };
}

/** The relaxed programme: how much of each choice it takes, and what it proves. */
async function relax(
  problem: PersuasionProblem,
): Promise<{ readonly weights: readonly number[]; readonly bound: number }> {
  const text = writePersuasionModel(problem, "relaxed", []);
  const solution = await solveProgramme(text, { whole: false, seconds: SECONDS });
  const bound = solution === null ? 0 : Math.ceil(solution.bound - ROUNDING);
  return {
    weights: problem.choices.map((_, index) => solution?.values[index] ?? 0),
    bound: Math.max(cheapestOf(problem), bound),
  };
}

/** Without anybody it is not enough, so at least the cheapest is paid. */
function cheapestOf({ choices }: PersuasionProblem): number {
  return Math.min(...choices.map(({ cost }) => cost));
}

function sumCosts(choices: readonly Choice[]): number {
  return choices.reduce((sum, { cost }) => sum + cost, 0);
}
