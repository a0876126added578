// What becomes of an event that comes again: MISP takes a newer one only where its own copy came from elsewhere as well.
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
