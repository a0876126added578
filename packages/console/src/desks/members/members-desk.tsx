// The desk of members.
import type { DeskProps } from "../../shell/desk-props.ts";

export function MembersDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
