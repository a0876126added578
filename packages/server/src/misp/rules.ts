// What an address of a MISP server names, and what becomes of an event that comes again.
import { ServerError } from "../errors.ts";
import { isUuid } from "./reach.ts";
import type { MispEvent } from "./read-event.ts";

/** What is known of an event of the same UUID from the same sender. */
export interface KnownEvent {
  readonly timestamp: number;
  /** UUID of who made it; null where it did not say. */
  readonly creator: string | null;
}

/** `insert`, `replace`, or `keep` what is there. */
export function decideReceived(
  known: KnownEvent | null,
  { timestamp, creator }: Pick<MispEvent, "timestamp" | "creator">,
): "insert" | "replace" | "keep" {
  if (known === null) return "insert";
  return timestamp > known.timestamp && creator.uuid === known.creator ? "replace" : "keep";
}

/** The same for what is not there and for what is closed. */
export const notFound = (): ServerError =>
  new ServerError("NOT_FOUND", "There is nothing here, or you may not see it. The lead's desk can say more.");

/** The event that an address names, `UUID/deleted[]:0/…`; what stands behind it never widens what is given. */
export function readNamed(rest: string): string {
  const [uuid = "", ...settings] = rest.split("/");
  const known = settings.every((one) => one === "" || /^[A-Za-z]{1,40}(?:\[\])?:[\w.,-]{0,200}$/.test(one));
  const named = uuid.replace(/\.json$/, "");
  if (!known || !isUuid(named)) throw notFound();
  return named;
}
