// What waits for the lead: questions without an answer, the one that is due first at the top.
import { Link } from "wouter";
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import { distance } from "../../parts/times.ts";
import { pathOf } from "../../shell/places.ts";
import { useFilledWords, useLanguage, useWords } from "../../words/locale.tsx";
import { caseWords } from "./case-words.ts";

export interface WaitingPartProps {
  readonly slug: string;
  readonly questions: CaseOverview["questions"];
  readonly members: readonly OverviewMember[];
  readonly now: string;
}

export function WaitingPart({ slug, questions, members, now }: WaitingPartProps) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  const { tag } = useLanguage();
  const { asked, answered, open } = questions;
  if (asked === 0) return <Empty>{say("waiting.none")}</Empty>;
  const late = open.filter((question) => question.late).length;
  const how = open.length === 0 ? "none" : late === 0 ? "in-time" : late === open.length ? "late" : "some";
  return (
    <>
      <p className="lead-sentence">
        {fill("waiting.sentence", {
          asked: <strong>{say("waiting.asked", { count: asked })}</strong>,
          answered,
          open: say(`waiting.open.${how}`, { count: open.length, late }),
        })}
      </p>
      <ul className="waiting">
        {open.map((question) => {
          const member = members.find(({ id }) => id === question.member);
          const { past, text } = distance(now, question.due, tag);
          return (
            <li key={`${question.member} ${question.askedAt}`} data-late={question.late}>
              <p className="waiting-who">
                <strong>
                  <Link href={pathOf(slug, "approaches", question.member)}>
                    {member?.name ?? question.member}
                  </Link>
                </strong>
                <span className="waiting-due">
                  {say(past ? "waiting.overdue" : "waiting.due", { time: text })}
                </span>
                <span className="quiet">
                  <When instant={question.due} zone={member?.timeZone ?? null} />
                </span>
              </p>
              <div className="waiting-what">
                <p className="waiting-text">{question.text}</p>
                {question.place !== null && (
                  <p className="quiet">{say("waiting.place", { place: question.place })}</p>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}
