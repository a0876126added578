// The code of every desk, loaded when the desk is opened.
import { lazy } from "react";
import type { ComponentType } from "react";
import type { DeskProps } from "./desk-props.ts";
import type { DeskName } from "./places.ts";

const open = (load: () => Promise<ComponentType<DeskProps>>): ComponentType<DeskProps> =>
  lazy(async () => ({ default: await load() }));

export const deskPages: Readonly<Record<DeskName, ComponentType<DeskProps>>> = {
  inbox: open(async () => (await import("../desks/inbox/inbox-desk.tsx")).InboxDesk),
  case: open(async () => (await import("../desks/case/case-desk.tsx")).CaseDesk),
  documents: open(async () => (await import("../desks/documents/documents-desk.tsx")).DocumentsDesk),
  releases: open(async () => (await import("../desks/releases/releases-desk.tsx")).ReleasesDesk),
  approaches: open(async () => (await import("../desks/approaches/approaches-desk.tsx")).ApproachesDesk),
  pledges: open(async () => (await import("../desks/pledges/pledges-desk.tsx")).PledgesDesk),
  "t-zero": open(async () => (await import("../desks/t-zero/t-zero-desk.tsx")).TZeroDesk),
  record: open(async () => (await import("../desks/record/record-desk.tsx")).RecordDesk),
  members: open(async () => (await import("../desks/members/members-desk.tsx")).MembersDesk),
  ledger: open(async () => (await import("../desks/ledger/ledger-desk.tsx")).LedgerDesk),
  journal: open(async () => (await import("../desks/journal/journal-desk.tsx")).JournalDesk),
};
