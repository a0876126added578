// Who would read what: recipients that see the same share one class, with the reasons for what they do not see.
import { Section } from "../../parts/section.tsx";
import { useWords } from "../../words/locale.tsx";
import { groupReasons } from "./checks.ts";
import type { PlanParts } from "./plan-parts.ts";
import { releaseWords } from "./releases-words.ts";

export function RecipientsPart({ plan: { proposal, release }, names, callPlace }: PlanParts) {
  const say = useWords(releaseWords);
  const { classes, excluded } = proposal.plan;
  const most = Math.max(...classes.map(({ released, withheld }) => released.length + withheld.length), 1);
  return (
    <Section id="who" title={say(release === null ? "who.title" : "who.title.done")}>
      <p className="release-sentence">
        {say("who.sentence", {
          recipients: classes.reduce((sum, { recipients }) => sum + recipients.length, 0),
          ...{ classes: classes.length, excluded: excluded.length },
        })}
      </p>
      <ol className="class-list">
        {classes.map(({ id, recipients, released, withheld, counts, gradings }) => (
          <li key={id}>
            <p>
              <strong>{say("who.class", { id })}</strong>{" "}
              <span className="quiet">
                {say("who.class.count", { count: recipients.length })} ·{" "}
                {say("who.reads", { count: released.length })} ·{" "}
                {say("who.lacks", { count: withheld.length })}
                {counts && ` · ${say("who.counts")}`}
                {!gradings && ` · ${say("who.no-gradings")}`}
              </span>
            </p>
            <div className="share" aria-hidden="true">
              <i style={{ width: `${(100 * released.length) / most}%` }} />
            </div>
            <p className="class-names">{names.nameAll(recipients).join(", ")}</p>
            {withheld.length > 0 && (
              <details>
                <summary>{say("who.why")}</summary>
                <ul className="reasons">
                  {groupReasons(withheld).map(({ reason, places, remedies }) => (
                    <li key={reason}>
                      <p>{reason}</p>
                      <p className="quiet">{places.map(callPlace).join(", ")}</p>
                      <p className="basis">
                        {say("who.remedy")}: {remedies.join(" ")}
                      </p>
                    </li>
                  ))}
                </ul>
              </details>
            )}
          </li>
        ))}
      </ol>
      {excluded.length > 0 && (
        <div>
          <h3>{say("who.excluded")}</h3>
          <ul className="reasons">
            {excluded.map(({ recipient, reason }) => (
              <li key={recipient}>
                <strong>{names.name(recipient)}</strong> {reason}
              </li>
            ))}
          </ul>
        </div>
      )}
      <p className="basis">
        {say("who.rule", { version: proposal.version, community: proposal.community.slice(0, 12) })}
      </p>
    </Section>
  );
}
