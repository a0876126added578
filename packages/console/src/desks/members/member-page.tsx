// One member: what is known of it, as far as the reader may know it, and what its law still allows before T-0.
import { Link } from "wouter";
import type { paths } from "../../../../../formats/api.d.ts";
import { node } from "../../api/ask-node.ts";
import { useRead } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { pathOf } from "../../shell/places.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import { sayHours, useKinds } from "./member-sentences.ts";
import { memberWords } from "./members-words.ts";

type Shown =
  paths["/api/cases/{case}/members/{member}"]["get"]["responses"]["200"]["content"]["application/json"];

export function MemberPage({ facts, member }: { readonly facts: CaseFacts; readonly member: string }) {
  const say = useWords(memberWords);
  const { slug } = facts;
  const read = useRead<Shown>([slug, "members", member], (signal) =>
    node.GET("/api/cases/{case}/members/{member}", { params: { path: { case: slug, member } }, signal }),
  );
  return (
    <>
      <p className="desk-back acts">
        <Link href={pathOf(slug, "members")}>{say("back")}</Link>
      </p>
      <AnswerView read={read} words={say("reading")}>
        {(shown) => <Facts shown={shown} />}
      </AnswerView>
    </>
  );
}

function Facts({ shown }: { readonly shown: Shown }) {
  const say = useWords(memberWords);
  const kinds = useKinds();
  const { tag } = useLanguage();
  const { id, name, kind, groups, clearances, capacity, described, steps } = shown;
  return (
    <>
      <header className="desk-head">
        <h1>
          {name} <span className="code">{id}</span>
        </h1>
      </header>
      <Section id="known" title={kinds(kind)}>
        <dl className="fact-list">
          <dt>{say("col.groups")}</dt>
          <dd>{groups.join(", ")}</dd>
          {clearances !== null && (
            <>
              <dt>{say("col.cleared")}</dt>
              {Object.entries(clearances).map(([policy, { upTo, caveats }]) => (
                <dd key={policy}>
                  <span className="code">{policy}</span> {[upTo, ...caveats].join(" · ")}
                </dd>
              ))}
            </>
          )}
          {capacity !== null && (
            <>
              <dt>{say("col.reach")}</dt>
              <dd>{described ? say(`reach.${capacity.reach}`) : say("capacity.unknown")}</dd>
              <dt>{say("col.zone")}</dt>
              <dd>{described ? sayHours(say, capacity, tag) : say("capacity.unknown")}</dd>
              <dt>{say("col.languages")}</dt>
              <dd>{sayLanguages(capacity.languages, tag)}</dd>
            </>
          )}
        </dl>
        {capacity === null && <p className="basis">{say("only-lead")}</p>}
      </Section>
      <Section id="steps" title={say("steps")}>
        {steps === null || steps.plans.length === 0 ? (
          <p className="quiet">{say("steps.none")}</p>
        ) : (
          <ul className="plan-list">
            {steps.plans.map((plan) => (
              <li key={plan.kind}>
                <h3>
                  {plan.said} <span className="quiet">{plan.outcome}</span>
                </h3>
                <ol>
                  {plan.steps.map(({ step, by, leadDays, doneAt, inTime }) => (
                    <li key={step} data-late={!inTime}>
                      {say("step", { step, by, days: leadDays })} · <When instant={doneAt} />{" "}
                      <strong>{say(inTime ? "steps.possible" : "steps.late")}</strong>
                    </li>
                  ))}
                </ol>
                {plan.answerAtLatest !== null && (
                  <p className="basis">
                    {say("steps.latest")} <When instant={plan.answerAtLatest} />
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}

/** Languages by their codes, named in the reader's; a code that names none stands as it is. */
function sayLanguages(codes: readonly string[], tag: string): string {
  const names = new Intl.DisplayNames(tag, { type: "language", fallback: "code" });
  return codes
    .map((code) => {
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    })
    .join(", ");
}
