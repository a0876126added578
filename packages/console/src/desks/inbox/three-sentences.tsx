// The top of the inbox: what happened, what is asked, by when. Read in a minute, without opening anything.
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { Given } from "./inbox-reads.ts";
import { inboxWords } from "./inbox-words.ts";
import { sayPosition } from "./positions.ts";
import type { ReadCopy } from "./read-copy.ts";

const DAY_MS = 86_400_000;

export function ThreeSentences({
  facts,
  own,
  approach,
  happened,
}: Given & { readonly happened: ReadCopy["happened"] }) {
  const say = useWords(inboxWords);
  const left = Date.parse(approach.answerBy) - Date.parse(own.now);
  const days = Math.floor(Math.abs(left) / DAY_MS);
  const answered = own.position !== null && own.position.position !== "lapsed";
  return (
    <dl className="three-sentences">
      <div>
        <dt>{say("happened")}</dt>
        <dd>
          <p className="sentence">{happened?.text ?? facts.title}</p>
          <p className="basis">
            {happened === null
              ? say("happened.case", { lead: own.lead.name })
              : say("happened.from", happened)}
          </p>
        </dd>
      </div>
      <div>
        <dt>{say("asked")}</dt>
        <dd>
          <p className="sentence">{approach.ask}</p>
        </dd>
      </div>
      <div>
        <dt>{say("by")}</dt>
        <dd>
          <p className="sentence">
            <When instant={approach.answerBy} zone={approach.timeZone} />
          </p>
          <p data-late={left < 0 && !answered} className="by-when">
            {say(left < 0 ? "by.past" : "by.in", { days })} ·{" "}
            {own.position === null
              ? say("by.unanswered")
              : say("by.answered", { position: sayPosition(say, own.position.position) })}{" "}
            {approach.withinHours === false && !answered && say("by.outside")}
          </p>
        </dd>
      </div>
    </dl>
  );
}
