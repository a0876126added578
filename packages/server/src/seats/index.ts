// seats: persons, the seats they were given, and what they come in with. Sessions, tokens and certificates are looked up at
// every request and end at once; invitations bring a person in; the trail says who did what.
export { findSession } from "./sessions/store.ts";
export type { FoundSession, SessionLimits } from "./sessions/store.ts";
export { noteSessionUse, openSession, signInRefused } from "./sessions/sessions.ts";
export type { OpenedSession } from "./sessions/sessions.ts";
export { digestSecret } from "./secrets.ts";
