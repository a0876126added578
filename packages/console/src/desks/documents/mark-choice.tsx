// A portion mark from the scheme's own list, with how many members would read under it before it is put in.
import { useState } from "react";
import type { SubmitEvent } from "react";
import type { CompiledCommunity } from "@entente/core/markings";
import { useWords } from "../../words/locale.tsx";
import { documentWords } from "./documents-words.ts";
import { composeMark, listCaveats } from "./marks.ts";
import type { DraftReading } from "./read-draft.ts";

interface MarkChoiceProps {
  readonly community: CompiledCommunity;
  readonly reading: DraftReading;
  readonly onMark: (mark: string) => void;
}

const MOST_USED = 8;

export function MarkChoice({ community, reading, onMark }: MarkChoiceProps) {
  const say = useWords(documentWords);
  const { policies, groups, members } = community.community;
  const own = policies.find(({ id }) => id === reading.document.policy) ?? policies[0];
  const [policyId, setPolicy] = useState(own?.id ?? "");
  const policy = policies.find(({ id }) => id === policyId) ?? own;
  const [chosen, setLevel] = useState("");
  const level = policy?.levels.find(({ name }) => name === chosen) ?? policy?.levels[0];
  const [held, setHeld] = useState<readonly string[]>([]);
  const [list, setList] = useState("");
  if (policy === undefined || level === undefined || own === undefined) return null;
  const caveats = listCaveats(policy, level.name);
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...policy.eyesOnly.map(({ phrase, releasableTo }) => [phrase, releasableTo] as const),
    ...groups.map(({ id }) => [`${policy.releasePhrase} ${id}`, [...policy.alwaysListed, id]] as const),
    ...members.map(({ id }) => [`${policy.releasePhrase} ${id}`, [...policy.alwaysListed, id]] as const),
  ];
  const made = composeMark(
    {
      ...{ policy: policy.id, level: level.name },
      caveats: held.filter((one) => caveats.includes(one)),
      list: lists.find(([name]) => name === list)?.[1] ?? null,
    },
    own.id,
    community,
  );
  const used = [...new Set(reading.marks.flatMap(({ mark }) => (mark === null ? [] : [mark])))].slice(
    0,
    MOST_USED,
  );
  const mark = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (made !== null) onMark(made.mark);
  };
  return (
    <form className="insert-form" onSubmit={mark}>
      {used.length > 0 && (
        <div className="used-marks">
          <p className="label">{say("mark.used")}</p>
          {used.map((one) => (
            <button key={one} type="button" className="button small" onClick={() => onMark(one)}>
              {one}
            </button>
          ))}
        </div>
      )}
      <label className="field">
        <span className="label">{say("mark.policy")}</span>
        <select value={policy.id} onChange={({ target }) => setPolicy(target.value)}>
          {policies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span className="label">{say("mark.level")}</span>
        <select value={level.name} onChange={({ target }) => setLevel(target.value)}>
          {policy.levels.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {caveats.length > 0 && (
        <fieldset className="caveats">
          <legend className="label">{say("mark.caveats")}</legend>
          {caveats.map((name) => (
            <label key={name}>
              <input
                type="checkbox"
                checked={held.includes(name)}
                onChange={({ target }) =>
                  setHeld((was) => (target.checked ? [...was, name] : was.filter((one) => one !== name)))
                }
              />{" "}
              {name}
            </label>
          ))}
        </fieldset>
      )}
      <label className="field">
        <span className="label">{say("mark.list")}</span>
        <select value={list} onChange={({ target }) => setList(target.value)}>
          <option value="">{say("mark.list.all")}</option>
          {lists.map(([name]) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <p className="basis" role="status">
        {made === null ? say("mark.invalid") : say("mark.result", { mark: made.mark, count: made.readers })}
      </p>
      <button type="submit" className="button" disabled={made === null}>
        {say("mark.do", { mark: made?.mark ?? "" })}
      </button>
    </form>
  );
}
