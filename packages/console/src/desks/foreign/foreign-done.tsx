// What the member has done, told to the lead of a case of another node, which records it with its sources and counts it.
import { useId, useState } from "react";
import type { SubmitEvent } from "react";
import { builtInKinds, findKind, sayMeasure } from "@entente/core/kinds";
import { useConsent } from "../../acts/consent-dialog.tsx";
import { answerOf, node } from "../../api/ask-node.ts";
import { useMemberNames } from "../../api/use-member-names.ts";
import type { OwnSeat } from "../../shell/seat.ts";
import { listCodes } from "../../words/iso-codes.ts";
import { useWords } from "../../words/locale.tsx";
import type { ShownCase } from "./foreign-reads.ts";
import { foreignWords } from "./foreign-words.ts";

export interface ForeignDoneProps {
  readonly seat: OwnSeat;
  readonly member: string;
  readonly foreign: string;
  readonly shown: ShownCase;
  readonly lead: string;
  readonly onDone: () => void;
}

const CONFIDENCES = ["high", "medium", "low"] as const;
const EMPTY = {
  ...{ kind: builtInKinds[0]?.id ?? "", count: "", target: "", announced: "", detail: "", sources: "" },
  confidence: "high" as (typeof CONFIDENCES)[number],
  inTally: true,
};

/** One source on each line: an address, or a key of the lead's sources. */
const listSources = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");

export function ForeignDone({ seat, member, foreign, shown, lead, onDone }: ForeignDoneProps) {
  const kinds = shown.vocabulary?.kinds ?? builtInKinds;
  const say = useWords(foreignWords);
  const name = useMemberNames();
  const field = useId();
  const { ask, dialog } = useConsent();
  const [form, setForm] = useState(EMPTY);
  const set = (part: Partial<typeof EMPTY>) => setForm({ ...form, ...part });
  const isCounted = findKind(kinds, form.kind)?.counted ?? false;
  const sources = listSources(form.sources);
  const count = isCounted && form.count !== "" ? Number(form.count) : null;
  const codes = listCodes();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const body = {
      ...{ kind: form.kind, count, inTally: form.inTally, detail: form.detail.trim(), sources },
      actorType: codes.includes(seat.member) ? "state" : "org",
      target: form.target === "" ? null : form.target,
      ...{ announced: form.announced, confidence: form.confidence },
    };
    ask({
      title: say("done.ask", { member: name(seat.member) }),
      content: (
        <>
          <p>
            <strong>{sayMeasure(kinds, form.kind, count)}</strong>
            {body.target !== null && ` · ${name(body.target)}`} · {form.announced}
          </p>
          {body.detail !== "" && <blockquote>{body.detail}</blockquote>}
          <ul className="consent-list">
            {sources.map((source) => (
              <li key={source}>{source}</li>
            ))}
          </ul>
        </>
      ),
      recipients: [lead],
      ...{ consequence: say("done.consequence", { lead }), verb: say("done.do") },
      send: (headers) =>
        answerOf(
          node.POST("/api/foreign-cases/{member}/{foreign}/measures", {
            params: { path: { member, foreign } },
            ...{ body, headers },
          }),
        ),
      onDone: () => {
        setForm(EMPTY);
        onDone();
      },
    });
  };
  return (
    <section className="questions" aria-label={say("done")}>
      <h2>{say("done")}</h2>
      <p className="basis">{say("done.basis", { lead })}</p>
      <form className="inbox-form" onSubmit={submit}>
        <label className="field" htmlFor={`${field}-kind`}>
          <span className="label">{say("done.kind")}</span>
          <select
            id={`${field}-kind`}
            value={form.kind}
            onChange={({ target }) => set({ kind: target.value })}
          >
            {kinds.map(({ id, one }) => (
              <option key={id} value={id}>
                {one}
              </option>
            ))}
          </select>
        </label>
        {isCounted && (
          <label className="field" htmlFor={`${field}-count`}>
            <span className="label">{say("done.count")}</span>
            <input
              id={`${field}-count`}
              type="number"
              min={0}
              step={1}
              className="short"
              value={form.count}
              onChange={({ target }) => set({ count: target.value })}
            />
          </label>
        )}
        <label className="field" htmlFor={`${field}-target`}>
          <span className="label">{say("done.target")}</span>
          <select
            id={`${field}-target`}
            value={form.target}
            onChange={({ target }) => set({ target: target.value })}
          >
            <option value="">{say("done.target.none")}</option>
            {codes
              .map((code) => [code, name(code)] as const)
              .sort(([, a], [, b]) => a.localeCompare(b))
              .map(([code, called]) => (
                <option key={code} value={code}>
                  {called}
                </option>
              ))}
          </select>
        </label>
        <label className="field" htmlFor={`${field}-day`}>
          <span className="label">{say("done.announced")}</span>
          <input
            id={`${field}-day`}
            type="text"
            inputMode="numeric"
            className="short"
            required
            pattern="[0-9]{4}-[0-9]{2}(-[0-9]{2})?"
            placeholder="2026-03-26"
            title={say("done.announced.how")}
            aria-describedby={`${field}-day-how`}
            value={form.announced}
            onChange={({ target }) => set({ announced: target.value.trim() })}
          />
        </label>
        <p id={`${field}-day-how`} className="basis">
          {say("done.announced.how")}
        </p>
        <label className="field" htmlFor={`${field}-sources`}>
          <span className="label">{say("done.sources")}</span>
          <textarea
            id={`${field}-sources`}
            rows={2}
            className="prose"
            required
            value={form.sources}
            onChange={({ target }) => set({ sources: target.value })}
          />
        </label>
        <label className="field" htmlFor={`${field}-confidence`}>
          <span className="label">{say("done.confidence")}</span>
          <select
            id={`${field}-confidence`}
            value={form.confidence}
            onChange={({ target }) =>
              set({ confidence: CONFIDENCES.find((one) => one === target.value) ?? "low" })
            }
          >
            {CONFIDENCES.map((one) => (
              <option key={one} value={one}>
                {say(`done.confidence.${one}`)}
              </option>
            ))}
          </select>
        </label>
        <label className="field" htmlFor={`${field}-detail`}>
          <span className="label">{say("done.detail")}</span>
          <input
            id={`${field}-detail`}
            type="text"
            maxLength={2000}
            value={form.detail}
            onChange={({ target }) => set({ detail: target.value })}
          />
        </label>
        <label className="tick">
          <input
            type="checkbox"
            checked={form.inTally}
            onChange={({ target }) => set({ inTally: target.checked })}
          />
          <span>{say("done.tally")}</span>
        </label>
        <button type="submit" className="button primary" disabled={sources.length === 0}>
          {say("done.do")}
        </button>
      </form>
      {dialog}
    </section>
  );
}
