// The member's answer: its position in its own words, in what company it would be, and the way to its pledge and to T-0.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { Link } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import type { SignedHeaders } from "../../acts/step-up-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { When } from "../../parts/when.tsx";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import type { Given } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";
import { answers, sayPosition } from "./positions.ts";
import type { AnswerId } from "./positions.ts";

export function AnswerPart({ facts, own, approach }: Given) {
  const say = useWords(inboxWords);
  const readAgain = useReadAgain();
  const { position, pledge, tZero } = own;
  return (
    <section className="answering" id="answer" aria-label={say("answer")}>
      <h2>{say("answer")}</h2>
      <div className="answer-columns">
        <div>
          {position === null ? (
            <p>{say("answer.none")}</p>
          ) : (
            <div className="standing-answer">
              <p className="label">{say("answer.now")}</p>
              <p className="standing-position">{sayPosition(say, position.position)}</p>
              {position.statement !== "" && <blockquote>{position.statement}</blockquote>}
              <p className="basis">
                {say("answer.at", { by: position.by })}{" "}
                <When instant={position.at} zone={approach.timeZone} />
              </p>
            </div>
          )}
          {facts.seat?.role === "desk" ? (
            <PositionForm
              lead={own.lead.name}
              send={(said, headers) =>
                answerOf(
                  node.POST("/api/cases/{case}/positions", {
                    params: { path: { case: facts.slug } },
                    body: { ...said, told: null },
                    headers,
                  }),
                )
              }
              onDone={() => void readAgain(facts.slug)}
            />
          ) : (
            <p className="basis">{say("who.desk", { seat: `${own.member}/desk` })}</p>
          )}
        </div>
        <dl className="answer-facts">
          <div>
            <dt>{say("company")}</dt>
            <dd>
              {approach.company === null ? (
                say("company.none")
              ) : (
                <>
                  <p>{approach.company.said}</p>
                  <p className="basis">
                    {say("company.at")} <When instant={approach.company.at} zone={approach.timeZone} />
                  </p>
                </>
              )}
            </dd>
          </div>
          <div>
            <dt>{say("answer.pledge")}</dt>
            <dd>
              <p>
                {pledge.open !== null
                  ? say("answer.pledge-open", { pledge: pledge.open.pledge })
                  : pledge.sealed !== null
                    ? say("answer.pledge-sealed", { leaf: pledge.sealed.leaf })
                    : say("answer.pledge-none")}
              </p>
              <p>
                <Link className="strong-link" href={pathOf(facts.slug, "pledges")}>
                  {say("answer.pledge")}
                </Link>
              </p>
            </dd>
          </div>
          {tZero !== null && (
            <div>
              <dt>{say("tzero")}</dt>
              <dd>
                <p>
                  {say("tzero.state", { state: tZero.state })} ·{" "}
                  <When instant={tZero.dueAt} zone={approach.timeZone} />
                </p>
                <p>
                  <Link className="strong-link" href={pathOf(facts.slug, "t-zero")}>
                    {say("tzero.go")}
                  </Link>
                </p>
              </dd>
            </div>
          )}
        </dl>
      </div>
    </section>
  );
}

export interface PositionFormProps {
  /** How the lead is called, who is told. */
  readonly lead: string;
  readonly send: (
    said: { readonly position: (typeof answers)[number]["position"]; readonly statement: string },
    headers: SignedHeaders,
  ) => Promise<unknown>;
  readonly onDone: () => void;
}

/** Taking a position, wherever the case is led. */
export function PositionForm({ lead, send, onDone }: PositionFormProps) {
  const say = useWords(inboxWords);
  const group = useId();
  const { ask, dialog } = useConsent();
  const [chosen, setChosen] = useState<AnswerId | null>(null);
  const [statement, setStatement] = useState("");
  const choose = (id: AnswerId) => {
    // Words that somebody wrote are kept; those that stood for another choice are not.
    if (statement === "" || (chosen !== null && statement === say(`text.${chosen}`)))
      setStatement(say(`text.${id}`));
    setChosen(id);
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const answer = answers.find(({ id }) => id === chosen);
    if (answer === undefined) return;
    const { position } = answer;
    ask({
      title: say("answer.confirm", { lead }),
      content: (
        <>
          <blockquote>{statement}</blockquote>
          <p className="basis">{say("answer.as", { position: sayPosition(say, position) })}</p>
        </>
      ),
      recipients: [lead],
      consequence: say("answer.consequence", { lead }),
      verb: say("answer.send"),
      send: (headers) => send({ position, statement }, headers),
      onDone: () => {
        setChosen(null);
        setStatement("");
        onDone();
      },
    });
  };
  return (
    <form className="inbox-form" onSubmit={submit}>
      <fieldset className="rules">
        <legend className="label">{say("answer.choose")}</legend>
        {answers.map(({ id, position }) => (
          <label key={id} className="rule">
            <input type="radio" name={group} value={id} checked={id === chosen} onChange={() => choose(id)} />
            <span>{say(`answer.${id}`)}</span>
            <span className="quiet">{sayPosition(say, position)}</span>
          </label>
        ))}
      </fieldset>
      {chosen === "conditional" && <p className="basis">{say("answer.conditional.hint")}</p>}
      <label className="field" htmlFor={`${group}-words`}>
        <span className="label">{say("answer.words")}</span>
        <textarea
          id={`${group}-words`}
          className="prose"
          rows={3}
          required
          maxLength={20_000}
          value={statement}
          onChange={({ target }) => setStatement(target.value)}
        />
      </label>
      <button type="submit" className="button primary" disabled={chosen === null || statement.trim() === ""}>
        {say("answer.send")}
      </button>
      {dialog}
    </form>
  );
}
