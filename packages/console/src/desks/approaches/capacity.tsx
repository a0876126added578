// What a member can do and by when: how it is reached, when its desk is there, and which steps of its law still fit.
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Empty } from "../../parts/notice.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { approachWords } from "./approaches-words.ts";
import type { Approach } from "./approach-answers.ts";

/** A Monday, so that the first day of a week can be named. */
const MONDAY = Date.UTC(2024, 0, 1);

export function CapacityPart({ slug, approach }: { readonly slug: string; readonly approach: Approach }) {
  const say = useWords(approachWords);
  const { tag } = useLanguage();
  const { member, answerBy } = approach;
  const read = useRead([slug, "members", member, answerBy], (signal) =>
    node.GET("/api/cases/{case}/members/{member}", {
      ...{ params: { path: { case: slug, member }, query: { answer: answerBy } }, signal },
    }),
  );
  const day = (number: number) =>
    new Intl.DateTimeFormat(tag, { weekday: "short", timeZone: "UTC" }).format(
      MONDAY + (number - 1) * 86_400_000,
    );
  const language = (code: string) => new Intl.DisplayNames([tag], { type: "language" }).of(code) ?? code;
  return (
    <Section id="capacity" title={say("capacity.title")}>
      <AnswerView read={read} words={say("reading")}>
        {({ capacity, described, steps }) =>
          capacity === null || !described ? (
            <Empty>{say("capacity.unknown")}</Empty>
          ) : (
            <>
              <dl className="facts">
                <dt>{say("capacity.reach")}</dt>
                <dd>{say(`reach.${capacity.reach}`)}</dd>
                <dt>{say("capacity.languages")}</dt>
                <dd>{capacity.languages.map(language).join(", ")}</dd>
                <dt>{say("capacity.hours")}</dt>
                <dd>
                  {capacity.hours === null
                    ? say("capacity.hours.none", { zone: capacity.timeZone })
                    : say("capacity.hours.said", {
                        ...{ from: capacity.hours.from, to: capacity.hours.to, zone: capacity.timeZone },
                        days: capacity.hours.days.map(day).join(", "),
                      })}
                </dd>
              </dl>
              {steps?.plans.map((plan) => (
                <div key={plan.kind} className="legal-plan" data-outcome={plan.outcome}>
                  <h3>{say("capacity.steps", { kind: plan.kind })}</h3>
                  <ol className="plain-list">
                    {plan.steps.map(({ step, by, leadDays, doneAt, inTime }) => (
                      <li key={step}>
                        {say("capacity.step", { step, by, days: leadDays })}{" "}
                        <span className={inTime ? "quiet" : "warn-word"}>
                          {say(inTime ? "capacity.done" : "capacity.late")}{" "}
                          <When instant={doneAt} zone={capacity.timeZone} />
                        </span>
                      </li>
                    ))}
                  </ol>
                  {plan.answerAtLatest !== null && (
                    <p className="quiet">
                      {say("capacity.latest")} <When instant={plan.answerAtLatest} zone={capacity.timeZone} />
                    </p>
                  )}
                </div>
              ))}
            </>
          )
        }
      </AnswerView>
    </Section>
  );
}
