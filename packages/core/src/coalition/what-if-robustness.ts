// How many withdrawals a coalition bears before it falls below a target, and which do it. A greedy choice gives a set that
// does it, so no more are needed. That no fewer do is proved by a count that holds for every choice of so many, and where
// that count is too cautious, by trying them all: sets of one more size at a time, leaving out any member that another one's
// withdrawal takes with it. The search stops after a stated number of resolutions, and the answer says what is proved.
import type { PledgeSet } from "../pledges/index.ts";
import { compilePledges } from "./compilation.ts";
import { boundMember, createState, markTrail, settleDown, undoTo } from "./settling.ts";
import type { ResolutionState } from "./settling.ts";
import { describeDifference } from "./what-if.ts";
import type { WhatIfAnswer } from "./what-if.ts";
import { refuse } from "./what-if-changes.ts";
import type { Target } from "./what-if-changes.ts";
import { boundAfterWithdrawals } from "./what-if-survivors.ts";
import { measureTarget, valueOf } from "./what-if-target.ts";
import type { MeasuredTarget } from "./what-if-target.ts";

export interface Robustness {
  /** How far the coalition comes towards the target with everyone. */
  readonly value: number;
  readonly needed: number;
  /** `below` the target with everyone; `bears` the withdrawal of all who may; `falls` with the withdrawals named here. */
  readonly kind: "below" | "bears" | "falls";
  /** A set whose withdrawal takes it below the target, ordered by member. */
  readonly withdrawals: readonly string[];
  /** Proved: fewer withdrawals than this never do. */
  readonly atLeast: number;
  /** Whether both numbers are one, so that the set is a smallest one. */
  readonly exact: boolean;
  /** How many resolutions the search took. */
  readonly resolutions: number;
  /** What the withdrawals come to. */
  readonly outcome: WhatIfAnswer;
}

export interface RobustnessLimits {
  /** About how many resolutions the search may take. */
  readonly effort: number;
  /** Members that do not withdraw, such as the lead. */
  readonly staying: readonly string[];
}

/**
 * Finds the fewest withdrawals that take the coalition below the target.
 * @throws InputError PLEDGE_INVALID, WHAT_IF_INVALID for a target nobody would have to do anything for, and for members
 * without pledge.
 */
export function findRobustness(
  set: PledgeSet,
  target: Target,
  { effort, staying }: RobustnessLimits,
): Robustness {
  const graph = compilePledges(set);
  const measured = measureTarget(graph, target);
  const state = createState(graph, "everyone");
  settleDown(state);
  const before = state.active.slice();
  const value = valueOf(measured, graph, before);
  const start = markTrail(state);
  const numbers = new Map(graph.pledges.map(({ member }, index) => [member, index]));
  const stays = staying.map((member) => {
    const number = numbers.get(member);
    if (number === undefined) throw refuse(`${member} has no open pledge: check the id`);
    return number;
  });
  const search = new WithdrawalSearch(state, measured, { effort, stays: new Set(stays) });
  let found: readonly number[] = value < measured.needed ? [] : search.findGreedily();
  const kind = value < measured.needed ? "below" : found.length === 0 ? "bears" : "falls";
  let atLeast = Math.min(1, found.length);
  while (atLeast < found.length && search.bears(atLeast)) atLeast += 1;
  while (atLeast < found.length) {
    const better = search.findSet(atLeast);
    if (better === "unknown") break;
    if (better === null) atLeast += 1;
    else found = better;
  }
  for (const member of found) boundMember(state, member, 0, 0);
  settleDown(state);
  const names = found.map((member) => graph.pledges[member]?.member ?? "").sort();
  const outcome = describeDifference(graph, null, before, state.active, new Set(names));
  undoTo(state, start);
  const exact = atLeast === found.length;
  const { resolutions } = search;
  return { value, needed: measured.needed, kind, withdrawals: names, atLeast, exact, resolutions, outcome };
}

const MEMBERS_A_WITHDRAWAL_TOUCHES = 10;

interface Withdrawal {
  readonly member: number;
  /** What is left for the target. */
  readonly value: number;
  readonly stops: ReadonlySet<number>;
}

/** The search over one settled state. A smallest set is found without the greedy choice as well, only later. */
export class WithdrawalSearch {
  resolutions = 0;
  readonly #state: ResolutionState;
  readonly #target: MeasuredTarget;
  readonly #effort: number;
  /** Of the search: what the greedy choice took is beside it. */
  #end: number;
  readonly #stays: ReadonlySet<number>;
  /** Members all of whose sets have been tried before. */
  readonly #tried = new Set<number>();

  constructor(
    state: ResolutionState,
    target: MeasuredTarget,
    { effort, stays }: { readonly effort: number; readonly stays: ReadonlySet<number> },
  ) {
    this.#state = state;
    this.#target = target;
    this.#effort = effort;
    this.#end = effort;
    this.#stays = stays;
  }

  /** Takes away the one that costs most again and again, then gives back whom it did not need; empty if all are not enough. */
  findGreedily(): readonly number[] {
    const start = markTrail(this.#state);
    const taken: number[] = [];
    while (this.#value() >= this.#target.needed) {
      const [worst] = this.#withdrawEach().sort((a, b) => a.value - b.value || a.member - b.member);
      if (worst === undefined) {
        undoTo(this.#state, start);
        return [];
      }
      taken.push(worst.member);
      this.#withdraw(worst.member);
    }
    undoTo(this.#state, start);
    const kept = new Set(taken);
    for (const member of taken) {
      kept.delete(member);
      for (const other of kept) this.#withdraw(other);
      if (this.#value() >= this.#target.needed) kept.add(member);
      undoTo(this.#state, start);
    }
    this.#end = this.resolutions + this.#effort;
    return [...kept];
  }

  /** Whether the target is met whichever so many withdraw, as far as counting shows. */
  bears(size: number): boolean {
    const { value, passes } = boundAfterWithdrawals(this.#state, this.#target, size);
    // A withdrawal touches what changes, a pass everything: of a size with so many of them.
    this.resolutions += passes * Math.ceil(this.#state.active.length / MEMBERS_A_WITHDRAWAL_TOUCHES);
    return value >= this.#target.needed;
  }

  /** A set of at most so many that does it; null when there is none; "unknown" when the effort was spent before. */
  findSet(size: number): readonly number[] | null | "unknown" {
    if (this.resolutions >= this.#end) return "unknown";
    const { needed } = this.#target;
    if (size > 1 && this.bears(size)) return null;
    const withdrawals = this.#withdrawEach();
    const enough = withdrawals.find(({ value }) => value < needed);
    if (enough !== undefined) return [enough.member];
    if (size === 1) return null;
    const mark = markTrail(this.#state);
    const added: number[] = [];
    let answer: readonly number[] | null | "unknown" = null;
    for (const { member } of this.#leaveOutDominated(withdrawals)) {
      this.#withdraw(member);
      const rest = this.findSet(size - 1);
      undoTo(this.#state, mark);
      if (rest !== null) {
        answer = rest === "unknown" ? rest : [member, ...rest];
        break;
      }
      this.#tried.add(member);
      added.push(member);
    }
    for (const member of added) this.#tried.delete(member);
    return answer;
  }

  /**
   * A set with a member that stops when another withdraws is no better than the set with that other one instead. Of members
   * that stop with each other the first is kept; those tried before stand for themselves and for all they take with them.
   */
  #leaveOutDominated(withdrawals: readonly Withdrawal[]): readonly Withdrawal[] {
    return withdrawals
      .filter(({ member, stops }) => {
        if (this.#tried.has(member)) return false;
        return !withdrawals.some(
          (other) =>
            other.member !== member &&
            other.stops.has(member) &&
            (this.#tried.has(other.member) || !stops.has(other.member) || other.member < member),
        );
      })
      .sort((a, b) => a.value - b.value || a.member - b.member);
  }

  #withdrawEach(): Withdrawal[] {
    const { active } = this.#state;
    const before = active.slice();
    const mark = markTrail(this.#state);
    const withdrawals: Withdrawal[] = [];
    for (let member = 0; member < before.length; member += 1) {
      if (before[member] === 0 || this.#stays.has(member)) continue;
      this.#withdraw(member);
      const stops = new Set<number>();
      for (let other = 0; other < before.length; other += 1)
        if (active[other] === 0 && before[other] !== 0) stops.add(other);
      withdrawals.push({ member, value: this.#value(), stops });
      undoTo(this.#state, mark);
    }
    return withdrawals;
  }

  #withdraw(member: number): void {
    this.resolutions += 1;
    boundMember(this.#state, member, 0, 0);
    settleDown(this.#state);
  }

  #value(): number {
    return valueOf(this.#target, this.#state.graph, this.#state.active);
  }
}
