// Three clocks that matter now, and how long each step took, measured from the act.
import type { CaseOverview, TZero } from "../../api/case-overview.ts";
import { daysSince, distance, formatDay, saySeconds } from "../../parts/times.ts";
import { When } from "../../parts/when.tsx";
import { hasWord, useFilledWords, useLanguage, useWords } from "../../words/locale.tsx";
import { Prose } from "../../words/prose.tsx";
import { caseWords } from "./case-words.ts";

export function Clocks({ overview }: { overview: CaseOverview }) {
  const say = useWords(caseWords);
  const { tag } = useLanguage();
  const { incident, now, answerBy, tZero } = overview;
  return (
    <div className="clocks">
      <div className="clock">
        <h3 className="label">{say("since.title")}</h3>
        <p className="clock-figure">{say("since.day", { day: daysSince(incident.date, now) })}</p>
        <p className="quiet">
          {say("since.where", { date: formatDay(incident.date, tag), place: incident.place })}
        </p>
      </div>
      <AnswerBy answerBy={answerBy} now={now} />
      <TZeroClock tZero={tZero} now={now} />
    </div>
  );
}

/** How long each step took; a step that has not happened keeps its place. */
export function Steps({ clocks }: Pick<CaseOverview, "clocks">) {
  const say = useWords(caseWords);
  const sayDays = (name: string, days: number | null): string => {
    if (days === null) return say("measured.not-yet");
    return name === "width" ? say("measured.days", { days }) : say("measured.day", { day: days });
  };
  return (
    <div className="measured">
      <h3 className="label">{say("measured.title")}</h3>
      <ol className="steps">
        {clocks.map(({ name, label, days, at }) => {
          const word = `clock.${name}`;
          return (
            <li key={name} className={days === null ? "not-yet" : undefined}>
              <span className="step-name">
                {hasWord(caseWords, word) ? say(word) : <Prose text={label} />}
              </span>
              <span className="step-days">{sayDays(name, days)}</span>
              <span className="quiet">{at === null ? "" : <StepTime at={at} />}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

/** A clock may be known to the instant or only to the day. */
function StepTime({ at }: { at: string }) {
  const { tag } = useLanguage();
  return at.includes("T") ? <When instant={at} /> : <>{formatDay(at, tag)}</>;
}

function AnswerBy({ answerBy, now }: { answerBy: string | null; now: string }) {
  const say = useWords(caseWords);
  const { tag } = useLanguage();
  if (answerBy === null)
    return (
      <div className="clock">
        <h3 className="label">{say("answer.title")}</h3>
        <p className="clock-figure">{say("answer.none")}</p>
        <p className="quiet">{say("answer.none.why")}</p>
      </div>
    );
  const { past, text } = distance(now, answerBy, tag);
  return (
    <div className="clock">
      <h3 className="label">{say(past ? "answer.was" : "answer.title")}</h3>
      <p className="clock-figure">{past ? say("ago", { time: text }) : text}</p>
      <p className="quiet">
        <When instant={answerBy} />
      </p>
    </div>
  );
}

function TZeroClock({ tZero, now }: { tZero: TZero | null; now: string }) {
  const say = useWords(caseWords);
  const fill = useFilledWords(caseWords);
  const { tag } = useLanguage();
  if (tZero === null)
    return (
      <div className="clock">
        <h3 className="label">{say("zero.title")}</h3>
        <p className="clock-figure">{say("zero.none")}</p>
        <p className="quiet">{say("zero.none.why")}</p>
      </div>
    );
  const ended = tZero.state === "opened" || tZero.state === "stood-down";
  // A hold or an embargo moves what is counted down to; what is past stays where it was set.
  const target = ended ? tZero.instant : tZero.dueAt;
  const { past, text } = distance(now, target, tag);
  const late = past && !ended;
  const moved = `zero.moved.${tZero.dueBecause ?? ""}`;
  const state = `zero.state.${tZero.state}`;
  const { widthSeconds: width } = tZero;
  return (
    <div className="clock" data-late={late}>
      <h3 className="label">{say(past ? "zero.was" : "zero.title")}</h3>
      <p className="clock-figure">
        {past ? say("ago", { time: text }) : text}
        {late && <span className="late-word">{say("zero.late")}</span>}
      </p>
      <p className="quiet">
        <When instant={target} />
      </p>
      {!ended && tZero.dueBecause !== null && tZero.dueBecause !== "instant" && (
        <p className="quiet">
          {fill(hasWord(caseWords, moved) ? moved : "zero.moved", {
            instant: <When instant={tZero.instant} />,
          })}
        </p>
      )}
      <p className="quiet">
        {say("zero.packages", {
          state: hasWord(caseWords, state) ? say(state) : tZero.state,
          count: tZero.packages,
          width: width === null ? "none" : width === 0 ? "same" : "span",
          span: width === null ? "" : saySeconds(width, tag),
        })}
      </p>
    </div>
  );
}
