// Planning: to whom, by which rules, against what is public. It is work that takes a while and can be ended.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { useLocation } from "wouter";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { useWork, WorkLine } from "../../parts/long-work.tsx";
import { Section } from "../../parts/section.tsx";
import { Trouble } from "../../parts/trouble.tsx";
import { pathOf } from "../../shell/places.ts";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useWords } from "../../words/locale.tsx";
import { readCodes } from "./checks.ts";
import { releaseWords } from "./releases-words.ts";
import { useNames } from "../../api/use-names.ts";

export function PlanForm({ facts, document }: { readonly facts: CaseFacts; readonly document: string }) {
  const say = useWords(releaseWords);
  const { slug, lead } = facts;
  const [, go] = useLocation();
  const readAgain = useReadAgain();
  const names = useNames(slug);
  const { work, start } = useWork<null>();
  const [everyone, setEveryone] = useState(true);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [counts, setCounts] = useState("");
  const [gradings, setGradings] = useState("");
  const [hidden, setHidden] = useState("");
  const [publicText, setPublicText] = useState("");
  const drafts = facts.side === "lead" && facts.seat?.role === "drafter";
  const unknown = [...readCodes(counts), ...readCodes(gradings)].filter(
    (one) => !names.members.some(({ id }) => id === one),
  );
  const ready = unknown.length === 0 && (everyone || chosen.length > 0) && work.state !== "busy";
  const plan = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (!ready) return;
    start(async (signal) => {
      const { digest } = await answerOf(
        node.POST("/api/cases/{case}/documents/{name}/plans", {
          params: { path: { case: slug, name: document } },
          body: {
            recipients: everyone ? "everyone" : [...chosen],
            rules: {
              countsFor: [...readCodes(counts)],
              withholdGradingsFrom: [...readCodes(gradings)],
              hidePlaces: [...readCodes(hidden)],
            },
            publicText: publicText.trim() === "" ? null : publicText,
          },
          signal,
        }),
      );
      await readAgain(slug);
      go(pathOf(slug, "releases", document, digest));
      return null;
    });
  };
  if (!drafts)
    return (
      <Section id="plan" title={say("form.title")}>
        <p>{say("form.only", { lead: names.name(lead) })}</p>
      </Section>
    );
  return (
    <Section id="plan" title={say("form.title")} aside={<p className="basis">{say("form.why")}</p>}>
      <form className="plan-form" onSubmit={plan}>
        <fieldset>
          <legend className="label">{say("form.to")}</legend>
          <label>
            <input type="radio" name="to" checked={everyone} onChange={() => setEveryone(true)} />{" "}
            {say("form.everyone")}
          </label>{" "}
          <label>
            <input type="radio" name="to" checked={!everyone} onChange={() => setEveryone(false)} />{" "}
            {say("form.some")}
          </label>
        </fieldset>
        {!everyone && (
          <fieldset className="member-boxes">
            <legend className="unseen">{say("form.some")}</legend>
            {names.members
              .map(({ id }) => id)
              .filter((one) => one !== lead)
              .map((member) => (
                <label key={member}>
                  <input
                    type="checkbox"
                    checked={chosen.includes(member)}
                    onChange={({ target }) =>
                      setChosen((was) =>
                        target.checked ? [...was, member] : was.filter((one) => one !== member),
                      )
                    }
                  />{" "}
                  {names.name(member)}
                </label>
              ))}
          </fieldset>
        )}
        <label className="field">
          <span className="label">{say("form.public")}</span>
          <textarea
            className="text-area"
            rows={4}
            value={publicText}
            onChange={({ target }) => setPublicText(target.value)}
          />
          <span className="basis">{say("form.public.hint")}</span>
        </label>
        <details>
          <summary>{say("form.more")}</summary>
          <div className="plan-rules">
            <TextField
              label={say("form.counts")}
              hint={`${say("form.counts.why")} ${say("form.ids.hint")}`}
              value={counts}
              onChange={setCounts}
            />
            <TextField
              label={say("form.gradings")}
              hint={say("form.ids.hint")}
              value={gradings}
              onChange={setGradings}
            />
            <TextField
              label={say("form.hide")}
              hint={say("form.hide.hint")}
              value={hidden}
              onChange={setHidden}
            />
          </div>
        </details>
        {unknown.length > 0 && (
          <p className="late" role="alert">
            {say("form.unknown", { names: unknown.join(", ") })}
          </p>
        )}
        <button type="submit" className="button primary" disabled={!ready}>
          {say("form.do")}
        </button>
        {work.state === "busy" && <WorkLine what={say("form.busy")} count={null} onCancel={work.cancel} />}
        <Trouble problem={work.state === "failed" ? work.problem : null} />
      </form>
    </Section>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TextField({ label, hint, value, onChange }: TextFieldProps) {
  return (
    <label className="field">
      <span className="label">{label}</span>
      <input
        className="text-input"
        value={value}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => onChange(target.value)}
      />
      <span className="basis">{hint}</span>
    </label>
  );
}
