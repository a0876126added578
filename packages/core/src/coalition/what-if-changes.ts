// What a question "what if" changes about a set of pledges, said as the changed set itself: the plainest statement of what
// every faster answer must come to. Acting without condition is a level under `always`; what a member could do beyond its
// pledge stands in the set as a level that never holds, so that one compiled graph serves every question.
import { InputError } from "../encoding/index.ts";
import type { Pledge, PledgedMeasure, PledgeLevel, PledgeSet } from "../pledges/index.ts";

/** Something a member could be brought to do beyond its pledge, or without one. Without measures it merely acts. */
export interface Offer {
  readonly member: string;
  readonly measures: readonly PledgedMeasure[];
}

/** A member does otherwise than it pledged. */
export type Change =
  /** Acts at this level of its pledge without condition; where a higher level holds, at that. Joining and raising are this. */
  | { readonly kind: "acts"; readonly member: string; readonly level: number }
  /** Does this, and what it pledged at most, without condition. */
  | ({ readonly kind: "offers" } & Offer)
  /** Its pledge is gone: it does not act. */
  | { readonly kind: "withdraws"; readonly member: string };

/** What a coalition is to come to. */
export type Target =
  /** So many members act. */
  | { readonly kind: "acting"; readonly atLeast: number }
  /** The total of a measure over all that act. */
  | { readonly kind: "total"; readonly measure: string; readonly atLeast: number }
  /** All of these act. */
  | { readonly kind: "named"; readonly members: readonly string[] };

/** A refusal of a question about a coalition. */
export function refuse(message: string): InputError {
  return new InputError("WHAT_IF_INVALID", `${message}.`);
}

/** A set with offers in it, and the kind of measure that stands for merely acting and is never shown. */
export interface OfferedSet extends PledgeSet {
  readonly bare: string;
}

/**
 * The set with each offer as a level that never holds: of a new pledge, or above the levels the member has pledged.
 * @throws InputError WHAT_IF_INVALID for what a member has pledged already, and for two offers to one member.
 */
export function addOffers(set: PledgeSet, offers: readonly Offer[]): OfferedSet {
  const bare = findUnusedKind(set);
  const pledges = new Map(set.pledges.map((pledge) => [pledge.member, pledge]));
  const seen = new Set<string>();
  for (const { member, measures } of offers) {
    if (seen.has(member)) throw refuse(`${member} can do one thing only: put its measures together`);
    seen.add(member);
    const levels = pledges.get(member)?.levels ?? [];
    const top = new Map(levels.at(-1)?.measures.map(({ kind, count }) => [kind, count]));
    const merged = new Map(top);
    for (const { kind, count } of measures) merged.set(kind, Math.max(count, merged.get(kind) ?? 0));
    if (merged.size === 0) merged.set(bare, 1);
    if ([...merged].every(([kind, count]) => top.get(kind) === count))
      throw refuse(`${member} has pledged that already: say at which of its levels it acts`);
    const offered = [...merged].map(([kind, count]) => ({ kind, count }));
    pledges.set(member, { member, levels: [...levels, neverHolding(member, offered)] });
  }
  return { pledges: [...pledges.values()], context: set.context, bare };
}

/** Nobody fulfils their own condition, so a level that asks for its own member never holds. */
function neverHolding(member: string, measures: readonly PledgedMeasure[]): PledgeLevel {
  return { measures, condition: { kind: "named", members: [member] } };
}

/** A name for acting as such that no pledge and no condition of the set uses, so that it moves no sum but "who acts". */
function findUnusedKind(set: PledgeSet): string {
  const text = JSON.stringify(set.pledges);
  let name = "acting";
  while (text.includes(JSON.stringify(name))) name += "+";
  return name;
}

/** A member that acts at a level at least, or not at all. */
export interface Bound {
  readonly member: string;
  /** 0 for a member that withdraws. */
  readonly level: number;
}

/**
 * The changes as offers made and bounds on members' levels. Each member changes once at most.
 * @throws InputError WHAT_IF_INVALID for a member without pledge, a level it does not have, a member that changes twice.
 */
export function readChanges(
  set: PledgeSet,
  changes: readonly Change[],
): { readonly offered: OfferedSet; readonly bounds: readonly Bound[] } {
  const offers = changes.flatMap((change) => (change.kind === "offers" ? [change] : []));
  const offered = addOffers(set, offers);
  const pledges = new Map(offered.pledges.map((pledge) => [pledge.member, pledge]));
  const changed = new Set<string>();
  const bounds = changes.map((change) => {
    const { member } = change;
    const pledge = requirePledge(pledges, member);
    if (changed.has(member)) throw refuse(`${member} can change in one way only`);
    changed.add(member);
    if (change.kind === "acts") requireLevel(pledge, change.level);
    const level = { acts: "level" in change ? change.level : 0, offers: pledge.levels.length, withdraws: 0 };
    return { member, level: level[change.kind] };
  });
  return { offered, bounds };
}

/**
 * The set of pledges after the changes.
 * @throws InputError WHAT_IF_INVALID as `readChanges` does.
 */
export function applyChanges(set: PledgeSet, changes: readonly Change[]): PledgeSet {
  const { offered, bounds } = readChanges(set, changes);
  const levelOf = new Map(bounds.map(({ member, level }) => [member, level]));
  const pledges = offered.pledges.flatMap((pledge) => {
    const bound = levelOf.get(pledge.member);
    if (bound === undefined) return [pledge];
    if (bound === 0) return [];
    const levels = pledge.levels.map((level, index) =>
      index === bound - 1 ? { ...level, condition: { kind: "always" as const } } : level,
    );
    return [{ member: pledge.member, levels }];
  });
  return { pledges, context: set.context };
}

function requirePledge(pledges: ReadonlyMap<string, Pledge>, member: string): Pledge {
  const pledge = pledges.get(member);
  if (pledge === undefined)
    throw refuse(`${member} has no open pledge: check the id, or say what it would do`);
  return pledge;
}

/** @throws InputError WHAT_IF_INVALID. */
export function requireLevel({ member, levels }: Pledge, level: number): void {
  if (!Number.isInteger(level) || level < 1 || level > levels.length)
    throw refuse(`${member} has no level ${level}: its pledge has ${levels.length}`);
}
