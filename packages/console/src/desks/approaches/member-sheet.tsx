// One member: what is asked of it, what happened, what it asked and said, what it can do in time, and what to say to it.
import { Link } from "wouter";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Approach } from "./approach-answers.ts";
import { CapacityPart } from "./capacity.tsx";
import { PointsPart } from "./points.tsx";
import { QuestionsPart } from "./questions.tsx";
import { EvidenceLine, Standing } from "./standing-words.tsx";

export interface MemberSheetProps {
  readonly facts: CaseFacts;
  readonly member: string;
  readonly name: (id: string) => string;
}

export function MemberSheet({ facts, member, name }: MemberSheetProps) {
  const say = useWords(approachWords);
  const { slug } = facts;
  const params = { path: { case: slug, member } };
  const read = useRead([slug, "approaches", member], (signal) =>
    node.GET("/api/cases/{case}/approaches/{member}", { params, signal }),
  );
  const asked = useRead([slug, "questions"], (signal) =>
    node.GET("/api/cases/{case}/questions", { params: { path: { case: slug } }, signal }),
  );
  return (
    <>
      <p className="back">
        <Link href={pathOf(slug, "approaches")}>{say("member.back")}</Link>
      </p>
      <AnswerView read={read} words={say("reading")}>
        {(approach) => (
          <>
            <header className="member-head">
              <h1 className="desk-sentence">{approach.name}</h1>
              <Standing standing={approach.standing} />
            </header>
            <Section id="ask" title={say("member.ask")}>
              <blockquote className="ask-text">{approach.ask}</blockquote>
              <p>
                {say("member.answer")} <When instant={approach.answerBy} zone={approach.timeZone} />
                {approach.withinHours !== null && (
                  <span className={approach.withinHours ? "quiet" : "warn-word"}>
                    {say(approach.withinHours ? "inside.hours" : "outside.hours")}
                  </span>
                )}
              </p>
            </Section>
            <AnswerView read={asked} words={say("reading")}>
              {(questions) => <QuestionsPart facts={facts} asked={questions} name={name} of={member} />}
            </AnswerView>
            <Section id="trail" title={say("member.trail")}>
              <ol className="trail">
                {approach.trail.toReversed().map((evidence, index) => (
                  <li key={`${evidence.at} ${index}`}>
                    <Standing standing={evidence.says} />
                    <EvidenceLine evidence={evidence} />
                  </li>
                ))}
              </ol>
            </Section>
            <Positions slug={slug} member={member} />
            <Section id="copies" title={say("member.copies")}>
              <ul className="plain-list">
                {approach.copies.map(({ document, title, annex, banner, withheld }) => (
                  <li key={document}>
                    <strong>{title ?? document}</strong>{" "}
                    {annex && <span className="quiet">{say("member.annex")} </span>}
                    <span className="quiet">
                      {banner} · {say("member.withheld", { count: withheld.length })}
                    </span>
                  </li>
                ))}
              </ul>
            </Section>
            <Company facts={facts} approach={approach} />
            <CapacityPart slug={slug} approach={approach} />
            <PointsPart slug={slug} member={member} />
          </>
        )}
      </AnswerView>
    </>
  );
}

function Positions({ slug, member }: { readonly slug: string; readonly member: string }) {
  const say = useWords(approachWords);
  const read = useRead([slug, "positions", member], (signal) =>
    node.GET("/api/cases/{case}/approaches/{member}/positions", {
      params: { path: { case: slug, member } },
      signal,
    }),
  );
  return (
    <Section id="positions" title={say("member.positions")}>
      <AnswerView read={read} words={say("reading")}>
        {({ positions }) =>
          positions.length === 0 ? (
            <Empty>{say("member.positions.none")}</Empty>
          ) : (
            <ol className="trail">
              {positions.toReversed().map(({ at, by, position, statement, told }) => (
                <li key={`${at} ${position}`}>
                  <Standing standing={position} />
                  <span>
                    <q className="statement-words-said">{statement}</q>{" "}
                    <span className="quiet">
                      <When instant={at} />, {by}
                      {told !== null && `, ${say("member.told", { how: told })}`}
                    </span>
                  </span>
                </li>
              ))}
            </ol>
          )
        }
      </AnswerView>
    </Section>
  );
}

function Company({ facts, approach }: { readonly facts: CaseFacts; readonly approach: Approach }) {
  const say = useWords(approachWords);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const { member, name, company } = approach;
  const tell = () =>
    ask({
      title: say("member.company.title", { name }),
      content: say("member.company.content"),
      recipients: [name],
      consequence: say("member.company.consequence", { name }),
      verb: say("member.company.verb", { name }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/approaches/{member}/company", {
            ...{ params: { path: { case: slug, member } }, headers },
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <Section id="company" title={say("member.company")}>
      <p>
        {company === null ? (
          say("member.company.none")
        ) : (
          <>
            {say("member.company.said", { said: company.said })}, <When instant={company.at} />
          </>
        )}
      </p>
      {mayAct(facts, ["desk"]) && (
        <button type="button" className="button" onClick={tell}>
          {say("member.company.do")}
        </button>
      )}
      {dialog}
    </Section>
  );
}
