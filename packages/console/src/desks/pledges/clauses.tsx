// Conditions of a level, chosen one by one: joined by `and` or by `or`, and in brackets by the other word.
import { useId } from "react";
import { useWords } from "../../words/locale.tsx";
import { other } from "./draft.ts";
import type { Clause, Joint, SimpleClause } from "./draft.ts";
import type { Vocabulary } from "./pledge-answers.ts";
import { pledgeWords } from "./pledge-words.ts";

interface Known {
  readonly vocabulary: Vocabulary;
  readonly name: (id: string) => string;
}

export interface ClausesProps extends Known {
  readonly clauses: readonly Clause[];
  readonly joint: Joint;
  readonly onChange: (clauses: readonly Clause[], joint: Joint) => void;
}

const KINDS = ["members", "total", "named", "share"] as const;

function begin(kind: Clause["kind"], { kinds, weights }: Vocabulary): Clause {
  switch (kind) {
    case "members":
      return { kind, atLeast: 2, of: [], doing: null };
    case "total":
      return { kind, measure: kinds[0]?.id ?? "", atLeast: 10 };
    case "named":
      return { kind, members: [] };
    case "share":
      return { kind, weight: weights[0] ?? "", percent: 50 };
    case "bracket":
      return {
        kind,
        of: [
          { kind: "members", atLeast: 2, of: [], doing: null },
          { kind: "named", members: [] },
        ],
      };
  }
}

export function Clauses({ clauses, joint, onChange, ...known }: ClausesProps) {
  const say = useWords(pledgeWords);
  const group = useId();
  const set = (at: number, clause: Clause | null) =>
    onChange(
      clauses.flatMap((one, index) => (index === at ? (clause === null ? [] : [clause]) : [one])),
      joint,
    );
  const add = () => onChange([...clauses, begin("members", known.vocabulary)], joint);
  return (
    <div className="builder-rows">
      <div className="builder-joint" role="radiogroup" aria-label={say("build.when")}>
        {(["always", "all", "any"] as const).map((way) => (
          <label key={way} className="tick">
            <input
              type="radio"
              name={group}
              checked={way === "always" ? clauses.length === 0 : clauses.length > 0 && joint === way}
              onChange={() =>
                way === "always"
                  ? onChange([], joint)
                  : onChange(clauses.length === 0 ? [begin("members", known.vocabulary)] : clauses, way)
              }
            />
            <span>{say(way === "always" ? "build.always" : `build.if.${way}`)}</span>
          </label>
        ))}
      </div>
      {clauses.map((clause, at) => (
        <div
          key={at}
          className="builder-clause"
          role="group"
          aria-label={say("build.clause", { number: at + 1 })}
        >
          <OneClause clause={clause} joint={joint} onChange={(next) => set(at, next)} {...known} />
        </div>
      ))}
      {clauses.length > 0 && (
        <button type="button" className="button small" onClick={add}>
          {say("build.condition.add")}
        </button>
      )}
    </div>
  );
}

interface OneProps extends Known {
  readonly clause: Clause;
  /** Null: inside of brackets, where there are no further ones. */
  readonly joint: Joint | null;
  readonly onChange: (clause: Clause | null) => void;
}

function OneClause({ clause, joint, onChange, ...known }: OneProps) {
  const say = useWords(pledgeWords);
  const { vocabulary } = known;
  const kinds = vocabulary.weights.length === 0 ? KINDS.filter((kind) => kind !== "share") : KINDS;
  return (
    <>
      <div className="builder-row">
        <label className="field">
          <span className="label">{say("clause.kind")}</span>
          <select
            value={clause.kind}
            onChange={({ target }) => onChange(begin(target.value as Clause["kind"], vocabulary))}
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`clause.${kind}`)}
              </option>
            ))}
            {joint !== null && <option value="bracket">{say(`clause.bracket.${other(joint)}`)}</option>}
          </select>
        </label>
        {clause.kind !== "bracket" && <SimpleFields clause={clause} onChange={onChange} {...known} />}
        <button type="button" className="button small" onClick={() => onChange(null)}>
          {say("build.remove")}
        </button>
      </div>
      {clause.kind === "bracket" && (
        <div className="builder-bracket">
          {clause.of.map((part, at) => (
            <OneClause
              key={at}
              clause={part}
              joint={null}
              onChange={(next) =>
                onChange({
                  kind: "bracket",
                  of: clause.of.flatMap((one, index) =>
                    index !== at ? [one] : next === null || next.kind === "bracket" ? [] : [next],
                  ),
                })
              }
              {...known}
            />
          ))}
          <button
            type="button"
            className="button small"
            onClick={() => onChange({ kind: "bracket", of: [...clause.of, { kind: "named", members: [] }] })}
          >
            {say("clause.add.part")}
          </button>
        </div>
      )}
    </>
  );
}

interface FieldsProps extends Known {
  readonly clause: SimpleClause;
  readonly onChange: (clause: SimpleClause) => void;
}

function SimpleFields({ clause, onChange, vocabulary, name }: FieldsProps) {
  const say = useWords(pledgeWords);
  const others = vocabulary.members.filter((id) => id !== vocabulary.member);
  const kinds = vocabulary.kinds.map(({ id, many }) => (
    <option key={id} value={id}>
      {many}
    </option>
  ));
  const number = (label: string, value: number, change: (next: number) => void) => (
    <label className="field">
      <span className="label">{label}</span>
      <input
        type="number"
        min={1}
        className="short"
        value={Number.isNaN(value) ? "" : value}
        onChange={({ target }) => change(target.valueAsNumber)}
      />
    </label>
  );
  switch (clause.kind) {
    case "members":
      return (
        <>
          {number(say("clause.atLeast"), clause.atLeast, (atLeast) => onChange({ ...clause, atLeast }))}
          <Picker
            label={say("clause.of")}
            from={[...new Set([...vocabulary.groups, ...others])]}
            chosen={clause.of}
            onChange={(of) => onChange({ ...clause, of })}
            name={name}
          />
          <label className="field">
            <span className="label">{say("clause.doing")}</span>
            <select
              value={clause.doing ?? ""}
              onChange={({ target }) =>
                onChange({ ...clause, doing: target.value === "" ? null : target.value })
              }
            >
              <option value="">{say("clause.doing.any")}</option>
              {kinds}
            </select>
          </label>
        </>
      );
    case "total":
      return (
        <>
          {number(say("clause.atLeast"), clause.atLeast, (atLeast) => onChange({ ...clause, atLeast }))}
          <label className="field">
            <span className="label">{say("build.kind")}</span>
            <select
              value={clause.measure}
              onChange={({ target }) => onChange({ ...clause, measure: target.value })}
            >
              {kinds}
            </select>
          </label>
        </>
      );
    case "named":
      return (
        <Picker
          label={say("clause.names")}
          from={others}
          chosen={clause.members}
          onChange={(members) => onChange({ ...clause, members })}
          name={name}
        />
      );
    case "share":
      return (
        <>
          {number(say("clause.percent"), clause.percent, (percent) => onChange({ ...clause, percent }))}
          <label className="field">
            <span className="label">{say("clause.weight")}</span>
            <select
              value={clause.weight}
              onChange={({ target }) => onChange({ ...clause, weight: target.value })}
            >
              {vocabulary.weights.map((weight) => (
                <option key={weight} value={weight}>
                  {weight}
                </option>
              ))}
            </select>
          </label>
        </>
      );
  }
}

interface PickerProps {
  readonly label: string;
  readonly from: readonly string[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  readonly name: (id: string) => string;
}

/** The machine's own list to add from, and a button on each that was added. */
function Picker({ label, from, chosen, onChange, name }: PickerProps) {
  const say = useWords(pledgeWords);
  return (
    <div className="field">
      <label className="field">
        <span className="label">{label}</span>
        <select value="" onChange={({ target }) => onChange([...chosen, target.value])}>
          <option value="" disabled>
            {say("pick.choose")}
          </option>
          {from
            .filter((id) => !chosen.includes(id))
            .map((id) => (
              <option key={id} value={id}>
                {name(id) === id ? id : `${name(id)} (${id})`}
              </option>
            ))}
        </select>
      </label>
      {chosen.length > 0 && (
        <ul className="picked">
          {chosen.map((id) => (
            <li key={id}>
              <button
                type="button"
                className="picked-one"
                aria-label={say("pick.remove", { name: name(id) })}
                onClick={() => onChange(chosen.filter((one) => one !== id))}
              >
                {name(id)} <span aria-hidden="true">×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
