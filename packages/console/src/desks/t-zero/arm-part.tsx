// Arming: the last step names every package, and how much of what was to be ready is not.
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { formatInstant } from "../../parts/times.ts";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { countOpenOf } from "./outlook.ts";
import type { Final, TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";
import { sayMeasures, useKinds } from "./use-kinds.ts";

interface ArmProps {
  readonly facts: CaseFacts;
  readonly tZero: TZero;
  readonly name: (id: string) => string;
}

export function ArmPart(props: ArmProps) {
  const say = useWords(tZeroWords);
  const { slug, side, lead } = props.facts;
  const own = useRead([slug, "resolution", "own"], (signal) =>
    node.GET("/api/cases/{case}/resolution/own", { params: { path: { case: slug } }, signal }),
  );
  const lockedAt = "value" in own.answer ? own.answer.value.lockedAt : undefined;
  const final = useRead(
    [slug, "resolution"],
    side === "ally" || lockedAt == null
      ? null
      : (signal) => node.GET("/api/cases/{case}/resolution", { params: { path: { case: slug } }, signal }),
  );
  if (side === "ally") return null;
  return (
    <section className="desk-part" aria-label={say("arm.title")}>
      <h2 className="part-title">{say("arm.title")}</h2>
      <p>{say("arm.intro")}</p>
      {!mayAct(props.facts, ["release-authority"]) && <p className="quiet">{say("set.who", { lead })}</p>}
      {lockedAt === null ? (
        <p className="quiet">{say("arm.notlocked")}</p>
      ) : (
        <AnswerView read={final} words={say("reading")}>
          {(found) => <Arm {...props} final={found} />}
        </AnswerView>
      )}
    </section>
  );
}

function Arm({ facts, tZero, name, final }: ArmProps & { readonly final: Pick<Final, "acting"> }) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const kinds = useKinds(facts.slug);
  const { slug } = facts;
  const count = final.acting.length;
  const open = countOpenOf(
    tZero,
    final.acting.map(({ member }) => member),
  );
  const hasText = (member: string) => tZero.readiness.find((one) => one.member === member)?.hasText === true;
  const arm = () =>
    ask({
      title: say("arm.ask", { count }),
      content: (
        <>
          <ul className="consent-list">
            {final.acting.map(({ member, measures }) => (
              <li key={member}>
                <strong>{name(member)}</strong>: {sayMeasures(kinds, measures)}
                {", "}
                {say(hasText(member) ? "arm.text" : "arm.notext")}
              </li>
            ))}
          </ul>
          <p>{say("arm.open", { open })}</p>
        </>
      ),
      recipients: final.acting.map(({ member }) => name(member)),
      consequence: say("arm.consequence", { instant: formatInstant(tZero.instant, tag) }),
      verb: say("arm.do", { count }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/t-zero/arming", {
            ...{ params: { path: { case: slug } }, headers },
            body: { unreadySeen: open },
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  return (
    <>
      <p className={open > 0 ? "late-line" : "quiet"}>{say("arm.open", { open })}</p>
      {mayAct(facts, ["release-authority"]) && (
        <div className="desk-acts">
          <button type="button" className="button primary" disabled={count === 0} onClick={arm}>
            {say("arm.do", { count })}
          </button>
        </div>
      )}
      {dialog}
    </>
  );
}
