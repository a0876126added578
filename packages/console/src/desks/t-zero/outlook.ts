// What an act would lead to by the written rules, before it is done: worked out by the same core as on the node, from what this
// seat may see. The node decides once more.
import { checkTZeroAct, planOpening } from "@entente/core/arrangements";
import type { OpeningPlan, TZeroAct, TZeroCourse } from "@entente/core/arrangements";
import { instantAt, PolicyError, readInstant } from "@entente/core/encoding";
import type { TZero } from "./t-zero-answers.ts";

export type ActName = TZeroAct["act"];

export type Outlook =
  | { readonly state: "refused"; readonly reason: string }
  | {
      readonly state: "allowed";
      /** Due now, and due if it is done. */
      readonly dueAt: string;
      readonly nextDueAt: string;
      /** Whether the own package stays closed, or all of it ends. */
      readonly leavesOut: boolean;
      readonly endsAll: boolean;
      readonly opensNow: boolean;
    };

export interface Wish {
  readonly member: string;
  readonly act: ActName;
  /** By the node's clock. */
  readonly now: string;
  /** Of an embargo. */
  readonly until: string | null;
}

export function lookAhead(tZero: TZero, lead: string, wish: Wish): Outlook {
  const course: TZeroCourse = {
    ...{ instant: readInstant(tZero.instant), lead, armed: tZero.packages.map(({ member }) => member) },
    acts: tZero.acts.map(({ member, act, at, until }) => ({
      ...{ member, act, at: readInstant(at), until: until === null ? null : readInstant(until) },
    })),
  };
  const act: TZeroAct = {
    ...{ member: wish.member, act: wish.act, at: readInstant(wish.now) },
    until: wish.until === null ? null : readInstant(wish.until),
  };
  try {
    checkTZeroAct(course, tZero.rules, act);
  } catch (error) {
    if (error instanceof PolicyError) return { state: "refused", reason: error.message };
    throw error;
  }
  const next: OpeningPlan = planOpening({ ...course, acts: [...course.acts, act] }, tZero.rules);
  return {
    ...{ state: "allowed", dueAt: tZero.dueAt, nextDueAt: next.dueAt },
    ...{ leavesOut: next.leftOut.includes(wish.member), endsAll: next.endedBy !== null },
    opensNow: next.endedBy === null && next.dueAt <= act.at,
  };
}

/** Seconds until T-0, by the node's clock: what it said, less what passed here since. Never less than none. */
export function secondsLeft(said: number, sinceMs: number): number {
  return Math.max(0, Math.ceil(said - sinceMs / 1000));
}

/** The node's clock now, from what it said and what passed here since. */
export function nodeNow(said: string, sinceMs: number): string {
  return instantAt(Date.parse(said) + Math.max(0, Math.floor(sinceMs)));
}

export interface Parts {
  readonly days: number;
  readonly hours: number;
  readonly minutes: number;
  readonly seconds: number;
}

export function splitSeconds(seconds: number): Parts {
  return {
    ...{ days: Math.floor(seconds / 86_400), hours: Math.floor((seconds % 86_400) / 3600) },
    ...{ minutes: Math.floor((seconds % 3600) / 60), seconds: seconds % 60 },
  };
}

/** How many items of those who act are open: whoever arms says that it was seen. */
export function countOpenOf(tZero: Pick<TZero, "readiness">, acting: readonly string[]): number {
  const known = new Map(tZero.readiness.map(({ member, items: states }) => [member, Object.values(states)]));
  // Of a member nobody asked yet, every item is open.
  return acting.reduce(
    (sum, member) => sum + (known.get(member)?.filter((state) => state === "open").length ?? ITEM_COUNT),
    0,
  );
}

const ITEM_COUNT = 5;
