// The code of every desk, fetched when it is wanted. Nothing else is imported here, so that the page can begin to fetch its
// desk before anything of the console is there.
import type { ComponentType } from "react";
import type { DeskProps } from "./desk-props.ts";
import type { DeskName } from "./places.ts";

export const deskLoaders: Readonly<Record<DeskName, () => Promise<ComponentType<DeskProps>>>> = {
  inbox: async () => (await import("../desks/inbox/inbox-desk.tsx")).InboxDesk,
  case: async () => (await import("../desks/case/case-desk.tsx")).CaseDesk,
  documents: async () => (await import("../desks/documents/documents-desk.tsx")).DocumentsDesk,
  releases: async () => (await import("../desks/releases/releases-desk.tsx")).ReleasesDesk,
  approaches: async () => (await import("../desks/approaches/approaches-desk.tsx")).ApproachesDesk,
  pledges: async () => (await import("../desks/pledges/pledges-desk.tsx")).PledgesDesk,
  "t-zero": async () => (await import("../desks/t-zero/t-zero-desk.tsx")).TZeroDesk,
  record: async () => (await import("../desks/record/record-desk.tsx")).RecordDesk,
  members: async () => (await import("../desks/members/members-desk.tsx")).MembersDesk,
  ledger: async () => (await import("../desks/ledger/ledger-desk.tsx")).LedgerDesk,
  journal: async () => (await import("../desks/journal/journal-desk.tsx")).JournalDesk,
};
