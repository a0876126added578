// Opening and rehearsing. A real node opens by itself; an exercise's clock has to be moved there.
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { formatInstant } from "../../parts/times.ts";
import { Trouble } from "../../parts/trouble.tsx";
import { When } from "../../parts/when.tsx";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { useCountdown } from "./countdown-part.tsx";
import { useNames } from "../../api/use-names.ts";
import type { Rehearsed, TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";

interface OpenProps {
  readonly facts: CaseFacts;
  readonly tZero: TZero;
}

export function OpenPart({ facts, tZero }: OpenProps) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const { name } = useNames(facts.slug);
  const { answer } = useCountdown(facts);
  const { slug, lead, exercise } = facts;
  const due = formatInstant(tZero.dueAt, tag);
  const isDue = "value" in answer && Date.parse(answer.value.now) >= Date.parse(tZero.dueAt);
  const moves = exercise && !isDue;
  const may = mayAct(facts, ["release-authority"]);
  const open = () =>
    ask({
      title: say("act.ask.open"),
      content: (
        <>
          {moves && <p>{say("open.exercise.moves", { due })}</p>}
          <ul className="consent-list">
            {tZero.packages.map(({ member }) => (
              <li key={member}>{name(member)}</li>
            ))}
          </ul>
        </>
      ),
      recipients: tZero.packages.map(({ member }) => name(member)),
      ...{ consequence: say("open.consequence"), verb: say(moves ? "open.exercise" : "open.do") },
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/t-zero/opening", {
            params: { path: { case: slug } },
            // Only whoever controls an exercise can say what time it is there.
            headers: moves ? { ...headers, "entente-at": tZero.dueAt } : headers,
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <>
      {exercise && <RehearsePart facts={facts} tZero={tZero} may={may} />}
      <section className="desk-part" aria-label={say("open.title")}>
        <h2 className="part-title">{say("open.title")}</h2>
        {!isDue && (
          <p>
            {say("open.early", { due })} {!exercise && say("open.early.node")}
          </p>
        )}
        {!may && <p className="quiet">{say("set.who", { lead })}</p>}
        {may && (isDue || exercise) && (
          <div className="desk-acts">
            <button type="button" className="button primary" onClick={open}>
              {say(moves ? "open.exercise" : "open.do")}
            </button>
          </div>
        )}
        {dialog}
      </section>
    </>
  );
}

function RehearsePart({ facts, tZero, may }: OpenProps & { readonly may: boolean }) {
  const say = useWords(tZeroWords);
  const { work, start } = useWork<Rehearsed>();
  const readAgain = useReadAgain();
  const { slug } = facts;
  const rehearse = () =>
    start(async (signal) => {
      const found = await answerOf(
        node.POST("/api/cases/{case}/t-zero/rehearsal", { params: { path: { case: slug } }, signal }),
      );
      void readAgain(slug);
      return found;
    });
  return (
    <section className="desk-part" aria-label={say("rehearse.title")}>
      <h2 className="part-title">{say("rehearse.title")}</h2>
      <p className="basis">{say("rehearse.intro")}</p>
      {work.state === "busy" && <WorkLine what={say("rehearse.what")} count={null} onCancel={work.cancel} />}
      {may && work.state !== "busy" && (
        <div className="desk-acts">
          <button type="button" className="button" onClick={rehearse}>
            {say("rehearse.do")}
          </button>
        </div>
      )}
      <Trouble problem={work.state === "failed" ? work.problem : null} />
      {work.state === "done" && (
        <p role="status">
          {say("rehearse.found", {
            ...{ packages: work.value.packages, width: work.value.widthMs },
            ...{ damaged: work.value.damaged.length, without: work.value.withoutText.length },
          })}
        </p>
      )}
      {tZero.rehearsals.length > 0 && (
        <>
          <h3 className="label">{say("rehearse.held")}</h3>
          <ol className="plain-list">
            {tZero.rehearsals.map(({ heldAt, firstAt, packages, unready }) => (
              <li key={firstAt}>
                <When instant={heldAt} zone={tZero.timeZone} />: {say("rehearse.one", { packages, unready })}
              </li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
