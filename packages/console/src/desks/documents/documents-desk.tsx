// The desk of documents.
import type { DeskProps } from "../../shell/desk-props.ts";

export function DocumentsDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
