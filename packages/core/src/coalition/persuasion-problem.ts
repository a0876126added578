// Whom to persuade so that a coalition comes to a target, as a problem: the members that could be asked, at what price, and
// between which levels the answer still leaves them open. Persuading a member means that it acts at a level without
// condition. More persuasion never makes anybody do less, so what everyone does now and what everyone would do if all were
// persuaded close in every answer from below and from above.
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";
import { describeDifference, settleWith } from "./what-if.ts";
import type { WhatIfAnswer } from "./what-if.ts";
import { addOffers, refuse, requireLevel } from "./what-if-changes.ts";
import type { Offer, Target } from "./what-if-changes.ts";
import { measureTarget, valueOf } from "./what-if-target.ts";
import type { MeasuredTarget } from "./what-if-target.ts";

export interface PersuasionQuestion {
  readonly target: Target;
  /** What persuading a member costs, a whole number from 1; 1 where nothing is given. */
  readonly costs: Readonly<Record<string, number>>;
  /** The level of its pledge that a member is persuaded to; the first where nothing is given. */
  readonly levels: Readonly<Record<string, number>>;
  /** What members could be brought to do beyond what they pledged, those without a pledge above all. */
  readonly offers: readonly Offer[];
  /** Who is not to be asked. */
  readonly never: readonly string[];
}

export interface Choice {
  /** Index in the graph's pledges. */
  readonly member: number;
  readonly level: number;
  readonly cost: number;
}

export interface PersuasionProblem {
  readonly graph: ResolutionGraph;
  /** The kind of measure that stands for merely acting. */
  readonly bare: string;
  readonly target: MeasuredTarget;
  /** Whom persuading would move, ordered by member. */
  readonly choices: readonly Choice[];
  /** Levels with nobody persuaded, and with everybody. */
  readonly now: Int32Array;
  readonly most: Int32Array;
  /** How many members are not yet settled: they would act at another level if everybody were persuaded. */
  readonly open: number;
}

const MOST_EXPENSIVE = 1_000_000;

/** @throws InputError PLEDGE_INVALID, WHAT_IF_INVALID for members, levels, costs and targets that make no sense. */
export function planPersuasion(set: PledgeSet, question: PersuasionQuestion): PersuasionProblem {
  const offered = addOffers(set, question.offers);
  const graph = compilePledges(offered);
  const target = measureTarget(graph, question.target);
  const now = settleWith(graph, []).active;
  const choices = listChoices(graph, now, question);
  const most = settleWith(graph, choices).active;
  let open = 0;
  now.forEach((level, member) => (open += level === most[member] ? 0 : 1));
  return { graph, bare: offered.bare, target, choices, now, most, open };
}

function listChoices(graph: ResolutionGraph, now: Int32Array, question: PersuasionQuestion): Choice[] {
  const { costs, levels, offers, never } = question;
  const known = new Set(graph.pledges.map(({ member }) => member));
  for (const member of [...Object.keys(costs), ...Object.keys(levels), ...never])
    if (!known.has(member)) throw refuse(`${member} has no open pledge and no offer: check the id`);
  const offeredTo = new Set(offers.map(({ member }) => member));
  const neverAsked = new Set(never);
  const choices: Choice[] = [];
  graph.pledges.forEach((pledge, index) => {
    const { member } = pledge;
    const named = Object.hasOwn(levels, member) ? levels[member] : undefined;
    if (named !== undefined && offeredTo.has(member))
      throw refuse(`${member} is to be persuaded to a level and to an offer: say one of them`);
    const level = offeredTo.has(member) ? pledge.levels.length : (named ?? 1);
    requireLevel(pledge, level);
    const cost = (Object.hasOwn(costs, member) ? costs[member] : undefined) ?? 1;
    if (!Number.isInteger(cost) || cost < 1 || cost > MOST_EXPENSIVE)
      throw refuse(`The cost of ${member} must be a whole number from 1 to ${MOST_EXPENSIVE}`);
    if (!neverAsked.has(member) && level > (now[index] ?? 0)) choices.push({ member: index, level, cost });
  });
  return choices;
}

/** How far persuading some comes towards the target, and what else it brings about. */
export interface PersuasionOutcome {
  readonly value: number;
  readonly enough: boolean;
  readonly outcome: WhatIfAnswer;
}

/** What persuading these comes to, found by resolving anew: an answer from elsewhere is believed only after this. */
export function tryPersuasion(
  { graph, bare, target, now }: PersuasionProblem,
  choices: readonly Choice[],
): PersuasionOutcome {
  const { active } = settleWith(graph, choices);
  const value = valueOf(target, graph, active);
  const names = new Set(choices.map(({ member }) => graph.pledges[member]?.member ?? ""));
  return {
    value,
    enough: value >= target.needed,
    outcome: describeDifference(graph, bare, now, active, names),
  };
}
