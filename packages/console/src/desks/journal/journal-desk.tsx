// The desk of journal.
import type { DeskProps } from "../../shell/desk-props.ts";

export function JournalDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
