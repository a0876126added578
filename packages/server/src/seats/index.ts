// seats: persons, the seats they were given, and what they come in with. Sessions, tokens and certificates are looked up at
// every request and end at once; invitations bring a person in; the trail says who did what.
export { findSession, findSessions } from "./sessions/store.ts";
export type { FoundSession } from "./sessions/store.ts";
export { endSession, noteSessionUse, openSession } from "./sessions/sessions.ts";
export type { OpenedSession } from "./sessions/sessions.ts";
export { findMachines } from "./machines/store.ts";
export type { FoundMachine } from "./machines/store.ts";
export { noteMachineUse } from "./machines/machines.ts";
export { digestSecret, makeSecret } from "./secrets.ts";
export { findSeatOf } from "./seats.ts";
export { acceptInvitation, completeInvitation, findAcceptance } from "./invitations/invitations.ts";
export type { GivenCode } from "./invitations/invitations.ts";
export {
  listAdministrators,
  openFirstLink,
  recoverAtTheNode,
  renewFirstLink,
} from "./invitations/recovery.ts";
