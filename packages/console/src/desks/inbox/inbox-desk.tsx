// The desk of inbox.
import type { DeskProps } from "../../shell/desk-props.ts";

export function InboxDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
