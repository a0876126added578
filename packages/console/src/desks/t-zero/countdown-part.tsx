// The countdown, by the node's clock: what it said last, less what passed here since. An exercise's clock stands until
// something is done, and so does its countdown.
import { useEffect, useState } from "react";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { formatInstant } from "../../parts/times.ts";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { nodeNow, secondsLeft, splitSeconds } from "./outlook.ts";
import type { Countdown, TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";

export function CountdownPart({ facts, tZero }: { readonly facts: CaseFacts; readonly tZero: TZero }) {
  const say = useWords(tZeroWords);
  const read = useCountdown(facts);
  return (
    <section className="countdown" aria-label={say("count.label")}>
      <AnswerView read={read} words={say("reading")}>
        {(said) => <Clock said={said} ticking={!facts.exercise} key={`${said.now} ${said.secondsLeft}`} />}
      </AnswerView>
      <dl className="facts">
        <dt>{say("due.at")}</dt>
        <dd>
          <When instant={tZero.dueAt} zone={tZero.timeZone} />
          {tZero.dueBecause !== null && (
            <span className="quiet"> {say("due.because", { because: tZero.dueBecause })}</span>
          )}
        </dd>
        {tZero.dueAt !== tZero.instant && (
          <>
            <dt>{say("due.set")}</dt>
            <dd>
              <When instant={tZero.instant} zone={tZero.timeZone} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The node's own word on what time it is and how long it is until T-0. */
export function useCountdown({ slug }: CaseFacts) {
  return useRead([slug, "t-zero", "countdown"], (signal) =>
    node.GET("/api/cases/{case}/t-zero/countdown", { params: { path: { case: slug } }, signal }),
  );
}

function Clock({ said, ticking }: { readonly said: Countdown; readonly ticking: boolean }) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const passed = usePassed(ticking);
  const left = secondsLeft(said.secondsLeft, passed);
  const parts = splitSeconds(left);
  const now = nodeNow(said.now, passed);
  const two = new Intl.NumberFormat(tag, { minimumIntegerDigits: 2 });
  return (
    <>
      {left === 0 ? (
        <p className="count-over">{say("count.over")}</p>
      ) : (
        <div className="count" role="timer" aria-live="off">
          {(["days", "hours", "minutes", "seconds"] as const).map((unit) => (
            <p key={unit} className="count-unit">
              <strong>{unit === "days" ? parts.days : two.format(parts[unit])}</strong>
              <span>{say(`count.${unit}`)}</span>
            </p>
          ))}
        </div>
      )}
      <p className="quiet">
        {say(ticking ? "count.node" : "count.exercise", { now: formatInstant(now, tag) })}
      </p>
    </>
  );
}

/** Milliseconds since this was first drawn, by a clock nobody can set. */
function usePassed(ticking: boolean): number {
  const [begun] = useState(() => performance.now());
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    if (!ticking) return;
    const timer = setInterval(() => setPassed(performance.now() - begun), 250);
    return () => clearInterval(timer);
  }, [begun, ticking]);
  return passed;
}
