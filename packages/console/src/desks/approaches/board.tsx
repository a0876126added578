// The board: every member approached, by where it stands, with the row that says so; and what the lead can do about silence.
import { useState } from "react";
import { Link } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { LongBoard } from "../../parts/long-board.tsx";
import { Empty } from "../../parts/notice.tsx";
import type { Column } from "../../parts/sortable-table.tsx";
import { When } from "../../parts/when.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Approach } from "./approach-answers.ts";
import {
  countStandings,
  countVoices,
  filterBoard,
  isWaiting,
  listSilent,
  rankStanding,
} from "./approach-order.ts";
import { EvidenceLine, sayStanding, Standing } from "./standing-words.tsx";

export interface BoardProps {
  readonly facts: CaseFacts;
  readonly rows: readonly Approach[];
  /** The node's clock; null while it is not known. */
  readonly now: string | null;
}

export function Board({ facts, rows, now }: BoardProps) {
  const say = useWords(approachWords);
  const [words, setWords] = useState("");
  const [standing, setStanding] = useState<string | null>(null);
  if (rows.length === 0)
    return (
      <Empty>
        {say("board.none")} {say("board.none.who")}
      </Empty>
    );
  const shown = filterBoard(rows, { words, standing });
  const count = (row: Approach) => row.questions.filter(isWaiting).length;
  const columns: readonly Column<Approach>[] = [
    {
      ...{ id: "member", title: say("col.member"), key: (row) => row.name },
      cell: (row) => (
        <Link className="member-name" href={pathOf(facts.slug, "approaches", row.member)}>
          {row.name} <span className="code">{row.member}</span>
        </Link>
      ),
    },
    {
      ...{ id: "standing", title: say("col.standing"), key: (row) => rankStanding(row.standing) },
      cell: (row) => <Standing standing={row.standing} />,
    },
    {
      ...{ id: "evidence", title: say("col.evidence"), first: "descending" },
      key: (row) => (row.evidence === null ? null : Date.parse(row.evidence.at)),
      cell: (row) => <EvidenceLine evidence={row.evidence} />,
    },
    {
      ...{ id: "answer", title: say("col.answer"), key: (row) => Date.parse(row.answerBy) },
      cell: (row) => (
        <>
          <When instant={row.answerBy} zone={row.timeZone} />
          {row.withinHours === false && <span className="warn-word">{say("outside.hours")}</span>}
        </>
      ),
    },
    {
      ...{ id: "questions", title: say("col.questions"), first: "descending", key: count },
      cell: (row) =>
        row.questions.length === 0 ? (
          <span className="quiet">{say("questions.none")}</span>
        ) : (
          say("questions.some", {
            ...{ open: count(row), all: row.questions.length },
            late: row.questions.filter(({ state }) => state === "overdue").length,
          })
        ),
    },
  ];
  return (
    <section className="desk-part" aria-label={say("board.title")}>
      <h1 className="desk-sentence">{say("lead.sentence", { all: rows.length, ...countVoices(rows) })}</h1>
      <ul className="stand-counts">
        {countStandings(rows).map(([one, many]) => (
          <li key={one}>
            <button
              type="button"
              className="stand-count"
              aria-pressed={standing === one}
              onClick={() => setStanding(standing === one ? null : one)}
            >
              <strong>{many}</strong>
              <Standing standing={one} />
            </button>
          </li>
        ))}
      </ul>
      <BoardActs facts={facts} rows={rows} now={now} />
      <div className="filters">
        <label className="field">
          <span className="label">{say("filter.find")}</span>
          <input
            type="search"
            value={words}
            autoComplete="off"
            onChange={({ target }) => setWords(target.value)}
          />
        </label>
        <label className="field">
          <span className="label">{say("filter.standing")}</span>
          <select
            value={standing ?? ""}
            onChange={({ target }) => setStanding(target.value === "" ? null : target.value)}
          >
            <option value="">{say("filter.all", { count: rows.length })}</option>
            {countStandings(rows).map(([one, many]) => (
              <option key={one} value={one}>
                {sayStanding(say, one)} ({many})
              </option>
            ))}
          </select>
        </label>
        <p className="quiet filters-count" role="status">
          {say("filter.count", { shown: shown.length, all: rows.length })}
        </p>
      </div>
      {shown.length === 0 ? (
        <Empty>{say("board.nothing", { count: rows.length })}</Empty>
      ) : (
        <LongBoard
          caption={say("board.caption")}
          rows={shown}
          rowKey={(row) => row.member}
          sortedBy={{ column: "standing", direction: "ascending" }}
          template="minmax(9rem, 1.1fr) minmax(12rem, 1.2fr) minmax(14rem, 2.2fr) minmax(11rem, 1.3fr) minmax(7rem, 0.9fr)"
          columns={columns}
        />
      )}
      <p className="basis">{say("board.basis")}</p>
    </section>
  );
}

/** What can be done for many at once: to deliver what is written down, and to write down silence. */
function BoardActs({ facts, rows, now }: BoardProps) {
  const say = useWords(approachWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug, lead } = facts;
  const waiting = rows.filter(({ standing }) => standing === "not delivered");
  const silent = now === null ? [] : listSilent(rows, now);
  if (waiting.length + silent.length === 0) return null;
  if (!mayAct(facts, ["desk", "drafter"])) return <p className="quiet">{say("only.speaking", { lead })}</p>;
  const params = { path: { case: slug } };
  const onDone = () => void readAgain(slug);
  const deliver = () =>
    ask({
      ...{ title: say("deliver.title", { count: waiting.length }), content: say("deliver.content") },
      recipients: waiting.map(({ name }) => name),
      consequence: say("deliver.consequence", { count: waiting.length }),
      verb: say("deliver.all", { count: waiting.length }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/approaches/delivery", {
            ...{ params, headers },
            body: { members: waiting.map(({ member }) => member) },
          }),
        ),
      onDone,
    });
  const lapse = () =>
    ask({
      title: say("lapse.title", { count: silent.length }),
      content: (
        <>
          <p>{say("lapse.content")}</p>
          <ul className="consent-list">
            {silent.map(({ member, name }) => (
              <li key={member}>{name}</li>
            ))}
          </ul>
        </>
      ),
      ...{ recipients: [], consequence: say("lapse.consequence"), verb: say("lapse.do") },
      send: (headers) => answerOf(node.POST("/api/cases/{case}/approaches/lapse", { params, headers })),
      onDone,
    });
  return (
    <div className="desk-acts">
      {waiting.length > 0 && (
        <button type="button" className="button primary" onClick={deliver}>
          {say("deliver.all", { count: waiting.length })}
        </button>
      )}
      {silent.length > 0 && (
        <button type="button" className="button" onClick={lapse}>
          {say("lapse.do")}
        </button>
      )}
      {dialog}
    </div>
  );
}
