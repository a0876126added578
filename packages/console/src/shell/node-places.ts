// The desks of the node itself, beside those of its cases: who is offered which. The node decides what each shows.
import type { OwnSeat } from "./seat.ts";

const roles = {
  foreign: ["desk", "release-authority"],
  nodes: ["administrator", "desk", "release-authority"],
  stick: ["desk"],
  "open-case": ["drafter"],
} as const;

export type NodeDesk = keyof typeof roles;

export const nodeDesks = Object.keys(roles) as readonly NodeDesk[];

/** @param rest further parts of the address, each put in as it is. */
export function nodePath(desk: NodeDesk, ...rest: readonly string[]): string {
  return `/${[desk, ...rest].map((part) => encodeURIComponent(part)).join("/")}`;
}

/** The desks a seat is offered: those of the member that runs the node. */
export function listNodePlaces(seat: OwnSeat | null, host: string | null): readonly NodeDesk[] {
  if (seat === null || seat.member !== host) return [];
  return nodeDesks.filter((desk) => (roles[desk] as readonly string[]).includes(seat.role));
}

export interface NodePlace {
  readonly desk: NodeDesk;
  readonly rest: readonly string[];
}

/** What an address names of the node's own desks, or null. */
export function readNodePlace(path: string): NodePlace | null {
  const [first = "", ...rest] = path.split("/").filter((part) => part !== "");
  const desk = nodeDesks.find((one) => one === first);
  if (desk === undefined || (desk !== "foreign" && rest.length > 0) || rest.length > 3 || rest.length === 1)
    return null;
  try {
    return { desk, rest: rest.map(decodeURIComponent) };
  } catch {
    return null;
  }
}
