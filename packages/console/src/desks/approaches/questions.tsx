// Questions with their clocks, the late ones first; answered or refused where they are read.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { LongList } from "../../parts/long-list.tsx";
import { Empty } from "../../parts/notice.tsx";
import { sayDistance } from "../../parts/say-distance.ts";
import { When } from "../../parts/when.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Question, Questions } from "./approach-answers.ts";
import { isWaiting, sortQuestions } from "./approach-order.ts";

export interface QuestionsPartProps {
  readonly facts: CaseFacts;
  readonly asked: Pick<Questions, "now" | "questions">;
  readonly name: (id: string) => string;
  /** Null: of all members. */
  readonly of: string | null;
}

export function QuestionsPart({ facts, asked, name, of }: QuestionsPartProps) {
  const say = useWords(approachWords);
  const [all, setAll] = useState(of !== null);
  const mine = asked.questions.filter(({ member }) => of === null || member === of);
  const waiting = mine.filter(isWaiting);
  const late = mine.filter(({ state }) => state === "overdue").length;
  const shown = sortQuestions(all ? mine : waiting);
  const Title = of === null ? "h1" : "h2";
  return (
    <section className="desk-part" aria-label={say("qs.title")}>
      <Title className={of === null ? "desk-sentence" : "part-title"}>{say("qs.title")}</Title>
      <p className={late > 0 ? "late-line" : "quiet"} role="status">
        {say("qs.late.count", { late, open: waiting.length })}
      </p>
      {mine.length === 0 ? (
        <Empty>{say("qs.none")}</Empty>
      ) : (
        <>
          <label className="field filters">
            <span className="label">{say("qs.filter")}</span>
            <select value={all ? "all" : "waiting"} onChange={({ target }) => setAll(target.value === "all")}>
              <option value="waiting">{say("qs.filter.waiting", { count: waiting.length })}</option>
              <option value="all">{say("qs.filter.all", { count: mine.length })}</option>
            </select>
          </label>
          <LongList
            label={say("qs.caption")}
            rows={shown}
            rowKey={({ id }) => id}
            rowPx={150}
            draw={(question) => <OneQuestion facts={facts} question={question} now={asked.now} name={name} />}
          />
        </>
      )}
    </section>
  );
}

interface OneProps {
  readonly facts: CaseFacts;
  readonly question: Question;
  readonly now: string;
  readonly name: (id: string) => string;
}

function OneQuestion({ facts, question, now, name }: OneProps) {
  const say = useWords(approachWords);
  const { tag } = useLanguage();
  const [doing, setDoing] = useState<"answer" | "refuse" | null>(null);
  const { member, state, text, asks, askedBy, askedAt, due, told, answer } = question;
  const waits = isWaiting(question);
  const distance = sayDistance(tag, now, due);
  return (
    <article className="question" data-state={state}>
      <header>
        <strong className="member-name">
          {name(member)} <span className="code">{member}</span>
        </strong>
        <span className={state === "overdue" ? "clock-word late" : "clock-word"}>
          {waits
            ? say(state === "overdue" ? "qs.clock.late" : "qs.clock.open", { distance })
            : say(`qs.state.${state}`)}
        </span>
      </header>
      <blockquote>{text}</blockquote>
      {asks !== null && (
        <p className="quiet">{say("qs.asks", { where: asks.where, document: asks.document })}</p>
      )}
      <p className="quiet question-facts">
        <span>
          <When instant={askedAt} />, {askedBy}
        </span>
        {told !== null && <span>{say("member.told", { how: told })}</span>}
        {waits && <When instant={due} />}
      </p>
      {answer !== null && (
        <div className="question-answer">
          <blockquote>{answer.text}</blockquote>
          <p className="quiet">
            <When instant={answer.at} />, {answer.by}
          </p>
        </div>
      )}
      {waits && mayAct(facts, ["desk", "drafter"]) && doing === null && (
        <div className="desk-acts">
          <button type="button" className="button primary" onClick={() => setDoing("answer")}>
            {say("qs.answer")}
          </button>
          {asks !== null && (
            <button type="button" className="button" onClick={() => setDoing("refuse")}>
              {say("qs.refuse")}
            </button>
          )}
        </div>
      )}
      {waits && !mayAct(facts, ["desk", "drafter"]) && (
        <p className="quiet">{say("only.speaking", { lead: facts.lead })}</p>
      )}
      {doing !== null && (
        <Reply
          facts={facts}
          question={question}
          name={name(member)}
          kind={doing}
          onClose={() => setDoing(null)}
        />
      )}
    </article>
  );
}

interface ReplyProps {
  readonly facts: CaseFacts;
  readonly question: Question;
  readonly name: string;
  readonly kind: "answer" | "refuse";
  readonly onClose: () => void;
}

function Reply({ facts, question, name, kind, onClose }: ReplyProps) {
  const say = useWords(approachWords);
  const [text, setText] = useState("");
  const [unsealing, setUnsealing] = useState("");
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const params = { path: { case: slug, member: question.member } };
  const send = () =>
    ask({
      title: say(`qs.${kind}.title`, { name }),
      content: (
        <>
          <blockquote>{question.text}</blockquote>
          <blockquote className="own-words">{text}</blockquote>
          {unsealing !== "" && (
            <p>
              {say("qs.unsealing")}: {unsealing}
            </p>
          )}
        </>
      ),
      recipients: [name],
      consequence: say(`qs.${kind}.consequence`, { name }),
      verb: say(`qs.${kind}.verb`),
      send: (headers) =>
        kind === "answer"
          ? answerOf(
              node.POST("/api/cases/{case}/approaches/{member}/answer", {
                ...{ params, headers },
                body: { question: question.id, text, unsealing: unsealing === "" ? null : unsealing },
              }),
            )
          : answerOf(
              node.POST("/api/cases/{case}/approaches/{member}/refusal", {
                ...{ params, headers },
                body: { question: question.id, reason: text },
              }),
            ),
      onDone: () => {
        onClose();
        void readAgain(slug);
      },
    });
  return (
    <div className="desk-form">
      <label className="field">
        <span className="label">{say(`qs.${kind}.label`, { name })}</span>
        <textarea
          className="prose-field"
          rows={3}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </label>
      {kind === "answer" && question.asks !== null && (
        <label className="field">
          <span className="label">{say("qs.unsealing")}</span>
          <input type="text" value={unsealing} onChange={({ target }) => setUnsealing(target.value.trim())} />
        </label>
      )}
      <div className="desk-acts">
        <button type="button" className="button primary" disabled={text.trim() === ""} onClick={send}>
          {say(`qs.${kind}.verb`)}
        </button>
        <button type="button" className="button" onClick={onClose}>
          {say("qs.cancel")}
        </button>
      </div>
      {dialog}
    </div>
  );
}
