// Which steps of T-0 follow which.
import { PolicyError } from "@entente/core/encoding";
import type { Instant } from "@entente/core/encoding";

export type TZeroState = "set" | "armed" | "opened" | "stood-down";

/** @throws PolicyError TRANSITION_REFUSED unless T-0 may go from one state to the other. */
export function checkTransition(from: TZeroState | null, to: TZeroState): void {
  const allowed: Record<TZeroState, readonly (TZeroState | null)[]> = {
    set: [null, "set"],
    armed: ["set"],
    opened: ["armed"],
    "stood-down": ["set", "armed"],
  };
  if (!allowed[to].includes(from)) {
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is ${from ?? "not set"} and cannot become ${to} now. The lead's release authority decides.`,
    );
  }
}

/** @throws PolicyError TRANSITION_REFUSED when the instant has not come: early by no byte. */
export function checkInstant(instant: Instant, now: Instant): void {
  if (now < instant)
    throw new PolicyError(
      "TRANSITION_REFUSED",
      `T-0 is at ${instant}; it is ${now}. Nothing opens before it.`,
    );
}
