// Every cut: for whom, of what, how much of it, and whether it holds, checked here and now.
import { useState } from "react";
import type { OverviewCut, OverviewDocument } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { SortableTable } from "../../parts/sortable-table.tsx";
import { CheckResult, CheckWord } from "./check-result.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { cutWords } from "./cut-words.ts";
import { groupFingerprint, saySize } from "./sentences.ts";
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
  const say = useWords(cutWords);
  const { tag } = useLanguage();
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

  if (cuts.length === 0) return <Empty>{say("none")}</Empty>;
  return (
    <>
      <ul className="documents">
        {documents.map((entry) => (
          <li key={entry.id}>
            <span className="document-title">{entry.title}</span>
            <span className="quiet">
              {say("document", {
                ...{ banner: entry.banner, portions: entry.portions, classes: entry.classes },
                recipients: cuts.filter((cut) => cut.document === entry.id).length,
              })}
            </span>
          </li>
        ))}
      </ul>
      <div className="filters">
        <label className="field">
          <span className="label">{say("find")}</span>
          <input
            type="search"
            value={words}
            autoComplete="off"
            onChange={(change) => setWords(change.target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{say("filter.document")}</span>
          <select value={document} onChange={(change) => setDocument(change.target.value)}>
            <option value="all">{say("filter.all", { count: documents.length })}</option>
            {documents.map((entry) => (
              <option key={entry.id} value={entry.id}>
                {entry.title}
              </option>
            ))}
          </select>
        </label>
        {run?.state === "running" ? (
          <button type="button" className="button" onClick={stop}>
            {say("stop")}
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => checkAll(matching)}>
            {say("check.all", { count: matching.length })}
          </button>
        )}
        <RunLine run={run} />
      </div>
      <SortableTable
        caption={say("table")}
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
            title: say("recipient"),
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
            title: say("filter.document"),
            key: (cut) => cut.documentTitle,
            cell: (cut) => cut.documentTitle,
          },
          {
            id: "banner",
            title: say("banner"),
            key: (cut) => cut.banner,
            cell: (cut) => <span className="mark">{cut.banner}</span>,
          },
          {
            id: "released",
            title: say("portions"),
            numeric: true,
            first: "descending",
            key: (cut) => cut.released,
            cell: (cut) => (
              <span className="nowrap">
                {cut.released}
                <span className="quiet">
                  {" "}
                  {say("portions.of", { count: portions.get(cut.document) ?? "?" })}
                </span>
              </span>
            ),
          },
          {
            id: "fingerprint",
            title: say("fingerprint"),
            cell: (cut) => (
              <code
                className="fingerprint"
                title={say("fingerprint.whole", { sha256: cut.sha256, size: saySize(cut.bytes, tag) })}
              >
                {groupFingerprint(cut.sha256, 16)}
              </code>
            ),
          },
          {
            id: "act",
            title: say("cut"),
            cell: (cut) => {
              const whose = say("whose", { recipient: cut.recipientName, document: cut.documentTitle });
              return (
                <span className="acts">
                  <a href={cut.page} aria-label={say("open.whose", { whose })}>
                    {say("open")}
                  </a>
                  <a
                    href={cut.json}
                    download={`${cut.id}.cut.json`}
                    aria-label={say("save.whose", { whose })}
                  >
                    {say("save")}
                  </a>
                  <button
                    type="button"
                    className="button small"
                    disabled={results.get(cut.id)?.state === "checking"}
                    aria-label={say("check.whose", { whose })}
                    onClick={() => checkOne(cut)}
                  >
                    {say("check")}
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
          {all ? say("fewer", { count: FIRST_ROWS }) : say("more", { count: matching.length })}
        </button>
      )}
      {matching.length === 0 && <Empty>{say("no-match", { count: cuts.length })}</Empty>}
    </>
  );
}

function RunLine({ run }: { run: Run | null }) {
  const say = useWords(cutWords);
  if (run === null) return null;
  const how = run.state === "finished" ? (run.broken === 0 ? "holds" : "broken") : run.state;
  const { done, total, broken } = run;
  return (
    <p className="run" role="status" data-broken={run.broken > 0}>
      <progress max={run.total} value={run.done} aria-label={say("checked")} />
      {say(`run.${how}`, { done, total, broken })}
    </p>
  );
}
