// Where an approach stands.
import type { Instant } from "@entente/core/encoding";

/** Silence is readable: each of these is a different state, with its own evidence. */
export const positions = [
  "not delivered",
  "delivered",
  "opened",
  "considering",
  "supportive",
  "committed",
  "declined",
  "lapsed",
] as const;
export type Position = (typeof positions)[number];
/** What a member's own desk can say. */
export const statedPositions = ["considering", "supportive", "committed", "declined"] as const;
export type StatedPosition = (typeof statedPositions)[number];

export interface ApproachEvidence {
  readonly deliveredAt: Instant | null;
  readonly firstOpenedAt: Instant | null;
  /** The latest stated position, or `lapsed`; null when nothing was ever said. */
  readonly stated: StatedPosition | "lapsed" | null;
}

/** What was said counts before what was seen, and what was seen before what was sent. */
export function describePosition({ deliveredAt, firstOpenedAt, stated }: ApproachEvidence): Position {
  if (stated !== null) return stated;
  if (firstOpenedAt !== null) return "opened";
  return deliveredAt === null ? "not delivered" : "delivered";
}

/** Only an approach that was never answered, not even with "considering", lapses once its answer-by instant is past. */
export function hasLapsed(
  evidence: ApproachEvidence & { readonly answerBy: Instant },
  now: Instant,
): boolean {
  return now > evidence.answerBy && evidence.stated === null;
}
