// Pages about responsible persons: each claim with the released place it stands on, who validated it, and what is missing.
import { useId, useState } from "react";
import type { paths } from "../../../../../formats/api.d.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { AnswerView } from "../../parts/answer-view.tsx";
import { CopyLine } from "../../parts/copy-line.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { recordWords } from "./record-words.ts";

type Exposure =
  paths["/api/cases/{case}/exposures"]["get"]["responses"]["200"]["content"]["application/json"]["exposures"][number];

/** Who may do what; the node decides it again. */
const VALIDATING = ["release-authority", "desk", "publisher"];
const CHECKING = ["release-authority", "publisher"];
const WITHDRAWING = ["drafter", "release-authority", "publisher"];

export function PersonsPart({ facts }: { readonly facts: CaseFacts }) {
  const say = useWords(recordWords);
  const { slug } = facts;
  const read = useRead([slug, "exposures"], (signal) =>
    node.GET("/api/cases/{case}/exposures", { params: { path: { case: slug } }, signal }),
  );
  return (
    <Section id="persons" title={say("persons")}>
      <p className="basis">{say("persons.lead")}</p>
      <AnswerView read={read} words={say("reading")}>
        {({ exposures }) =>
          exposures.length === 0 ? (
            <p className="quiet">{say("persons.none")}</p>
          ) : (
            <ul className="plan-list">
              {exposures.map((exposure) => (
                <Person key={exposure.name} facts={facts} exposure={exposure} />
              ))}
            </ul>
          )
        }
      </AnswerView>
      <p className="basis">{say("draft.how")}</p>
      <CopyLine text={`entente record draft NAME FILE.json --case ${slug} --seat ${facts.lead}/drafter`} what={say("check.what")} />
    </Section>
  );
}

function Person({ facts, exposure }: { readonly facts: CaseFacts; readonly exposure: Exposure }) {
  const say = useWords(recordWords);
  const { person, role, summary, version, draftedBy, claims, reply, acts, missing } = exposure;
  return (
    <li>
      <h3>
        {person} <span className="quiet">{role}</span>
      </h3>
      <p className="quiet">{say("person.version", { version, by: draftedBy })}</p>
      <p>{summary}</p>
      <p className="label">{say("person.claims")}</p>
      <ol>
        {claims.map(({ text, document, portion }, index) => (
          <li key={index}>
            {text} <span className="quiet">({say("person.claim", { document, portion })})</span>
          </li>
        ))}
      </ol>
      {reply !== null && (
        <p>
          <span className="label">{say("person.reply")}</span>{" "}
          {reply.asked === null
            ? say("person.reply.not-asked")
            : say("person.reply.asked", { day: reply.asked })}
          : {reply.note}
        </p>
      )}
      {acts.length > 0 && (
        <>
          <p className="label">{say("person.acts")}</p>
          <ul>
            {acts.map(({ kind, seat, at, note }) => (
              <li key={`${kind} ${seat} ${at}`}>
                {say(`act.${kind}`)} · <code>{seat}</code> <When instant={at} /> {note}
              </li>
            ))}
          </ul>
        </>
      )}
      {missing.length === 0 ? (
        <p>
          <strong>{say("person.ready")}</strong>
        </p>
      ) : (
        <>
          <p className="label">{say("person.missing")}</p>
          <ul>
            {missing.map(({ what, who }) => (
              <li key={what} data-late="true">
                <strong>{what}</strong> <span className="quiet">{say("person.missing.who", { who })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <PersonActs facts={facts} exposure={exposure} />
    </li>
  );
}

function PersonActs({ facts, exposure }: { readonly facts: CaseFacts; readonly exposure: Exposure }) {
  const say = useWords(recordWords);
  const field = useId();
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const [note, setNote] = useState("");
  const { name, person, version, digest } = exposure;
  const own = facts.seat?.role ?? "";
  const path = { case: facts.slug, name };
  const content = (
    <>
      <p className="label">{person}</p>
      <blockquote>{note}</blockquote>
    </>
  );
  const onDone = () => {
    setNote("");
    void readAgain(facts.slug);
  };
  const values = { person, version };
  const common = { content, recipients: [], onDone };
  const validate = () =>
    ask({
      ...common,
      title: say("validate.title", values),
      consequence: say("validate.consequence"),
      verb: say("person.validate"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/exposures/{name}/validations", {
            ...{ params: { path }, body: { digest, note }, headers },
          }),
        ),
    });
  const check = () =>
    ask({
      ...common,
      title: say("check.title", values),
      consequence: say("check.consequence"),
      verb: say("person.check"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/exposures/{name}/legal-checks", {
            ...{ params: { path }, body: { digest, note }, headers },
          }),
        ),
    });
  const withdraw = () =>
    ask({
      ...common,
      title: say("withdraw.title", values),
      consequence: say("withdraw.consequence"),
      verb: say("person.withdraw"),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/exposures/{name}/withdrawal", {
            ...{ params: { path }, body: { why: note }, headers },
          }),
        ),
    });
  const offered = [
    ...(VALIDATING.includes(own) ? [{ verb: say("person.validate"), act: validate }] : []),
    ...(CHECKING.includes(own) ? [{ verb: say("person.check"), act: check }] : []),
    ...(WITHDRAWING.includes(own) ? [{ verb: say("person.withdraw"), act: withdraw }] : []),
  ];
  if (offered.length === 0) return null;
  return (
    <div className="entry-form acts">
      <label className="field" htmlFor={field}>
        <span className="label">{say("person.note")}</span>
        <textarea id={field} rows={2} value={note} onChange={({ target }) => setNote(target.value)} />
      </label>
      <p className="proof-form">
        {offered.map(({ verb, act }) => (
          <button key={verb} type="button" className="button" disabled={note.trim() === ""} onClick={act}>
            {verb}
          </button>
        ))}
      </p>
      {dialog}
    </div>
  );
}
