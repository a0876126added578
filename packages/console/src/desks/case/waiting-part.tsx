// What waits for the lead: questions without an answer, the one that is due first at the top.
import type { CaseOverview, OverviewMember } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { When } from "../../parts/when.tsx";
import { distance } from "../../parts/times.ts";
import { count } from "./sentences.ts";

export interface WaitingPartProps {
  readonly questions: CaseOverview["questions"];
  readonly members: readonly OverviewMember[];
  readonly now: string;
}

export function WaitingPart({ questions, members, now }: WaitingPartProps) {
  const { asked, answered, open } = questions;
  if (asked === 0) return <Empty>No member has asked anything yet.</Empty>;
  const late = open.filter((question) => question.late).length;
  return (
    <>
      <p className="lead-sentence">
        <strong>{count(asked, "question", "questions")}</strong> asked, {answered} answered
        {sayOpen(open.length, late)}.
      </p>
      <ul className="waiting">
        {open.map((question) => {
          const member = members.find(({ id }) => id === question.member);
          const { past, text } = distance(now, question.due);
          return (
            <li key={`${question.member} ${question.askedAt}`} data-late={question.late}>
              <p className="waiting-who">
                <strong>{member?.name ?? question.member}</strong>
                <span className="waiting-due">
                  {past ? `answer due ${text} ago` : `answer due in ${text}`}
                </span>
                <span className="quiet">
                  <When instant={question.due} zone={member?.timeZone ?? null} />
                </span>
              </p>
              <div className="waiting-what">
                <p className="waiting-text">{question.text}</p>
                {question.place !== null && <p className="quiet">Asks for {question.place}.</p>}
              </div>
            </li>
          );
        })}
      </ul>
    </>
  );
}

function sayOpen(waiting: number, late: number): string {
  if (waiting === 0) return "; none waits";
  const waits = `; ${waiting} ${waiting === 1 ? "waits" : "wait"}`;
  if (late === 0) return `${waits}, within the time the community gives`;
  return late === waiting
    ? `${waits}, past the time the community gives`
    : `${waits}, ${late} of them too long`;
}
