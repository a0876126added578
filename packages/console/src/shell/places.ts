// Every desk of a case by its address, and who is offered it. What a desk is made of stands in desks.ts, which only the
// console itself loads.
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

export interface DeskPlace {
  readonly name: DeskName;
  /** To whom it is offered; the node decides what it shows. */
  readonly sides: readonly Side[];
}

export const deskPlaces: readonly DeskPlace[] = [
  { name: "inbox", sides: ["ally"] },
  { name: "case", sides: ["lead", "all"] },
  { name: "documents", sides: ["lead", "all"] },
  { name: "releases", sides: ["lead", "all"] },
  { name: "approaches", sides: ["lead", "all"] },
  { name: "pledges", sides: ["lead", "ally", "all"] },
  { name: "t-zero", sides: ["lead", "ally", "all"] },
  { name: "record", sides: ["lead", "all"] },
  { name: "members", sides: ["lead", "ally", "all"] },
  { name: "ledger", sides: ["lead", "ally", "all"] },
  { name: "journal", sides: ["lead", "all"] },
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
  const known = deskPlaces.find((desk) => desk.name === name)?.name ?? null;
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
