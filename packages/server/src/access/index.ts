// access: who is asking. Seats, roles, views, and the journal of what was done. Only this module makes a View.
export { openExerciseView, openSeatView, reachesMember, readSeat, requireRole } from "./rules.ts";
export type { CaseIdentity, Seat, View } from "./rules.ts";
export type { Act } from "./act.ts";
export { writeJournal } from "./store.ts";
