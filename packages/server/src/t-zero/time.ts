// What is taken for time while a node waits for T-0: docs/decisions/0011-time-at-t-zero.md. A machine has a clock on the
// wall, which a person or a service may set, and a stopwatch, which nobody can. From the moment a node begins to watch, the
// wall may fall behind the stopwatch and is believed (that only delays), and where it runs ahead of it the stopwatch is
// believed: whatever moved the wall forward, no time has passed. Pure.
import { epochMilliseconds, instantAt } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";

/** The two clocks of a machine, handed in by whoever is at the edge. */
export interface Clock {
  /** The time of day, as the machine has it now. */
  readonly wall: () => Instant;
  /** Milliseconds since some moment of its own; never set, never back. */
  readonly stopwatch: () => number;
}

/** Where both clocks stood when watching began. */
export interface Anchor {
  readonly wall: Instant;
  readonly stopwatch: number;
}

export interface Reading {
  /** What is taken for time. */
  readonly now: Instant;
  /** By how much the wall is ahead of what the stopwatch allows. */
  readonly aheadMs: number;
}

/** Clocks drift and are drawn back to the right time a little at a time; more than this is a step. */
export const STEP_MS = 1000;

export function dropAnchor(clock: Clock): Anchor {
  return { wall: clock.wall(), stopwatch: clock.stopwatch() };
}

export function readClock(anchor: Anchor, clock: Clock): Reading {
  const wall = epochMilliseconds(clock.wall());
  const counted = epochMilliseconds(anchor.wall) + Math.floor(clock.stopwatch() - anchor.stopwatch);
  return { now: instantAt(Math.min(wall, counted)), aheadMs: Math.max(0, wall - counted) };
}

/** What is taken for time from now on. */
export function countTime(clock: Clock): () => Instant {
  const anchor = dropAnchor(clock);
  return () => readClock(anchor, clock).now;
}
