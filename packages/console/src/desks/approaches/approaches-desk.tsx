// The desk of approaches.
import type { DeskProps } from "../../shell/desk-props.ts";

export function ApproachesDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
