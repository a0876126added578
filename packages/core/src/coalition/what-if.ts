// What if a member joins, raises or withdraws. A question changes the bounds of members on one compiled graph, and settling
// does the rest.
//
// Every question is asked downwards, from a state that holds too much to the largest that stands, because that is how the
// greatest fixed point is reached: from below, members that wait for each other would never begin. A withdrawal goes down
// from the coalition as it is. For joining, everyone who could join is let in at once, and then sent away by halves: what
// many joiners together do not bring about is never looked at again for each of them, so that conditions about everyone
// ("at least n others act"), on which everything seems to depend, cost no more than others.
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import type { ResolutionGraph } from "./pledge-graph.ts";
import { boundMember, createState, markTrail, settleDown, undoTo } from "./settling.ts";
import type { ResolutionState } from "./settling.ts";
import { readChanges } from "./what-if-changes.ts";
import type { Change } from "./what-if-changes.ts";

/** A member that acts at another level than before; 0 is not acting. */
export interface Move {
  readonly member: string;
  readonly from: number;
  readonly to: number;
}

/** How a coalition stands: how many act, and what they do together. */
export interface Standing {
  readonly acting: number;
  /** The sum of each measure, by kind. */
  readonly totals: Readonly<Record<string, number>>;
}

export interface WhatIfAnswer {
  readonly before: Standing;
  readonly after: Standing;
  /** The members the question changes, as far as their level does, ordered by member. */
  readonly changed: readonly Move[];
  /** All others whose level changes with them, ordered by member. */
  readonly followed: readonly Move[];
}

/**
 * What changes together come to, compared with no change.
 * @throws InputError PLEDGE_INVALID, WHAT_IF_INVALID.
 */
export function askWhatIf(set: PledgeSet, changes: readonly Change[]): WhatIfAnswer {
  const { offered, bounds } = readChanges(set, changes);
  const graph = compilePledges(offered);
  const levelOf = new Map(bounds.map(({ member, level }) => [member, level]));
  const before = createState(graph, "everyone");
  settleDown(before);
  const after = createState(graph, "everyone");
  graph.pledges.forEach(({ member, levels }, index) => {
    const level = levelOf.get(member);
    if (level !== undefined) boundMember(after, index, level, level === 0 ? 0 : levels.length);
  });
  settleDown(after);
  return describeDifference(graph, offered.bare, before.active, after.active, new Set(levelOf.keys()));
}

/** What lies between two sets of levels; `changed` are the members that were told to, `bare` is a kind that is not shown. */
export function describeDifference(
  graph: ResolutionGraph,
  bare: string | null,
  before: Int32Array,
  after: Int32Array,
  changed: ReadonlySet<string>,
): WhatIfAnswer {
  const moves = graph.pledges.flatMap(({ member }, index) => {
    const [from = 0, to = 0] = [before[index], after[index]];
    return from === to ? [] : [{ member, from, to }];
  });
  return {
    before: describeStanding(graph, bare, before),
    after: describeStanding(graph, bare, after),
    changed: moves.filter(({ member }) => changed.has(member)),
    followed: moves.filter(({ member }) => !changed.has(member)),
  };
}

function describeStanding({ pledges }: ResolutionGraph, bare: string | null, active: Int32Array): Standing {
  const totals = new Map<string, number>();
  let acting = 0;
  pledges.forEach(({ levels }, member) => {
    const level = levels[(active[member] ?? 0) - 1];
    if (level === undefined) return;
    acting += 1;
    for (const { kind, count } of level.measures)
      if (kind !== bare) totals.set(kind, (totals.get(kind) ?? 0) + count);
  });
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
  return { acting, totals: Object.fromEntries(sorted) };
}

/** One member's change by itself, and who follows. */
export interface SingleAnswer {
  readonly change: Change;
  /** How many act after it. */
  readonly acting: number;
  /** The others whose level changes, ordered by member. */
  readonly followed: readonly Move[];
}

/**
 * The question nearest to each member, each by itself: one that acts withdraws, one that does not joins at its first level,
 * and one that acts below its highest level also raises to its next. Ordered by member, withdrawing before raising.
 * @throws InputError PLEDGE_INVALID.
 */
export function askAboutEach(set: PledgeSet): readonly SingleAnswer[] {
  const graph = compilePledges(set);
  const state = createState(graph, "everyone");
  settleDown(state);
  const singles = new SingleAnswers(state);
  const answers: { readonly member: number; readonly answer: SingleAnswer }[] = [];
  answerWithdrawals(state, (member, answer) => answers.push({ member, answer }));
  const rises: Rise[] = [];
  graph.pledges.forEach(({ levels }, member) => {
    const level = (state.active[member] ?? 0) + 1;
    if (level <= levels.length) rises.push({ member, level });
  });
  riseEach(graph, [], rises, ({ member, level }, risen) => {
    answers.push({ member, answer: singles.describe(risen, member, level) });
  });
  return answers.sort((a, b) => a.member - b.member).map(({ answer }) => answer);
}

/**
 * The same answers as `withdrawEach`. If A stops when B withdraws and B when A does, one answer is the other's, so that a
 * coalition in which everyone holds up everyone is taken down once and not once for each.
 */
function answerWithdrawals(
  state: ResolutionState,
  tell: (member: number, answer: SingleAnswer) => void,
): void {
  const { graph, active } = state;
  const mark = markTrail(state);
  const singles = new SingleAnswers(state);
  const before = active.slice();
  const stopped = new Uint8Array(before.length);
  let last = -1;
  let moves: readonly Move[] = [];
  let acting = 0;
  for (let member = 0; member < before.length; member += 1) {
    if (before[member] === 0) continue;
    const change: Change = { kind: "withdraws", member: graph.pledges[member]?.member ?? "" };
    if (last === -1 || stopped[member] === 0 || !fallsWithout(state, last, member)) {
      boundMember(state, member, 0, 0);
      settleDown(state);
      acting = 0;
      for (let other = 0; other < before.length; other += 1) {
        const level = active[other] ?? 0;
        if (level > 0) acting += 1;
        stopped[other] = level === 0 && before[other] !== 0 ? 1 : 0;
      }
      moves = singles.describe(state, -1, 0).followed;
      undoTo(state, mark);
    }
    last = member;
    tell(member, { change, acting, followed: moves.filter((move) => move.member !== change.member) });
  }
}

/** Whether no level of the member holds with another gone and all else as it is. */
function fallsWithout({ graph, active, sums }: ResolutionState, member: number, gone: number): boolean {
  const { rowStart, rowRoot, entryStart, entryGauge, entryAmount, nodeParent, nodeGauge, nodeNeeded } = graph;
  const taken = new Map<number, number>();
  for (const one of [member, gone]) {
    const start = rowStart[one] ?? 0;
    const end = entryStart[start + (active[one] ?? 0)] ?? 0;
    for (let entry = entryStart[start] ?? 0; entry < end; entry += 1) {
      const gauge = entryGauge[entry] ?? 0;
      taken.set(gauge, (taken.get(gauge) ?? 0) + (entryAmount[entry] ?? 0));
    }
  }
  // The nodes of a member lie side by side, and each row ends with the node at its top.
  const first = rowStart[member] ?? 0;
  const end = rowStart[member + 1] ?? 0;
  const parts = new Map<number, number>();
  for (
    let node = first === 0 ? 0 : (rowRoot[first - 1] ?? 0) + 1;
    node <= (rowRoot[end - 1] ?? -1);
    node += 1
  ) {
    const gauge = nodeGauge[node] ?? -1;
    const value = gauge === -1 ? (parts.get(node) ?? 0) : (sums[gauge] ?? 0) - (taken.get(gauge) ?? 0);
    if (value < (nodeNeeded[node] ?? Infinity)) continue;
    const parent = nodeParent[node] ?? -1;
    if (parent === -1) return false;
    parts.set(parent, (parts.get(parent) ?? 0) + 1);
  }
  return true;
}

/** Lets each acting member of a settled state withdraw by itself, and leaves the state as it was. */
export function withdrawEach(
  state: ResolutionState,
  tell: (member: number, answer: SingleAnswer) => void,
): void {
  const singles = new SingleAnswers(state);
  const before = state.active.slice();
  const mark = markTrail(state);
  for (let member = 0; member < before.length; member += 1) {
    if (before[member] === 0) continue;
    boundMember(state, member, 0, 0);
    settleDown(state);
    tell(member, singles.describe(state, member, 0));
    undoTo(state, mark);
  }
}

export interface Rise {
  readonly member: number;
  /** At least this level, without condition. */
  readonly level: number;
}

/**
 * Settles the graph once for each of these members rising by itself, with `held` always risen, and shows each state. The
 * states are halves of halves of one in which all have risen.
 */
export function riseEach<One extends Rise>(
  graph: ResolutionGraph,
  held: readonly Rise[],
  rises: readonly One[],
  tell: (rise: One, state: ResolutionState) => void,
): void {
  const state = settleWith(graph, [...held, ...rises]);
  const halve = (some: readonly One[]): void => {
    const [only] = some;
    if (only !== undefined && some.length === 1) tell(only, state);
    if (some.length < 2) return;
    const middle = some.length >> 1;
    const [first, second] = [some.slice(0, middle), some.slice(middle)];
    const without = (leaving: readonly One[], staying: readonly One[]): void => {
      const mark = markTrail(state);
      for (const { member } of leaving) boundMember(state, member, 0, topOf(graph, member));
      settleDown(state);
      halve(staying);
      undoTo(state, mark);
    };
    without(second, first);
    without(first, second);
  };
  halve(rises);
}

/** A settled state in which these have risen. */
export function settleWith(graph: ResolutionGraph, risen: readonly Rise[]): ResolutionState {
  const state = createState(graph, "everyone");
  for (const { member, level } of risen) boundMember(state, member, level, topOf(graph, member));
  settleDown(state);
  return state;
}

function topOf(graph: ResolutionGraph, member: number): number {
  return (graph.rowStart[member + 1] ?? 0) - (graph.rowStart[member] ?? 0);
}

/** Answers about single changes to one state. Most of what follows them is the same moves again: each is made once. */
class SingleAnswers {
  readonly #graph: ResolutionGraph;
  readonly #before: Int32Array;
  readonly #moves: (Move | undefined)[];

  constructor({ graph, active }: ResolutionState) {
    this.#graph = graph;
    this.#before = active.slice();
    this.#moves = new Array<Move | undefined>(active.length).fill(undefined);
  }

  describe({ active }: ResolutionState, changed: number, level: number): SingleAnswer {
    const before = this.#before;
    const member = this.#graph.pledges[changed]?.member ?? "";
    const change: Change = level === 0 ? { kind: "withdraws", member } : { kind: "acts", member, level };
    const followed: Move[] = [];
    let acting = 0;
    for (let other = 0; other < active.length; other += 1) {
      const from = before[other] ?? 0;
      const to = active[other] ?? 0;
      if (to > 0) acting += 1;
      if (from !== to && other !== changed) followed.push(this.#move(other, from, to));
    }
    return { change, acting, followed };
  }

  #move(member: number, from: number, to: number): Move {
    const known = this.#moves[member];
    if (known?.to === to) return known;
    const move = { member: this.#graph.pledges[member]?.member ?? "", from, to };
    this.#moves[member] = move;
    return move;
  }
}
