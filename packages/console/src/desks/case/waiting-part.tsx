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
      <p className="waiting-sentence">
        <strong>{count(asked, "question", "questions")}</strong> asked, {answered} answered
        {open.length === 0 ? "; none waits." : `; ${open.length} ${open.length === 1 ? "waits" : "wait"}`}
        {open.length > 0 && (late === 0 ? ", none of them too long." : `, ${late} of them too long.`)}
      </p>
      <ul className="waiting">
        {open.map((question) => {
          const member = members.find(({ id }) => id === question.member);
          const { past, text } = distance(now, question.due);
          return (
            <li key={`${question.member} ${question.askedAt}`} data-late={question.late}>
              <p>
                <strong>{member?.name ?? question.member}</strong>{" "}
                <span className="waiting-due">{past ? `due ${text} ago` : `due in ${text}`}</span>
              </p>
              <p className="waiting-text">{question.text}</p>
              {question.place !== null && <p className="quiet">Asks for {question.place}.</p>}
              <p className="quiet">
                <When instant={question.due} zone={member?.timeZone ?? null} />
              </p>
            </li>
          );
        })}
      </ul>
    </>
  );
}
