// Going to members: whom, with which documents, with what ask, by when. Nothing leaves before the last step names all of it.
import { useState } from "react";
import { useLocation } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import type { CaseOverview } from "../../api/case-overview.ts";
import type { useNames } from "../../api/use-names.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Approach } from "./approach-answers.ts";

export interface OpenFormProps {
  readonly facts: CaseFacts;
  readonly names: ReturnType<typeof useNames>;
  readonly approached: readonly Approach[];
}

export function OpenForm({ facts, names, approached }: OpenFormProps) {
  const say = useWords(approachWords);
  const { slug, lead } = facts;
  const board = useRead<CaseOverview>([slug, "board"], (signal) =>
    node.GET("/api/cases/{case}", { params: { path: { case: slug } }, signal }),
  );
  const free = names.members.filter(
    ({ id, kind }) => kind !== "public" && id !== lead && !approached.some(({ member }) => member === id),
  );
  return (
    <section className="desk-part" aria-label={say("open.title")}>
      <h1 className="desk-sentence">{say("open.title")}</h1>
      <p className="basis">{say("open.intro")}</p>
      {!mayAct(facts, ["desk", "drafter"]) ? (
        <p>{say("only.speaking", { lead })}</p>
      ) : (
        <AnswerView read={board} words={say("reading")}>
          {({ documents, cuts }) => {
            const released = documents.filter(({ title }) => cuts.some((cut) => cut.documentTitle === title));
            if (free.length === 0) return <Empty>{say("open.members.none")}</Empty>;
            if (released.length === 0) return <Empty>{say("open.documents.none")}</Empty>;
            const given = cuts.map(({ document, documentTitle }) => [document, documentTitle] as const);
            return <Choices facts={facts} free={free} documents={[...new Map(given)]} />;
          }}
        </AnswerView>
      )}
    </section>
  );
}

interface ChoicesProps {
  readonly facts: CaseFacts;
  readonly free: OpenFormProps["names"]["members"];
  readonly documents: readonly (readonly [id: string, title: string])[];
}

function Choices({ facts, free, documents }: ChoicesProps) {
  const say = useWords(approachWords);
  const [, go] = useLocation();
  const [members, setMembers] = useState<readonly string[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>(() => documents.slice(0, 1).map(([id]) => id));
  const [text, setText] = useState("");
  const [by, setBy] = useState("");
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const instant = by === "" || Number.isNaN(Date.parse(`${by}Z`)) ? null : new Date(`${by}Z`).toISOString();
  const toggle = (list: readonly string[], id: string) =>
    list.includes(id) ? list.filter((one) => one !== id) : [...list, id];
  const nameOf = (id: string) => free.find((one) => one.id === id)?.name ?? id;
  const titleOf = (id: string) => documents.find(([one]) => one === id)?.[1] ?? id;
  const ready = members.length > 0 && chosen.length > 0 && text.trim() !== "" && instant !== null;
  const send = () => {
    if (instant === null) return;
    ask({
      title: say("open.consent", { count: members.length }),
      content: (
        <>
          <blockquote>{text}</blockquote>
          <ul className="consent-list">
            {chosen.map((id) => (
              <li key={id}>{titleOf(id)}</li>
            ))}
          </ul>
          <p>
            {say("open.by")}: <When instant={instant} />
          </p>
        </>
      ),
      recipients: members.map(nameOf),
      consequence: say("open.consequence"),
      verb: say("open.do", { count: members.length }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/approaches", {
            ...{ params: { path: { case: slug } }, headers },
            body: { members: [...members], documents: [...chosen], ask: text, answerBy: instant },
          }),
        ),
      onDone: () => {
        void readAgain(slug);
        go(pathOf(slug, "approaches"));
      },
    });
  };
  return (
    <form
      className="desk-form wide"
      onSubmit={(sent) => {
        sent.preventDefault();
        send();
      }}
    >
      <fieldset>
        <legend className="label">{say("open.members")}</legend>
        <div className="desk-acts">
          <button type="button" className="button small" onClick={() => setMembers(free.map(({ id }) => id))}>
            {say("open.all", { count: free.length })}
          </button>
          <button type="button" className="button small" onClick={() => setMembers([])}>
            {say("open.clear")}
          </button>
        </div>
        <ul className="choice-grid">
          {free.map(({ id, name }) => (
            <li key={id}>
              <label className="tick">
                <input
                  type="checkbox"
                  checked={members.includes(id)}
                  onChange={() => setMembers(toggle(members, id))}
                />
                <span>
                  {name} <span className="code">{id}</span>
                </span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <fieldset>
        <legend className="label">{say("open.documents")}</legend>
        <ul className="choice-list">
          {documents.map(([id, title]) => (
            <li key={id}>
              <label className="tick">
                <input
                  type="checkbox"
                  checked={chosen.includes(id)}
                  onChange={() => setChosen(toggle(chosen, id))}
                />
                <span>{title}</span>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      <label className="field">
        <span className="label">{say("open.ask")}</span>
        <textarea
          className="prose-field"
          rows={3}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="basis">{say("open.ask.hint")}</span>
      </label>
      <label className="field">
        <span className="label">{say("open.by")}</span>
        <input type="datetime-local" value={by} onChange={({ target }) => setBy(target.value)} />
      </label>
      {instant !== null && (
        <p>
          <When instant={instant} />
        </p>
      )}
      {!ready && <p className="quiet">{say("open.missing")}</p>}
      <div className="desk-acts">
        <button type="submit" className="button primary large" disabled={!ready}>
          {say("open.do", { count: members.length })}
        </button>
      </div>
      {dialog}
    </form>
  );
}
