// Every cut: for whom, of what, how much of it, and whether it holds, checked here and now.
import { useState } from "react";
import type { OverviewCut, OverviewDocument } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { CheckResult, CheckWord } from "./check-result.tsx";
import { count, groupFingerprint, saySize } from "./sentences.ts";
import { useChecks } from "./use-checks.ts";
import type { Run } from "./use-checks.ts";

const FIRST_ROWS = 12;

export function CutsDesk({
  documents,
  cuts,
}: {
  documents: readonly OverviewDocument[];
  cuts: readonly OverviewCut[];
}) {
  const [words, setWords] = useState("");
  const [document, setDocument] = useState("all");
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpened((before) =>
      before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id]),
    );
  const { results, run, checkOne, checkAll, stop } = useChecks();
  const needle = words.trim().toLowerCase();
  const matching = cuts.filter(
    (cut) =>
      (document === "all" || cut.document === document) &&
      (needle === "" ||
        [cut.recipient, cut.recipientName].some((text) => text.toLowerCase().includes(needle))),
  );
  const shown = all ? matching : matching.slice(0, FIRST_ROWS);
  const portions = new Map(documents.map((entry) => [entry.id, entry.portions]));

  if (cuts.length === 0)
    return <Empty>Nothing is released yet. A cut appears here for each recipient of a release.</Empty>;
  return (
    <>
      <ul className="documents">
        {documents.map((entry) => (
          <li key={entry.id}>
            <span className="document-title">{entry.title}</span>
            <span className="quiet">
              {entry.banner}. {count(entry.portions, "portion", "portions")}, signed once, cut in{" "}
              {count(entry.classes, "way", "ways")} for{" "}
              {count(cuts.filter((cut) => cut.document === entry.id).length, "recipient", "recipients")}.
            </span>
          </li>
        ))}
      </ul>
      <div className="filters">
        <label className="field">
          <span className="label">Find a recipient</span>
          <input
            type="search"
            value={words}
            autoComplete="off"
            onChange={(change) => setWords(change.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">Document</span>
          <select value={document} onChange={(change) => setDocument(change.target.value)}>
            <option value="all">All ({documents.length})</option>
            {documents.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.title}
              </option>
            ))}
          </select>
        </label>
        {run?.state === "running" ? (
          <button type="button" className="button" onClick={stop}>
            Stop checking
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => checkAll(matching)}>
            Check {count(matching.length, "cut", "cuts")} in this browser
          </button>
        )}
        <RunLine run={run} />
      </div>
      <SortableTable
        caption="Cuts: recipient, document, portions released, fingerprint and check"
        rows={shown}
        rowKey={(cut) => cut.id}
        sortedBy={{ column: "released", direction: "descending" }}
        below={(cut) => {
          const check = results.get(cut.id);
          if (check === undefined || check.state === "checking") return null;
          return check.state === "broken" || opened.has(cut.id) ? <CheckResult check={check} /> : null;
        }}
        columns={[
          {
            id: "recipient",
            title: "Recipient",
            key: (cut) => cut.recipientName,
            cell: (cut) => (
              <span className="member-name">
                {cut.recipientName}{" "}
                {cut.recipientName !== cut.recipient && <span className="code">{cut.recipient}</span>}
              </span>
            ),
          },
          {
            id: "document",
            title: "Document",
            key: (cut) => cut.documentTitle,
            cell: (cut) => cut.documentTitle,
          },
          {
            id: "banner",
            title: "Banner",
            key: (cut) => cut.banner,
            cell: (cut) => <span className="mark">{cut.banner}</span>,
          },
          {
            id: "released",
            title: "Portions",
            numeric: true,
            first: "descending",
            key: (cut) => cut.released,
            cell: (cut) => (
              <span className="nowrap">
                {cut.released}
                <span className="quiet"> of {portions.get(cut.document) ?? "?"}</span>
              </span>
            ),
          },
          {
            id: "fingerprint",
            title: "Fingerprint",
            cell: (cut) => (
              <code className="fingerprint" title={`SHA-256 ${cut.sha256}, ${saySize(cut.bytes)}`}>
                {groupFingerprint(cut.sha256, 16)}
              </code>
            ),
          },
          {
            id: "act",
            title: "Cut",
            cell: (cut) => {
              const whose = `${cut.recipientName}: ${cut.documentTitle}`;
              return (
                <span className="acts">
                  <a href={cut.page} aria-label={`Open the cut for ${whose}`}>
                    Open
                  </a>
                  <a href={cut.json} download={`${cut.id}.cut.json`} aria-label={`Save the cut for ${whose}`}>
                    Save
                  </a>
                  <button
                    type="button"
                    className="button small"
                    disabled={results.get(cut.id)?.state === "checking"}
                    aria-label={`Check the cut for ${whose}`}
                    onClick={() => checkOne(cut)}
                  >
                    Check
                  </button>
                  <CheckWord
                    check={results.get(cut.id)}
                    whose={whose}
                    open={opened.has(cut.id)}
                    onToggle={() => toggle(cut.id)}
                  />
                </span>
              );
            },
          },
        ]}
      />
      {matching.length > FIRST_ROWS && (
        <button type="button" className="button" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? `Show the first ${FIRST_ROWS}` : `Show all ${matching.length} cuts`}
        </button>
      )}
      {matching.length === 0 && <Empty>No cut matches. Clear the filter to see all {cuts.length}.</Empty>}
    </>
  );
}

function RunLine({ run }: { run: Run | null }) {
  if (run === null) return null;
  const words =
    run.state === "running"
      ? `${run.done} of ${run.total} checked`
      : run.state === "stopped"
        ? `Stopped after ${run.done} of ${run.total}`
        : run.broken === 0
          ? `All ${run.total} hold`
          : `${run.broken} of ${run.total} do not hold`;
  return (
    <p className="run" role="status" data-broken={run.broken > 0}>
      <progress max={run.total} value={run.done} aria-label="Cuts checked" />
      {words}
    </p>
  );
}
