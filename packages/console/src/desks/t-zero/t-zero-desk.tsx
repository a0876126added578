// The desk of t-zero.
import type { DeskProps } from "../../shell/desk-props.ts";

export function TZeroDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
