// The desk of pledges.
import type { DeskProps } from "../../shell/desk-props.ts";

export function PledgesDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
