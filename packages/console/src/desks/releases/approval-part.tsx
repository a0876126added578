// The second person: exactly what is signed, to be compared with what the first one sees, and the approval.
import { useState } from "react";
import { spellWords, SPOKEN_WORDS } from "@entente/core/keys";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Section } from "../../parts/section.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { useWords } from "../../words/locale.tsx";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

export function ApprovalPart({ facts, document, plan, names }: PlanParts) {
  const say = useWords(releaseWords);
  const { slug, lead } = facts;
  const { digest, approvedBy, proposal } = plan;
  const { presentations, scan } = proposal;
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const findings = scan.findings.length;
  const [seen, setSeen] = useState(false);
  const approves = facts.side === "lead" && facts.seat?.role === "release-authority";
  const recipients = names.nameAll(presentations.map(({ recipient }) => recipient)).toSorted();
  const count = recipients.length;
  const approve = () =>
    ask({
      title: say("approve.ask", { document, count }),
      content: (
        <>
          <p>
            {say("approve.content", {
              ...{ document, version: proposal.version, banner: proposal.plan.banner, findings },
              classes: proposal.plan.classes.length,
            })}
          </p>
          <p>
            {say("approve.plan")}: <code>{digest}</code>
          </p>
          <p className="spoken">{spellWords(digest, SPOKEN_WORDS)}</p>
        </>
      ),
      recipients,
      consequence: say("approve.then"),
      verb: say("approve.do", { count }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/documents/{name}/plans/{plan}/approval", {
            params: { path: { case: slug, name: document, plan: digest } },
            body: { findingsSeen: findings },
            headers,
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <Section id="approval" title={say("approve.title")} aside={<p className="basis">{say("approve.why")}</p>}>
      <h3>{say("approve.signed")}</h3>
      <p className="label">{say("approve.plan")}</p>
      <CopyLine text={digest} what={say("approve.plan")} />
      <p className="label">{say("approve.words")}</p>
      <p className="spoken">{spellWords(digest, SPOKEN_WORDS)}</p>
      <details className="presentations">
        <summary>
          {say("approve.cuts")} ({presentations.length})
        </summary>
        <SortableTable<(typeof presentations)[number]>
          caption={say("approve.caption")}
          rows={presentations}
          rowKey={({ recipient }) => recipient}
          sortedBy={{ column: "recipient", direction: "ascending" }}
          columns={[
            {
              ...{ id: "recipient", title: say("approve.recipient") },
              key: ({ recipient }) => names.name(recipient),
              cell: ({ recipient }) => names.name(recipient),
            },
            {
              ...{ id: "class", title: say("approve.class") },
              ...{ key: ({ class: of }) => of, cell: ({ class: of }) => of },
            },
            {
              ...{ id: "digest", title: say("approve.digest") },
              cell: ({ digest: own }) => <code>{own}</code>,
            },
          ]}
        />
      </details>
      {approvedBy !== null ? (
        <p className="release-done">{say("approve.done", { by: approvedBy })}</p>
      ) : approves ? (
        <>
          {findings > 0 && (
            <label className="seen">
              <input type="checkbox" checked={seen} onChange={({ target }) => setSeen(target.checked)} />{" "}
              {say("approve.seen", { count: findings })}
            </label>
          )}
          <button
            type="button"
            className="button primary large"
            disabled={findings > 0 && !seen}
            onClick={approve}
          >
            {say("approve.do", { count })}
          </button>
        </>
      ) : (
        <p>{say("approve.only", { lead: names.name(lead) })}</p>
      )}
      {dialog}
    </Section>
  );
}
