// What is said of a release after it was issued: to every holder in the same words, and who confirmed that it read them.
import { useState } from "react";
import { answerOf, node } from "../../api/ask-node.ts";
import { useRead, useReadAgain } from "../../api/use-read.ts";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { AnswerView } from "../../parts/answer-view.tsx";
import { Section } from "../../parts/section.tsx";
import { When } from "../../parts/when.tsx";
import { useWords } from "../../words/locale.tsx";
import type { PlanParts } from "./plan-parts.ts";
import { useReleasedCuts } from "./receipts-part.tsx";
import { releaseWords } from "./releases-words.ts";

const KINDS = ["correction", "supersession", "recall"] as const;
type Kind = (typeof KINDS)[number];

type Parts = PlanParts & { readonly release: string };

export function NoticesPart(parts: Parts) {
  const say = useWords(releaseWords);
  const { facts, names, release } = parts;
  const { slug, lead } = facts;
  const read = useRead([slug, "notices"], (signal) =>
    node.GET("/api/cases/{case}/notices", { params: { path: { case: slug } }, signal }),
  );
  const sends = facts.side === "lead" && facts.seat?.role === "release-authority";
  return (
    <Section id="notices" title={say("notice.title")} aside={<p className="basis">{say("notice.why")}</p>}>
      <AnswerView read={read} words={say("reading")}>
        {({ notices }) => {
          const own = notices.filter((one) => one.release === release);
          if (own.length === 0) return <p className="quiet">{say("notice.none")}</p>;
          return (
            <ol className="plan-list">
              {own.map(({ kind, text, replacedBy, at, holders }) => {
                const known = KINDS.find((one) => one === kind);
                const waits = holders.filter(({ acknowledged }) => acknowledged === null);
                return (
                  <li key={`${at} ${kind}`} data-state="issued">
                    <p>
                      <strong>{known === undefined ? kind : say(`notice.name.${known}`)}</strong>{" "}
                      <When instant={at} />
                    </p>
                    <p className="notice-text">{text}</p>
                    {replacedBy !== null && <p>{say("notice.replaced", { release: replacedBy })}</p>}
                    <p className="confirmed">
                      <progress
                        aria-hidden="true"
                        max={holders.length}
                        value={holders.length - waits.length}
                      />{" "}
                      {say("notice.confirmed", {
                        ...{ confirmed: holders.length - waits.length, all: holders.length },
                      })}
                    </p>
                    {waits.length > 0 && (
                      <p className="quiet">
                        {say("notice.waits", {
                          members: names.nameAll(waits.map(({ member }) => member)).join(", "),
                        })}
                      </p>
                    )}
                  </li>
                );
              })}
            </ol>
          );
        }}
      </AnswerView>
      {sends ? (
        <SendNotice {...parts} />
      ) : (
        <p className="basis">{say("notice.only", { lead: names.name(lead) })}</p>
      )}
    </Section>
  );
}

function SendNotice({ facts, document, names, release }: Parts) {
  const say = useWords(releaseWords);
  const { slug } = facts;
  const readAgain = useReadAgain();
  const { ask, dialog } = useConsent();
  const { read, cuts } = useReleasedCuts(slug, release);
  const [kind, setKind] = useState<Kind>("correction");
  const [text, setText] = useState("");
  const all = "value" in read.answer ? read.answer.value.cuts : [];
  const others = [...new Map(all.map((cut) => [cut.release, cut.document])).entries()].filter(
    ([other]) => other !== release && other !== "",
  );
  const [chosen, setChosen] = useState("");
  const replacedBy = kind === "supersession" ? chosen || (others[0]?.[0] ?? "") : "";
  const holders = names.nameAll((cuts ?? []).map(({ recipient }) => recipient)).toSorted();
  const count = holders.length;
  const ready = text.trim() !== "" && count > 0 && (kind !== "supersession" || replacedBy !== "");
  const send = () =>
    ask({
      title: say(`notice.ask.${kind}`, { count }),
      content: (
        <>
          <p>
            <strong>{say(`notice.name.${kind}`)}</strong>: <code>{document}</code>, <code>{release}</code>
          </p>
          <blockquote className="notice-text">{text}</blockquote>
          {replacedBy !== "" && <p>{say("notice.replaced", { release: replacedBy })}</p>}
        </>
      ),
      recipients: holders,
      consequence: say("notice.then"),
      verb: say("notice.do", { count }),
      send: (headers) =>
        answerOf(
          node.POST("/api/cases/{case}/releases/{release}/notices", {
            params: { path: { case: slug, release } },
            body: { kind, text, replacedBy: replacedBy === "" ? null : replacedBy },
            headers,
          }),
        ),
      onDone: () => {
        setText("");
        void readAgain(slug);
      },
    });
  return (
    <div className="plan-form">
      <label className="field">
        <span className="label">{say("notice.kind")}</span>
        <select
          value={kind}
          onChange={({ target }) => setKind(KINDS.find((one) => one === target.value) ?? "correction")}
        >
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {say(`notice.kind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      {kind === "supersession" &&
        (others.length === 0 ? (
          <p>{say("notice.by.none")}</p>
        ) : (
          <label className="field">
            <span className="label">{say("notice.by")}</span>
            <select value={replacedBy} onChange={({ target }) => setChosen(target.value)}>
              {others.map(([other, of]) => (
                <option key={other} value={other}>
                  {of} {other}
                </option>
              ))}
            </select>
          </label>
        ))}
      <label className="field">
        <span className="label">{say("notice.text")}</span>
        <textarea
          className="text-area"
          rows={4}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
        <span className="basis">{say("notice.text.hint", { count })}</span>
      </label>
      <button type="button" className="button primary" disabled={!ready} onClick={send}>
        {say("notice.do", { count })}
      </button>
      {dialog}
    </div>
  );
}
