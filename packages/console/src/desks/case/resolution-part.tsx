// What acting together added: read left to right. Those who would act alone carry those whose conditions they fulfil; the
// difference between the two numbers is the value of coordination.
import { useState } from "react";
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { useFilledWords, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { coalitionWords } from "./coalition-words.ts";
import { capitalise, sentenceOf } from "./sentences.ts";

export interface ResolutionPartProps {
  readonly resolution: CaseOverview["resolution"];
  readonly members: readonly OverviewMember[];
}

export function ResolutionPart({ resolution, members }: ResolutionPartProps) {
  const say = useWords(coalitionWords);
  const fill = useFilledWords(coalitionWords);
  const [chosen, setChosen] = useState<string | null>(null);
  if (resolution === null) return <Empty>{say("resolution.none")}</Empty>;
  const added = resolution.acting - resolution.alone;
  const groups = {
    alone: members.filter((member) => member.acting && member.alone),
    follow: members.filter((member) => member.acting && !member.alone),
    held: members.filter((member) => !member.acting && member.explain !== null),
  };
  const shown = members.find((member) => member.id === chosen) ?? groups.follow[0] ?? groups.alone[0];
  const list = (kind: keyof typeof groups, figure: string, group: readonly OverviewMember[]) => (
    <div className="stage" data-kind={kind}>
      <h3 className="label">{say(`resolution.${kind}`)}</h3>
      <p className="stage-figure">{figure}</p>
      <p className="quiet">{say(`resolution.${kind}.why`)}</p>
      <ul className="chips">
        {group.map((member) => (
          <li key={member.id}>
            <button
              type="button"
              className="chip"
              aria-pressed={member.id === shown?.id}
              aria-label={say("resolution.why", {
                member: member.kind === "state" ? member.name : `${member.id}, ${member.name}`,
              })}
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
        {fill("resolution.sentence", {
          acting: <strong>{resolution.acting}</strong>,
          alone: <strong>{resolution.alone}</strong>,
          added: added > 0 ? say("resolution.added", { count: added }) : say("resolution.not-added"),
        })}
      </p>
      <div className="stages">
        {list("alone", String(resolution.alone), groups.alone)}
        <Arrow words={say("resolution.carry", { count: added })} />
        {list("follow", `+${added}`, groups.follow)}
        <Arrow words={say("resolution.make")} />
        <div className="stage" data-kind="sum">
          <h3 className="label">{say("resolution.together")}</h3>
          <p className="stage-figure">{resolution.acting}</p>
          <p className="quiet">{say("resolution.together.why")}</p>
        </div>
        {groups.held.length > 0 && list("held", String(groups.held.length), groups.held)}
      </div>
      {shown !== undefined && (
        <p className="explain" aria-live="polite">
          <strong>{shown.name}</strong>
          {shown.pledged !== null && (
            <span className="quiet">
              {" "}
              {fill("resolution.pledged", { pledge: <Prose text={shown.pledged} /> })}{" "}
            </span>
          )}{" "}
          {shown.explain === null ? say("resolution.no-pledge") : <Prose text={sentenceOf(shown.explain)} />}
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
  const say = useWords(coalitionWords);
  const acts = ({ alone, acting }: OverviewMember) => (alone ? "alone" : acting ? "together" : "no");
  return (
    <details className="more">
      <summary>{say("resolution.reasons")}</summary>
      <SortableTable
        caption={say("resolution.reasons.table")}
        rows={members.filter((member) => member.explain !== null)}
        rowKey={(member) => `reason-${member.id}`}
        sortedBy={{ column: "name", direction: "ascending" }}
        columns={[
          {
            id: "name",
            title: say("members.name"),
            cell: (member) => member.name,
            key: (member) => member.name,
          },
          {
            id: "acts",
            title: say("resolution.acts"),
            cell: (member) => say(`resolution.acts.${acts(member)}`),
            key: (member) => ["alone", "together", "no"].indexOf(acts(member)),
          },
          {
            id: "pledged",
            title: say("resolution.pledge"),
            cell: (member) => <Prose text={member.pledged ?? ""} />,
          },
          {
            id: "why",
            title: say("resolution.reason"),
            cell: (member) => <Prose text={capitalise(member.explain ?? "")} />,
          },
        ]}
      />
    </details>
  );
}
