// What can be put into the text, so that nobody has to know its signs by heart: a mark, a judgement, a grading.
import { useState } from "react";
import type { SubmitEvent } from "react";
import { probabilityScales } from "@entente/core/documents";
import type { CompiledCommunity } from "@entente/core/markings";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";
import { readSupports, writeJudgement } from "./inserts.ts";
import { MarkChoice } from "./mark-choice.tsx";
import type { Insertion } from "./marked-editor.tsx";
import type { DraftReading } from "./read-draft.ts";

interface InsertProps {
  readonly community: CompiledCommunity;
  readonly reading: DraftReading;
  readonly onInsert: (act: Insertion) => void;
}

export function InsertPart({ community, reading, onInsert }: InsertProps) {
  const say = useWords(documentWords);
  return (
    <section className="inserts" aria-label={say("insert.title")}>
      <h2>{say("insert.title")}</h2>
      <p className="basis">{say("insert.at")}</p>
      <details>
        <summary>{say("insert.mark")}</summary>
        <MarkChoice {...{ community, reading }} onMark={(mark) => onInsert({ kind: "mark", mark })} />
      </details>
      <details>
        <summary>{say("insert.judgement")}</summary>
        <JudgementForm reading={reading} onInsert={onInsert} />
      </details>
      <details>
        <summary>{say("insert.grading")}</summary>
        <GradingForm onInsert={onInsert} />
      </details>
    </section>
  );
}

const CONFIDENCES = ["high", "moderate", "low"] as const;

function JudgementForm({ reading, onInsert }: Omit<InsertProps, "community">) {
  const say = useWords(documentWords);
  const [scaleId, setScale] = useState<string>(probabilityScales[0]?.id ?? "phia");
  const scale = probabilityScales.find(({ id }) => id === scaleId);
  const [chosen, setTerm] = useState("");
  const term = scale?.terms.find((one) => one.term === chosen) ?? scale?.terms[0];
  const [confidence, setConfidence] = useState<(typeof CONFIDENCES)[number]>("moderate");
  const [typed, setTyped] = useState("");
  const supports = readSupports(typed);
  const { portions, footnotes } = reading.document;
  const names = new Set([...portions, ...footnotes].flatMap(({ id, number }) => [id, number ?? id]));
  const unknown = supports.filter((one) => !names.has(one));
  const insert = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (term === undefined || unknown.length > 0) return;
    onInsert({
      kind: "line",
      text: writeJudgement({ term: term.term, scale: scaleId, confidence, supports }),
    });
  };
  return (
    <form className="insert-form" onSubmit={insert}>
      <label className="field">
        <span className="label">{say("judgement.scale")}</span>
        <select value={scaleId} onChange={({ target }) => setScale(target.value)}>
          {probabilityScales.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("judgement.term")}</span>
        <select value={term?.term ?? ""} onChange={({ target }) => setTerm(target.value)}>
          {scale?.terms.map(({ term: one, low, high }) => (
            <option key={one} value={one}>
              {say("judgement.range", { term: one, low, high })}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("judgement.confidence")}</span>
        <select
          value={confidence}
          onChange={({ target }) =>
            setConfidence(CONFIDENCES.find((one) => one === target.value) ?? "moderate")
          }
        >
          {CONFIDENCES.map((one) => (
            <option key={one} value={one}>
              {say(`judgement.confidence.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("judgement.supports")}</span>
        <input
          className="text-input"
          value={typed}
          autoComplete="off"
          placeholder="8, 11"
          aria-invalid={unknown.length > 0}
          onChange={({ target }) => setTyped(target.value)}
        />
      </label>
      <p className="basis">
        {unknown.length > 0
          ? say("judgement.unknown", { names: unknown.join(", ") })
          : say("judgement.supports.hint")}
      </p>
      {scale !== undefined && (
        <p className="basis">{say("judgement.source", { name: scale.name, source: scale.source })}</p>
      )}
      <button type="submit" className="button" disabled={unknown.length > 0}>
        {say("judgement.do")}
      </button>
    </form>
  );
}

const RELIABILITY = ["A", "B", "C", "D", "E", "F"] as const;
const CREDIBILITY = ["1", "2", "3", "4", "5", "6"] as const;

function GradingForm({ onInsert }: Pick<InsertProps, "onInsert">) {
  const say = useWords(documentWords);
  const [reliability, setReliability] = useState<(typeof RELIABILITY)[number]>("B");
  const [credibility, setCredibility] = useState<(typeof CREDIBILITY)[number]>("2");
  const grading = `${reliability}${credibility}`;
  const insert = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    onInsert({ kind: "line", text: `{grading: ${grading}}` });
  };
  return (
    <form className="insert-form" onSubmit={insert}>
      <label className="field">
        <span className="label">{say("grading.reliability")}</span>
        <select
          value={reliability}
          onChange={({ target }) => setReliability(RELIABILITY.find((one) => one === target.value) ?? "F")}
        >
          {RELIABILITY.map((one) => (
            <option key={one} value={one}>
              {say(`grading.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("grading.credibility")}</span>
        <select
          value={credibility}
          onChange={({ target }) => setCredibility(CREDIBILITY.find((one) => one === target.value) ?? "6")}
        >
          {CREDIBILITY.map((one) => (
            <option key={one} value={one}>
              {say(`grading.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button">
        {say("grading.do", { grading })}
      </button>
    </form>
  );
}
