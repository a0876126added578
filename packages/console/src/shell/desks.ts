// Every desk of a case: its address, who is offered it, and the code that is loaded when it is opened.
import { lazy } from "react";
import type { ComponentType } from "react";
import type { DeskProps } from "./desk-props.ts";
import type { Side } from "./seat.ts";

export type DeskName =
  | "case"
  | "inbox"
  | "documents"
  | "releases"
  | "approaches"
  | "pledges"
  | "t-zero"
  | "record"
  | "members"
  | "ledger"
  | "journal";

interface Desk {
  readonly name: DeskName;
  /** To whom it is offered; the node decides what it shows. */
  readonly sides: readonly Side[];
  readonly Page: ComponentType<DeskProps>;
}

const open = (load: () => Promise<ComponentType<DeskProps>>): ComponentType<DeskProps> =>
  lazy(async () => ({ default: await load() }));

export const desks: readonly Desk[] = [
  {
    ...{ name: "inbox", sides: ["ally"] },
    Page: open(async () => (await import("../desks/inbox/inbox-desk.tsx")).InboxDesk),
  },
  {
    ...{ name: "case", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/case/case-desk.tsx")).CaseDesk),
  },
  {
    ...{ name: "documents", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/documents/documents-desk.tsx")).DocumentsDesk),
  },
  {
    ...{ name: "releases", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/releases/releases-desk.tsx")).ReleasesDesk),
  },
  {
    ...{ name: "approaches", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/approaches/approaches-desk.tsx")).ApproachesDesk),
  },
  {
    ...{ name: "pledges", sides: ["lead", "ally", "all"] },
    Page: open(async () => (await import("../desks/pledges/pledges-desk.tsx")).PledgesDesk),
  },
  {
    ...{ name: "t-zero", sides: ["lead", "ally", "all"] },
    Page: open(async () => (await import("../desks/t-zero/t-zero-desk.tsx")).TZeroDesk),
  },
  {
    ...{ name: "record", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/record/record-desk.tsx")).RecordDesk),
  },
  {
    ...{ name: "members", sides: ["lead", "ally", "all"] },
    Page: open(async () => (await import("../desks/members/members-desk.tsx")).MembersDesk),
  },
  {
    ...{ name: "ledger", sides: ["lead", "ally", "all"] },
    Page: open(async () => (await import("../desks/ledger/ledger-desk.tsx")).LedgerDesk),
  },
  {
    ...{ name: "journal", sides: ["lead", "all"] },
    Page: open(async () => (await import("../desks/journal/journal-desk.tsx")).JournalDesk),
  },
];

/** The address of a desk. @param rest further parts of it, each put in as it is. */
export function pathOf(slug: string, name: DeskName, ...rest: readonly string[]): string {
  const parts = ["cases", slug, ...(name === "case" ? [] : [name]), ...rest];
  return `/${parts.map((part) => encodeURIComponent(part)).join("/")}`;
}

export interface Place {
  readonly slug: string;
  /** Null: the first desk of the reader's side. */
  readonly name: DeskName | null;
  readonly rest: readonly string[];
}

/** What an address names, or null where it names nothing of a case. */
export function readPlace(path: string): Place | null {
  const [top, slug, name, ...rest] = path
    .split("/")
    .filter((part) => part !== "")
    .map(decode);
  if (top !== "cases" || slug === undefined || slug === null || rest.includes(null)) return null;
  const known = desks.find((desk) => desk.name === name)?.name ?? null;
  if (name !== undefined && known === null) return null;
  return { slug, name: known, rest: rest.filter((part) => part !== null) };
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
