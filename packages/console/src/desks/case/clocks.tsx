// Three clocks that matter now, and how long each step took, measured from the act.
import type { CaseOverview, TZero } from "../../api/case-overview.ts";
import { daysSince, distance, formatDay, saySeconds } from "../../parts/times.ts";
import { When } from "../../parts/when.tsx";
import { count } from "./sentences.ts";

export function Clocks({ overview }: { overview: CaseOverview }) {
  const { incident, now, answerBy, tZero } = overview;
  return (
    <div className="clocks">
      <div className="clock">
        <h3 className="label">Since the act</h3>
        <p className="clock-figure">Day {daysSince(incident.date, now)}</p>
        <p className="quiet">
          {formatDay(incident.date)}, {incident.place}
        </p>
      </div>
      <AnswerBy answerBy={answerBy} now={now} />
      <TZeroClock tZero={tZero} now={now} />
    </div>
  );
}

/** How long each step took; a step that has not happened keeps its place. */
export function Steps({ clocks }: Pick<CaseOverview, "clocks">) {
  return (
    <div className="measured">
      <h3 className="label">Measured from the act</h3>
      <ol className="steps">
        {clocks.map((clock) => (
          <li key={clock.name} className={clock.days === null ? "not-yet" : undefined}>
            <span className="step-name">{clock.label}</span>
            <span className="step-days">
              {clock.days === null
                ? "not yet"
                : clock.name === "width"
                  ? count(clock.days, "day", "days")
                  : `day ${clock.days}`}
            </span>
            <span className="quiet">{clock.at === null ? "" : <StepTime at={clock.at} />}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}

/** A clock may be known to the instant or only to the day. */
function StepTime({ at }: { at: string }) {
  return at.includes("T") ? <When instant={at} /> : <>{formatDay(at)}</>;
}

function AnswerBy({ answerBy, now }: { answerBy: string | null; now: string }) {
  if (answerBy === null)
    return (
      <div className="clock">
        <h3 className="label">To answer by</h3>
        <p className="clock-figure">Not asked yet</p>
        <p className="quiet">No approach is open.</p>
      </div>
    );
  const { past, text } = distance(now, answerBy);
  return (
    <div className="clock">
      <h3 className="label">{past ? "Answers were due" : "To answer by"}</h3>
      <p className="clock-figure">{past ? `${text} ago` : text}</p>
      <p className="quiet">
        <When instant={answerBy} />
      </p>
    </div>
  );
}

const tZeroWords: Readonly<Record<TZero["state"], string>> = {
  set: "Set, not armed",
  armed: "Armed",
  opened: "Opened",
  "stood-down": "Stood down",
};

function TZeroClock({ tZero, now }: { tZero: TZero | null; now: string }) {
  if (tZero === null)
    return (
      <div className="clock">
        <h3 className="label">To T-0</h3>
        <p className="clock-figure">Not set</p>
        <p className="quiet">The lead sets the instant once pledges are placed.</p>
      </div>
    );
  const ended = tZero.state === "opened" || tZero.state === "stood-down";
  // A hold or an embargo moves what is counted down to; what is past stays where it was set.
  const target = ended ? tZero.instant : tZero.dueAt;
  const { past, text } = distance(now, target);
  const late = past && !ended;
  return (
    <div className="clock" data-late={late}>
      <h3 className="label">{past ? "T-0 was" : "To T-0"}</h3>
      <p className="clock-figure">
        {past ? `${text} ago` : text}
        {late && <span className="late-word">late</span>}
      </p>
      <p className="quiet">
        <When instant={target} />
      </p>
      {!ended && tZero.dueBecause !== null && tZero.dueBecause !== "instant" && (
        <p className="quiet">
          Set for <When instant={tZero.instant} />; moved by a {tZero.dueBecause}.
        </p>
      )}
      <p className="quiet">
        {tZeroWords[tZero.state]}: {count(tZero.packages, "package", "packages")}
        {tZero.widthSeconds !== null &&
          (tZero.widthSeconds === 0
            ? ", all at the same instant"
            : `, all within ${saySeconds(tZero.widthSeconds)}`)}
      </p>
    </div>
  );
}
