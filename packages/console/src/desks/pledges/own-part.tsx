// A member's own pledge: what stands of it, and how it is placed, replaced or withdrawn.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { When } from "../../parts/when.tsx";
import { mayActForOwn } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { Builder } from "./builder.tsx";
import { readDraft } from "./draft.ts";
import type { DraftLevel } from "./draft.ts";
import { PlacePart } from "./place-part.tsx";
import type { OwnPledge, Outcome, Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";
import { sayAuthority } from "./say-authority.ts";

interface OwnPartProps {
  readonly facts: CaseFacts;
  readonly name: (id: string) => string;
}

export function OwnPart({ facts, name }: OwnPartProps) {
  const say = useWords(pledgeWords);
  const { slug } = facts;
  const params = { path: { case: slug } };
  const own = useRead([slug, "pledges", "own"], (signal) =>
    node.GET("/api/cases/{case}/pledges/own", { params, signal }),
  );
  const outcome = useRead([slug, "resolution", "own"], (signal) =>
    node.GET("/api/cases/{case}/resolution/own", { params, signal }),
  );
  const vocabulary = useRead([slug, "pledges", "vocabulary"], (signal) =>
    node.GET("/api/cases/{case}/pledges/vocabulary", { params, signal }),
  );
  return (
    <AnswerView read={own} words={say("reading")}>
      {(standing) => (
        <>
          <Standing
            facts={facts}
            own={standing}
            outcome={"value" in outcome.answer ? outcome.answer.value : null}
          />
          {standing.locked === null &&
            (mayActForOwn(facts, ["desk"]) ? (
              <AnswerView read={vocabulary} words={say("reading")}>
                {(known) => <Build facts={facts} name={name} vocabulary={known} own={standing} />}
              </AnswerView>
            ) : (
              <p className="quiet">{say("own.who", { member: facts.seat?.member ?? "" })}</p>
            ))}
        </>
      )}
    </AnswerView>
  );
}

interface StandingProps {
  readonly facts: CaseFacts;
  readonly own: OwnPledge;
  readonly outcome: Outcome | null;
}

function Standing({ facts, own, outcome }: StandingProps) {
  const say = useWords(pledgeWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug, lead } = facts;
  const { open, sealed, locked } = own;
  const withdraw = () =>
    ask({
      title: say("own.withdraw.title"),
      content: open === null ? say("own.sealed") : <blockquote>{open.pledge}</blockquote>,
      // Of a sealed pledge nobody is told that it was there.
      recipients: open === null ? [] : [lead],
      consequence: say("own.withdraw.consequence"),
      verb: say("own.withdraw"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/pledges/withdrawal", { params: { path: { case: slug } }, headers }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <section className="desk-part" aria-label={say("own.title")}>
      <h1 className="desk-sentence">{say("own.title")}</h1>
      {open === null && sealed === null && <p className="quiet">{say("own.none")}</p>}
      {open !== null && (
        <>
          <blockquote className="ask-text">{open.pledge}</blockquote>
          <p className="quiet">{say("own.open", { authority: sayAuthority(say, open.authority) })}</p>
          <p className="quiet">
            {say("own.placed")} <When instant={open.placedAt} />, {say("own.leaf", { leaf: open.leaf })} ·{" "}
            {say("col.until")}:{" "}
            {open.validUntil === null ? say("until.open") : <When instant={open.validUntil} />}
          </p>
        </>
      )}
      {sealed !== null && (
        <>
          <p className="sealed-line">{say("own.sealed")}</p>
          <p className="quiet">
            {say("own.placed")} <When instant={sealed.placedAt} />, {say("own.leaf", { leaf: sealed.leaf })}
          </p>
          <p className="basis">{say("sealed.who")}</p>
        </>
      )}
      {locked !== null && <p>{say("own.locked")}</p>}
      {outcome?.lockedAt != null &&
        (outcome.acts === null ? (
          <p>{say("own.actsnot")}</p>
        ) : (
          <>
            <p>{say("own.acts")}</p>
            <ul className="consent-list">
              {outcome.acts.measures.map(({ kind, count }) => (
                <li key={kind}>
                  {count} × {kind}
                </li>
              ))}
            </ul>
          </>
        ))}
      {locked === null && (open !== null || sealed !== null) && mayActForOwn(facts, ["desk"]) && (
        <div className="desk-acts">
          <button type="button" className="button" onClick={withdraw}>
            {say("own.withdraw")}
          </button>
        </div>
      )}
      {dialog}
    </section>
  );
}

interface BuildProps extends OwnPartProps {
  readonly vocabulary: Vocabulary;
  readonly own: OwnPledge;
}

function Build({ facts, name, vocabulary, own }: BuildProps) {
  const say = useWords(pledgeWords);
  const [levels, setLevels] = useState<readonly DraftLevel[]>(() => [
    {
      measures: vocabulary.kinds.slice(0, 1).map(({ id }) => ({ kind: id, count: 1 })),
      joint: "all",
      clauses: [],
    },
  ]);
  const reading = readDraft(levels, vocabulary);
  return (
    <section className="desk-part" aria-label={say("build.title")}>
      <h2 className="part-title">{say("build.title")}</h2>
      <Builder levels={levels} onChange={setLevels} vocabulary={vocabulary} name={name} />
      <div className="said" aria-live="polite">
        <h3 className="label">{say("said.title")}</h3>
        {reading.state === "read" && (
          <>
            <p className="said-text">{reading.text}</p>
            <p className="quiet">{say("said.local")}</p>
          </>
        )}
        {reading.state === "gap" && <p className="quiet">{say(`gap.${reading.gap}`)}</p>}
        {reading.state === "refused" && <p className="late-line">{reading.reason}</p>}
      </div>
      {reading.state === "read" && (
        <PlacePart
          facts={facts}
          vocabulary={vocabulary}
          reading={reading}
          replaces={own.open !== null || own.sealed !== null}
        />
      )}
    </section>
  );
}
