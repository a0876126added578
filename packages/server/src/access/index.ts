// access: who is asking. Seats, roles, persons, views, and the journal of what was done. Only this module makes a View, and
// only a View opens labelled rows.
export {
  answeringRoles,
  contentRoles,
  openExerciseView,
  openPublicView,
  openResolverView,
  openSeatView,
  reachesMember,
  readSeat,
  requireRole,
  tellSeat,
} from "./rules.ts";
export type { CaseIdentity, Role, Seat, View } from "./rules.ts";
export { admitToCase, admitToNode } from "./admission.ts";
export type { Admission, CaseSeats, Who } from "./admission.ts";
export type { Caller, SeatCaller } from "./caller.ts";
export type { Act } from "./act.ts";
export { recordDisclosure } from "./disclosures.ts";
export { holdSeat, requireOtherPerson } from "./persons.ts";
export {
  askOnceUnder,
  listJournal,
  readOfRelease,
  readPersons,
  readUnder,
  writeJournal,
  writeJournalRows,
  writeUnder,
} from "./store.ts";
// People: persons, seats, sessions, tokens, invitations, and the journal of the node.
export { personName } from "./rules.ts";
export {
  openCredentialsView,
  openCredentialView,
  openPeerView,
  openPeopleView,
  openPlacingView,
  openSelfView,
} from "./people.ts";
export type { PeopleView } from "./people.ts";
export { readPeople, writeNodeJournal, writePeople, writeUse } from "./store.ts";
