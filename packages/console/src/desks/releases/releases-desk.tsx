// The desk of releases.
import type { DeskProps } from "../../shell/desk-props.ts";

export function ReleasesDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
