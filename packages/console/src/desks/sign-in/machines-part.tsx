// Machines that come in on this seat: those that stand, and letting one in with the line its own machine printed.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { useWords } from "../../words/locale.tsx";
import { seatWords } from "./seat-words.ts";
import { Empty, ProblemNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { readMachineLine } from "./machine-line.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { useSigned } from "../../acts/step-up-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";
import { SortableTable } from "../../parts/sortable-table.tsx";

export function MachinesPart() {
  const say = useWords(seatWords);
  const { answer, refresh } = useRead(["node", "tokens"], (signal) => node.GET("/api/tokens", { signal }));
  const { busy, problem, run } = useAct();
  const revoke = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/tokens/{id}", { params: { path: { id } } }));
      refresh();
    });
  const shown = answer.state === "ready" || answer.state === "stale" ? answer.value.tokens : null;
  return (
    <Section id="machines" title={say("machines")} aside={<p className="basis">{say("machines.basis")}</p>}>
      <Trouble problem={problem} />
      {answer.state === "failed" && <ProblemNotice problem={answer.problem} onRetry={refresh} />}
      {shown?.length === 0 && <Empty>{say("machines.none")}</Empty>}
      {shown !== null && shown.length > 0 && <MachineTable machines={shown} busy={busy} onRevoke={revoke} />}
      <LetIn onDone={refresh} />
    </Section>
  );
}

interface MachineTableProps {
  readonly machines: readonly {
    readonly id: string;
    readonly kind: "token" | "certificate";
    readonly seat: string;
    readonly label: string;
    readonly scopes: "all" | readonly string[];
    readonly expiresAt: string;
    readonly usedAt: string | null;
  }[];
  readonly busy: boolean;
  /** Null: they are only looked at. */
  readonly onRevoke: ((id: string) => void) | null;
}

export function MachineTable({ machines, busy, onRevoke }: MachineTableProps) {
  const say = useWords(seatWords);
  return (
    <SortableTable<MachineTableProps["machines"][number]>
      caption={say("machines")}
      rows={machines}
      rowKey={({ id }) => id}
      sortedBy={{ column: "machine", direction: "ascending" }}
      columns={[
        {
          ...{ id: "machine", title: say("col.machine"), key: ({ label }) => label },
          cell: ({ label, kind }) => (
            <>
              {label} <span className="mark">{say("machine.kind", { kind })}</span>
            </>
          ),
        },
        { id: "seat", title: say("col.seat"), key: ({ seat }) => seat, cell: ({ seat }) => seat },
        {
          ...{ id: "may", title: say("col.may") },
          cell: ({ scopes }) => (scopes === "all" ? say("machine.all") : scopes.join(", ")),
        },
        {
          ...{ id: "until", title: say("col.until"), key: ({ expiresAt }) => expiresAt },
          cell: ({ expiresAt }) => <When instant={expiresAt} />,
        },
        {
          ...{ id: "used", title: say("col.used"), key: ({ usedAt }) => usedAt },
          cell: ({ usedAt }) => (usedAt === null ? say("machine.never") : <When instant={usedAt} />),
        },
        {
          ...{ id: "do", title: say("col.do") },
          cell: ({ id }) =>
            onRevoke !== null && (
              <button type="button" className="button small" disabled={busy} onClick={() => onRevoke(id)}>
                {say("machine.revoke")}
              </button>
            ),
        },
      ]}
    />
  );
}

function LetIn({ onDone }: { onDone: () => void }) {
  const say = useWords(seatWords);
  const field = useId();
  const [line, setLine] = useState("");
  const { busy, problem, run } = useAct();
  const { send, dialog } = useSigned();
  const machine = readMachineLine(line);
  const letIn = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (machine === null) return;
    run(async () => {
      const act = (headers: SignedHeaders) => answerOf(node.POST("/api/tokens", { body: machine, headers }));
      if ((await send(act)) === null) return;
      setLine("");
      onDone();
    });
  };
  return (
    <form className="entry-form" onSubmit={letIn}>
      <label className="field" htmlFor={field}>
        <span className="label">{say("machine.line", { command: "entente token create" })}</span>
        <textarea
          id={field}
          rows={3}
          spellCheck={false}
          value={line}
          onChange={({ target }) => setLine(target.value)}
        />
      </label>
      {line.trim() !== "" && machine === null && <p className="basis">{say("machine.bad")}</p>}
      <Trouble problem={problem} />
      <button type="submit" className="button primary" disabled={busy || machine === null}>
        {say(busy ? "asking" : "machine.let-in")}
      </button>
      {dialog}
    </form>
  );
}
