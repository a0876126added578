// Whether a seat is offered an act at all. The node decides once more; this only keeps a button from being shown in vain.
import type { CaseFacts } from "./desk-props.ts";

/** Whether the seat is one of these offices of the lead. */
export function mayAct({ side, seat }: CaseFacts, roles: readonly string[]): boolean {
  return side === "lead" && seat !== null && roles.includes(seat.role);
}

/** Whether the seat is one of these offices of the lead or of an ally: it acts for its own member. */
export function mayActForOwn({ seat }: CaseFacts, roles: readonly string[]): boolean {
  return seat !== null && roles.includes(seat.role);
}
