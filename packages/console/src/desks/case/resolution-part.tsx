// What acting together added: read left to right. Those who would act alone carry those whose conditions they fulfil; the
// difference between the two numbers is the value of coordination.
import { useState } from "react";
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { capitalise, count, nameMembers } from "./sentences.ts";

export interface ResolutionPartProps {
  readonly resolution: CaseOverview["resolution"];
  readonly members: readonly OverviewMember[];
}

export function ResolutionPart({ resolution, members }: ResolutionPartProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  if (resolution === null)
    return <Empty>Pledges are not resolved yet. Until then nobody sees whose condition holds.</Empty>;
  const added = resolution.acting - resolution.alone;
  const groups = {
    alone: members.filter((member) => member.acting && member.alone),
    follow: members.filter((member) => member.acting && !member.alone),
    held: members.filter((member) => !member.acting && member.explain !== null),
  };
  const shown = members.find((member) => member.id === chosen) ?? groups.follow[0] ?? groups.alone[0];
  const list = (
    title: string,
    figure: string,
    words: string,
    group: readonly OverviewMember[],
    kind: string,
  ) => (
    <div className="stage" data-kind={kind}>
      <h3 className="label">{title}</h3>
      <p className="stage-figure">{figure}</p>
      <p className="quiet">{words}</p>
      <ul className="chips">
        {group.map((member) => (
          <li key={member.id}>
            <button
              type="button"
              className="chip"
              aria-pressed={member.id === shown?.id}
              aria-label={`${member.kind === "state" ? member.name : `${member.id}, ${member.name}`}: why`}
              onClick={() => setChosen(member.id)}
            >
              {member.kind === "state" ? member.name : member.id}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
  return (
    <>
      <p className="resolution-sentence">
        <strong>{resolution.acting}</strong> act together; <strong>{resolution.alone}</strong> would act
        alone.{" "}
        {added > 0
          ? `The ${added} between them act only because they can see each other's company: that is the value of coordination.`
          : "Nobody waits for anybody here: coordination added no member."}
      </p>
      <div className="stages">
        {list("Act in any case", String(resolution.alone), "need no one else", groups.alone, "alone")}
        <Arrow words={`carry ${count(added, "more member", "more members")}`} />
        {list(
          "Follow them",
          `+${added}`,
          "their condition holds once the others act",
          groups.follow,
          "follow",
        )}
        <Arrow words="make up all that act" />
        <div className="stage" data-kind="sum">
          <h3 className="label">Act together</h3>
          <p className="stage-figure">{resolution.acting}</p>
          <p className="quiet">at one instant, T-0</p>
        </div>
        {groups.held.length > 0 &&
          list("Held back", String(groups.held.length), "their condition did not hold", groups.held, "held")}
      </div>
      {shown !== undefined && (
        <p className="explain" aria-live="polite">
          <strong>{shown.name}</strong>
          {shown.pledged !== null && (
            <span className="quiet"> pledged {nameMembers(shown.pledged, members)}. </span>
          )}{" "}
          {shown.explain === null
            ? "No pledge was placed."
            : `${capitalise(nameMembers(shown.explain, members)).replace(/\.$/, "")}.`}
        </p>
      )}
      <Reasons members={members} />
    </>
  );
}

function Arrow({ words }: { words: string }) {
  return (
    <p className="arrow">
      <svg viewBox="0 0 40 12" width="40" height="12" aria-hidden="true" focusable="false">
        <path d="M0 6h36M31 1.5l6 4.5-6 4.5" />
      </svg>
      <span className="unseen">{words}</span>
    </p>
  );
}

function Reasons({ members }: { members: readonly OverviewMember[] }) {
  const name = (text: string | null) => (text === null ? "" : nameMembers(text, members));
  return (
    <details className="more">
      <summary>Every member&apos;s reason, as a table</summary>
      <SortableTable
        caption="Why each pledge fires or does not"
        rows={members.filter((member) => member.explain !== null)}
        rowKey={(member) => `reason-${member.id}`}
        sortedBy={{ column: "name", direction: "ascending" }}
        columns={[
          { id: "name", title: "Member", cell: (member) => member.name, key: (member) => member.name },
          {
            id: "acts",
            title: "Acts",
            cell: (member) => (member.alone ? "in any case" : member.acting ? "with others" : "no"),
            key: (member) => (member.alone ? 0 : member.acting ? 1 : 2),
          },
          { id: "pledged", title: "Pledged", cell: (member) => name(member.pledged) },
          { id: "why", title: "Why", cell: (member) => capitalise(name(member.explain)) },
        ]}
      />
    </details>
  );
}
