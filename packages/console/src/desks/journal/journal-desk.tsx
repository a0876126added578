// The journal of a case for its lead: what was done, by which office, with filters that stand in the address.
import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { useLocation, useSearchParams } from "wouter";
import type { paths } from "../../../../../formats/api.d.ts";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts, DeskProps } from "../../shell/desk-props.ts";
import { useScreenBanner } from "../../shell/screen-banner.tsx";
import { useWords } from "../../words/locale.tsx";
import { journalWords } from "./journal-words.ts";
import "../../style/lists.css";

type History = paths["/api/cases/{case}/history"]["get"]["responses"]["200"]["content"]["application/json"];
type Act = History["items"][number];

const ROW_PX = 40;
/** Pages of a journal that is read whole; a longer one is for the command line. */
const MOST_PAGES = 50;

export function JournalDesk({ facts }: DeskProps) {
  const say = useWords(journalWords);
  useScreenBanner([]);
  return (
    <>
      <header className="desk-head">
        <h1>{say("title")}</h1>
        <p className="desk-lead">{say("lead")}</p>
      </header>
      {facts.side === "ally" ? <Empty>{say("not-lead")}</Empty> : <Journal facts={facts} />}
    </>
  );
}

/** Every page, one after another: filters look through all of it. */
async function readAll(slug: string, signal: AbortSignal): Promise<readonly Act[]> {
  const acts: Act[] = [];
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: History = await answerOf<History>(
      node.GET("/api/cases/{case}/history", {
        params: {
          path: { case: slug },
          query: { limit: "200", ...(after === null ? {} : { cursor: after }) },
        },
        signal,
      }),
    );
    acts.push(...answer.items);
    if (answer.next === null) break;
    after = answer.next;
  }
  return acts;
}

function Journal({ facts }: { readonly facts: CaseFacts }) {
  const say = useWords(journalWords);
  const { slug } = facts;
  const read = useRead<readonly Act[]>([slug, "history"], async (signal) => ({
    data: await readAll(slug, signal),
    response: new Response(),
  }));
  return (
    <AnswerView read={read} words={say("reading")}>
      {(acts) => (acts.length === 0 ? <Empty>{say("none")}</Empty> : <Acts acts={acts} />)}
    </AnswerView>
  );
}

function Acts({ acts }: { readonly acts: readonly Act[] }) {
  const say = useWords(journalWords);
  const [chosen, setChosen] = useSearchParams();
  const [path, go] = useLocation();
  const [who, what, find] = ["by", "act", "find"].map((name) => chosen.get(name) ?? "");
  const choose = (name: string, value: string) =>
    setChosen((before) => {
      const after = new URLSearchParams(before);
      if (value === "") after.delete(name);
      else after.set(name, value);
      return after;
    });
  const shown = useMemo(
    () =>
      acts
        .filter(({ by }) => who === "" || by === who)
        .filter(({ action }) => what === "" || action === what)
        .filter(({ subject }) => subject.toLowerCase().includes((find ?? "").toLowerCase()))
        .reverse(),
    [acts, who, what, find],
  );
  const list = (pick: (act: Act) => string): readonly string[] => [...new Set(acts.map(pick))].sort();
  return (
    <>
      <div className="journal-filters acts" role="search">
        <Filter
          label={say("who")}
          value={who ?? ""}
          options={list(({ by }) => by)}
          onChoose={(one) => choose("by", one)}
        />
        <Filter
          label={say("what")}
          value={what ?? ""}
          options={list(({ action }) => action)}
          onChoose={(one) => choose("act", one)}
        />
        <label className="field">
          <span className="label">{say("find")}</span>
          <input type="search" value={find} onChange={({ target }) => choose("find", target.value)} />
        </label>
        <button
          type="button"
          className="button"
          onClick={() => go(path)}
          disabled={shown.length === acts.length}
        >
          {say("clear")}
        </button>
      </div>
      <p className="basis" role="status">
        {say("shown", { shown: shown.length, all: acts.length })} · {say("order")}
      </p>
      {shown.length === 0 ? <Empty>{say("none.filtered")}</Empty> : <Rows acts={shown} />}
    </>
  );
}

interface FilterProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly string[];
  readonly onChoose: (value: string) => void;
}

function Filter({ label, value, options, onChoose }: FilterProps) {
  const say = useWords(journalWords);
  return (
    <label className="field">
      <span className="label">{label}</span>
      <select value={value} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{say("any")}</option>
        {options.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rows({ acts }: { readonly acts: readonly Act[] }) {
  const say = useWords(journalWords);
  const frame = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: acts.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  return (
    <div className="journal-frame" ref={frame} tabIndex={0} role="region" aria-label={say("title")}>
      <ol className="journal-rows" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const act = acts[index];
          return act === undefined ? null : (
            <li
              key={index}
              className="journal-row"
              data-index={index}
              ref={rows.measureElement}
              aria-setsize={acts.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
            >
              <p>
                <When instant={act.at} />
              </p>
              <p>
                <code>{act.by}</code>
              </p>
              <p>
                <strong>{act.action}</strong> {act.subject}
              </p>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
