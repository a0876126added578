// Cases that other nodes lead, as far as they were brought here: all of them, or one.
import type { NodeDeskProps } from "../../shell/desk-props.ts";
import { ForeignCase } from "./foreign-case.tsx";
import { ForeignList } from "./foreign-list.tsx";
import "../../style/approaches.css";
import "../../style/inbox.css";
import "../../style/pledges.css";
import "../../style/t-zero.css";
import "../../style/nodes.css";

export function ForeignDesk({ seat, rest }: NodeDeskProps) {
  const [member, foreign, document] = rest;
  if (member === undefined || foreign === undefined) return <ForeignList />;
  return (
    <ForeignCase key={`${member} ${foreign}`} {...{ seat, member, foreign }} document={document ?? null} />
  );
}
