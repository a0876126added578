// Every node this one knows, and how it stands with it.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { SpokenWords } from "../../parts/spoken-words.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import type { OwnSeat } from "../../shell/seat.ts";
import { useWords } from "../../words/locale.tsx";
import { nodesWords } from "./nodes-words.ts";
import type { OtherNode } from "./other-node.ts";

interface TableProps {
  readonly nodes: readonly OtherNode[];
  readonly seat: OwnSeat;
}

export function NodesTable({ nodes, seat }: TableProps) {
  const say = useWords(nodesWords);
  const name = useMemberNames();
  const [open, setOpen] = useState<string | null>(null);
  const time = (instant: string | null) =>
    instant === null ? <span className="quiet">{say("never")}</span> : <When instant={instant} />;
  return (
    <SortableTable<OtherNode>
      caption={say("standing")}
      rows={nodes}
      rowKey={({ fingerprint }) => fingerprint}
      sortedBy={{ column: "member", direction: "ascending" }}
      below={(one) => (one.fingerprint === open ? <Details node={one} /> : null)}
      columns={[
        {
          ...{ id: "member", title: say("col.member"), key: ({ member }) => name(member) },
          cell: ({ member, kitCase }) => (
            <>
              {name(member)}{" "}
              {kitCase !== null && <span className="quiet">{say("kit", { case: kitCase })}</span>}
            </>
          ),
        },
        {
          ...{ id: "state", title: say("col.state"), key: ({ state }) => say("state", { state }) },
          cell: ({ state, findings }) => (
            <span
              className="became"
              data-state={findings.length > 0 && state !== "added" ? "refused" : state}
            >
              {say("state", { state })}
            </span>
          ),
        },
        {
          ...{ id: "in", title: say("col.in"), key: ({ lastIn }) => lastIn },
          cell: ({ lastIn }) => time(lastIn),
        },
        {
          ...{ id: "out", title: say("col.out"), key: ({ lastOut }) => lastOut },
          cell: ({ lastOut }) => time(lastOut),
        },
        {
          ...{ id: "waiting", title: say("col.waiting"), key: ({ waiting, held }) => waiting + held },
          numeric: true,
          cell: ({ waiting, held }) => (
            <>
              {waiting}
              {held > 0 && <span className="quiet"> {say("held", { held })}</span>}
            </>
          ),
        },
        {
          ...{ id: "do", title: say("col.do") },
          cell: (one) => (
            <Acts
              {...{ seat }}
              node={one}
              open={open === one.fingerprint}
              onOpen={() => setOpen(open === one.fingerprint ? null : one.fingerprint)}
            />
          ),
        },
      ]}
    />
  );
}

function Details({ node: { words, address, heardAt, troubles } }: { readonly node: OtherNode }) {
  const say = useWords(nodesWords);
  return (
    <div className="node-details">
      {words === null ? (
        <p>{say("words.unheard")}</p>
      ) : (
        <SpokenWords label={say("words.theirs")} words={words} />
      )}
      <p>
        {say("address")}: {address === null ? say("address.none") : <code>{address}</code>} · {say("heard")}:{" "}
        {heardAt === null ? say("never") : <When instant={heardAt} />}
      </p>
      <h3 className="label">{say("before")}</h3>
      {troubles.length === 0 ? (
        <p className="quiet">{say("before.none")}</p>
      ) : (
        <ul className="before">
          {troubles.map(({ at, side, code, said }, index) => (
            <li key={index}>
              <When instant={at} /> <span className="quiet">{say("side", { side })}</span>
              <p lang="en">
                {said} <code>{code}</code>
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ActsProps extends Pick<TableProps, "seat"> {
  readonly node: OtherNode;
  readonly open: boolean;
  readonly onOpen: () => void;
}

function Acts({ node: one, seat, open, onOpen }: ActsProps) {
  const say = useWords(nodesWords);
  const name = useMemberNames()(one.member);
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const { busy, problem, run } = useAct();
  const params = { path: { member: one.member } };
  const live = one.kitCase === null && ["asked", "paired", "stopped"].includes(one.state);
  const sync = () =>
    run(async () => {
      await answerOf(node.POST("/api/nodes/{member}/delivery", { params }));
      await readAgain("nodes");
    });
  const end = () =>
    ask({
      title: say("end.title", { member: name }),
      content: null,
      recipients: [],
      consequence: say("end.consequence", { member: name }),
      verb: say("end"),
      send: (headers) => answerOf(node.DELETE("/api/nodes/{member}", { params, headers })),
      onDone: () => void readAgain("nodes"),
    });
  return (
    <div className="row-acts">
      <button
        type="button"
        className="button small"
        aria-expanded={open}
        aria-label={`${say("details")}: ${name}`}
        onClick={onOpen}
      >
        {say("details")}
      </button>
      {live && one.address !== null && one.state !== "stopped" && seat.role !== "release-authority" && (
        <button
          type="button"
          className="button small"
          disabled={busy}
          aria-label={`${say("sync")}: ${name}`}
          onClick={sync}
        >
          {say("sync")}
        </button>
      )}
      {live && seat.role === "administrator" && (
        <button type="button" className="button small" aria-label={`${say("end")}: ${name}`} onClick={end}>
          {say("end")}
        </button>
      )}
      <Trouble problem={problem} />
      {dialog}
    </div>
  );
}
