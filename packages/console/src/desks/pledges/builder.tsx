// The builder: levels, measures and conditions chosen one by one. What they come to is spelled beside it, not here.
import { useWords } from "../../words/locale.tsx";
import { Clauses } from "./clauses.tsx";
import type { DraftLevel, DraftMeasure } from "./draft.ts";
import type { Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";

export interface BuilderProps {
  readonly levels: readonly DraftLevel[];
  readonly onChange: (levels: readonly DraftLevel[]) => void;
  readonly vocabulary: Vocabulary;
  readonly name: (id: string) => string;
}

export function Builder({ levels, onChange, vocabulary, name }: BuilderProps) {
  const say = useWords(pledgeWords);
  const set = (at: number, level: DraftLevel) =>
    onChange(levels.map((one, index) => (index === at ? level : one)));
  const last = levels.at(-1);
  return (
    <div className="builder">
      {levels.map((level, at) => (
        <fieldset key={at} className="builder-level">
          <legend>{say("build.level", { number: at + 1 })}</legend>
          <p className="label">{say("build.do")}</p>
          <Measures
            measures={level.measures}
            vocabulary={vocabulary}
            onChange={(measures) => set(at, { ...level, measures })}
          />
          <p className="label">{say("build.when")}</p>
          <Clauses
            clauses={level.clauses}
            joint={level.joint}
            onChange={(clauses, joint) => set(at, { ...level, clauses, joint })}
            {...{ vocabulary, name }}
          />
          {levels.length > 1 && (
            <div className="desk-acts">
              <button
                type="button"
                className="button small"
                onClick={() => onChange(levels.filter((_, index) => index !== at))}
              >
                {say("build.level.remove", { number: at + 1 })}
              </button>
            </div>
          )}
        </fieldset>
      ))}
      <div className="desk-acts">
        <button
          type="button"
          className="button"
          onClick={() => {
            if (last !== undefined)
              onChange([
                ...levels,
                { ...last, measures: last.measures.map((one) => ({ ...one, count: one.count + 1 })) },
              ]);
          }}
        >
          {say("build.level.add")}
        </button>
      </div>
    </div>
  );
}

interface MeasuresProps {
  readonly measures: readonly DraftMeasure[];
  readonly vocabulary: Vocabulary;
  readonly onChange: (measures: readonly DraftMeasure[]) => void;
}

function Measures({ measures, vocabulary, onChange }: MeasuresProps) {
  const say = useWords(pledgeWords);
  const set = (at: number, next: DraftMeasure) =>
    onChange(measures.map((one, index) => (index === at ? next : one)));
  const free = vocabulary.kinds.find(({ id }) => !measures.some(({ kind }) => kind === id));
  return (
    <div className="builder-rows">
      {measures.map(({ kind, count }, at) => (
        <div key={at} className="builder-row">
          <label className="field">
            <span className="label">{say("build.count")}</span>
            <input
              type="number"
              min={1}
              className="short"
              value={Number.isNaN(count) ? "" : count}
              onChange={({ target }) => set(at, { kind, count: target.valueAsNumber })}
            />
          </label>
          <label className="field">
            <span className="label">{say("build.kind")}</span>
            <select value={kind} onChange={({ target }) => set(at, { kind: target.value, count })}>
              {vocabulary.kinds.map(({ id, one, many }) => (
                <option key={id} value={id}>
                  {count === 1 ? one : many}
                </option>
              ))}
            </select>
          </label>
          {measures.length > 1 && (
            <button
              type="button"
              className="button small"
              onClick={() => onChange(measures.filter((_, index) => index !== at))}
            >
              {say("build.remove")}
            </button>
          )}
        </div>
      ))}
      {free !== undefined && (
        <button
          type="button"
          className="button small"
          onClick={() => onChange([...measures, { kind: free.id, count: 1 }])}
        >
          {say("build.measure.add")}
        </button>
      )}
    </div>
  );
}
