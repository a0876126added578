// The desk of ledger.
import type { DeskProps } from "../../shell/desk-props.ts";

export function LedgerDesk({ facts }: DeskProps) {
  return <h1 className="plain-title">{facts.title}</h1>;
}
