// The tally as a sentence. Whoever doubts the number can change the counting rule and see what it becomes.
import { useId, useState } from "react";
import type { CaseOverview, OverviewTally } from "../../api/case-overview.ts";
import { Empty } from "../../parts/notice.tsx";
import { sayKind } from "./measure-words.ts";
import { sayActors, sayRule, sayRuleText, sayTally } from "./sentences.ts";

export interface TallyPartProps {
  readonly tallies: readonly OverviewTally[];
  readonly lead: CaseOverview["lead"];
}

export function TallyPart({ tallies, lead }: TallyPartProps) {
  const name = useId();
  const kinds = [...new Set(tallies.map((tally) => tally.kind))];
  const [kind, setKind] = useState(kinds[0] ?? "");
  const [rule, setRule] = useState(tallies[0]?.rule ?? "");
  const ofKind = tallies.filter((tally) => tally.kind === kind);
  const shown = ofKind.find((tally) => tally.rule === rule) ?? ofKind[0];
  if (shown === undefined)
    return <Empty>No measure is recorded yet. The tally appears with the first one.</Empty>;
  const said = sayTally(shown, lead);
  return (
    <div className="tally">
      <div aria-live="polite">
        <p className="tally-sentence">
          <strong>{said.figure}</strong> {said.verb} <strong>{said.actors}</strong>, {said.lead}, as of{" "}
          {said.asOf}.
        </p>
        <p className="basis">{sayRuleText(shown.ruleText, lead)}</p>
      </div>
      <div className="tally-rules">
        {kinds.length > 1 && (
          <label className="field">
            <span className="label">Count</span>
            <select value={kind} onChange={(change) => setKind(change.target.value)}>
              {kinds.map((word) => (
                <option key={word} value={word}>
                  {sayKind(word)}
                </option>
              ))}
            </select>
          </label>
        )}
        <fieldset className="rules">
          <legend className="label">Counting rule</legend>
          {ofKind.map((tally) => (
            <label key={tally.rule} className="rule">
              <input
                type="radio"
                name={name}
                value={tally.rule}
                checked={tally === shown}
                onChange={() => setRule(tally.rule)}
              />
              <span className="rule-name">{sayRule(tally.rule)}</span>
              <span className="rule-figure">{tally.persons}</span>
              <span className="quiet">{sayActors(tally.states, tally.organisations)}</span>
            </label>
          ))}
        </fieldset>
      </div>
    </div>
  );
}
