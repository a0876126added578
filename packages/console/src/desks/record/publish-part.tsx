// Publishing: the last step before something is public for ever names all of it.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useReadAgain } from "../../api/use-read.ts";
import { Section } from "../../parts/section.tsx";
import type { CaseFacts } from "../../shell/desk-props.ts";
import { useLanguage, useWords } from "../../words/locale.tsx";
import type { Preview } from "./preview.ts";
import { recordWords } from "./record-words.ts";

export function PublishPart({ facts, preview }: { readonly facts: CaseFacts; readonly preview: Preview }) {
  const say = useWords(recordWords);
  return (
    <Section id="publish" title={say("publish")}>
      {facts.seat?.role === "publisher" ? (
        <PublishForm slug={facts.slug} preview={preview} />
      ) : (
        <p className="basis">{say("publish.who", { seat: `${facts.lead}/publisher` })}</p>
      )}
    </Section>
  );
}

function PublishForm({ slug, preview }: { readonly slug: string; readonly preview: Preview }) {
  const say = useWords(recordWords);
  const { tag } = useLanguage();
  const field = useId();
  const { ask, dialog } = useConsent();
  const readAgain = useReadAgain();
  const [why, setWhy] = useState("");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(false);
  const { edition, files, documents, exposures } = preview;
  const next = preview.published !== null;
  const ready = exposures.filter(({ missing }) => missing.length === 0).map(({ name }) => name);
  const chosen = ready.filter((name) => !left.has(name));
  const list = (names: readonly string[]): string => new Intl.ListFormat(tag).format(names);
  const verb = next ? say("publish.next", { edition }) : say("publish.first");
  const publish = (event: SubmitEvent) => {
    event.preventDefault();
    ask({
      title: say("publish.ask"),
      content: (
        <>
          <p>
            {say("publish.what", {
              files: files.length,
              documents: list(documents.map(({ title }) => title)),
            })}
          </p>
          {chosen.length > 0 && <p>{say("publish.with", { list: list(chosen) })}</p>}
          {next && <blockquote>{why}</blockquote>}
        </>
      ),
      recipients: [say("publish.everybody")],
      consequence: say("publish.consequence"),
      verb,
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/record", {
            params: { path: { case: slug } },
            body: { why: next ? why : null, exposures: [...chosen] },
            headers,
          }),
        ),
      onDone: () => {
        setDone(true);
        setWhy("");
        void readAgain(slug);
      },
    });
  };
  const toggle = (name: string) => {
    const after = new Set(left);
    if (!after.delete(name)) after.add(name);
    setLeft(after);
  };
  return (
    <form className="entry-form" onSubmit={publish}>
      {ready.length > 0 && (
        <fieldset className="rules">
          <legend className="label">{say("publish.persons")}</legend>
          {ready.map((name) => (
            <label key={name} className="rule">
              <input type="checkbox" checked={!left.has(name)} onChange={() => toggle(name)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      )}
      {next && (
        <label className="field" htmlFor={field}>
          <span className="label">{say("publish.why")}</span>
          <textarea
            id={field}
            rows={3}
            required
            maxLength={20_000}
            value={why}
            onChange={({ target }) => setWhy(target.value)}
          />
        </label>
      )}
      <button type="submit" className="button primary large" disabled={documents.length === 0}>
        {verb}
      </button>
      <p role="status" className="quiet">
        {done && say("publish.done")}
      </p>
      {dialog}
    </form>
  );
}
