// Where one member stands, and behind it the row that says so: silence is told apart by evidence, not by a guess.
import type { OverviewMember } from "../../api/case-overview.ts";
import { When } from "../../parts/when.tsx";
import { formatShortDay } from "../../parts/times.ts";
import { useFilledWords, useLanguage } from "../../words/locale.tsx";
import { coalitionWords } from "./coalition-words.ts";
import { sayEvidence, sayStandingWords } from "./standing-words.ts";

export function Standing({ member }: { member: OverviewMember }) {
  const fill = useFilledWords(coalitionWords);
  const { locale, tag } = useLanguage();
  const { evidence, answerBy, timeZone } = member;
  const words = (
    <span className="position" data-position={member.position}>
      {sayStandingWords(locale, member.standing)}
    </span>
  );
  const said = sayEvidence(locale, member);
  if (said === null) return words;
  return (
    <details className="evidence">
      <summary title={said}>
        {words}
        {evidence !== null && (
          <span className="quiet nowrap"> {formatShortDay(evidence.at.slice(0, 10), tag)}</span>
        )}
      </summary>
      {evidence !== null && (
        <p>
          {said}
          {evidence.what !== "" && evidence.what !== said && <q>{evidence.what}</q>}
        </p>
      )}
      {evidence === null && <p>{said}</p>}
      {answerBy !== null && (
        <p className="quiet">
          {fill("evidence.answer-by", { instant: <When instant={answerBy} zone={timeZone} /> })}
        </p>
      )}
    </details>
  );
}
