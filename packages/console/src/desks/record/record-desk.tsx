// The desk of record.
import type { DeskProps } from "../../shell/desk-props.ts";

export function RecordDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
