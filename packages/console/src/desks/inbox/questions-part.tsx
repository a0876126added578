// What the member asked and by when an answer is due; and asking: for one more tear of what its copy withholds, or in words.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { Given } from "./inbox-reads.ts";
import { useQuestionClock } from "./inbox-reads.ts";
import type { Approach, Question } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";

interface QuestionsProps extends Given {
  /** `…/inbox/assessment/ask/gap-1` has that place chosen. */
  readonly rest: readonly string[];
}

export function QuestionsPart({ facts, own, approach, rest }: QuestionsProps) {
  const say = useWords(inboxWords);
  const desk = facts.seat?.role === "desk";
  return (
    <section className="questions" id="questions" aria-label={say("questions")}>
      <h2>{say("questions")}</h2>
      {approach.questions.length === 0 && <p className="quiet">{say("questions.none")}</p>}
      <ol className="question-list">
        {approach.questions.map((question) => (
          <Asked key={question.id} question={question} zone={approach.timeZone} />
        ))}
      </ol>
      {desk ? (
        <OwnAskForm {...{ facts, own, approach }} wanted={wantedPlace(rest)} />
      ) : (
        <p className="basis">{say("who.desk", { seat: `${own.member}/desk` })}</p>
      )}
    </section>
  );
}

function wantedPlace([document, page, name]: readonly string[]): string | null {
  return page === "ask" && document !== undefined && name !== undefined ? placeKey(document, name) : null;
}

const placeKey = (document: string, name: string): string => `${document} ${name}`;

function Asked({ question, zone }: { readonly question: Question; readonly zone: string }) {
  const say = useWords(inboxWords);
  const { state, text, asks, due, answer } = question;
  return (
    <li data-state={state}>
      <p className="question-text">{text}</p>
      {asks !== null && (
        <p className="basis">{say("question.of", { where: asks.where, document: asks.document })}</p>
      )}
      <p className="question-clock">
        <strong>{say("question.state", { state })}</strong>
        {answer === null && (
          <>
            {" "}
            · {say("question.due")} <When instant={due} zone={zone} />
          </>
        )}
      </p>
      {answer !== null && (
        <div className="question-answer">
          <p className="label">
            {say("question.reply", { by: answer.by })} <When instant={answer.at} zone={zone} />
          </p>
          <p>{answer.text}</p>
        </div>
      )}
    </li>
  );
}

export interface Place {
  readonly key: string;
  readonly document: string;
  readonly name: string;
  readonly said: string;
}

const listPlaces = ({ copies }: Approach): readonly Place[] =>
  namePlaces(copies.map(({ document, withheld }) => ({ document, withheld })));

/** The places that copies show as withheld, each by a name of its own. */
export function namePlaces(
  copies: readonly {
    readonly document: string;
    readonly withheld: readonly { readonly name: string; readonly where: string }[];
  }[],
): readonly Place[] {
  return copies.flatMap(({ document, withheld }) =>
    withheld.map(({ name, where }) => ({
      ...{ key: placeKey(document, name), document, name },
      said: copies.length > 1 ? `${where} · ${document}` : where,
    })),
  );
}

function OwnAskForm({ facts, own, approach, wanted }: Given & { readonly wanted: string | null }) {
  const readAgain = useReadAgain();
  const clock = useQuestionClock(facts.slug).answer;
  return (
    <AskForm
      lead={own.lead.name}
      places={listPlaces(approach)}
      wanted={wanted}
      clock={"value" in clock ? { due: clock.value.dueIfAskedNow, zone: approach.timeZone } : null}
      send={(said, headers) =>
        answerOf(
          node.POST("/api/cases/{case}/questions", {
            params: { path: { case: facts.slug } },
            body: { ...said, told: null },
            headers,
          }),
        )
      }
      onDone={() => void readAgain(facts.slug)}
    />
  );
}

export interface AskFormProps {
  /** How the lead is called, who is asked. */
  readonly lead: string;
  readonly places: readonly Place[];
  readonly wanted: string | null;
  /** When a question asked now would be due; null: nobody here knows. */
  readonly clock: { readonly due: string; readonly zone: string } | null;
  readonly send: (
    said: {
      readonly text: string;
      readonly place: { readonly document: string; readonly name: string } | null;
    },
    headers: SignedHeaders,
  ) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Asking, wherever the case is led. */
export function AskForm({ lead, places, wanted, clock, send, onDone }: AskFormProps) {
  const say = useWords(inboxWords);
  const field = useId();
  const { ask, dialog } = useConsent();
  const [chosen, setChosen] = useState(wanted ?? "");
  const [text, setText] = useState("");
  const [sent, setSent] = useState(false);
  const place = places.find(({ key }) => key === chosen) ?? null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const about = place === null ? null : { document: place.document, name: place.name };
    ask({
      title: say(place === null ? "ask.confirm.question" : "ask.confirm.place", { lead }),
      content: (
        <>
          {place !== null && <p className="label">{place.said}</p>}
          <blockquote>{text}</blockquote>
        </>
      ),
      recipients: [lead],
      consequence: say("ask.consequence"),
      verb: say("ask.send", { lead }),
      send: (headers) => send({ text, place: about }, headers),
      onDone: () => {
        setText("");
        setSent(true);
        onDone();
      },
    });
  };
  return (
    <form className="inbox-form" onSubmit={submit} id="ask">
      <h3>{say("ask.title")}</h3>
      <label className="field" htmlFor={`${field}-place`}>
        <span className="label">{say("ask.place")}</span>
        <select id={`${field}-place`} value={chosen} onChange={({ target }) => setChosen(target.value)}>
          <option value="">{say("ask.nothing")}</option>
          {places.map(({ key, said }) => (
            <option key={key} value={key}>
              *** {said}
            </option>
          ))}
        </select>
      </label>
      <label className="field" htmlFor={`${field}-text`}>
        <span className="label">{say(place === null ? "ask.question" : "ask.why")}</span>
        <textarea
          id={`${field}-text`}
          className="prose"
          rows={4}
          required
          maxLength={20_000}
          value={text}
          onChange={({ target }) => {
            setText(target.value);
            setSent(false);
          }}
        />
      </label>
      {place !== null && <p className="basis">{say("ask.hint")}</p>}
      {clock !== null && (
        <p className="basis">
          {say("ask.clock")} <When instant={clock.due} zone={clock.zone} />
        </p>
      )}
      <button type="submit" className="button primary" disabled={text.trim() === ""}>
        {say("ask.send", { lead })}
      </button>
      <p role="status" className="quiet">
        {sent && say("ask.sent")}
      </p>
      {dialog}
    </form>
  );
}
