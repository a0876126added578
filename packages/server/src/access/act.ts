import type { Instant } from "@entente/core/encoding";
import type { CaseIdentity, Seat } from "./rules.ts";

/** Who does something, in which case, and when on the case's clock. Every change of state carries one. */
export interface Act {
  readonly of: CaseIdentity;
  readonly seat: Seat;
  readonly at: Instant;
}
