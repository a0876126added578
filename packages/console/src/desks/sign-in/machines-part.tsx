// Machines that come in on this seat: those that stand, and letting one in with the line its own machine printed.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useAnswer } from "../../api/use-answer.ts";
import { Empty, ProblemNotice } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { readMachineLine } from "./machine-line.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { useSigned } from "../../acts/step-up-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { useAct } from "../../acts/use-act.ts";

interface Machines {
  readonly tokens: readonly {
    readonly id: string;
    readonly kind: "token" | "certificate";
    readonly seat: string;
    readonly label: string;
    readonly scopes: "all" | readonly string[];
    readonly expiresAt: string;
    readonly usedAt: string | null;
  }[];
}

export function MachinesPart() {
  const { answer, refresh } = useAnswer<Machines>("/api/tokens");
  const { busy, problem, run } = useAct();
  const revoke = (id: string) =>
    run(async () => {
      await answerOf(node.DELETE("/api/tokens/{id}", { params: { path: { id } } }));
      refresh();
    });
  const shown = answer.state === "ready" || answer.state === "stale" ? answer.value.tokens : null;
  return (
    <Section
      id="machines"
      title="Machines"
      aside={<p className="basis">Programs that come in on your seats</p>}
    >
      <Trouble problem={problem} />
      {answer.state === "failed" && <ProblemNotice problem={answer.problem} onRetry={refresh} />}
      {shown?.length === 0 && <Empty>No machine comes in on your seats.</Empty>}
      {shown !== null && shown.length > 0 && (
        <table className="board">
          <thead>
            <tr>
              <th scope="col">Machine</th>
              <th scope="col">Seat</th>
              <th scope="col">May do</th>
              <th scope="col">Until</th>
              <th scope="col">Last used</th>
              <th scope="col">
                <span className="unseen">What you can do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((machine) => (
              <tr key={machine.id}>
                <td data-title="Machine">
                  {machine.label} <span className="mark">{machine.kind}</span>
                </td>
                <td data-title="Seat">{machine.seat}</td>
                <td data-title="May do">
                  {machine.scopes === "all" ? "all the seat may" : machine.scopes.join(", ")}
                </td>
                <td data-title="Until">
                  <When instant={machine.expiresAt} />
                </td>
                <td data-title="Last used">
                  {machine.usedAt === null ? "never" : <When instant={machine.usedAt} />}
                </td>
                <td>
                  <button
                    type="button"
                    className="button small"
                    disabled={busy}
                    onClick={() => revoke(machine.id)}
                  >
                    Revoke it now
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <LetIn onDone={refresh} />
    </Section>
  );
}

function LetIn({ onDone }: { onDone: () => void }) {
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
        <span className="label">
          The line that <code>entente token create</code> printed
        </span>
        <textarea
          id={field}
          rows={3}
          spellCheck={false}
          value={line}
          onChange={({ target }) => setLine(target.value)}
        />
      </label>
      {line.trim() !== "" && machine === null && (
        <p className="basis">This is not such a line. Copy it whole, from its first brace to its last.</p>
      )}
      <Trouble problem={problem} />
      <button type="submit" className="button primary" disabled={busy || machine === null}>
        {busy ? "Asking the node" : "Let it in on this seat"}
      </button>
      {dialog}
    </form>
  );
}
