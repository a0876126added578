// Setting the instant, or setting it anew.
import { useState } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useNames } from "../../api/use-names.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { When } from "../../parts/when.tsx";
import { formatInstant } from "../../parts/times.ts";
import { mayAct } from "../../shell/may-act.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { TZero } from "./t-zero-answers.ts";
import { tZeroWords } from "./t-zero-words.ts";

export function SetPart({ facts, tZero }: { readonly facts: CaseFacts; readonly tZero: TZero | null }) {
  const say = useWords(tZeroWords);
  const { tag } = useLanguage();
  const { slug, lead, side } = facts;
  const [at, setAt] = useState("");
  const [members, setMembers] = useState<readonly string[]>([]);
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const names = useNames(slug);
  if (side === "ally") return null;
  if (!mayAct(facts, ["release-authority"])) return <p className="quiet">{say("set.who", { lead })}</p>;
  const instant = at === "" || Number.isNaN(Date.parse(`${at}Z`)) ? null : new Date(`${at}Z`).toISOString();
  const set = () => {
    if (instant === null) return;
    ask({
      title: say("set.ask", { instant: formatInstant(instant, tag) }),
      content: (
        <p>
          <When instant={instant} />
        </p>
      ),
      recipients: members.map(names.name),
      ...{ consequence: say("set.consequence"), verb: say("set.do") },
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/t-zero", {
            ...{ params: { path: { case: slug } }, headers },
            body: { instant, members: [...members] },
          }),
        ),
      onDone: () => void readAgain(slug),
    });
  };
  const title = say(tZero === null ? "set.title" : "set.again");
  return (
    <section className="desk-part" aria-label={title}>
      <h2 className="part-title">{title}</h2>
      <div className="desk-form wide">
        <label className="field">
          <span className="label">{say("set.instant")}</span>
          <input type="datetime-local" step={1} value={at} onChange={({ target }) => setAt(target.value)} />
        </label>
        {instant !== null && <When instant={instant} />}
        <details>
          <summary>
            {say("set.members")} ({members.length})
          </summary>
          <ul className="choice-grid">
            {names.members
              .filter(({ kind }) => kind !== "public")
              .map(({ id, name }) => (
                <li key={id}>
                  <label className="tick">
                    <input
                      type="checkbox"
                      checked={members.includes(id)}
                      onChange={() =>
                        setMembers(
                          members.includes(id) ? members.filter((one) => one !== id) : [...members, id],
                        )
                      }
                    />
                    <span>{name}</span>
                  </label>
                </li>
              ))}
          </ul>
        </details>
        <div className="desk-acts">
          <button type="button" className="button primary" disabled={instant === null} onClick={set}>
            {say("set.do")}
          </button>
        </div>
      </div>
      {dialog}
    </section>
  );
}
