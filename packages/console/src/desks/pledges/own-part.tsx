// A member's own pledge: what stands of it, and how it is placed, replaced or withdrawn.
import { writeLevels } from "@entente/core/pledges";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { When } from "../../parts/when.tsx";
import { mayActForOwn } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { BuildPart } from "./build-part.tsx";
import type { Placing } from "./place-part.tsx";
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
  const readAgain = useReadAgain();
  const { slug, lead } = facts;
  const params = { path: { case: slug } };
  const placing: Placing = {
    lead,
    check: async (text) =>
      (await answerOf(node.POST("/api/cases/{case}/pledges/parse", { params, body: { pledge: { text } } })))
        .pledge,
    place: ({ reading, authority, validUntil }, headers) =>
      answerOf(
        node.POST("/api/cases/{case}/pledges", {
          ...{ params, headers },
          body: { pledge: { text: reading.text }, authority, validUntil, sealed: null },
        }),
      ),
    seal: ({ reading, authority, validUntil, salt }, headers) =>
      answerOf(
        node.POST("/api/cases/{case}/pledges", {
          ...{ params, headers },
          body: {
            pledge: { levels: writeLevels(reading.pledge) },
            ...{ authority, validUntil, sealed: { salt } },
          },
        }),
      ),
    onDone: () => void readAgain(slug),
  };
  return <BuildPart {...{ name, vocabulary, placing }} replaces={own.open !== null || own.sealed !== null} />;
}
